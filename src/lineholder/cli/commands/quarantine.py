"""The rows held back."""

from typing import Annotated

import typer

from lineholder.cli import tables
from lineholder.cli.options import Json
from lineholder.cli.session import Session, print_json
from lineholder.pipeline import intake
from lineholder.wire.intake import quarantine_json

app = typer.Typer(add_completion=False)


@app.command()
def quarantine(
    context: typer.Context,
    source: Annotated[
        str | None, typer.Option(help="First digits of the source's sha256.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show the rows held back, with place, text and reason."""
    session = Session.of(context)
    with session.desk() as desk:
        intake.need_ingests(desk.store, desk.actor, desk.scope)
        held_back = intake.quarantine(desk.store, desk.actor, desk.scope, source)
    if as_json:
        print_json(quarantine_json(held_back))
    else:
        tables.show_quarantine(session.out, held_back)

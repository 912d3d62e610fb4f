"""Whether something has been seen."""

from typing import Annotated

import typer

from lineholder.cli import tables
from lineholder.cli.options import Json
from lineholder.cli.session import Session, print_json
from lineholder.pipeline import intake, search
from lineholder.wire.findings import hits_json

app = typer.Typer(add_completion=False)


@app.command()
def find(
    context: typer.Context,
    text: Annotated[
        str, typer.Argument(help="A number in any writing, handset, SIM, cell, site, word.")
    ],
    as_json: Json = False,
) -> None:
    """Say where something has been seen."""
    session = Session.of(context)
    with session.desk() as desk:
        intake.need_ingests(desk.store, desk.actor, desk.scope)
        hits = search.find(desk.store, desk.actor, desk.scope, text)
    if as_json:
        print_json(hits_json(hits))
    else:
        tables.show_hits(session.out, hits)

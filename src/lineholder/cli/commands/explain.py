"""Why a number is, or is not, a line."""

from typing import Annotated

import typer

from lineholder.cli import tables
from lineholder.cli.options import Json
from lineholder.cli.session import Session, print_json
from lineholder.pipeline import lines, trade
from lineholder.wire.lines import explanation_json

app = typer.Typer(add_completion=False)


@app.command()
def explain(
    context: typer.Context,
    number: Annotated[str, typer.Argument(help="Any number, in any writing.")],
    as_json: Json = False,
) -> None:
    """Say why a number is, or is not, ranked as a line."""
    session = Session.of(context)
    with session.desk() as desk:
        said = lines.explain(desk.store, desk.actor, desk.scope, number)
        days = lines.activity_of(desk.store, desk.actor, desk.scope, [number])
        if as_json:
            three = desk.store, desk.actor, desk.scope
            print_json(
                explanation_json(
                    said, days, trade.quantity(*three, said.line) if said.line else None
                )
            )
            return
    tables.show_explanation(session.out, said, days)

"""One line."""

from typing import Annotated

import typer

from lineholder.cli import tables
from lineholder.cli.options import Json
from lineholder.cli.session import Session, print_json
from lineholder.pipeline import lines, trade
from lineholder.wire.lines import detail_json

app = typer.Typer(add_completion=False)


@app.command()
def line(
    context: typer.Context,
    line: Annotated[str, typer.Argument(help="A line's id, or one of its numbers.")],
    as_json: Json = False,
) -> None:
    """Show one line: activity, reasons, customers masked, workers as leads."""
    session = Session.of(context)
    with session.desk() as desk:
        detail = lines.line(desk.store, desk.actor, desk.scope, line)
        if as_json:
            sold = trade.quantity(desk.store, desk.actor, desk.scope, detail.candidate.line)
            print_json(detail_json(detail, sold))
            return
    tables.show_line(session.out, detail)

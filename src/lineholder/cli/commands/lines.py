"""The ranked lines."""

import typer

from lineholder.cli import tables
from lineholder.cli.options import Json
from lineholder.cli.session import Session, print_json
from lineholder.pipeline.lines import find_lines
from lineholder.wire.lines import lines_json

app = typer.Typer(add_completion=False)


@app.command()
def lines(context: typer.Context, as_json: Json = False) -> None:
    """Rank the lines that the records speak for, best first."""
    session = Session.of(context)
    with session.desk() as desk, session.progress("Finding lines") as report:
        found = find_lines(desk.store, desk.actor, desk.scope, report)
    if as_json:
        print_json(lines_json(found))
    else:
        tables.show_lines(session.out, found)

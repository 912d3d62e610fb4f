"""The source rows behind a figure."""

from typing import Annotated

import typer

from lineholder.cli import tables
from lineholder.cli.options import Json
from lineholder.cli.session import Session, print_json
from lineholder.pipeline import rows as opening
from lineholder.wire.findings import rows_json

app = typer.Typer(add_completion=False)
EVERY_ROW = 2**40


@app.command()
def rows(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(help="The reference beside any figure.")],
    as_json: Json = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help="At most so many rows (JSON: all of them).")
    ] = None,
) -> None:
    """Open the source rows behind a figure."""
    session = Session.of(context)
    most = limit or (EVERY_ROW if as_json else 50)
    with session.desk() as desk:
        shown = opening.rows(desk.store, desk.actor, desk.scope, ref, 0, most)
    if as_json:
        print_json(rows_json(shown))
    else:
        tables.show_rows(session.out, shown)

"""The lines by what they do to people."""

from typing import Annotated

import typer
from rich.table import Table

from lineholder.cli.options import Json
from lineholder.cli.session import Session, print_json
from lineholder.model.harm import HarmPlace
from lineholder.pipeline.harm import harm as order
from lineholder.pipeline.intake import need_ingests
from lineholder.wire.harm import harm_json

app = typer.Typer(add_completion=False)


@app.command()
def harm(
    context: typer.Context,
    on: Annotated[
        str | None, typer.Option("--on", help="Read the unit's tables of this day, YYYY-MM-DD.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Order the lines by what they do to people, with every component open."""
    session = Session.of(context)
    with session.desk() as desk:
        three = (desk.store, desk.actor, desk.scope)
        need_ingests(*three)
        found = order(*three, on)
    if as_json:
        print_json(harm_json(found.places, found.tables))
        return
    session.out.print(_table(found.places))
    session.out.print(*found.tables.told, sep="\n", soft_wrap=True)


def _table(places: tuple[HarmPlace, ...]) -> Table:
    table = Table("place", "line", "points", "known", "what it rests on")
    for one in places:
        said = " ".join(c.sentence for c in one.harm.components if c.value is not None)
        points = f"{one.lower:.3g}" + (f" to {one.upper:.3g}" if one.upper != one.lower else "")
        known = f"{one.harm.confidence.known} of {one.harm.confidence.of}"
        table.add_row(str(one.place), one.line, points, known, said)
    return table

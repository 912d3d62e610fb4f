"""Outside series: what is held, and one set around a day."""

from typing import Annotated

import typer
from rich.table import Table

from lineholder.cli.options import Json
from lineholder.cli.session import Session, print_json
from lineholder.model.effect import Beside, Measure
from lineholder.pipeline.effect import Around, around, measures
from lineholder.wire.effect import beside_json, measures_json

app = typer.Typer(add_completion=False)


@app.command()
def series(
    context: typer.Context,
    day: Annotated[
        str, typer.Option("--day", help="Set the series around this day, YYYY-MM-DD.")
    ] = "",
    measure: Annotated[str, typer.Option("--measure", help="What is counted.")] = "",
    area: Annotated[str, typer.Option("--area", help="The area that the work was done in.")] = "",
    other: Annotated[
        str | None, typer.Option("--beside", help="An area to compare with, without the work.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List outside series, or set one before and after a day beside a comparison area."""
    session = Session.of(context)
    given = (day, measure, area)
    if any(given) and not all(given):
        raise typer.BadParameter("--day, --measure and --area go together", param_hint="--day")
    with session.desk() as desk:
        three = (desk.store, desk.actor, desk.scope)
        held = measures(*three)
        found = around(*three, Around(measure, day, area, other)) if all(given) else None
    if as_json:
        print_json(beside_json(found) if found else measures_json(held))
    elif found:
        session.out.print(*_said(found), sep="\n", soft_wrap=True)
    else:
        session.out.print(_listed(held))


def _said(found: Beside) -> list[str]:
    out = [f"left out, rows disagree: {area} {day}" for area, day in found.left_out]
    return [found.told.sentence, *found.told.warnings, *out]


def _listed(held: tuple[Measure, ...]) -> Table:
    table = Table("measure", "area", "first", "last", "values")
    for one in held:
        table.add_row(one.measure, one.area, one.first, one.last, str(one.values))
    return table

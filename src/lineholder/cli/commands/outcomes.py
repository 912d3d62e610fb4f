"""What the unit achieved."""

from typing import Annotated

import typer
from rich.table import Table

from lineholder.cli.options import Json
from lineholder.cli.period import moment
from lineholder.cli.session import Session, print_json
from lineholder.model.outcomes import Bridge, Outcomes
from lineholder.pipeline.lasting import figures_bounds, lasting
from lineholder.pipeline.outcomes import Asked
from lineholder.pipeline.outcomes import outcomes as find_outcomes
from lineholder.wire.lasting import lasting_json
from lineholder.wire.outcomes import number, outcomes_json

app = typer.Typer(add_completion=False)


@app.command()
def outcomes(
    context: typer.Context,
    since: Annotated[
        str | None, typer.Option("--from", help="First day, or a moment, ISO 8601 (UTC).")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="Last day, or a moment, ISO 8601 (UTC).")
    ] = None,
    split: Annotated[
        str | None, typer.Option("--split", help="Compare sentences before and from this day on.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show what the unit achieved: the bridge of lines, arrests, charges, with definitions."""
    asked = Asked(
        moment(since, "--from", end=False),
        moment(until, "--to", end=True),
        moment(split, "--split", end=False),
    )
    if asked.from_s is not None and asked.to_s is not None and asked.from_s >= asked.to_s:
        raise typer.BadParameter("the period must end after it begins", param_hint="--to")
    session = Session.of(context)
    with session.desk() as desk:
        found = find_outcomes(desk.store, desk.actor, desk.scope, asked)
        held = lasting(desk.store, desk.actor, desk.scope, asked)
        bounds, compared = figures_bounds(desk.store, desk.actor, desk.scope, found)
    if as_json:
        print_json(outcomes_json(found) | lasting_json(held, bounds, compared))
    else:
        _show(session, found)
        for one in held.survival:
            session.out.print(f"  closures, {one.group}: {one.sentence}")
        for pair in compared:
            session.out.print(f"  immediate terms, {pair.sentence}")


def _show(session: Session, found: Outcomes) -> None:
    session.out.print(bridge_line(found.bridge), style="bold")
    for sentence in found.missing:
        session.out.print(f"  missing: {sentence}")
    table = Table(title=f"From {found.entries} entries")
    for name in ("figure", "value", "what it counts", "entries"):
        table.add_column(name, overflow="fold")
    for figure in found.figures:
        value = "not known" if figure.value is None else f"{number(figure.value)} {figure.unit}"
        table.add_row(figure.name, value, figure.definition, figure.ref or "")
    session.out.print(table)
    for one in found.doubts:
        session.out.print(f"  look at: {one.sentence}")
    for move in found.refused:
        session.out.print(f"  refused: {move.word} of line {move.line}: {move.sentence}")


def bridge_line(bridge: Bridge) -> str:
    """The bridge as one sum, or that it cannot be printed."""
    if bridge.balances is None:
        return "No bridge: a term cannot be known."
    return (
        f"{bridge.opening} opening + {bridge.new} new + {bridge.re_emerged} re-emerged + "
        f"{bridge.inherited} inherited - {bridge.closed_t1} Type 1 - {bridge.closed_t2} Type 2 - "
        f"{bridge.dormant} dormant - {bridge.merged} merged = {bridge.closing} closing"
    )

"""Who carries a number."""

from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table

from lineholder.cli.options import Json
from lineholder.cli.period import moment
from lineholder.cli.session import Session, print_json
from lineholder.model.attribution import Attribution
from lineholder.model.people import Actor, Scope
from lineholder.model.sheet import SheetKind
from lineholder.pipeline import attribution, sheets
from lineholder.pipeline.workspace import Store
from lineholder.wire.attribution import attribution_json
from lineholder.wire.sheet import sheet_text
from lineholder.wire.times import iso

app = typer.Typer(add_completion=False)


class Paper(StrEnum):
    """The sheets that a terminal prints; an expert's statement is signed, and printed from its page."""

    ANALYST = SheetKind.ANALYST.value
    INVESTIGATOR = SheetKind.INVESTIGATOR.value


@app.command()
def attribute(
    context: typer.Context,
    number: Annotated[str, typer.Argument(help="Any number, in any writing.")],
    since: Annotated[
        str | None, typer.Option("--from", help="First day, or a moment, ISO 8601 (UTC).")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="Last day, or a moment, ISO 8601 (UTC).")
    ] = None,
    as_json: Json = False,
    sheet: Annotated[
        Paper | None, typer.Option("--sheet", help="Print a sheet instead: facts, or the lead.")
    ] = None,
) -> None:
    """Say whose other numbers move, talk and sit with this one: a lead, for and against."""
    session = Session.of(context)
    from_s, to_s = moment(since, "--from", end=False), moment(until, "--to", end=True)
    if sheet and (as_json or since or until):
        raise typer.BadParameter(
            "a sheet is text over all of the records: leave out --json, --from and --to",
            param_hint="--sheet",
        )
    with session.desk() as desk, session.progress("Comparing numbers") as report:
        given = (desk.store, desk.actor, desk.scope)
        found = attribution.attribute(*given, number, from_s, to_s, report)
        text = _sheet(given, number, sheet) if sheet else ""
    if text:
        print(text, end="")
    elif as_json:
        print_json(attribution_json(found))
    else:
        _show(session, found)


def _sheet(given: tuple[Store, Actor, Scope], number: str, kind: Paper) -> str:
    return sheet_text(sheets.sheet(*given, number, SheetKind(kind.value)))


def _show(session: Session, found: Attribution) -> None:
    out = session.out
    out.print(f"{found.number}, {iso(found.from_s)} to {iso(found.to_s)}", style="bold")
    out.print(found.sentence)
    if found.same_hand:
        out.print(f"Of the same handset or line: {', '.join(found.same_hand)}")
    table = Table(title="Numbers in concurrent use, best first: leads, until a person decides")
    for name in ("#", "number", "log10 LR", "switches", "against them", "for", "against"):
        table.add_column(name, overflow="fold")
    for one in found.candidates[:10]:
        table.add_row(
            str(one.rank),
            one.number,
            f"{one.rank_log10_lr:+.2f}",
            str(one.switches),
            str(one.contradicting),
            "\n".join(s.for_ for s in one.strands if s.for_),
            "\n".join(s.against for s in one.strands if s.against),
        )
    out.print(table)
    for segment in found.segments:
        who = segment.top or "none of them"
        out.print(f"  {iso(segment.from_s)} to {iso(segment.to_s)}: {who}")
    out.print(
        f"{found.searched} numbers searched; not in this data: {found.not_in_data:.2f} "
        f"(prior {found.prior_not_in_data})."
    )
    for wanted in found.ask_for:
        out.print(f"  would say more: {wanted}")

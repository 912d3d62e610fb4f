"""`lineholder attribute` and `lineholder validate attribution`."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from lineholder.cli.session import Session, print_json
from lineholder.model.attribution import Attribution
from lineholder.model.people import Actor, Scope
from lineholder.model.sheet import SheetKind
from lineholder.pipeline.workspace import Store
from lineholder.wire.attribution import attribution_json
from lineholder.wire.sheet import sheet_text
from lineholder.wire.times import iso


class Paper(StrEnum):
    """The sheets that a terminal prints; an expert's statement is signed, and printed from its page."""

    ANALYST = SheetKind.ANALYST.value
    INVESTIGATOR = SheetKind.INVESTIGATOR.value


validate = typer.Typer(no_args_is_help=True, help="How well a stage does on known truth.")
Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


def add_to(app: typer.Typer) -> None:
    """Put the commands into the whole."""
    app.command("attribute")(attribute)
    app.add_typer(validate, name="validate")


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
    # scipy takes a second to import: only where it is used
    from lineholder.pipeline import attribution

    session: Session = context.obj
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
    from lineholder.pipeline import sheets

    return sheet_text(sheets.sheet(*given, number, SheetKind(kind.value)))


@validate.callback()
def stages() -> None:
    """Take what stands before the stage."""


@validate.command("attribution")
def validate_attribution(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Option("--report", help="Folder to write attribution.html into.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Print the figures of the shipped weights, held out by family; no UK field validation."""
    from lineholder.pipeline import attribution

    session: Session = context.obj
    known = attribution.validation()
    written = attribution.write_report(folder) if folder else None
    if as_json:
        print_json({**known, "report": str(written) if written else None})
        return
    _show_evidence(session, known)
    for family, figures in known["rank"].items():
        session.out.print(
            f"{family}: carrier first in {figures['carrier_first']} of {figures['carrier_seen']}, "
            f"partner first in {figures['partner_first']}; carrier taken out or unseen: said so in "
            f"{figures['said_not_in_data']} of {figures['carrier_unseen']}"
        )
    session.out.print(f"{known['fitted_on']}.")
    session.out.print(f"{known['field_validation']}.", style="bold")
    if written:
        session.out.print(f"Wrote {written}; print it from a browser for a PDF.")


def _show_evidence(session: Session, known: dict[str, Any]) -> None:
    names = ("same", "different", "cllr", "cllr_min", "cllr_cal", "cllr_bounded", "cllr_floor")
    table = Table("against", *names, "bounds", "misleading > 10")
    table.title = f"Evidence LRs, validation {known['validation']}"
    for name, figures in known["evidence"].items():
        misled = next(m for m in figures["misleading"] if m["beyond_log10"] == 1)
        bounds = f"{figures['lower']:+.2f} to {figures['upper']:+.2f}"
        shown = (f"{figures[n]:.3g}" for n in names)
        table.add_row(name, *shown, bounds, f"{misled['for_h1']:.1%}")
    session.out.print(table)


def moment(text: str | None, option: str, end: bool) -> int | None:
    """UTC epoch seconds; a bare day is its first second, or with `end` the first after it."""
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(
            f"expected a day (2026-03-01) or a moment (2026-03-01T12:00Z), found {text!r}",
            param_hint=option,
        ) from error
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    if end and len(text) == len("2026-03-01"):
        at += timedelta(days=1)
    return int(at.timestamp())


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

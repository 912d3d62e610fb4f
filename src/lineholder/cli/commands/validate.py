"""How well a stage does on known truth."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from lineholder.cli.options import Json
from lineholder.cli.session import Session, print_json
from lineholder.pipeline import attribution

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="How well a stage does on known truth."
)


@app.callback()
def stages() -> None:
    """Take what stands before the stage."""


@app.command("attribution")
def validate_attribution(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Option("--report", help="Folder to write attribution.html into.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Print the figures of the shipped weights, held out by family; no UK field validation."""
    session = Session.of(context)
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
            f"{figures['said_not_in_data']} of {figures['carrier_unseen']}, an LR above 100 in "
            f"{figures['false_above_100']}"
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

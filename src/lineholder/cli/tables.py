"""Rich tables for people: the same facts as the JSON, laid out to be read."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from lineholder.model.findings import Fault, Hit, QuarantinedRow, RowsShown
from lineholder.model.lines import Day, Explanation, LineDetail, LinesFound, Reason
from lineholder.pipeline.intake import Received
from lineholder.wire.times import iso

BARS = " ▁▂▃▄▅▆▇█"


def show_lines(out: Console, found: LinesFound) -> None:
    """The ranked lines, one row each, and under each number what speaks most for it."""
    if not found.lines:
        out.print(
            f"No number speaks for a line: {found.considered} had enough records to judge, "
            f"{found.insufficient} had not. `lineholder explain NUMBER` says why of any number."
        )
        return
    table = Table(
        title="Lines that the records speak for, best first: leads, until a person decides"
    )
    table.add_column("#", justify="right")
    for name in ("numbers", "market ← hub", "type"):
        table.add_column(name, overflow="fold")
    for name in ("customers", "log-odds"):
        table.add_column(name, justify="right")
    for line in found.lines:
        table.add_row(
            str(line.rank),
            "\n".join(use.number for use in line.numbers),
            f"{line.market or 'not seen'} ← {line.hub or 'not seen'}",
            line.type.value,
            str(line.customers),
            f"{line.score:+.1f}",
        )
    out.print(table)
    for line in found.lines:
        out.print(f"{line.rank}. Line {line.line}: {line.reasons[0].sentence}")
    out.print(f"{found.considered} numbers judged; {found.insufficient} with too little to judge.")


def show_line(out: Console, detail: LineDetail) -> None:
    """One line: activity, reasons, workers."""
    line = detail.candidate
    out.print(f"Line {line.line}, place {line.rank}, log-odds {line.score:+.1f}", style="bold")
    for use in line.numbers:
        out.print(f"  {use.number}  {iso(use.from_s)} to {iso(use.to_s)}")
    out.print(
        f"  market {line.market or 'not seen'}, hub {line.hub or 'not seen'}, {line.type.value}"
    )
    if line.unplaced:
        out.print(f"  type not known: {line.unplaced}")
    show_activity(out, detail.activity)
    show_reasons(out, line.reasons)
    if detail.workers:
        table = Table(title="Numbers that it passes orders to: leads, not roles")
        for name in ("number", "times", "by chance", "first", "last", "rows"):
            table.add_column(name)
        for w in detail.workers:
            times = (str(w.dispatches), f"{w.expected:.0f}", iso(w.first_s), iso(w.last_s))
            table.add_row(w.number, *times, w.ref)
        out.print(table)


def show_activity(out: Console, days: Iterable[Day]) -> None:
    """A bar a day."""
    listed = list(days)
    if listed:
        most = max(day.total for day in listed) or 1
        bars = "".join(BARS[round(day.total / most * 8)] for day in listed)
        out.print(f"  {listed[0].day} {bars} {listed[-1].day}  (at most {most} contacts a day)")


def show_reasons(out: Console, reasons: Iterable[Reason]) -> None:
    """For and against, with the references that open their rows."""
    table = Table(title="Reasons for (+) and against (-)")
    for name in ("signal", "log-odds", "what the records show", "rows"):
        table.add_column(name, overflow="fold")
    for reason in reasons:
        table.add_row(reason.signal, f"{reason.log_odds:+.2f}", reason.sentence, reason.ref)
    out.print(table)


def show_explanation(out: Console, explanation: Explanation, days: Iterable[Day]) -> None:
    """Why this number is, or is not, a line."""
    out.print(explanation.sentence)
    show_activity(out, days)
    if explanation.reasons:
        show_reasons(out, explanation.reasons)


def show_ingests(out: Console, done: Received) -> None:
    """The account of every row of every file."""
    table = Table(title="Rows in file = recorded + quarantined + structural")
    for name in (
        "file",
        "layout",
        "rows",
        "recorded",
        "quarantined",
        "structural",
        "of these sealed",
        "",
    ):
        table.add_column(name)
    for ingest in done.ingests:
        a = ingest.account
        counts = (a.rows_in_file, a.recorded, a.quarantined, a.structural, a.sealed)
        said = (
            "already ingested"
            if ingest.already_ingested
            else ", ".join(f"{code} {n}" for code, n in sorted(a.reasons.items()))
        )
        table.add_row(ingest.source.name, ingest.format, *(f"{n:,}" for n in counts), said)
    out.print(table)
    for file in done.not_read:
        out.print(f"Not read: {file.name}: {file.why}")
    met = done.pairing
    out.print(
        f"Contacts: {met.paired:,} recorded by both ends; {met.from_only + met.to_only:,} by one end alone "
        f"although the other's own record reaches around that moment."
    )


def show_quarantine(out: Console, rows: Iterable[QuarantinedRow]) -> None:
    """Every row held back, with why."""
    table = Table(title="Rows held back")
    for name in ("file", "row", "column", "reason", "text"):
        table.add_column(name, overflow="fold")
    for row in rows:
        place = (row.name, str(row.row), row.column or "", row.reason)
        table.add_row(*place, as_it_stands(row.text))
    out.print(table)


def show_hits(out: Console, hits: Iterable[Hit]) -> None:
    """Where it has been seen."""
    table = Table()
    for name in ("kind", "value", "seen", "first", "last", "times", "rows"):
        table.add_column(name)
    for h in hits:
        table.add_row(h.kind, h.value, h.where, iso(h.first_s), iso(h.last_s), str(h.count), h.ref)
    out.print(table if table.row_count else "Not seen in this workspace.")


def show_rows(out: Console, shown: RowsShown) -> None:
    """Source rows as they stand in the files."""
    table = Table(title=f"{len(shown.rows)} of {shown.total} rows: {shown.question.name}")
    for name in ("file", "row", "text"):
        table.add_column(name, overflow="fold")
    for row in shown.rows:
        table.add_row(row.name, str(row.row), as_it_stands(row.text))
    out.print(table)


def as_it_stands(text: str) -> str:
    """A file's text, with what a terminal would obey instead of show (escape codes) written out."""
    return "".join(
        c if c.isprintable() or c in "\n\t" else c.encode("unicode_escape").decode() for c in text
    )


def show_faults(out: Console, faults: Iterable[Fault]) -> None:
    """What does not hold."""
    for fault in faults:
        out.print(f"{fault.what} at {fault.where}: expected {fault.expected}; found {fault.found}")

"""Ledgers of tests: written as people write them, read by the real intake, asked on the real engine."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
from ingest_whole import take_in

from lineholder.model.ledger import LEDGER, LEDGER_COLUMNS
from lineholder.model.outcomes import LineHistory, Outcomes
from lineholder.outcomes import events, stock
from lineholder.outcomes.find import Asked, Found, find, keep
from lineholder.storage.engines import duckdb

START, END = "2020-05-01", "2021-05-01"
YEAR = Asked(1588291200, 1619827200)


def row(time: str, entry: str, **rest: str) -> tuple[str, ...]:
    """One row: `row("2020-06-01", "arrest", line="L1", person="P1")`; a day alone is written as noon."""
    at = f"{time}T12:00:00Z" if len(time) == len(START) else time
    return (at, entry, *(rest.get(name, "") for name in LEDGER_COLUMNS[2:]))


def written(rows: Sequence[tuple[str, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([LEDGER_COLUMNS, *rows])
    return text.getvalue()


def typed(rows: Sequence[tuple[str, ...]]) -> pa.Table:
    """The entries as the intake records them; none may be held back."""
    if not rows:
        return LEDGER.empty_table()
    whole = take_in(written(rows), "ledger.csv")
    assert whole.held_back() == []
    return whole.records


@contextmanager
def opened(ledger: pa.Table) -> Iterator[duckdb.Engine]:
    records = duckdb.Records({}, tables={"ledger": ledger})
    with duckdb.connect(records, "records", Path("unused")) as asker:
        yield asker


def counted(rows: Sequence[tuple[str, ...]], asked: Asked = YEAR) -> Outcomes:
    """What the unit achieved, by these rows."""
    return found_in(typed(rows), asked).outcomes


def found_in(ledger: pa.Table, asked: Asked) -> Found:
    with opened(ledger) as asker:
        return find(keep(asker), "ledger", asked)


def histories(rows: Sequence[tuple[str, ...]]) -> list[LineHistory]:
    with opened(typed(rows)) as asker:
        asker.hold(events.counted())
        return stock.fold(asker.answer(stock.ask()).table).histories


def values(found: Outcomes) -> dict[str, float | None]:
    return {figure.name: figure.value for figure in found.figures}

"""Outcomes: a ledger of 100,000 entries, what each page waits for, beside the bare scan of the table.

The median of five, in one process that has read the ledger before (`first` is before that).
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bench import ledgers
from lineholder import ingest as reading
from lineholder.model.people import Actor, Scope
from lineholder.model.question import Question
from lineholder.pipeline import outcomes, rows
from lineholder.pipeline.access import default_scope, local_officer
from lineholder.pipeline.intake import ingest
from lineholder.pipeline.loading import Options
from lineholder.pipeline.outcomes import Asked
from lineholder.pipeline.workspace import create_store, ledger
from lineholder.storage import Store

ENTRIES, TIMES, YEAR_S, START_S = 100_000, 5, 31_536_000, 1_577_836_800
SCAN = "SELECT COUNT(*) AS n, SUM(time_s) AS s, COUNT(DISTINCT kind) AS kinds FROM ledger"
Three = tuple[Store, Actor, Scope]


def main() -> None:
    """Print milliseconds a page."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.csv"
        ledgers.write(path, ENTRIES)
        with closing(create_store(Path(folder) / "workspace")) as store:
            three = (store, local_officer(store), default_scope())
            _say("ingest and first fold", _took(lambda: _ingest(three, path)))
            _pages(three)


def _ingest(three: Three, path: Path) -> None:
    ingest(*three, [path], Options(reading.power("exercise")))


def _pages(three: Three) -> None:
    starts = iter(range(START_S, START_S + 100))

    def new() -> None:
        start = next(starts)
        outcomes.outcomes(*three, Asked(start, start + YEAR_S))

    found = outcomes.outcomes(*three, Asked(START_S, START_S + YEAR_S))
    _say("new period, first", _took(new))
    _say("new period", _median(new))
    _say(
        "old period", _median(lambda: outcomes.outcomes(*three, Asked(START_S, START_S + YEAR_S)))
    )
    for name in ("arrests", "closing", "first_disposal_rui", "days_referral_to_charge_median"):
        ref = found.figure(name).ref
        if ref is not None:
            _say(f"rows of {name}", _median(lambda ref=ref: rows.rows(*three, ref, 0, 50)))  # type: ignore[misc]
    _say("histories of all lines", _median(lambda: outcomes.histories(*three)))
    with ledger(three[0], three[2]) as (asker, _):
        _say("bare scan", _median(lambda: asker.answer(Question("scan", SCAN))))


def _median(step: Callable[[], object]) -> float:
    return statistics.median(_took(step) for _ in range(TIMES))


def _took(step: Callable[[], object]) -> float:
    began = time.perf_counter()
    step()
    return 1000 * (time.perf_counter() - began)


def _say(what: str, took_ms: float) -> None:
    sys.stdout.write(f"{what}: {took_ms:.0f} ms\n")


if __name__ == "__main__":
    main()

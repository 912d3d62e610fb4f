"""Records: writing segments, pairing communications, looking one number up; at 1 and 10 million.

Each size in a fresh process, so that memory and time are its own. Beside each figure stands a baseline
of the same run: DuckDB's own COPY to Parquet for writing, one sort of the observations for pairing.
"""

import io
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb
import pyarrow as pa

from bench.traffic import contacts, observed
from lineholder.model.people import WORKSPACE
from lineholder.model.question import Question
from lineholder.model.source import Account, Ingest
from lineholder.storage import Part, Store, communications, lease
from lineholder.storage.register import manifest

LOOK_UP = Question(
    "one number",
    "SELECT start_s, other_party FROM observations WHERE subject = $number OR other_party = $number",
    {"number": "+447700950000"},
)
CONTACTS = Question(
    "one number's contacts",
    "SELECT start_s FROM communications WHERE from_number = $number OR to_number = $number",
    {"number": "+447700950000"},
)
SMALL = 400  # ingests


def main() -> None:
    """Print a block for each size."""
    for millions, ingests in ((1, 2), (10, 2), (10, SMALL)):
        command = [sys.executable, "-m", "bench.records", str(millions), str(ingests)]
        subprocess.run(command, check=True)


def _one(millions: int, ingests: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "workspace")
        print(f"{millions} million observations in {ingests} segments")
        write_s, rows = _written(store, millions, ingests)
        print(f"  written: {rows / write_s:,.0f} rows/s (with making them up)")
        sort_s = _timed(lambda: _sorted(store))
        report = communications.update(store)
        print(f"  pairing: {report.seconds:.1f} s for {rows:,}, one sort {sort_s:.1f} s; {report}")
        with store.engine(WORKSPACE) as engine:
            for question in (LOOK_UP, CONTACTS):
                first, then = (_timed(lambda q=question: engine.answer(q)) for _ in range(2))
                print(f"  {question.name}: {first:.2f} s, then {then:.2f} s")
        _added(store, ingests)
        store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"  peak {peak:.2f} GiB")


def _written(store: Store, millions: int, ingests: int) -> tuple[float, int]:
    rows, seconds = 0, 0.0
    for n in range(0, ingests, 2):
        traffic = contacts(millions * 1_000_000 // ingests, n)
        for side, i in (("out", n), ("in", n + 1)):
            began = time.perf_counter()
            rows += _commit(store, f"{i:016x}", observed(traffic, side, f"{i:016x}"))
            seconds += time.perf_counter() - began
    return seconds, rows


def _commit(store: Store, ingest: str, tables: Iterable[pa.Table]) -> int:
    with lease.hold(store.path, lease.Work.WRITING):
        source = store.vault.admit(io.BytesIO(ingest.encode()), ingest)
        segment = store.segments.write(Part(ingest, "observations"), tables)
        assert segment is not None
        account = Account(segment.rows, segment.rows, 0, 0)
        made = Ingest(ingest, source, "bench", "", {}, None, account, (segment,), None, (), 0)
        manifest.commit(store.register, made, "bench")
    return segment.rows


def _sorted(store: Store) -> None:
    paths = [
        str(store.path / s.path)
        for s in store.holding(WORKSPACE).segments
        if s.table == "observations"
    ]
    with duckdb.connect(
        config={"memory_limit": "2500MB", "temp_directory": str(store.path / "tmp" / "b")}
    ) as c:
        c.execute(
            "CREATE TABLE s AS SELECT subject, other_party, kind, start_s, end_s, cell "
            "FROM read_parquet($paths) ORDER BY ALL",
            {"paths": paths},
        ).fetchall()


def _added(store: Store, ingests: int) -> None:
    """One more small source, whose pairs alone are derived again."""
    traffic = contacts(1000, ingests)
    _commit(store, f"{ingests:016x}", observed(traffic, "in", f"{ingests:016x}"))
    report = communications.update(store)
    print(f"  one more source of 1,000: {report.seconds:.1f} s, {report.pairs_touched} pairs")


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _one(int(sys.argv[1]), int(sys.argv[2]))
    else:
        main()

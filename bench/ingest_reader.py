"""Reading and normalising, apart: rows a second of the plain and the strict reader on one file.

Usage: python bench/ingest_reader.py FILE.csv
"""

import sys
import time
from pathlib import Path

import duckdb

from lineholder import ingest
from lineholder.model.question import Answer


class Workbench:
    """A bare DuckDB for the measurement."""

    snapshot = ""

    def __init__(self) -> None:
        self.con = duckdb.connect()
        self.con.execute("SET enable_external_access=false; SET threads=2")

    def answer(self, question, tables=None):
        for name, table in (tables or {}).items():
            self.con.register(name, table)
        return Answer(
            self.con.sql(question.sql, params=dict(question.values) or None).to_arrow_table(), ""
        )


def main(path: Path) -> None:
    asker = Workbench()
    with path.open("rb") as stream:
        found = ingest.recognise(stream.read(64 << 10), path.name, ingest.shipped())
        begun = time.perf_counter()
        reading = iter(ingest.read(stream, found, path.name))
        read_s = normal_s = 0.0
        rows = kept = held = 0
        while True:
            batch = next(reading, None)
            now = time.perf_counter()
            read_s += now - begun
            if batch is None:
                break
            done = ingest.normalise_batch(asker, batch, found.profile, "bench")
            rows += batch.rows
            kept += done.records.num_rows
            held += done.quarantine.num_rows
            begun = time.perf_counter()
            normal_s += begun - now
    print(f"{rows} rows, {kept} recorded, {held} quarantined")
    print(
        f"read {read_s:.2f} s, normalise {normal_s:.2f} s: {rows / (read_s + normal_s):,.0f} rows/s"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Placed records by day: a derived, sorted copy of who was where, from which a search index is made.

A file holds one UTC day: number, time and place (of the cell, else the record's own), by number and
time. Its name is the digest of what it was made from: the question, the day, the segments that reach
into that day, the cell tables. So a new day makes one new file and leaves the others; a late return
makes its own days anew; a scope that sees other segments has files of its own. Blind to: when a cell's
table was valid; of two rows that name a cell the first is taken, as by every stage.
"""

import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from lineholder.model.digest import canonical, digest
from lineholder.model.question import Question
from lineholder.storage import derived, durable, lease, parquet
from lineholder.storage.counted import Counted
from lineholder.storage.derived import Made
from lineholder.storage.engines.duckdb import Engine
from lineholder.storage.holding import Holding

DAY_S = 86_400
COLUMNS: tuple[tuple[str, pa.DataType], ...] = (
    ("number", pa.string()),
    ("start_s", pa.int64()),
    ("lat", pa.float64()),
    ("lon", pa.float64()),
)
RECORDS = pa.schema(list(COLUMNS))
PLACED = """
    WITH placed AS (
        SELECT cell, lat, lon FROM (
            SELECT cell, lat, lon, ROW_NUMBER() OVER (PARTITION BY cell ORDER BY ingest, sheet, row) AS r
            FROM cells WHERE lat IS NOT NULL AND lon IS NOT NULL
        ) AS one WHERE r = 1
    )
    SELECT o.subject AS number, o.start_s, COALESCE(p.lat, o.lat) AS lat, COALESCE(p.lon, o.lon) AS lon
    FROM observations o LEFT JOIN placed p ON p.cell = o.cell
    WHERE o.start_s >= $from_s AND o.start_s < $to_s
      AND COALESCE(p.lat, o.lat) IS NOT NULL AND COALESCE(p.lon, o.lon) IS NOT NULL
    ORDER BY o.subject, o.start_s, 3, 4
"""


@dataclass(frozen=True, slots=True)
class PlacedDay:
    """One UTC day's file. `key` is the digest of what it was made from, `segments` their names."""

    day: int
    key: str
    segments: tuple[str, ...]
    made: Made

    def read(self, workspace: Path) -> pa.Table:
        """Its records: number (dictionary), start_s, lat, lon."""
        return pq.read_table(workspace / self.made.path, read_dictionary=["number"])


def ask(day: int) -> Question:
    """Ask for the placed records of one UTC day."""
    return Question(
        "placed records of a day", PLACED, {"from_s": day * DAY_S, "to_s": (day + 1) * DAY_S}
    )


def update(workspace: Path, holding: Holding, engine: Engine) -> tuple[PlacedDay, ...]:
    """Make the files of the days that are not made yet; every day of the holding, ascending.

    `engine` is open on this very holding.
    """
    with lease.hold(workspace, lease.Work.WRITING), lease.turn(workspace, "placed days"):
        old = load(workspace)
        have = {d.key: d for d in old if (workspace / d.made.path).exists()}
        wanted = _wanted(workspace, holding)
        days = tuple(
            have.get(key) or PlacedDay(day, key, names, _made(workspace, day, engine))
            for day, key, names in wanted
        )
        kept = [d for d in have.values() if not any(_replaces(new, d) for new in days)]
        if set(old) != {*kept, *days}:
            _save(workspace, [*kept, *days])
    return days


def load(workspace: Path) -> tuple[PlacedDay, ...]:
    """The files as they were listed last, () where there are none."""
    path = workspace / derived.FOLDER / derived.PLACED_LIST
    if not path.exists():
        return ()
    listed = json.loads(path.read_text("utf-8"))["days"]
    return tuple(
        PlacedDay(d["day"], d["key"], tuple(d["segments"]), Made(**d["made"])) for d in listed
    )


def _wanted(workspace: Path, holding: Holding) -> list[tuple[int, str, tuple[str, ...]]]:
    """Each day's key and what it rests on."""
    cells = [c.name for c in holding.of("cells")]
    reach = [(c, _reach(workspace, c)) for c in holding.of("observations")]
    days = {day for _, (first, last) in reach for day in range(first, last + 1)}
    found = []
    for day in sorted(days):
        names = tuple(c.name for c, (first, last) in reach if first <= day <= last)
        found.append((day, digest([ask(day).digest(), list(names), cells]), names))
    return found


def _reach(workspace: Path, counted: Counted) -> tuple[int, int]:
    """The first and the last UTC day of a segment, by its file's own statistics."""
    meta = pq.read_metadata(workspace / counted.segment.path)
    at = meta.schema.names.index("start_s")
    stats = [meta.row_group(i).column(at).statistics for i in range(meta.num_row_groups)]
    known = [s for s in stats if s is not None and s.has_min_max]
    if not known:
        return 0, -1
    ends: list[int] = [end for s in known for end in (s.min, s.max)]  # type: ignore[misc]
    return min(ends) // DAY_S, max(ends) // DAY_S


def _replaces(new: PlacedDay, old: PlacedDay) -> bool:
    """Whether the older file is that of the same day before segments or cell tables came."""
    return new.day == old.day and new.key != old.key and set(old.segments) <= set(new.segments)


def _made(workspace: Path, day: int, engine: Engine) -> Made:
    aside = workspace / "tmp" / f"placed-{uuid.uuid4().hex}.parquet"
    with parquet.Behind(aside, RECORDS) as file:
        for table in engine.stream(ask(day)):
            file.add(table)
        file.close()
        sha256, _ = durable.hashed(aside)
        path = f"{derived.FOLDER}/placed-{sha256[:16]}.parquet"
        durable.keep(aside, workspace / path)
    return Made(path, file.rows, sha256)


def _save(workspace: Path, days: Sequence[PlacedDay]) -> None:
    aside = workspace / "tmp" / derived.PLACED_LIST
    listed = sorted(days, key=lambda d: (d.day, d.key))
    durable.write([canonical({"days": [asdict(d) for d in listed]})], aside)
    durable.keep(aside, workspace / derived.FOLDER / derived.PLACED_LIST)

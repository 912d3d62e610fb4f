"""A derived copy of many small segments, sorted by subject and time: one file instead of hundreds.

Returns of single subjects come as hundreds of small segments. Where many of them are open together,
their rows stand once more in one Parquet file, sorted, so that a look-up of one number reads a few row
groups. It is used only where a scope allows every segment that it was made from, and rebuilt at any
time; the segments stay what counts and what a snapshot names.
Blind to: large segments, which are looked up well enough as they are.
"""

import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from lineholder.model.digest import canonical
from lineholder.model.question import Question
from lineholder.model.records import OBSERVATIONS
from lineholder.model.source import Segment
from lineholder.storage import derived, durable, lease, parquet
from lineholder.storage.counted import Counted
from lineholder.storage.derived import Made
from lineholder.storage.engines import duckdb
from lineholder.storage.engines.views import Read

SMALL = 250_000  # rows: a segment of less is one that is merged
MANY = 12  # small segments from which a copy is made
SORTED = Question(
    "sorted copy", "SELECT * FROM observations ORDER BY subject, start_s, ingest, sheet, row"
)


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy, and the digests of the segments whose rows it holds, in order."""

    made: Made
    segments: tuple[str, ...]


def update(workspace: Path, segments: Sequence[Segment], spill: Path) -> bool:
    """Make the copy anew where other small segments are open than it holds; say whether it did.

    `segments` are those of the observations that count with every row; `spill` is room for sorting.
    """
    with lease.hold(workspace, lease.Work.WRITING), lease.turn(workspace, "sorted copy"):
        small = tuple(segment for segment in segments if segment.rows < SMALL)
        digests = tuple(segment.sha256 for segment in small)
        old = load(workspace)
        if len(small) < MANY or (old is not None and old.segments == digests):
            return False
        _save(workspace, Copy(_made(workspace, small, spill), digests))
    return True


def load(workspace: Path) -> Copy | None:
    """The copy as it was last made, None where there is none."""
    path = workspace / derived.FOLDER / derived.SORTED_LIST
    if not path.exists():
        return None
    data = json.loads(path.read_text("utf-8"))
    return Copy(Made(**data["made"]), tuple(data["segments"]))


def instead_of(workspace: Path, counted: Sequence[Counted]) -> list[Read]:
    """The files to read for what counts, the largest first: the copy in place of those it holds."""
    found = load(workspace)
    copied = set[str]()
    files = list[tuple[int, str, Read]]()
    if found and _stands_for(workspace, found, {c.name for c in counted}):
        copied = set(found.segments)
        files.append((found.made.rows, found.made.path, workspace / found.made.path))
    left = (c for c in counted if c.name not in copied)
    files += [(c.segment.rows, c.segment.path, c.read(workspace)) for c in left]
    return [read for _, _, read in sorted(files, key=lambda f: (-f[0], f[1]))]


def _stands_for(workspace: Path, copy: Copy, allowed: set[str]) -> bool:
    return allowed.issuperset(copy.segments) and (workspace / copy.made.path).exists()


def _made(workspace: Path, segments: Sequence[Segment], spill: Path) -> Made:
    views = {"observations": (OBSERVATIONS, [workspace / s.path for s in segments])}
    aside = workspace / "tmp" / f"sorted-{uuid.uuid4().hex}.parquet"
    with (
        duckdb.connect(duckdb.Records(views), "", spill) as engine,
        parquet.Behind(aside, OBSERVATIONS) as file,
    ):
        for table in engine.stream(SORTED):
            file.add(table)
        file.close()
        sha256, _ = durable.hashed(aside)
        path = f"{derived.FOLDER}/sorted-{sha256[:16]}.parquet"
        durable.keep(aside, workspace / path)
    return Made(path, file.rows, sha256)


def _save(workspace: Path, copy: Copy) -> None:
    aside = workspace / "tmp" / derived.SORTED_LIST
    durable.write([canonical(asdict(copy))], aside)
    durable.keep(aside, workspace / derived.FOLDER / derived.SORTED_LIST)

"""Folded ledgers: what figures need whatever their period, kept in small files once it was worked out.

One set of tables for each view of the ledger (its entries and a scope); the last few views are kept.
`derived/ledger.json` lists which files count, and is replaced whole. Rebuilt at any time: whoever finds
none, or one that was made otherwise, makes it anew. Tables come back as they went in, in order.
"""

import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from lineholder.model.digest import canonical
from lineholder.storage import derived, durable, lease, parquet
from lineholder.storage.derived import Made

READ = 64  # tables that stay in memory once they were read
KEPT = 4  # views of the ledger: the whole one, and those of people who are limited to some sources


@dataclass(frozen=True, slots=True)
class View:
    """One view, by the digest of its entries and of what was asked of them, and its files by table."""

    digest: str
    files: Mapping[str, Made]


def load(workspace: Path, digest: str) -> dict[str, pa.Table] | None:
    """The tables by name; None where they were not made yet, or a file of them is gone."""
    view = next((v for v in _views(workspace) if v.digest == digest), None)
    if view is None or not all((workspace / made.path).is_file() for made in view.files.values()):
        return None
    return {name: _read(workspace / made.path, made.sha256) for name, made in view.files.items()}


def save(workspace: Path, digest: str, tables: Mapping[str, pa.Table]) -> None:
    """Keep the tables under the digest, in place of the view that was made first where there are KEPT."""
    with lease.hold(workspace, lease.Work.WRITING), lease.turn(workspace, "folded ledger"):
        others = [view for view in _views(workspace) if view.digest != digest]
        files = {
            name: _made(workspace, f"{derived.FOLDER}/ledger-{digest[:16]}-{n}.parquet", table)
            for n, (name, table) in enumerate(tables.items())
        }
        views = [*others, View(digest, files)][-KEPT:]
        aside = workspace / "tmp" / derived.LEDGER_LIST
        durable.write([canonical([asdict(view) for view in views])], aside)
        durable.keep(aside, workspace / derived.FOLDER / derived.LEDGER_LIST)


@lru_cache(maxsize=READ)
def _read(path: Path, sha256: str) -> pa.Table:  # noqa: ARG001 - the digest names what was read
    """A table as it stands in a file that is never written over with other bytes."""
    return pq.ParquetFile(path).read(use_threads=False)


def _views(workspace: Path) -> list[View]:
    path = workspace / derived.FOLDER / derived.LEDGER_LIST
    if not path.exists():
        return []
    return [
        View(v["digest"], {name: Made(**made) for name, made in v["files"].items()})
        for v in json.loads(path.read_text("utf-8"))
    ]


def _made(workspace: Path, path: str, table: pa.Table) -> Made:
    aside = workspace / "tmp" / f"ledger-{uuid.uuid4().hex}.parquet"
    file = parquet.File(aside, table.schema)
    file.add(table)
    file.close()
    sha256, _ = durable.hashed(aside)
    durable.keep(aside, workspace / path)
    return Made(path, table.num_rows, sha256)

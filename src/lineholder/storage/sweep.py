"""The sweep: at start, what a killed process left behind goes away.

Kept: what a manifest row names, the vault (originals are never swept), and everything that somebody
at work in another process may still need (see lease).
"""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from lineholder.model.source import Ingest
from lineholder.storage import derived, lease

SPILL = "spill"


def sweep(workspace: Path, committed: Callable[[], Iterable[Ingest]]) -> tuple[str, ...]:
    """Remove leftovers and return their paths in the workspace; nothing where somebody is at work.

    `committed` is asked only once nobody can begin to write, so that no segment of an ingest that
    was just committed is taken for a leftover.
    """
    with lease.alone(workspace) as free:
        gone: list[Path] = []
        if lease.Work.WRITING in free:
            gone += [p for p in (workspace / "tmp").iterdir() if p.name != SPILL]
            gone += orphans(workspace, committed())
        if free == frozenset(lease.Work):
            gone += (workspace / "tmp" / SPILL).glob("*")
            gone += derived.orphans(workspace)
        for path in gone:
            _remove(path)
    return tuple(path.relative_to(workspace).as_posix() for path in sorted(gone))


def orphans(workspace: Path, ingests: Iterable[Ingest]) -> list[Path]:
    """Return the files in `segments/` that no manifest row names, in order."""
    named = {s.path for i in ingests for s in i.segments}
    named |= {i.quarantine for i in ingests if i.quarantine is not None}
    files = sorted((workspace / "segments").iterdir())
    return [f for f in files if f"segments/{f.name}" not in named]


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)

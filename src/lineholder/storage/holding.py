"""The holding: which segments a scope allows, and the digest that names them together."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from lineholder.model.digest import digest
from lineholder.model.people import Scope
from lineholder.model.source import Ingest, Segment


@dataclass(frozen=True, slots=True)
class Holding:
    """The permitted segments in the order of their names, and the ingests that they come from."""

    scope: Scope
    ingests: tuple[Ingest, ...]
    segments: tuple[Segment, ...]

    @property
    def snapshot(self) -> str:
        """64 digits: the same records and scope give the same digest in whatever order they came."""
        scope = self.scope
        sources = None if scope.sources is None else sorted(scope.sources)
        return digest([[s.sha256 for s in self.segments], scope.operation, scope.purpose, sources])

    def of(self, table: str) -> tuple[Segment, ...]:
        """The segments of one table."""
        return tuple(s for s in self.segments if s.table == table)

    def files(self, workspace: Path, table: str) -> list[Path]:
        """Where they stand, the largest first: DuckDB guesses the size of all from the first.

        A small first file makes it join by hashing the records instead of the small table beside them.
        """
        ordered = sorted(self.of(table), key=lambda s: (-s.rows, s.path))
        return [workspace / s.path for s in ordered]

    def basis(self) -> str:
        """64 digits naming the observations alone: what communications are derived from."""
        return digest([s.sha256 for s in self.of("observations")])

    def names(self) -> pa.Table:
        """A row for each ingest: its id, and its source's digest and name."""
        columns = [
            [i.id for i in self.ingests],
            [i.source.sha256 for i in self.ingests],
            [i.source.name for i in self.ingests],
        ]
        text = pa.string()
        return pa.table([pa.array(c, text) for c in columns], ["ingest", "sha256", "name"])


def permitted(ingests: Iterable[Ingest], scope: Scope, opened: frozenset[str]) -> Holding:
    """Return what the scope allows: its sources, without the sealed segments.

    `opened` are the ids of the ingests whose sealed records a reasoned entry has opened.
    """
    chosen = sorted(
        (i for i in ingests if scope.sources is None or i.source.sha256 in scope.sources),
        key=lambda i: i.id,
    )
    segments = sorted(
        (s for i in chosen for s in i.segments if s.seal is None or i.id in opened),
        key=lambda s: s.path,
    )
    return Holding(scope, tuple(chosen), tuple(segments))

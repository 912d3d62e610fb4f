"""The holding: which segments a scope allows, and the digest that names them together."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from lineholder.model.digest import digest
from lineholder.model.people import Scope
from lineholder.model.source import Ingest, Segment
from lineholder.storage.counted import Counted, once
from lineholder.storage.engines.views import Read

APART = ("ledger", "series", "incidents")  # tables beside the call records


@dataclass(frozen=True, slots=True)
class Holding:
    """The permitted segments in the order of their names, and the ingests that they come from.

    Of a source that was ingested more than once each row is `counted` once.
    """

    scope: Scope
    ingests: tuple[Ingest, ...]
    counted: tuple[Counted, ...]

    @property
    def snapshot(self) -> str:
        """64 digits: the same records and scope give the same digest in whatever order they came.

        What lies apart has digests of its own: an arrest that is entered changes no finding on records.
        """
        return self._named([c for c in self.counted if c.segment.table not in APART])

    @property
    def ledger_snapshot(self) -> str:
        """64 digits for the entries of the ledger and the scope, as `snapshot` for the records."""
        return self.snapshot_of("ledger")

    def snapshot_of(self, table: str) -> str:
        """64 digits for one of the tables that lie apart, and the scope."""
        return self._named(self.of(table))

    @property
    def snapshots(self) -> frozenset[str]:
        """Every digest that a reference made on what the scope allows now may carry."""
        return frozenset({self.snapshot, *(self.snapshot_of(table) for table in APART)})

    def _named(self, counted: Iterable[Counted]) -> str:
        scope = self.scope
        sources = None if scope.sources is None else sorted(scope.sources)
        return digest([[c.name for c in counted], scope.operation, scope.purpose, sources])

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments, whether or not every row of them counts."""
        return tuple(c.segment for c in self.counted)

    def of(self, table: str) -> tuple[Counted, ...]:
        """What counts of one table."""
        return tuple(c for c in self.counted if c.segment.table == table)

    def files(self, workspace: Path, table: str) -> list[Read]:
        """Where they stand, the largest first: DuckDB guesses the size of all from the first.

        A small first file makes it join by hashing the records instead of the small table beside them.
        """
        ordered = sorted(self.of(table), key=lambda c: (-c.segment.rows, c.segment.path))
        return [c.read(workspace) for c in ordered]

    def basis(self) -> str:
        """64 digits naming the observations alone: what communications are derived from."""
        return digest([c.name for c in self.of("observations")])

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

    `ingests` come in the order of commit. `opened` are the ids of those whose sealed records a reasoned
    entry has opened.
    """
    chosen = [i for i in ingests if scope.sources is None or i.source.sha256 in scope.sources]
    return Holding(scope, tuple(sorted(chosen, key=lambda i: i.id)), once(chosen, opened))

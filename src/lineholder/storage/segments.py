"""Segments: the records as immutable Parquet files, each named by its ingest, its part and its digest.

A segment that no manifest row names does not count, and the next sweep takes it away.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.parquet as pq

from lineholder.model.ledger import LEDGER
from lineholder.model.outside import INCIDENTS, SERIES
from lineholder.model.records import CELLS, OBSERVATIONS, QUARANTINE
from lineholder.model.source import Segment
from lineholder.storage import durable, parquet

FOLDER = "segments"
SCHEMAS = {
    "observations": OBSERVATIONS,
    "cells": CELLS,
    "ledger": LEDGER,
    "series": SERIES,
    "incidents": INCIDENTS,
    "quarantine": QUARANTINE,
}


@dataclass(frozen=True, slots=True)
class Part:
    """Which of an ingest's files: one for each table and seal (no_power, excess); None is open."""

    ingest: str
    table: str
    seal: str | None = None

    @property
    def name(self) -> str:
        """The first half of the file's name; the digest is the second."""
        return "-".join([self.ingest, self.table, *([self.seal] if self.seal else [])])


@dataclass(frozen=True, slots=True)
class Segments:
    """The segments of one workspace."""

    workspace: Path

    def write(self, part: Part, tables: Iterable[pa.Table]) -> Segment | None:
        """Return the durable segment of these records, None where there are none.

        The records must have the part's schema. The caller holds a lease for writing.
        """
        with self.writer(part) as writer:
            for table in tables:
                writer.add(table)
            return writer.finish()

    def writer(self, part: Part) -> "Writer":
        """Open a writer that works in the background: for records that come bit by bit."""
        return Writer(self.workspace, part)

    def read(self, path: str) -> pa.Table:
        """Return the rows of a segment or a quarantine file, given its path in the workspace."""
        return pq.read_table(self.workspace / path)


@dataclass(slots=True)
class Writer:
    """Writes one segment in a thread of its own, so that reading and normalising go on meanwhile.

    Used as a context: leaving it without `finish` leaves nothing behind.
    """

    workspace: Path
    part: Part
    _file: parquet.Behind = field(init=False)

    def __post_init__(self) -> None:
        aside = self.workspace / "tmp" / f"{self.part.name}-{uuid.uuid4().hex}.parquet"
        self._file = parquet.Behind(aside, SCHEMAS[self.part.table])

    @property
    def rows(self) -> int:
        """How many records were added."""
        return self._file.rows

    def add(self, table: pa.Table) -> None:
        """Take records in the order given; waits while several tables are still to be written.

        What goes wrong in the thread is raised here or in `finish`.
        """
        self._file.add(table)

    def finish(self) -> Segment | None:
        """Return the segment once it is durable under its name, None where no record was added."""
        if not self.rows:
            return None
        self._file.close()
        sha256, _ = durable.hashed(self._file.path)
        path = f"{FOLDER}/{self.part.name}-{sha256[:16]}.parquet"
        durable.keep(self._file.path, self.workspace / path)
        return Segment(path, self.part.table, self.rows, sha256, self.part.seal)

    def __enter__(self) -> "Writer":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.__exit__(kind, error, trace)

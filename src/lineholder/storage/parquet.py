"""How a Parquet file of ours is written: the same rows in the same order give the same bytes.

Row groups have GROUP rows whatever the size of the batches that come; Zstandard level 1 was the
fastest of those that make small files (bench/segments.py). Reads go straight to the file.
"""

import contextlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.parquet as pq

from lineholder.model.errors import Damaged
from lineholder.storage import durable

GROUP = 250_000
AHEAD = 2  # tables that may wait while one is written
SORTED_SMALL = (
    "row",
    "start_s",
    "end_s",
)  # whole numbers that lie close together: stored as steps


@dataclass(slots=True)
class File:
    """A Parquet file while it is written. Columns may come dictionary-encoded or plain."""

    path: Path
    schema: pa.Schema
    rows: int = 0
    _writer: pq.ParquetWriter | None = None
    _held: list[pa.Table] = field(default_factory=list)
    _held_rows: int = 0

    def add(self, table: pa.Table) -> None:
        """Take rows; they reach the disk one full row group at a time."""
        self._held.append(table.cast(self.schema))
        self._held_rows += table.num_rows
        self.rows += table.num_rows
        if self._held_rows >= GROUP:
            self._write(self._held_rows - self._held_rows % GROUP)

    def close(self) -> None:
        """Write what is held back and the footer; a file without rows has its columns all the same."""
        self._write(self._held_rows)
        self._open().close()
        self._writer = None

    def abandon(self) -> None:
        """Let go of a file that was not closed; what stands on the disk is not a Parquet file."""
        if self._writer is not None:
            with contextlib.suppress(OSError, pa.ArrowException):
                self._writer.close()

    def _write(self, rows: int) -> None:
        whole = pa.concat_tables(self._held) if self._held else self.schema.empty_table()
        for start in range(0, rows, GROUP):
            group = whole.slice(start, min(GROUP, rows - start)).combine_chunks()
            self._open().write_table(group, row_group_size=GROUP)
        self._held = [whole.slice(rows)]
        self._held_rows -= rows
        self._open()

    def _open(self) -> pq.ParquetWriter:
        if self._writer is None:
            steps = [c for c in SORTED_SMALL if c in self.schema.names]
            self._writer = pq.ParquetWriter(
                self.path,
                self.schema,
                compression="zstd",
                compression_level=1,
                use_dictionary=[c for c in self.schema.names if c not in steps],  # type: ignore[arg-type]
                column_encoding=dict.fromkeys(steps, "DELTA_BINARY_PACKED"),
                store_schema=False,
            )
        return self._writer


@dataclass(slots=True)
class Behind:
    """A Parquet file that a thread of its own writes, so that whoever makes the rows goes on meanwhile.

    Used as a context: leaving it without `close` leaves nothing behind. What goes wrong in the thread
    is raised by the next `add` or by `close`.
    """

    path: Path
    schema: pa.Schema
    rows: int = 0
    _file: File = field(init=False)
    _hand: ThreadPoolExecutor = field(init=False)
    _waiting: deque[Future[None]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self._file = File(self.path, self.schema)
        self._hand = ThreadPoolExecutor(1, thread_name_prefix=self.path.name)

    def add(self, table: pa.Table) -> None:
        """Take rows in the order given; waits while more than AHEAD tables are still to be written."""
        if table.num_rows:
            self.rows += table.num_rows
            self._waiting.append(self._hand.submit(self._file.add, table))
            self._wait(AHEAD)

    def close(self) -> None:
        """Write what is held back and the footer. Raises Damaged where the file has not every row."""
        self._waiting.append(self._hand.submit(self._file.close))
        self._wait(0)
        kept = pq.read_metadata(self.path).num_rows
        if kept != self.rows:
            raise Damaged(
                f"{self.path.name} must hold {self.rows} rows; found {kept} after writing. Nothing "
                "was committed; check the disk and run the same command again."
            )

    def __enter__(self) -> "Behind":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._hand.shutdown(cancel_futures=True)
        self._file.abandon()
        self.path.unlink(missing_ok=True)

    def _wait(self, at_most: int) -> None:
        with durable.room(self.path.name):
            while len(self._waiting) > at_most:
                self._waiting.popleft().result()

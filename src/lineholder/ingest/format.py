"""Format: what a kind of file gives to the rest, whatever its bytes look like."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

import pyarrow as pa

from lineholder.model.profile import Profile
from lineholder.model.progress import Progress
from lineholder.model.records import Column

_REJECTED: tuple[Column, ...] = (
    ("row", pa.int64()),
    ("column", pa.string()),
    ("reason", pa.string()),
    ("text", pa.string()),
)
REJECTED = pa.schema(list(_REJECTED))


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds for the whole file and was found before its first row.

    `columns` pairs canonical columns with the file's own names. `subject` is the raw subject where it
    stands in the header or the file's name; `opaque` says that identifiers are joined as given; `zone`
    is the zone of times without one: UTC, Europe/London, +HH:MM, or None where every text carries its own.
    """

    name: str
    encoding: str
    columns: tuple[tuple[str, str], ...]
    subject: str | None
    opaque: bool
    zone: str | None
    sheet: str = ""

    def own_name(self, column: str | None) -> str | None:
        """The file's own name for a canonical column."""
        return dict(self.columns).get(column, column) if column is not None else None


@dataclass(frozen=True, slots=True)
class StringBatch:
    """Some consecutive rows of a file, as strings. rows = table + rejected + structural, always.

    `table` has one string column for each canonical column that the file gives (without blanks at the
    ends of a field), and `row` (int64, the
    physical line on which the record starts, from 1). `rejected` has the columns of REJECTED. `rows`
    is counted apart from the reader that made the table. `text` gives a row back as it stands in the file.
    """

    table: pa.Table
    rejected: pa.Table
    structural: int
    rows: int
    facts: Facts
    text: Callable[[Sequence[int]], list[str]]


class Reading(Protocol):
    """A file under way: iterate once for its batches; `notes` are complete when it is at its end."""

    facts: Facts
    notes: list[str]

    def __iter__(self) -> Iterator[StringBatch]:
        """Batches in the order of the file."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """The profile that fits, narrowed to this file, with the reasons, and the others that also fit."""

    profile: Profile
    format: str
    why: tuple[str, ...]
    alternatives: tuple[str, ...] = ()


Sniff = Callable[[bytes, str], bool]


class Read(Protocol):
    """Opens a stream with a narrowed profile; raises Refused before the first row where it must."""

    def __call__(
        self,
        stream: BinaryIO,
        profile: Profile,
        name: str,
        *,
        zone: str | None = None,
        progress: Progress = ...,
    ) -> Reading:
        """The file under way."""


@dataclass(frozen=True, slots=True)
class Format:
    """One way of writing records down. `sniff` looks at the head (64 KiB) and the name only."""

    name: str
    sniff: Sniff
    read: Read

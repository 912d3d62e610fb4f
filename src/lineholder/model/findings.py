"""What find and rows bring back."""

import base64
from dataclasses import dataclass

from lineholder.model.digest import digest
from lineholder.model.question import Question


@dataclass(frozen=True, slots=True)
class Hit:
    """Something seen before: `kind` number, handset, sim, cell, name …; `where` in which sources.

    `first_s` and `last_s` are UTC epoch seconds, None for things without a time.
    """

    kind: str
    value: str
    where: str
    first_s: int | None
    last_s: int | None
    count: int
    ref: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What opens a figure: the question, the snapshot it was asked on, and what it counted."""

    ref: str  # one short string
    question: Question
    snapshot: str

    @classmethod
    def of(cls, question: Question, snapshot: str) -> "Reference":
        """The reference to this question on this snapshot: the same two, the same short string.

        12 letters and digits (base32, 60 bits of the digest): a million references share one with
        a chance of 4 in 10 million, and the register refuses to mix the two up.
        """
        named = bytes.fromhex(digest([question.as_json(), snapshot]))
        return cls(base64.b32encode(named)[:12].decode().lower(), question, snapshot)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row as it stands in the file; `source` is the sha256, `name` the file's name."""

    source: str
    name: str
    sheet: str
    row: int
    text: str


@dataclass(frozen=True, slots=True)
class QuarantinedRow:
    """A row held back: where it stands, which column is at fault, the reason code and the text."""

    source: str
    name: str
    sheet: str
    row: int
    column: str | None
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class CoverageDay:
    """Records of one subject number on one UTC day, by kind: what a coverage calendar draws."""

    number: str
    day: str
    calls: int
    texts: int
    data: int


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that `verify` found not to hold."""

    what: str
    where: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class RowsShown:
    """A page of the source rows behind a figure; `total` counts all of them.

    `snapshot` is the one that the figure was counted on; `snapshot_changed` says that the permitted
    records have changed since, so that the question may bring back other rows now.
    """

    rows: tuple[SourceRow, ...]
    total: int
    question: Question
    snapshot: str
    snapshot_changed: bool

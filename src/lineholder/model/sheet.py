"""Sheets: what is said of an attribution, in the words that the reader's role allows."""

from dataclasses import dataclass
from enum import StrEnum


class SheetKind(StrEnum):
    """For whom it is written, which decides what it may say."""

    ANALYST = "analyst"  # facts: no LR, no opinion
    INVESTIGATOR = "investigator"  # a lead, with strands for and against
    EXPERT = "expert"  # an evaluative opinion that a named person signs


@dataclass(frozen=True, slots=True)
class SheetTable:
    """Rows under their headings; `refs` opens each row, "" where it opens nothing."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A heading with sentences, and a table where facts stand better in one."""

    heading: str
    sentences: tuple[str, ...]
    table: SheetTable | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printable sheet. `status` says what it is and is not; `signatory` stands under an expert's alone.

    `wanting` says what must be recorded first where the sheet cannot be written; it has no parts then.
    """

    kind: SheetKind
    title: str
    number: str
    candidate: str
    status: str
    parts: tuple[SheetPart, ...]
    signatory: str = ""
    wanting: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A phrase for LRs of at least `least_log10`, up to the next band's."""

    least_log10: float
    phrase: str


@dataclass(frozen=True, slots=True)
class VerbalScale:
    """Phrases by strength, ascending; an LR below 1 is phrased by its inverse, for the other proposition."""

    version: str
    source: str
    bands: tuple[Band, ...]

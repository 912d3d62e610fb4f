"""Layout: where a file's columns stand, as found in its head, under one profile.

A header is the first row of the first fifty that names every column the profile requires; what stands
above it (a case reference, a period, `sep=;`) is preamble: structural, counted, and searched for the
subject where the profile says that it stands there.
"""

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lineholder.model.errors import Unrecognised
from lineholder.model.profile import UNUSED, Profile

SEARCHED = 50  # rows in which a header is looked for


@dataclass(frozen=True, slots=True)
class Layout:
    """`columns[i]` is the canonical name of the file's i-th column, None where it is not read.

    `own` are the file's own names (empty without a header); the first `skip` physical lines are
    preamble and header; `preamble` is their text above the header.
    """

    columns: tuple[str | None, ...]
    own: tuple[str, ...]
    skip: int
    delimiter: str
    preamble: str = ""

    @property
    def width(self) -> int:
        """Fields in every row."""
        return len(self.columns)

    def used(self) -> tuple[tuple[str, str], ...]:
        """(canonical, own name) of the columns that are read; the place stands in for a missing name."""
        return tuple(
            (name, self.own[i] if self.own else f"column {i + 1}")
            for i, name in enumerate(self.columns)
            if name is not None
        )

    def unused(self) -> tuple[str, ...]:
        """The file's own names of columns that no record takes anything from."""
        return tuple(own for own, name in zip(self.own, self.columns, strict=False) if not name)


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a profile does not fit a file; `missing` columns say how far it is from fitting."""

    why: str
    missing: int = 99


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A header name as it is compared: NFKC, no invisible marks, one case, no outer space."""
    folded = unicodedata.normalize("NFKC", name)
    seen = "".join(c for c in folded if unicodedata.category(c) != "Cf")
    return " ".join(seen.split()).casefold()


def split(line: str, delimiter: str) -> list[str]:
    """The fields of one physical line; an unclosed quote runs to its end. Empty where csv refuses it."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def find(lines: Sequence[str], profile: Profile) -> Layout | Misfit:
    """The layout of a file that begins with `lines` under a profile of one delimiter, or why not."""
    return _by_header(lines, profile) if profile.header else _by_order(lines, profile)


def announced(lines: Sequence[str]) -> str | None:
    """The delimiter that a first line `sep=;` announces."""
    found = re.fullmatch(r'"?sep=(.)"?', lines[0].strip("\r\n ")) if lines else None
    return found[1] if found else None


def _by_header(lines: Sequence[str], profile: Profile) -> Layout | Misfit:
    wanted = {plain(own): name for name, owns in profile.aliases for own in owns}
    required = set(profile.required())
    best: set[str] = set()
    for i, line in enumerate(lines[:SEARCHED]):
        own = split(line.rstrip("\r\n"), profile.delimiter)
        columns = [wanted.get(plain(cell)) for cell in own]
        found = {name for name in columns if name is not None}
        if len(found) > len(best):
            best = found
        if required <= found:
            twice = sorted({name for name in found if columns.count(name) > 1})
            if twice:
                return Misfit(f"two columns of the header both mean {', '.join(twice)}", 0)
            above = "".join(lines[:i])
            names = tuple(" ".join(cell.replace("\ufeff", "").split()) for cell in own)
            return Layout(tuple(columns), names, i + 1, profile.delimiter, above)
    missing = sorted(required - best)
    why = f"no row of the first {SEARCHED} names the column(s) {', '.join(missing)}"
    return Misfit(why, len(missing))


def _by_order(lines: Sequence[str], profile: Profile) -> Layout | Misfit:
    skip = 1 if announced(lines) else 0
    width = len(profile.order)
    rows = [split(line.rstrip("\r\n"), profile.delimiter) for line in lines[skip:] if line.strip()]
    fitting = sum(len(row) == width for row in rows)
    if not rows or fitting * 2 <= len(rows):
        return Misfit(f"{fitting} of the {len(rows)} rows looked at have its {width} columns")
    columns = tuple(None if name == UNUSED else name for name in profile.order)
    return Layout(columns, (), skip, profile.delimiter)


def subject_of(profile: Profile, layout: Layout, name: str) -> str | None:
    """The raw subject where it stands in the preamble or in the file's name, else None.

    Refused where the profile says that it stands there and it does not.
    """
    if profile.subject_from == "column":
        return None
    text, where = layout.preamble, "the rows above the header"
    pattern = profile.subject_pattern or r"(.+?)(?:\.[A-Za-z0-9]{1,5})?$"
    if profile.subject_from == "file name":
        text, where = re.split(r"[/\\]", name)[-1], "the file's name"
        found = re.match(pattern, text)
    else:
        found = re.search(pattern, text)
    if found is None or not found[1].strip():
        raise Unrecognised(
            f"Profile {profile.name!r} takes the subject from {where} by the pattern {pattern!r}; "
            f"nothing there fits. Correct 'file.subject_pattern' or rename the file."
        )
    return found[1].strip()

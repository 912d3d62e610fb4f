"""Parsed: what either reader makes of a run of rows, and the sifting that both share.

`raw` tables hold the columns c0, c1, … of the file and `row`; sifting takes out the rows that are
structure and not data, by the same rule whichever reader made the table.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lineholder.ingest.format import REJECTED
from lineholder.ingest.layout import Layout
from lineholder.ingest.proof import is_tidy

FILLED_IN_A_FOOTER = 2  # as `Total,12`
# spaces and tab, and what utf8_trim_whitespace leaves: zero width, direction marks, byte order mark
BLANKS = " \t\u00a0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2069\ufeff"


@dataclass(frozen=True, slots=True)
class Rejected:
    """One row that no reader can take: why, and its text (bytes that are no UTF-8 in hexadecimal)."""

    row: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A run of rows. `spans` gives the physical lines of each record that takes more than one.

    `consumed` bytes were used; what is left belongs to a record that is still open.
    """

    raw: pa.Table
    structural: int
    consumed: int
    rejected: Sequence[Rejected] = ()
    spans: Mapping[int, int] = field(default_factory=dict)


def raw_names(width: int) -> list[str]:
    """Names of the columns of a raw table, but for `row`."""
    return [f"c{i}" for i in range(width)]


def rejected_table(rejected: Sequence[Rejected]) -> pa.Table:
    """The rejected rows under the schema REJECTED; the whole row is at fault, so `column` is null."""
    return pa.table(
        {
            "row": pa.array([r.row for r in rejected], pa.int64()),
            "column": pa.nulls(len(rejected), pa.string()),
            "reason": pa.array([r.reason for r in rejected], pa.string()),
            "text": pa.array([r.text for r in rejected], pa.string()),
        },
        schema=REJECTED,
    )


def matches(first_fields: Any, patterns: Sequence[str]) -> np.ndarray:
    """Which first fields one of the profile's structural patterns matches from their start."""
    pattern = "^(?:" + "|".join(f"(?:{p})" for p in patterns) + ")"
    return _mask(pc.match_substring_regex(first_fields, pattern=pattern))


def sift(raw: pa.Table, layout: Layout, structural: Sequence[str]) -> tuple[pa.Table, int]:
    """The rows that are data, and how many were not: all-blank rows, repeated headers, footers."""
    if not raw.num_rows:
        return raw, 0
    drop = _rows_equal(raw, [""] * layout.width)
    if layout.own:
        drop |= _rows_equal(raw, layout.own)
    if structural:
        drop |= _footers(raw, structural)
    dropped = int(drop.sum())
    return (raw.filter(pa.array(~drop)), dropped) if dropped else (raw, 0)


def _footers(raw: pa.Table, structural: Sequence[str]) -> np.ndarray:
    found = matches(raw["c0"], structural)
    for i in np.flatnonzero(found):
        row = raw.slice(int(i), 1).to_pylist()[0]
        found[i] = is_sparse(str(text) for name, text in row.items() if name != "row")
    return found


def is_sparse(fields: Iterable[str]) -> bool:
    """Whether so few fields are filled that the row can be a footer.

    A row that is filled like any other is data, whatever its first field says.
    """
    return sum(bool(text.strip()) for text in fields) <= FILLED_IN_A_FOOTER


def tidied(table: pa.Table, block: bytes, delimiter: str) -> pa.Table:
    """The table with blanks and invisible marks taken off both ends of every text."""
    if is_tidy(block, delimiter):
        return table
    for i, name in enumerate(table.column_names):
        if name != "row":
            text: Any = pc.utf8_trim_whitespace(table[name])
            if not block.isascii():
                text = pc.utf8_trim(text, characters=BLANKS)
            table = table.set_column(i, name, text)
    return table


def _rows_equal(raw: pa.Table, values: Sequence[str]) -> np.ndarray:
    """Rows whose every field, outer blanks aside, is the value; columns are read while any row is left."""
    left = np.ones(raw.num_rows, bool)
    for name, value in zip(raw_names(len(values)), values, strict=True):
        trimmed = pc.utf8_trim_whitespace(raw[name])
        left &= _mask(pc.equal(trimmed, pa.scalar(value)))
        if not left.any():
            break
    return left


def _mask(found: Any) -> np.ndarray:
    mask: np.ndarray = (
        found.to_numpy(zero_copy_only=False) if isinstance(found, pa.Array) else found.to_numpy()
    )
    return mask

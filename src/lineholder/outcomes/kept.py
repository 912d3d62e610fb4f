"""Kept: what figures need of a ledger whatever the period, worked out once for its entries as they stand.

Each table is asked of all entries, in order of time, so that a period is a slice of it: a new period reads
small tables and asks nothing of the ledger. What crosses the border of a period (a charge after an arrest
within it, a role stated elsewhere) is settled before the slice is cut.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lineholder.model.question import Question
from lineholder.model.records import PLACE as COLUMNS

PLACES = pa.schema(list(COLUMNS))
PLACE = tuple(PLACES.names)


@dataclass(frozen=True, slots=True)
class Kept:
    """The tables by name, and the period [from_s, to_s) that is cut from them."""

    tables: Mapping[str, pa.Table]
    from_s: int
    to_s: int

    def whole(self, question: Question) -> pa.Table:
        """All that the question brought back."""
        return self.tables[question.name]

    def within(self, question: Question) -> pa.Table:
        """The rows of the period, by their `time_s`, in which they are ordered."""
        table = self.tables[question.name]
        times = numbers(table, "time_s")
        first, end = np.searchsorted(times, [self.from_s, self.to_s])
        return table.slice(int(first), max(0, int(end - first)))


def numbers(table: pa.Table, column: str) -> Any:
    """A column without gaps as an array."""
    return table[column].to_numpy()


def said(table: pa.Table, column: str) -> list[Any]:
    """A column as plain values, None where nothing is said."""
    return list(table[column].to_pylist())


def is_(table: pa.Table, column: str, value: str) -> Any:
    """For each row whether a column says this; nothing said is not this."""
    return pc.is_in(table[column], value_set=pa.array([value])).to_numpy()


def in_order(table: pa.Table, *columns: str) -> pa.Table:
    """The rows sorted by these columns."""
    by: list[tuple[str, Literal["ascending", "descending"]]] = [(c, "ascending") for c in columns]
    return table.sort_by(by)

"""Nearby: the index of a holding with the names of its numbers, and whom it would have compared exactly.

Holdings of more than WIDE numbers with placed records are searched here first (`wide`); smaller ones
compare everybody (`block`). A number's code is its place in `names`: those of the earliest day first,
each day's new ones in text order; so a later day adds names and changes no code.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lineholder.attribute import wide
from lineholder.attribute.postings import Codes, Day, Fixes, Index, build, plane
from lineholder.attribute.subject import Subject
from lineholder.attribute.whereabouts import Habits, learn
from lineholder.model.question import Question

Names: TypeAlias = Any  # a pyarrow array of text: its stubs know no one name for it
WIDE = 5000
COUNT = """
    SELECT COUNT(DISTINCT subject) AS n FROM observations
    WHERE cell IS NOT NULL OR (lat IS NOT NULL AND lon IS NOT NULL)
"""


@dataclass(frozen=True, slots=True)
class Nearby:
    """`names` are the numbers by code; `habits` what their own records teach."""

    names: Names
    index: Index
    habits: Habits

    def shortlist(
        self, subject: Subject, named: frozenset[str], leave_out: frozenset[str]
    ) -> list[str]:
        """Numbers worth comparing exactly, in text order; those `named` among them, none of `leave_out`.

        Nobody but the named where the subject has no placed record in its period.
        """
        fixes = self.index.of(np.array(self._codes([subject.number]), dtype=np.int64))
        inside = (fixes.time_s >= subject.from_s) & (fixes.time_s < subject.to_s)
        out = self._codes([*leave_out, subject.number])
        kept = self._codes(sorted(named - leave_out - {subject.number}))
        found = wide.search(self.index, self.habits, fixes.where(inside), kept, out)
        return sorted(str(n) for n in self.names.take(pa.array(found.numbers)).to_pylist())

    def extended(self, day: int, records: pa.Table) -> "Nearby":
        """With one more day, later than all that stand here: the same as building anew with it."""
        names, made = _day(day, records, self.names)
        index = self.index.extended([made], len(names))
        return Nearby(names, index, learn(index))

    def _codes(self, numbers: Sequence[str]) -> list[int]:
        found = pc.index_in(pa.array(numbers, pa.string()), value_set=self.names)
        return [c for c in found.to_pylist() if c is not None]


Nearer = Callable[[], Nearby]  # the index of the records that are asked; made when it is needed


def ask_size() -> Question:
    """Ask how many numbers have a placed record."""
    return Question("numbers with a place", COUNT)


def gather(days: Sequence[tuple[int, Callable[[], pa.Table]]]) -> Nearby:
    """The index of these days, ascending.

    Each gives its records when it is asked: number (dictionary), start_s, lat, lon, by number and time.
    """
    names: Names = pa.array([], pa.string())
    made = []
    for day, records in days:
        names, one = _day(day, records(), names)
        made.append(one)
    index = Index(made, len(names))
    return Nearby(names, index, learn(index))


def _day(day: int, records: pa.Table, names: Names) -> tuple[Names, Day]:
    """The names with those that are new, and the day's postings."""
    encoded = records["number"].unify_dictionaries()
    chunks: list[Any] = encoded.chunks  # dictionary arrays
    values = chunks[0].dictionary if chunks else pa.array([], pa.string())
    new = values.filter(pc.invert(pc.is_in(values, value_set=names)))
    names = pa.concat_arrays([names, new.sort()])
    code = pc.index_in(values, value_set=names).to_numpy(zero_copy_only=False).astype(np.int32)
    places = [chunk.indices.to_numpy(zero_copy_only=False) for chunk in chunks]
    number: Codes = code[np.concatenate([np.empty(0, dtype=np.int32), *places])]
    north, east = plane(records["lat"].to_numpy(), records["lon"].to_numpy())
    fixes = Fixes(number, records["start_s"].to_numpy(), north, east)
    if (np.diff(number) < 0).any():  # a later day's new numbers have the highest codes
        fixes = fixes.where(np.argsort(number, kind="stable"))
    return names, build(day, fixes)

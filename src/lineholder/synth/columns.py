"""Columns: the array types, and the look-up of what held for whom at what time.

Times inside this package are local seconds since local midnight of the first day.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]
Rng = np.random.Generator

DAY = 86_400
HOUR = 3_600
MINUTE = 60
SPAN = float(2**26)  # longer than the longest period, so (who, when) sorts as one number
EARLY = 8.0 * DAY  # nothing begins earlier than this before the first day


def moment(who: npt.ArrayLike, when_s: npt.ArrayLike) -> Floats:
    """Return one sortable number for each (who, when); exact to a millisecond."""
    return np.asarray(who, dtype=np.float64) * SPAN + np.asarray(when_s, dtype=np.float64) + EARLY


def ragged(counts: Ints) -> tuple[Ints, Ints]:
    """Return, for groups of these sizes, each item's group and its place within the group."""
    group = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
    first = np.cumsum(counts) - counts
    return group, np.arange(len(group), dtype=np.int64) - first[group]


@dataclass(frozen=True, slots=True)
class Timeline:
    """What held for whom from when until the next entry; -1 before the first."""

    key: Floats
    who: Ints
    start: Floats
    value: Ints

    @classmethod
    def of(cls, entries: list[tuple[int, float, int]]) -> "Timeline":
        """Build from (who, start, value) in any order."""
        rows = sorted(entries)
        who = np.array([r[0] for r in rows], dtype=np.int64)
        start = np.array([r[1] for r in rows], dtype=np.float64)
        value = np.array([r[2] for r in rows], dtype=np.int64)
        return cls(moment(who, start), who, start, value)

    def at(self, who: Ints, when_s: Floats) -> Ints:
        """Return the value that held for each (who, when), -1 where nothing did."""
        place = np.searchsorted(self.key, moment(who, when_s), side="right") - 1
        safe = np.maximum(place, 0)
        known = (place >= 0) & (self.who[safe] == who)
        return np.where(known, self.value[safe], -1)


def pick(rng: Rng, items: Any, size: int | None = None) -> Any:
    """Return one item, or an array of `size` of them, drawn evenly with replacement."""
    if size is None:
        return items[int(rng.integers(len(items)))]
    return np.asarray(items)[rng.integers(len(items), size=size)]

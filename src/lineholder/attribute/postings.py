"""Postings: who was in which two kilometres in which hour, day by day, for the search of a million.

A day holds its placed records twice: ordered by (hour, block of places), which says who was near a
place at a time without looking at anybody else, and ordered by number, which says where one number was.
It is a function of that day's records alone: a day is added without touching the others, and adding is
the same as building anew.

Places are kilometres north and east on a plane of true areas (`plane`). A number is a code into
whatever list the caller keeps; codes of the days of one index mean the same numbers.

Source: the sinusoidal projection; blocking before an exact score (docs/methods/wide.md).
Blind to: records without a place; two cells that serve one street from more than BLOCK_KM apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lineholder.maths.geodesy import EARTH_RADIUS_KM
from lineholder.maths.sample import Floats, Ints
from lineholder.model.errors import BadValue

BLOCK_KM = 2.0
HOUR_S, DAY_S = 3600, 86_400
MERIDIAN = (
    -2.0
)  # degrees east: the middle of Great Britain, where the plane is true in every direction
PLACES_BITS, ROW_BITS = 15, 28  # of a key and of a row in a day; 5 more say the hour
SIDE = 1 << PLACES_BITS

Codes = NDArray[np.int32]
Singles = NDArray[np.float32]


def plane(lat: Floats, lon: Floats) -> tuple[Singles, Singles]:
    """Kilometres north of the equator and east of MERIDIAN, areas true.

    Five degrees from the meridian, as far as Britain reaches, a distance is at most 4 % out at 55
    degrees north.
    """
    turned = np.radians(lat)
    north = EARTH_RADIUS_KM * turned
    east = EARTH_RADIUS_KM * np.radians(np.asarray(lon) - MERIDIAN) * np.cos(turned)
    return north.astype(np.float32), east.astype(np.float32)


@dataclass(frozen=True, slots=True)
class Fixes:
    """Placed records: the number's code, UTC epoch seconds, km north and east; one value each a record."""

    number: Codes
    time_s: Ints
    north: Singles
    east: Singles

    def where(self, chosen: NDArray[np.bool_] | Ints) -> "Fixes":
        """The chosen ones."""
        return Fixes(
            self.number[chosen], self.time_s[chosen], self.north[chosen], self.east[chosen]
        )


@dataclass(frozen=True, slots=True)
class Day:
    """One UTC day: the same records in two orders.

    `keys` are the (hour, block) in use, ascending; the records of key i stand in
    `start[i]` to `start[i + 1]` of the first four arrays, those of a number in the last three.

    `second` counts from the day's midnight.
    """

    day: int
    keys: Ints
    start: Ints
    number: Codes
    second: Codes
    north: Singles
    east: Singles
    first: (
        Codes  # the records of number i stand in first[i] to first[i + 1]; higher codes have none
    )
    by_number: tuple[Codes, Singles, Singles]  # second, north, east

    @property
    def size(self) -> int:
        """How many records."""
        return int(self.number.size)


def build(day: int, fixes: Fixes) -> Day:
    """The day's postings. `fixes` are of this day alone, ordered by number, then time; BadValue else."""
    second = (fixes.time_s - day * DAY_S).astype(np.int32)
    _refuse(day, fixes, second)
    block = keys(second // HOUR_S, fixes.north, fixes.east)
    packed = (block.astype(np.uint64) << np.uint64(ROW_BITS)) | np.arange(
        block.size, dtype=np.uint64
    )
    packed.sort()  # one sort of whole numbers: faster than an argsort, and as stable
    row = (packed & np.uint64((1 << ROW_BITS) - 1)).astype(np.int64)
    block = (packed >> np.uint64(ROW_BITS)).astype(np.int64)
    edge = np.flatnonzero(np.diff(block, prepend=-1))
    held = np.bincount(fixes.number)
    return Day(
        day,
        block[edge],
        np.append(edge, block.size),
        fixes.number[row],
        second[row],
        fixes.north[row],
        fixes.east[row],
        np.append(0, np.cumsum(held)).astype(np.int32),
        (second, fixes.north, fixes.east),
    )


def keys(hour: NDArray[np.integer], north: Singles, east: Singles) -> Ints:
    """(hour, block) as one whole number; blocks that lie side by side from west to east follow each other."""
    rows = np.floor(np.asarray(north) / BLOCK_KM).astype(np.int64) + SIDE // 2
    columns = np.floor(np.asarray(east) / BLOCK_KM).astype(np.int64) + SIDE // 2
    return np.asarray(
        (np.asarray(hour, dtype=np.int64) << 2 * PLACES_BITS) | (rows << PLACES_BITS) | columns
    )


def _refuse(day: int, fixes: Fixes, second: Codes) -> None:
    number = fixes.number
    step = np.diff(number)
    ordered = (step > 0) | ((step == 0) & (np.diff(second) >= 0))
    inside = second.size == 0 or (second.min() >= 0 and second.max() < DAY_S)
    if not (ordered.all() and inside and second.size < 1 << ROW_BITS):
        raise BadValue(
            f"Postings of day {day} need that day's records alone, ordered by number and time; found "
            f"{second.size} records from second {second.min(initial=0)} to {second.max(initial=0)}, "
            f"{int((~ordered).sum())} of them out of order."
        )


def ranges(start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Every position of the ranges, one range after the other, and which range it is of."""
    length = end - start
    which = np.repeat(np.arange(start.size), length)
    shift = start - (np.cumsum(length) - length)
    return np.arange(which.size) + shift[which], which


class Index:
    """The days of a holding. `size` is how many numbers there are codes for."""

    def __init__(self, days: Sequence[Day], size: int) -> None:
        self.days: Mapping[int, Day] = {d.day: d for d in sorted(days, key=lambda d: d.day)}
        self.size = size

    @property
    def records(self) -> int:
        """How many records."""
        return sum(d.size for d in self.days.values())

    def extended(self, days: Sequence[Day], size: int) -> "Index":
        """With these days, each in place of an earlier one of its date; nothing else is touched."""
        kept = [d for d in self.days.values() if d.day not in {new.day for new in days}]
        return Index([*kept, *days], size)

    def of(self, numbers: Ints) -> Fixes:
        """The records of these numbers (ascending), by number and time; `number` is its place there."""
        parts = [self._of_day(day, numbers) for day in self.days.values()]
        if not parts:
            none = np.empty(0, dtype=np.float32)
            return Fixes(none.astype(np.int32), none.astype(np.int64), none, none)
        whole = Fixes(
            *(np.concatenate([getattr(p, name) for p in parts]) for name in Fixes.__slots__)
        )
        return whole.where(np.argsort(whole.number, kind="stable"))

    def _of_day(self, day: Day, numbers: Ints) -> Fixes:
        known = np.flatnonzero(numbers < day.first.size - 1)
        code = numbers[known]
        row, which = ranges(day.first[code].astype(np.int64), day.first[code + 1].astype(np.int64))
        second, north, east = day.by_number
        return Fixes(
            known[which].astype(np.int32),
            second[row].astype(np.int64) + day.day * DAY_S,
            north[row],
            east[row],
        )

    @cached_property
    def _public(self) -> tuple[Ints, Floats]:
        block = [d.keys & (SIDE * SIDE - 1) for d in self.days.values()]
        count = [np.diff(d.start) for d in self.days.values()]
        if not block:
            return np.empty(0, dtype=np.int64), np.empty(0)
        blocks, place = np.unique(np.concatenate(block), return_inverse=True)
        return blocks, np.bincount(place.reshape(-1), np.concatenate(count)).astype(np.float64)

    def public(self, north: Singles, east: Singles) -> Floats:
        """Everybody's density at these places per km2, over all hours; half a record where none is."""
        blocks, count = self._public
        wanted = keys(np.zeros(north.size, dtype=np.int64), north, east)
        at = np.minimum(np.searchsorted(blocks, wanted), max(blocks.size - 1, 0))
        seen = np.where(blocks[at] == wanted, count[at], 0.5) if blocks.size else 0.5
        return np.asarray(np.maximum(seen, 0.5) / (BLOCK_KM**2 * max(self.records, 1)))

"""Two phones on one time line: the switches between them, and where each was outside a slice."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array

from lineholder.maths.sample import Flags, Floats, Ints
from lineholder.model.errors import BadValue


@dataclass(frozen=True, slots=True)
class Fixes:
    """Records with a cell, ordered by phone, then time; `phone` and `cell` are codes from 0.

    `time_s` is UTC epoch seconds; `lat` and `lon` hold the place of each cell in degrees.
    """

    phone: Ints
    time_s: Ints
    cell: Ints
    lat: Floats
    lon: Floats

    def __post_init__(self) -> None:
        step = np.diff(self.phone)
        if not (self.phone.shape == self.time_s.shape == self.cell.shape):
            raise BadValue(
                "fixes: expected columns of one length; pass one value a record in each."
            )
        if (step < 0).any() or (np.diff(self.time_s)[step == 0] < 0).any():
            raise BadValue("fixes: expected records ordered by phone, then time; sort them first.")
        if self.cell.size and not 0 <= self.cell.min() <= self.cell.max() < self.lat.size:
            raise BadValue(
                f"fixes: expected cell codes from 0 to {self.lat.size - 1}, found {self.cell.min()} "
                f"to {self.cell.max()}; leave out records whose cell no table places."
            )
        if not (np.isfinite(self.lat).all() and np.isfinite(self.lon).all()):
            raise BadValue("fixes: expected a place for every cell; leave out cells without one.")


@dataclass(frozen=True, slots=True)
class Slices:
    """Pairs of phones over [start_s, end_s): `first` is the line's phone, `second` the candidate's."""

    first: Ints
    second: Ints
    start_s: Ints
    end_s: Ints

    def __post_init__(self) -> None:
        wrong = int((self.end_s < self.start_s).sum())
        if wrong:
            raise BadValue(
                f"slices: expected an end at or after the start, found {wrong} that end before it; "
                "swap the two times."
            )

    def where(self, chosen: Flags) -> "Slices":
        """The chosen slices, in their order."""
        return Slices(
            self.first[chosen], self.second[chosen], self.start_s[chosen], self.end_s[chosen]
        )


@dataclass(frozen=True, slots=True)
class Switches:
    """One value for each switch: its slice, the cell of each phone, and the delay in seconds."""

    slice: Ints
    first_cell: Ints
    second_cell: Ints
    delay_s: Floats


def switches_of(fixes: Fixes, slices: Slices, max_delay_s: int) -> Switches:
    """All switches of all slices with a delay of at most `max_delay_s`.

    Records of the same second keep the order of the columns, so that swapping the two phones of a
    slice finds the same switches.
    """
    row_a, slice_a = _rows(fixes, slices.first, slices)
    row_b, slice_b = _rows(fixes, slices.second, slices)
    row = np.concatenate([row_a, row_b])
    where = np.concatenate([slice_a, slice_b])
    order = np.lexsort((row, fixes.time_s[row], where))
    row, where, is_b = row[order], where[order], order >= row_a.size
    delay = np.diff(fixes.time_s[row])
    turn = (where[1:] == where[:-1]) & (is_b[1:] != is_b[:-1]) & (delay <= max_delay_s)
    at = np.flatnonzero(turn)
    left, right, b_first = fixes.cell[row[at]], fixes.cell[row[at + 1]], is_b[at]
    return Switches(
        where[at],
        np.where(b_first, right, left),
        np.where(b_first, left, right),
        delay[at].astype(np.float64),
    )


def _spans(fixes: Fixes, phone: Ints, slices: Slices) -> tuple[Ints, Ints]:
    """For each slice, the rows [begin, end) of `phone` in its time."""
    base = int(fixes.time_s.min(initial=0))
    reach = int(max(fixes.time_s.max(initial=0), slices.end_s.max(initial=0))) - base + 2
    key = fixes.phone * reach + np.clip(fixes.time_s - base, 0, reach - 1)
    since = phone * reach + np.clip(slices.start_s - base, 0, reach - 1)
    until = phone * reach + np.clip(slices.end_s - base, 0, reach - 1)
    return np.searchsorted(key, since), np.searchsorted(key, until)


def _rows(fixes: Fixes, phone: Ints, slices: Slices) -> tuple[Ints, Ints]:
    """The rows of `phone` in each slice, one after the other, and the slice of each."""
    begin, end = _spans(fixes, phone, slices)
    count = end - begin
    where = np.repeat(np.arange(phone.size), count)
    before = np.cumsum(count) - count
    return np.arange(where.size) - np.repeat(before - begin, count), where


def visits_outside(fixes: Fixes, slices: Slices) -> csr_array:
    """Slices x cells: how many records the second phone has at each cell outside the slice."""
    cells = fixes.lat.size
    phones = int(max(fixes.phone.max(initial=-1), slices.second.max(initial=-1))) + 1
    every = _counts(fixes.phone, fixes.cell, (phones, cells))
    row, where = _rows(fixes, slices.second, slices)
    inside = _counts(where, fixes.cell[row], (slices.second.size, cells))
    return csr_array(every[slices.second] - inside)


def _counts(row: Ints, column: Ints, shape: tuple[int, int]) -> csr_array:
    return coo_array((np.ones(row.size), (row, column)), shape).tocsr()

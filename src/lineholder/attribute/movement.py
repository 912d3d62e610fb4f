"""Movement: how well one person's carrying both phones explains where the subject's number was.

A switch is two consecutive records of different phones, at most LONGEST_S apart. Two sums of log10 ratios
are made of the same switches, day by day, and never taken for each other:
    rank      P(subject's cell | one person) against the public's share of that cell: who is it?
    evidence  the same against the candidate's own habits on other days: how strongly beyond habit?
Switches of one day are not independent: a day of n counts as n / (1 + (n - 1) RHO) of them (the design
effect of cluster samples). A day on which the candidate's phone may have been left behind is allowed for:
with probability LEFT the day says no more than habit does.

Assumes: a person's days are independent of each other given the habits.
Source: switches, Bosma et al., Science & Justice 60 (2020) 180; design effect, Kish (1965).
Blind to: a companion who makes every trip; days without records of both phones; Wi-Fi calls.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array

from lineholder.attribute.coverage import BANDS_S, Kernel
from lineholder.maths.sample import Flags, Floats, Ints

LONGEST_S = 3600
RHO = 0.5
LEFT = 0.15
MOVED = 0.03  # of any switch that nothing explains: clock errors, wrong cells
HABITS = 0.7  # the rest of the alternative is the public
DAY_S, MORNING_S = 86_400, 4 * 3600  # days begin at 4 in the morning UTC


@dataclass(frozen=True, slots=True)
class Track:
    """Placed records of one or many phones, ordered by owner, then time; `cell` is a code into Sites."""

    owner: Ints
    time_s: Ints
    cell: Ints


@dataclass(frozen=True, slots=True)
class Switches:
    """One value a switch: the candidate, the day, the subject's record (row, time, cell x), y, the delay."""

    owner: Ints
    day: Ints
    record: Ints  # of the subject's track
    at_s: Ints
    x: Ints
    y: Ints  # the candidate's cell
    delay_s: Ints

    def where(self, chosen: Flags) -> "Switches":
        """The chosen ones, in their order."""
        return Switches(
            self.owner[chosen],
            self.day[chosen],
            self.record[chosen],
            self.at_s[chosen],
            self.x[chosen],
            self.y[chosen],
            self.delay_s[chosen],
        )


@dataclass(frozen=True, slots=True)
class Days:
    """One value for each candidate and day with a switch."""

    owner: Ints
    day: Ints
    switches: Ints
    contradicting: (
        Ints  # switches less probable under one person than under the candidate's habits
    )
    rank: Floats  # log10, association in it, LEFT allowed for
    evidence: Floats
    tied: Floats  # log10 of association alone


_NONE = np.empty(0, dtype=np.int64)
NO_DAYS = Days(_NONE, _NONE, _NONE, _NONE, np.empty(0), np.empty(0), np.empty(0))


def switches(subject: Track, others: Track) -> Switches:
    """All switches between the subject and each other phone; a tie counts the subject's record first."""
    if subject.time_s.size == 0 or others.time_s.size == 0:
        return Switches(_NONE, _NONE, _NONE, _NONE, _NONE, _NONE, _NONE)
    at = np.searchsorted(subject.time_s, others.time_s, side="right")
    first = np.diff(others.owner, prepend=-1) != 0
    last = np.diff(others.owner, append=-1) != 0
    between_before = first | (np.diff(at, prepend=-1) != 0)
    between_after = last | (np.diff(at, append=-1) != 0)
    parts = []
    for index, free in ((at - 1, between_before), (at, between_after)):
        row = np.flatnonzero(free & (index >= 0) & (index < subject.time_s.size))
        mine = index[row]
        delay = np.abs(others.time_s[row] - subject.time_s[mine])
        near = delay <= LONGEST_S
        parts.append((row[near], mine[near], delay[near]))
    row, mine, delay = (np.concatenate(p) for p in zip(*parts, strict=True))
    day = (others.time_s[row] - MORNING_S) // DAY_S
    return Switches(
        others.owner[row],
        day,
        mine,
        subject.time_s[mine],
        subject.cell[mine],
        others.cell[row],
        delay,
    )


def days(found: Switches, others: Track, kernel: Kernel, gain: Floats) -> Days:
    """The sums of every candidate on every day, owners and days ascending; `gain` is `association.gain`."""
    groups, group, one, habit = _weighed(found, others, kernel)
    size = groups.shape[1]
    count = np.bincount(group, minlength=size)
    damp = 1 / (1 + (count - 1) * RHO)
    who, usual = (_sum(group, np.log10(v), size) * damp for v in (one, habit))
    tied = _sum(group, gain, size) * damp
    return Days(
        groups[0],
        groups[1],
        count,
        _sum(group, (one < habit).astype(np.float64), size).astype(np.int64),
        _left(who + tied, np.minimum(usual, 0.0)),
        _left(who - usual, np.zeros(size)),
        tied,
    )


def contradicting(found: Switches, others: Track, kernel: Kernel) -> Flags:
    """Which switches are less probable under one person than under the candidate's habits."""
    if found.owner.size == 0:
        return np.zeros(0, dtype=bool)
    _, _, one, habit = _weighed(found, others, kernel)
    return np.asarray(one < habit)


def _weighed(found: Switches, others: Track, kernel: Kernel) -> tuple[Ints, Ints, Floats, Floats]:
    """Owners and days (2 x groups), the group of each switch, and its P under one person and under habit.

    Both against the public's share of the cell.
    """
    key = np.stack([found.owner, found.day])
    groups, group = np.unique(key, axis=1, return_inverse=True)
    group = group.reshape(-1)
    habit = _habits(found, others, kernel, (groups, group))
    band = (found.delay_s >= BANDS_S[0][1]).astype(np.int64)
    one = (1 - MOVED) * kernel.ratio[band, found.x, found.y] + MOVED * habit
    return groups, group, np.asarray(one, dtype=np.float64), habit


def _left(log10_lr: Floats, otherwise: Floats) -> Floats:
    """The day's log10 LR when the phone may have been left behind."""
    carried = log10_lr + np.log10(1 - LEFT)
    behind = otherwise + np.log10(LEFT)
    most = np.maximum(carried, behind)
    return np.asarray(most + np.log10(10 ** (carried - most) + 10 ** (behind - most)))


def _sum(group: Ints, values: Floats, size: int) -> Floats:
    return np.asarray(np.bincount(group, values, minlength=size), dtype=np.float64)


def _habits(found: Switches, others: Track, kernel: Kernel, grouped: tuple[Ints, Ints]) -> Floats:
    """P(x | the candidate's records on other days) / P(x), with the public mixed in, for each switch.

    A candidate seen on that day alone has the public's habits.
    """
    groups, group = grouped
    cells = kernel.ratio.shape[1]
    owners = int(others.owner.max(initial=-1)) + 1
    every = _counts(others.owner, others.cell, (owners, cells))
    day = (others.time_s - MORNING_S) // DAY_S
    span = int(max(day.max(initial=0), groups[1].max(initial=0))) + 1
    codes = groups[0] * span + groups[1]
    place = np.searchsorted(codes, others.owner * span + day)
    inside: Flags = place < codes.size
    inside[inside] = codes[place[inside]] == (others.owner * span + day)[inside]
    that_day = _counts(place[inside], others.cell[inside], (codes.size, cells))
    seen_x, column = np.unique(found.x, return_inverse=True)
    spread = kernel.ratio[0][seen_x].T
    total, of_day = every @ spread, that_day @ spread
    n = every.sum(axis=1)[found.owner] - that_day.sum(axis=1)[group]
    column = column.reshape(-1)
    around = total[found.owner, column] - of_day[group, column]
    usual = np.where(n > 0, around / np.maximum(n, 1), 1.0)
    return np.asarray(HABITS * np.maximum(usual, 0.0) + (1 - HABITS), dtype=np.float64)


def _counts(row: Ints, column: Ints, shape: tuple[int, int]) -> csr_array:
    return coo_array((np.ones(row.size), (row, column)), shape).tocsr()

"""Wide: the few of a million numbers that are worth comparing exactly, best first.

Three sieves, each on fewer numbers than the last. The block: everybody who was within two kilometres or
so and an hour or so of the subject's records, scored by how close, how soon and how few others were.
The cheap ratio, on the BLOCK best: the same and whether their places on other days are the subject's,
hour of day left aside. The ratio, on the EXACT best: the probability of every record of the subject if
this number's person made it (`whereabouts`), against the public's. Named numbers pass every sieve.

The subject's own last record is allowed for: what it explains already counts once, however many records
one stay has left.

Source: blocking by place and time, then a score (Wang et al., SDM 2018); docs/methods/wide.md.
Blind to: a number that was never within an hour and BLOCK_KM of a record of the subject, unless it is
    named; a holder whose phones are never used in one place; contacts and handsets, which other strands
    compare.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from lineholder.attribute.postings import (
    BLOCK_KM,
    DAY_S,
    HOUR_S,
    PLACES_BITS,
    Day,
    Fixes,
    Index,
    Singles,
    keys,
    ranges,
)
from lineholder.attribute.whereabouts import TAUGHT, Habits, Padded, bell, gathered, thinned, usual
from lineholder.maths.sample import Floats, Ints

BLOCK = 5000  # numbers that pass the first sieve
EXACT = 400  # numbers that pass the second
READ = 100  # records of each number, and of the subject, that the ratio reads, spread evenly
SPOT_KM = 1.0  # records of the subject no further apart are one spot for the cheap ratio
FLOOR = 0.02  # of the public's density: what habits that explain nothing are taken to explain


@dataclass(frozen=True, slots=True)
class Near:
    """Numbers that were near, ascending, and their scores in the block; `touched` records were looked at."""

    numbers: Ints
    score: Floats
    touched: int


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Numbers, most probable first, with their log10 ratios; and the block that they come from, ascending."""

    numbers: Ints
    log10_ratio: Floats
    block: Ints
    touched: int


def search(
    index: Index,
    habits: Habits,
    subject: Fixes,
    named: Sequence[int] = (),
    leave_out: Sequence[int] = (),
) -> Shortlist:
    """The numbers most probably carried by whoever made the subject's records, which are in order of time."""
    out = np.array(leave_out, dtype=np.int64)
    kept = np.unique(np.array(named, dtype=np.int64))
    kept = kept[~np.isin(kept, out)]
    near = meet(index, habits, subject)
    near = Near(near.numbers, np.where(np.isin(near.numbers, out), 0, near.score), near.touched)
    block = _best(near.numbers, near.score, BLOCK, kept)
    score = np.zeros(block.size)
    at = np.minimum(np.searchsorted(near.numbers, block), max(near.numbers.size - 1, 0))
    if near.numbers.size:
        score = np.where(near.numbers[at] == block, near.score[at], 0.0)
    cheap = score + haunts(index, habits, subject, block)
    few = _best(block, cheap - cheap.min(initial=0) + 1, EXACT, kept)
    ratio = log10_ratio(index, habits, subject, few)
    order = np.lexsort((few, -ratio))
    return Shortlist(few[order], ratio[order], block, near.touched)


def _best(numbers: Ints, score: Floats, most: int, kept: Ints) -> Ints:
    """The `most` numbers of highest score above 0, and those to keep; ascending."""
    if score.size > most:
        cut = np.partition(score, score.size - most)[score.size - most]
        numbers, score = numbers[score >= cut], score[score >= cut]
    return np.union1d(numbers[score > 0], kept)


def meet(index: Index, habits: Habits, subject: Fixes) -> Near:
    """Everybody whose records lie in the hour and block of one of the subject's, or beside them.

    The score is the sum, over pairs of records, of ln(1 + same-stay density / everybody's density
    there then).
    """
    found = [(np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float32))]
    hours = subject.time_s // HOUR_S
    for day in index.days.values():
        here = np.flatnonzero((hours >= day.day * 24 - 1) & (hours <= day.day * 24 + 24))
        if not here.size:
            continue
        start, end, event = _beside(day.keys, hours[here] - day.day * 24, subject.where(here))
        row, which = ranges(day.start[start], day.start[end])
        of = here[event[which]]
        delay = np.abs(day.second[row] + (day.day * DAY_S - subject.time_s[of]))
        squared = (day.north[row] - subject.north[of]) ** 2
        squared += (day.east[row] - subject.east[of]) ** 2
        stay = habits.stay(delay)
        there = np.bincount(of, minlength=subject.time_s.size) / (9 * BLOCK_KM**2)
        public = np.maximum(there, 1 / BLOCK_KM**2).astype(np.float32) / _seen(day, hours, here)
        gain = np.log1p(stay * habits.density(squared) / ((1 - stay) * public[of]))
        found.append((day.number[row], gain))
    number, gain = (np.concatenate(part) for part in zip(*found, strict=True))
    total = np.bincount(number, gain, minlength=1)
    numbers = np.flatnonzero(total)
    return Near(numbers.astype(np.int64), total[numbers].astype(np.float64), number.size)


def _beside(held: Ints, hours: Ints, events: Fixes) -> tuple[Ints, Ints, Ints]:
    """Ranges of the day's keys beside each event, from west to east, and which event each is of."""
    hour = hours[:, None, None] + np.arange(-1, 2)[:, None]
    middle = keys(np.zeros(hours.size, dtype=np.int64), events.north, events.east)
    first = middle[:, None, None] + (np.arange(-1, 2) << PLACES_BITS) - 1
    first = first + (np.clip(hour, 0, 23) << 2 * PLACES_BITS)
    event = np.broadcast_to(np.arange(hours.size)[:, None, None], first.shape)
    inside = np.broadcast_to((hour >= 0) & (hour < 24), first.shape)
    first = first[inside]
    return np.searchsorted(held, first), np.searchsorted(held, first + 3), event[inside]


def _seen(day: Day, hours: Ints, here: Ints) -> Singles:
    """How many records the day holds in the hours beside each event's; 1 for events of other days."""
    until = day.start[np.searchsorted(day.keys, np.arange(25) << 2 * PLACES_BITS)]
    hour = hours[here] - day.day * 24
    seen = np.ones(hours.size, dtype=np.float32)
    seen[here] = until[np.clip(hour + 2, 0, 24)] - until[np.clip(hour - 1, 0, 24)]
    return np.maximum(seen, 1)


def haunts(index: Index, habits: Habits, subject: Fixes, numbers: Ints) -> Floats:
    """The sum, over the subject's records, of ln(a number's share of time in its spot / everybody's)."""
    if not (numbers.size and subject.time_s.size):
        return np.zeros(numbers.size)
    subject = thinned(subject, READ)
    centres, count = np.unique(_spots(subject), return_counts=True)
    fixes = thinned(index.of(numbers), TAUGHT)
    squared = (fixes.north[:, None] - subject.north[centres]) ** 2
    squared += (fixes.east[:, None] - subject.east[centres]) ** 2
    held = np.bincount(fixes.number, minlength=numbers.size)
    rows = np.append(0, np.cumsum(held))
    shape = (numbers.size, fixes.number.size)
    ones = np.ones(fixes.number.size, dtype=np.float32)
    of = csr_array((ones, np.arange(fixes.number.size), rows), shape)
    share = (of @ habits.density(squared)) / np.maximum(held, 1)[:, None]
    public = index.public(subject.north[centres], subject.east[centres])
    return np.asarray(np.log(share / public + FLOOR) @ count, dtype=np.float64)


def _spots(subject: Fixes) -> Ints:
    """For each record the first one that lies within SPOT_KM of it and began a spot."""
    spot = np.full(subject.time_s.size, -1)
    for i in range(spot.size):
        if spot[i] < 0:
            squared = (subject.north - subject.north[i]) ** 2
            squared += (subject.east - subject.east[i]) ** 2
            spot[(spot < 0) & (squared <= SPOT_KM * SPOT_KM)] = i
    return spot


def log10_ratio(index: Index, habits: Habits, subject: Fixes, numbers: Ints) -> Floats:
    """The log10 of P(the subject's records | each number's person) / P(the same | the public)."""
    if not (numbers.size and subject.time_s.size):
        return np.zeros(numbers.size)
    subject, fixes = thinned(subject, READ), index.of(numbers)
    phones = Padded.of(thinned(fixes, READ), numbers.size)
    stood = gathered(phones, (phones.time_s, phones.north, phones.east), habits.spread_km)
    one, near, known = usual(phones, stood, (subject.time_s, subject.north, subject.east))
    public = index.public(subject.north, subject.east)
    habit = np.where(known, habits.usual * one + habits.near * near, 1 - habits.public)
    person = habit * np.where(known, 1.0, public) + habits.public * public
    for stay, density in reversed(_neighbours(habits, subject, fixes, phones)):
        person = stay * density + (1 - stay) * person
    stay, own = _own(habits, subject)
    told = np.log10(own + (1 - stay) * person) - np.log10(own + (1 - stay) * public)
    return np.asarray(told.sum(axis=1), dtype=np.float64)


def _neighbours(
    habits: Habits, subject: Fixes, fixes: Fixes, phones: Padded
) -> list[tuple[Singles, Singles]]:
    """The share of one stay and the density by each phone's record next in time, then by the other side's."""
    count = np.bincount(fixes.number, minlength=phones.held.shape[0])
    first = (np.cumsum(count) - count)[:, None]
    span = int(max(fixes.time_s.max(initial=0), subject.time_s.max())) + 1
    moment = np.arange(count.size)[:, None] * span + subject.time_s
    after = np.searchsorted(fixes.number.astype(np.int64) * span + fixes.time_s, moment, "right")
    sides = []
    for row in (after - 1, after):
        there = (row >= first) & (row < first + count[:, None])
        at = np.clip(row, 0, max(fixes.number.size - 1, 0))
        there &= fixes.number.size > 0
        time_s, north, east = (
            np.where(there, v[at] if v.size else 0, 0)
            for v in (fixes.time_s, fixes.north, fixes.east)
        )
        delay = np.where(there, np.abs(time_s - subject.time_s), DAY_S)
        middle = gathered(phones, (time_s, north, east), habits.spread_km)
        squared = (middle.north - subject.north) ** 2 + (middle.east - subject.east) ** 2
        variance = middle.one * (1 + 1 / middle.n)
        density = bell(squared, variance.astype(np.float32))
        sides.append((delay, habits.stay(delay), density))
    (before_s, *before), (after_s, *behind) = sides
    sooner = before_s <= after_s
    pairs = list(zip(before, behind, strict=True))
    nearest = tuple(np.where(sooner, b, a) for b, a in pairs)
    other = tuple(np.where(sooner, a, b) for b, a in pairs)
    return [(nearest[0], nearest[1]), (other[0], other[1])]


def _own(habits: Habits, subject: Fixes) -> tuple[Singles, Singles]:
    """The share of one stay with the subject's last record, and that share times the density by it."""
    delay = np.diff(subject.time_s, prepend=subject.time_s[:1] - DAY_S)
    squared = np.diff(subject.north, prepend=np.float32(0)) ** 2
    squared += np.diff(subject.east, prepend=np.float32(0)) ** 2
    stay = habits.stay(delay)
    return stay, stay * habits.density(squared)

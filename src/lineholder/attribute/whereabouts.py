"""Whereabouts: how probable a place at a time is, if the person who carries a phone was there.

Three things speak for it: the phone's last and next records, if they are of one stay with that moment
(the share `same[band]` of moments so far apart are); the places and hours of its records on other days;
and, for what nothing explains, anywhere near its usual places, and anywhere that the public is. The
shares and the spread of a record about its place are not assumed: EM learns them from the holding's own
phones, each record told from the one before it, on phones spread evenly over the codes.

Assumes: a second phone shows what the next record of the first would have shown.
Source: EM for mixtures, Dempster, Laird, Rubin (1977); kernel densities of habit, Lichman and Smyth
    (KDD 2014).
Blind to: azimuths and networks (movement, which compares the few that remain, is not); weekdays.
"""

from dataclasses import dataclass

import numpy as np

from lineholder.attribute.postings import DAY_S, HOUR_S, Codes, Fixes, Index, Singles
from lineholder.maths.sample import Floats, Ints

EDGES_S = (
    900,
    1800,
    3600,
    5400,
    7200,
    10_800,
    21_600,
)  # delays; beyond the last nothing is one stay
APART_S = 21_600  # habits are learnt from records at least so far away from the moment
HOURS = 2.0  # standard deviation of an hour of day that habits are alike in
ANY_HOUR = 0.15  # weight of habits at any other hour
NEAR_KM = 6.0  # standard deviation of what lies near one's usual places
START = (1.0, 0.2)  # first guess: spread in km, shares of near and public
ROUNDS, SAMPLE = 8, 600
TAUGHT = 40  # records of each that teach


@dataclass(frozen=True, slots=True)
class Habits:
    """What EM learnt: the spread of two records of one stay (one axis), and shares.

    `same` is the share of moments that are of one stay, by band of delay; `usual`, `near` and `public` are
    what explains the rest: habits, the surroundings of one's usual places, anybody's places.
    """

    spread_km: float
    same: Floats  # by band of EDGES_S, and 0 beyond
    usual: float
    near: float
    public: float

    def stay(self, delay_s: Ints) -> Singles:
        """The share of moments so far apart that are of one stay."""
        return self.same[np.searchsorted(EDGES_S, delay_s, side="right")].astype(np.float32)

    def density(self, squared_km: Singles) -> Singles:
        """Of a record's place at this distance from another of the same stay, per km2."""
        return bell(squared_km, np.float32(self.spread_km**2))


def bell(squared_km: Singles, variance: Singles | np.float32) -> Singles:
    """The plane normal density, per km2; single precision, for many."""
    twice = 2 * variance
    return np.asarray(np.exp(-squared_km / twice) / (np.float32(np.pi) * twice))


@dataclass(frozen=True, slots=True)
class Padded:
    """Records of numbers side by side: numbers x the most that one has; `held` says which are records."""

    time_s: Ints
    north: Singles
    east: Singles
    held: np.ndarray

    @classmethod
    def of(cls, fixes: Fixes, numbers: int) -> "Padded":
        """From records ordered by number, then time; `number` counts from 0."""
        count = np.bincount(fixes.number, minlength=numbers)
        column = np.arange(fixes.number.size) - (np.cumsum(count) - count)[fixes.number]
        shape = (numbers, int(count.max(initial=1)))
        held = np.zeros(shape, dtype=bool)
        held[fixes.number, column] = True
        time_s = np.full(shape, 2**62, dtype=np.int64)  # after everything
        north, east = (np.zeros(shape, dtype=np.float32) for _ in range(2))
        time_s[held], north[held], east[held] = fixes.time_s, fixes.north, fixes.east
        return cls(time_s, north, east, held)


@dataclass(frozen=True, slots=True)
class Stood:
    """Where each record's person stood: the middle of the `n` records there (whole and parts of records)."""

    north: Singles
    east: Singles
    n: Singles
    one: np.float32  # the variance of one record about its place, on one axis

    def density(self, squared_km: Singles, without: Singles | float = 0.0) -> Singles:
        """Of one more record at this distance from the middle.

        `without` is the part in which that very record stands in the middle: it is taken out of it.
        """
        left = np.maximum(self.n[:, None, :] - without, 1)  # a record stands with itself
        stretched = squared_km * (self.n[:, None, :] / left) ** 2
        return bell(stretched, np.asarray(self.one * (1 + 1 / left), dtype=np.float32))


def gathered(phones: Padded, at: tuple[Ints, Singles, Singles], spread_km: float) -> Stood:
    """Each of these records moved to the middle of those that stand with it.

    `at` is time, north and east, phones x records. The records are of those phones, whether or not
    they stand in `phones`.
    """
    one = np.float32(spread_km * spread_km / 2)
    time_s, north, east = at
    weight = beside(phones, north, east, one)
    weight *= phones.held[:, None, :] & (phones.time_s[:, None, :] != time_s[:, :, None])
    total = 1 + weight.sum(axis=2)
    return Stood(
        (north + (weight * phones.north[:, None, :]).sum(axis=2)) / total,
        (east + (weight * phones.east[:, None, :]).sum(axis=2)) / total,
        total,
        one,
    )


def thinned(fixes: Fixes, most: int) -> Fixes:
    """At most so many records of each number, spread evenly, two consecutive ones at a time."""
    count = np.bincount(fixes.number)
    place = np.arange(fixes.number.size) - (np.cumsum(count) - count)[fixes.number]
    of = np.maximum((count + 1) // 2, 1)[fixes.number]  # twos
    two, kept = place // 2, np.minimum(of, most // 2)
    return fixes.where((two * kept) // of != ((two - 1) * kept) // of)


def beside(phones: Padded, north: Singles, east: Singles, one: np.float32) -> Singles:
    """The part in which each record stands with each of these places: phones x places x records."""
    squared = (phones.north[:, None, :] - north[:, :, None]) ** 2
    squared += (phones.east[:, None, :] - east[:, :, None]) ** 2
    return np.asarray(np.exp(-squared / (4 * one)))


def usual(
    phones: Padded,
    stood: Stood,
    moments: tuple[Ints, Singles, Singles],
    without: Singles | float = 0.0,
) -> tuple[Singles, Singles, np.ndarray]:
    """The density of each phone's habits and of what lies near them, per km2: phones x moments.

    And whether it has a record of another time at all; without, the densities are 0. The moments (time,
    north, east) are those of all phones (one dimension) or each phone's own records (two), which are
    then taken out of the middles that they stand in by the part `without`.
    """
    to_north, to_east = (np.atleast_2d(x)[:, :, None] for x in moments[1:])
    apart = np.abs(phones.time_s[:, None, :] - np.atleast_2d(moments[0])[:, :, None])
    hours = (apart % DAY_S).astype(np.float32) / np.float32(HOUR_S)
    hours = np.minimum(hours, 24 - hours)
    weight = np.exp(-hours * hours / np.float32(2 * HOURS * HOURS)) + np.float32(ANY_HOUR)
    weight *= phones.held[:, None, :] & (apart >= APART_S)
    squared = (stood.north[:, None, :] - to_north) ** 2 + (stood.east[:, None, :] - to_east) ** 2
    total = weight.sum(axis=2)
    known = total > 0
    total = np.maximum(total, np.float32(1e-9))
    one = (weight * stood.density(squared, without)).sum(axis=2) / total
    wide = (weight * bell(squared, np.float32(NEAR_KM**2))).sum(axis=2) / total
    return one, wide, known


def learn(index: Index) -> Habits:
    """The shares and the spread that this index's own phones show."""
    numbers = np.unique(np.linspace(0, max(index.size - 1, 0), SAMPLE).astype(np.int64))
    fixes = thinned(index.of(numbers), TAUGHT)
    phones = Padded.of(fixes, numbers.size)
    before, after = _steps(fixes)
    band = np.searchsorted(EDGES_S, fixes.time_s[after] - fixes.time_s[before], side="right")
    public = index.public(fixes.north[after], fixes.east[after])
    spread, small = START
    same = np.append(0.5 ** (np.array(EDGES_S) / HOUR_S), 0)  # half of what is an hour apart
    found = Habits(spread, same, 1 - 2 * small, small, small)
    row, column = fixes.number[after], after - _firsts(fixes)[fixes.number[after]]
    moments = (phones.time_s, phones.north, phones.east)
    for _ in range(ROUNDS):
        stood = gathered(phones, moments, found.spread_km)
        part = beside(phones, phones.north, phones.east, stood.one)
        one, near, _ = usual(phones, stood, moments, np.where(_others(part.shape), part, 0))
        parts = np.vstack([one[row, column], near[row, column], public])
        left = np.maximum(stood.n[row, column - 1] - part[row, column - 1, column], 1)
        squared = (stood.north[row, column - 1] - phones.north[row, column]) ** 2
        squared += (stood.east[row, column - 1] - phones.east[row, column]) ** 2
        squared *= (stood.n[row, column - 1] / left) ** 2
        found = _better(found, band, (squared, left), parts)
    return found


def _others(shape: tuple[int, ...]) -> np.ndarray:
    """Where a record is not itself."""
    return ~np.eye(shape[1], shape[2], dtype=bool)


def _better(old: Habits, band: Ints, stood: tuple[Singles, Singles], parts: Floats) -> Habits:
    """One round of EM; `stood` is how far (squared) each record was from the middle of so many before it."""
    squared, n = stood
    share = old.same[band]
    spread = old.spread_km**2 / 2 * (1 + 1 / n)
    stayed = share * bell(squared, spread.astype(np.float32))
    rest = np.array([old.usual, old.near, old.public])[:, None] * parts
    moved = (1 - share) * rest.sum(axis=0)
    owed = stayed / np.maximum(stayed + moved, 1e-300)
    count = np.bincount(band, minlength=old.same.size)
    same = np.bincount(band, owed, minlength=old.same.size) / np.maximum(count, 1)
    same[-1] = 0.0
    left = (rest / np.maximum(rest.sum(axis=0), 1e-300)) @ (1 - owed)
    left = (left + 1) / (left + 1).sum()
    one = (owed * squared / (1 + 1 / n)).sum() / max(2 * owed.sum(), 1e-9)
    return Habits(max(float(np.sqrt(2 * one)), 0.05), same, *(float(x) for x in left))


def _steps(fixes: Fixes) -> tuple[Ints, Ints]:
    """Consecutive records of one number."""
    after = np.flatnonzero(np.diff(fixes.number) == 0) + 1
    return after - 1, after


def _firsts(fixes: Fixes) -> Codes:
    count = np.bincount(fixes.number)
    return (np.cumsum(count) - count).astype(np.int32)

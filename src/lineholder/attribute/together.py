"""Together: on how many occasions the number was where the candidate's carrier was, beyond a shared home.

Somebody who shares the home is beside the number every night; what tells the two apart are the occasions on
which one of them was elsewhere. Each placed record of the subject is read against the candidate's records
before and after it. Where they place the carrier beside the record its ratio is the rise over the subject's
own habit at that time of day on other days; where they place him elsewhere it is what a record's age leaves
open. The home is one place: cells of either phone that serve it at night match, whatever their distance.
Records of one OCCASION_S count once. A pair's occasions then share an unknown share apart, theta:

    LR = E[ prod((1 - theta) r + theta) | theta ~ Beta(SAME) ] / E[ the same | theta ~ Beta(OTHER) ]

so that one phone left behind does not exclude, and few occasions cannot say much.

Assumes: occasions independent given theta; a network's site spacing bounds how far a cell serves.
Source: beta-binomial evidence, as in Good (1965); SAME, OTHER and the rest set on seeds 1 to 14 of the
    three synthetic families against household members (docs/methods/together.md).
Blind to: a companion on every trip; where both stay in; who is at home when the subject never is.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logsumexp

from lineholder.attribute.movement import DAY_S, MORNING_S, Track
from lineholder.maths.sample import Flags, Floats, Ints

Share = tuple[float, float]  # Beta of the share apart
SAME: Share = (0.5, 3.0)
OTHER: Share = (4.0, 0.6)
OCCASION_S = 3 * 3600
LONGEST_S = 8 * 3600  # age of the candidate's nearest record, beyond which it says nothing
FADES_S = 3600.0  # of one record's say
RESTS_S = 4 * 3600.0  # of the say of two records that agree
SURE = 0.98
BLOCK_S, SPREAD = 4 * 3600, 4.0  # of the subject's habits
HABITS = 0.9  # the rest of what the subject is expected at is the public
REACH, REACH_KM = 0.12, 0.3  # of both cells' spacing, and of any cell
AGREE = 0.3  # as REACH, between two records of one phone
EVENING_H, MORNING_H = 20, 8
NIGHTS = 4  # records at night from which they tell the home
HOME = 0.1  # share of them that makes a cell one of home
ONE_HOME, ONE_HOME_KM = 0.8, 1.0  # of both cells' spacing: two homes beyond are two
LEAST = 1e-3
THETA = expit(np.linspace(-6, 6, 41))


@dataclass(frozen=True, slots=True)
class Places:
    """What the networks say: distances, site spacing and the public's share by cell."""

    km: Floats  # cells x cells
    spacing_km: Floats
    public: Floats

    def near(self, share: float) -> Floats:
        """Cells x cells: 1 for one place, falling with the distance in units of the spacing."""
        reach = share * (self.spacing_km[:, None] + self.spacing_km) + REACH_KM
        return np.asarray(np.exp(-np.square(self.km / reach) / 2))


@dataclass(frozen=True, slots=True)
class Known:
    """The subject's side, the same for every candidate."""

    places: Places
    near: Floats
    agree: Floats
    mine: Track
    expected: Floats  # moments (day and part of day) x cells
    moment: Ints  # of each record
    home: Floats  # share of each cell at night

    @staticmethod
    def of(places: Places, mine: Track) -> "Known":
        """Habits leave out the day that they are held against."""
        expected, moment = habits(places.public, mine)
        home = _home(mine.time_s, mine.cell, places.public.size)
        return Known(places, places.near(REACH), places.near(AGREE), mine, expected, moment, home)

    def log10_lr(self, time_s: Ints, cell: Ints) -> float:
        """Of one candidate's placed records, ascending; 0 where none is near in time to the subject's."""
        if time_s.size == 0 or self.mine.time_s.size == 0:
            return 0.0
        at = np.searchsorted(time_s, self.mine.time_s)
        ages, cells = [], []
        for row, sign in ((at - 1, 1), (at, -1)):
            there = (row >= 0) & (row < time_s.size)
            safe = np.clip(row, 0, time_s.size - 1)
            age = sign * (self.mine.time_s - time_s[safe])
            ages.append(np.where(there, age, 10**9))
            cells.append(cell[safe])
        heard = np.minimum(*ages) <= LONGEST_S
        if not heard.any():
            return 0.0
        ratio = self._ratio(
            heard, np.array(ages)[:, heard], np.array(cells)[:, heard], cell, time_s
        )
        return weighed(self.mine.time_s[heard], ratio)

    def _ratio(self, heard: Flags, age: Floats, y: Ints, cell: Ints, time_s: Ints) -> Floats:
        """Of each record heard: one person's against the subject's habit."""
        used, column = np.unique(y, return_inverse=True)
        column = column.reshape(y.shape)
        near = self._matched(used, _home(time_s, cell, self.home.size))
        usual = (HABITS * self.expected + (1 - HABITS) * self.places.public) @ near
        x, moment = self.mine.cell[heard], self.moment[heard]
        rise = near[x, column] / np.maximum(usual[moment, column], 1e-9)
        say = np.exp(-age / FADES_S)
        both = (say * rise).sum(axis=0) / np.maximum(say.sum(axis=0), 1e-12)
        one = say.max(axis=0)
        rested = np.exp(-age.min(axis=0) / RESTS_S - age.max(axis=0) / (4 * RESTS_S))
        agree = self.agree[y[0], y[1]]
        sure = SURE * (agree * np.maximum(one, rested) + (1 - agree) * one)
        return np.asarray(np.maximum(sure * both + 1 - sure, LEAST))

    def _matched(self, used: Ints, theirs: Floats) -> Floats:
        """Cells x the candidate's used cells: which are one place, both homes being one."""
        near = self.near[:, used].copy()
        km, spacing = self.places.km, self.places.spacing_km
        a, b = int(self.home.argmax()), int(theirs.argmax())
        if km[a, b] > ONE_HOME * (spacing[a] + spacing[b]) + ONE_HOME_KM:
            return near
        mine = (self.home >= HOME) & (km[a] <= 2 * spacing[a] + 0.5)
        other = (theirs >= HOME) & (km[b] <= 2 * spacing[b] + 0.5)
        near[np.ix_(mine, other[used])] = 1.0
        return near


def weighed(time_s: Ints, ratio: Floats, same: Share = SAME, other: Share = OTHER) -> float:
    """log10 LR of the records' occasions, the share apart integrated out under both hypotheses."""
    log_ratio = _occasions(time_s, ratio)
    told = np.log((1 - THETA) * np.exp(log_ratio)[:, None] + THETA).sum(axis=0)
    return float((logsumexp(told + _prior(*same)) - logsumexp(told + _prior(*other))) / np.log(10))


def _prior(a: float, b: float) -> Floats:
    log = a * np.log(THETA) + b * np.log1p(-THETA)  # the grid is even in log odds
    return np.asarray(log - logsumexp(log))


def _occasions(time_s: Ints, ratio: Floats) -> Floats:
    """Natural log ratio of each occasion: the mean over its records."""
    _, of = np.unique((time_s - MORNING_S) // OCCASION_S, return_inverse=True)
    return np.asarray(np.bincount(of, np.log(ratio)) / np.bincount(of))


def habits(public: Floats, mine: Track) -> tuple[Floats, Ints]:
    """Where the subject is expected at each day and part of the day, by its other days."""
    block = (mine.time_s % DAY_S) // BLOCK_S
    _, day = np.unique((mine.time_s - MORNING_S) // DAY_S, return_inverse=True)
    parts = DAY_S // BLOCK_S
    keys, moment = np.unique(day * parts + block, return_inverse=True)
    here: Floats = np.zeros((int(day.max(initial=-1)) + 1, public.size))
    then: Floats = np.zeros((keys.size, public.size))
    every: Floats = np.zeros((parts, public.size))
    for table, row in ((here, day), (then, moment), (every, block)):
        np.add.at(table, (row, mine.cell), 1)
    days, blocks = keys // parts, keys % parts
    others = every.sum(axis=0) - here[days]
    usual = (others + public) / (others.sum(axis=1, keepdims=True) + 1)
    same = every[blocks] - then
    return (same + SPREAD * usual) / (same.sum(axis=1, keepdims=True) + SPREAD), moment


def _home(time_s: Ints, cell: Ints, cells: int) -> Floats:
    """Share of each cell at night; of all hours where too few records are at night."""
    hour = time_s % DAY_S // 3600
    night = (hour >= EVENING_H) | (hour < MORNING_H)
    chosen = cell[night] if night.sum() >= NIGHTS else cell
    count = np.bincount(chosen, minlength=cells)
    return np.asarray(count / max(1, int(count.sum())))

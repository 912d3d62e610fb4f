"""Association: what the candidate's cell tells of the subject's, as this pair has shown on other days.

The coverage kernel knows distances, not the lie of the land: two networks may serve one house from masts
that stand far apart, every day alike. So each pair also learns from itself. For a switch with cells x, y:
    gain = log10 (KAPPA s(x) + n(x, y)) / ((KAPPA + n(y)) s(x))
n counts this pair's switches on the other days, s(x) is the subject's share of x at that time of day on the
other days. A phone that never moves beside a number that never moves gains nothing; one that leaves when it
leaves gains at every turn, whatever the masts.

Assumes: both networks stay as they are over the period.
Source: Dirichlet-multinomial prediction, leave-one-day-out (Good, The Estimation of Probabilities, 1965).
Blind to: a companion who makes every trip; a period of one or two days.
"""

import numpy as np

from lineholder.attribute.movement import DAY_S, MORNING_S, Switches, Track
from lineholder.maths.sample import Floats, Ints

KAPPA = 3.0
BLOCK_S = 4 * 3600  # of the day, in which the subject's habits are alike
SPREAD = 4.0  # records of the whole day's habits mixed into a block's
UNSEEN = 0.5  # records that every cell is given before any is seen


def gain(found: Switches, subject: Track) -> Floats:
    """log10 a switch: positive where the candidate's cell foretold the subject's."""
    expected = _habit(subject)[found.record]
    both = _others(found.day, found.owner, found.x, found.y)
    given = _others(found.day, found.owner, found.y)
    return np.asarray(np.log10((KAPPA * expected + both) / ((KAPPA + given) * expected)))


def _habit(subject: Track) -> Floats:
    """Share of each record's cell at its time of day, on the subject's other days."""
    day = (subject.time_s - MORNING_S) // DAY_S
    block = (subject.time_s % DAY_S) // BLOCK_S
    cells = np.unique(subject.cell).size
    every = subject.cell.size - _count(day)
    usual = (_others(day, subject.cell) + UNSEEN) / (every + UNSEEN * (cells + 1))
    then = _others(day, subject.cell, block) + SPREAD * usual
    return np.asarray(then / (_others(day, block) + SPREAD))


def _others(day: Ints, *keys: Ints) -> Ints:
    """For each row, how many rows of other days share its keys."""
    return _count(*keys) - _count(*keys, day)


def _count(*keys: Ints) -> Ints:
    """For each row, how many rows share its keys, itself one."""
    if keys[0].size == 0:
        return np.zeros(0, dtype=np.int64)
    code = np.zeros(keys[0].size, dtype=np.int64)
    for key in keys:  # owners, cells, days of a period: their product is far below 2**63
        low = key.min()
        code = code * (int(key.max() - low) + 1) + (key - low)
    _, place, count = np.unique(code, return_inverse=True, return_counts=True)
    return np.asarray(count[place.reshape(-1)], dtype=np.int64)

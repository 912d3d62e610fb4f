"""Match: how likely each pair is when a number has one successor at most and one predecessor at most.

Source: the monomer-dimer model (Heilmann and Lieb 1972) over the pairs' odds; its marginals by belief
    propagation, which is exact where the pairs form no cycle.
Blind to: two crews of the same shape that change at the same hour and place.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROUNDS = 200
CLOSE = 1e-9
MOST_ODDS = 12.0  # log10 odds beyond which nothing more is said


def log10_odds(old: Ints, new: Ints, score: Floats) -> Floats:
    """log10 odds of each pair against all that excludes it: no successor, or another pair of either.

    `old` and `new` are places of numbers; `score` is each pair's log10 odds were there no other.
    """
    if not len(score):
        return score
    alone = 10.0 ** np.clip(score, -MOST_ODDS, MOST_ODDS)
    from_new = np.zeros(len(score))
    by_old = by_new = np.ones(len(score))
    for _ in range(ROUNDS):
        by_old = 1 + _others(old, from_new)
        from_old = alone / by_old
        by_new = 1 + _others(new, from_old)
        fresh = alone / by_new
        step = np.max(np.abs(fresh - from_new) / (1 + fresh))
        from_new = (from_new + fresh) / 2
        if step < CLOSE:
            break
    return np.log10(alone / (by_old * by_new))


def _others(group: Ints, message: Floats) -> Floats:
    """For each pair the sum of the messages of the other pairs of its group."""
    total = np.bincount(group, message)[group]
    return np.maximum(total - message, 0.0)

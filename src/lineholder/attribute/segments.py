"""Segments: who carried the number when, as the most probable path over days through a few candidates.

A hidden Markov chain with a state for each of the best candidates and one for "none of them": a day's
score is its movement rank LR against the public, "none" scores 0, and a change of hands costs CHANGE.
The best path is exact (Viterbi). `slack_days` is how far a change could move for less than SLACK.

Source: Viterbi (1967); change points of the top candidate as the segments of an attribution.
Blind to: changes within a day; days without switches of any candidate, which follow their neighbours.
"""

from itertools import pairwise

import numpy as np

from lineholder.attribute.movement import DAY_S, MORNING_S, Days
from lineholder.maths.sample import Floats
from lineholder.model.attribution import Segment

STATES = 5
CHANGE = 3.0  # log10: a change of hands is taken only for a thousandfold better path
SLACK = 1.0  # log10


def segments(days: Days, best: list[tuple[int, str]]) -> tuple[Segment, ...]:
    """The path through the `best` (owner, number), in order of time; nothing where no day has a switch."""
    if days.day.size == 0 or not best:
        return ()
    first, last = int(days.day.min()), int(days.day.max())
    score = np.zeros((last - first + 1, len(best) + 1))
    for state, (owner, _) in enumerate(best, 1):
        mine = days.owner == owner
        score[days.day[mine] - first, state] = days.rank[mine]
    path = _path(score)
    edges = [0, *(np.flatnonzero(np.diff(path)) + 1).tolist(), path.size]
    found = []
    for begin, end in pairwise(edges):
        state = int(path[begin])
        slack = _slack(score, path, end) if end < path.size else 0
        since, until = ((first + d) * DAY_S + MORNING_S for d in (begin, end))
        found.append(Segment(since, until, best[state - 1][1] if state else None, slack))
    return tuple(found)


def _path(score: Floats) -> np.ndarray:
    total = score[0].copy()
    back = np.zeros(score.shape, dtype=np.int64)
    states = np.arange(score.shape[1])
    for day in range(1, score.shape[0]):
        best = int(np.argmax(total))
        stay = total >= total[best] - CHANGE
        back[day] = np.where(stay, states, best)
        total = np.where(stay, total, total[best] - CHANGE) + score[day]
    path = np.empty(score.shape[0], dtype=np.int64)
    path[-1] = int(np.argmax(total))
    for day in range(score.shape[0] - 1, 0, -1):
        path[day - 1] = back[day, path[day]]
    return path


def _slack(score: Floats, path: np.ndarray, edge: int) -> int:
    """Days by which the change at `edge` could move either way for less than SLACK."""
    gain = score[:, path[edge - 1]] - score[:, path[edge]]
    later, earlier = np.cumsum(gain[edge:]), np.cumsum(-gain[:edge][::-1])
    far = [
        int(np.argmax(run < -SLACK)) if (run < -SLACK).any() else run.size
        for run in (later, earlier)
    ]
    return max(far)

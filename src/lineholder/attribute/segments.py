"""Segments: who carried the number when, as the most probable path over days through a few candidates.

A hidden Markov chain with a state for each of the best candidates and one for "none of them": a day's
score is its movement rank LR against the public, "none" scores 0, and a change of hands costs CHANGE.
The best path is exact (Viterbi). A change could have been on any day to which moving it alone costs less
than SLACK: that is the range of a handover.

Source: Viterbi (1967); change points of the top candidate as the segments of an attribution.
Blind to: changes within a day; days without switches of any candidate, which follow their neighbours.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from lineholder.attribute.movement import DAY_S, MORNING_S, Days
from lineholder.maths.sample import Floats, Ints
from lineholder.model.attribution import Gap, Handover, Segment

STATES = 5
CHANGE = 3.0  # log10: a change of hands is taken only for a thousandfold better path
SLACK = 1.0  # log10
LONG_S = DAY_S  # without a placed record of the number: a gap


@dataclass(frozen=True, slots=True)
class Held:
    """Segments in order of time, and the changes between them."""

    segments: tuple[Segment, ...]
    handovers: tuple[Handover, ...]


def held(days: Days, best: list[tuple[int, str]]) -> Held:
    """The path through the `best` (owner, number); nothing where no day has a switch."""
    if days.day.size == 0 or not best:
        return Held((), ())
    first, last = int(days.day.min()), int(days.day.max())
    score = np.zeros((last - first + 1, len(best) + 1))
    for state, (owner, _) in enumerate(best, 1):
        mine = days.owner == owner
        score[days.day[mine] - first, state] = days.rank[mine]
    names = (None, *(number for _, number in best))
    path = _path(score)
    edges = (np.flatnonzero(np.diff(path)) + 1).tolist()

    def at(day: int) -> int:
        return (first + day) * DAY_S + MORNING_S

    spans = pairwise([0, *edges, path.size])
    segments = tuple(Segment(at(a), at(b), names[path[a]]) for a, b in spans)
    changes = []
    for edge in edges:
        earliest, latest = _range(score, path, edge)
        before, after = names[path[edge - 1]], names[path[edge]]
        changes.append(Handover(at(edge), at(earliest), at(latest), before, after))
    return Held(segments, tuple(changes))


def gaps(time_s: Ints) -> tuple[Gap, ...]:
    """Stretches of LONG_S or more between consecutive placed records (ascending)."""
    wide = np.flatnonzero(np.diff(time_s) >= LONG_S)
    return tuple(Gap(int(time_s[i]), int(time_s[i + 1])) for i in wide)


def _path(score: Floats) -> Ints:
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


def _range(score: Floats, path: Ints, edge: int) -> tuple[int, int]:
    """The first and the last day on which the change at `edge` could begin for less than SLACK.

    Only days of the two segments that meet there; the others stay as they are.
    """
    before, after = path[edge - 1], path[edge]
    turns = np.flatnonzero(np.diff(path)) + 1
    low = int(turns[turns < edge].max(initial=0)) + 1
    high = int(turns[turns > edge].min(initial=path.size)) - 1
    gain = score[:, before] - score[:, after]  # of a change one day later
    later = np.cumsum(gain[edge:high])
    earlier = np.cumsum(-gain[low:edge][::-1])
    near = np.flatnonzero(later >= -SLACK), np.flatnonzero(earlier >= -SLACK)
    return edge - _furthest(near[1]), edge + _furthest(near[0])


def _furthest(steps: Ints) -> int:
    return int(steps[-1]) + 1 if steps.size else 0

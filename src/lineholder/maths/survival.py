"""Survival: how long things last where some have not ended yet, by Kaplan and Meier, with intervals.

Times are in one unit of the caller's (days, say) from each thing's own start. A thing whose end was not seen
is censored: it counts as at risk until its time, and never as ended. One that came under observation late
(`entry` > 0) counts as at risk only after its entry. At one time, ends come before censorings and entries.

Source: Kaplan and Meier, JASA 53 (1958) 457; interval: Greenwood's variance on the log-log scale
    (Kalbfleisch and Prentice), as in `lifelines` 0.30.3, whose figures these equal to 1e-9.
Blind to: why a thing was censored: those lost to sight must be like those that were not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lineholder.maths.sample import Floats
from lineholder.model.errors import BadValue

Ints = NDArray[np.int64]
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Curve:
    """A survival curve: at each of `times` the share still going, its bounds, and who was at risk.

    `at_risk` counts those at risk just before the time, `ended` the ends at it and `censored` those lost to
    sight at it. `empty_at` is the first time after which nobody was at risk though others entered later:
    beyond it the curve says nothing; None where there is no such gap.
    """

    times: tuple[float, ...]
    share: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    at_risk: tuple[int, ...]
    ended: tuple[int, ...]
    censored: tuple[int, ...]
    n: int
    level: float = LEVEL
    empty_at: float | None = None

    def at(self, time: float) -> tuple[float, float, float]:
        """The share still going at a time, and its bounds; 1 before the first time."""
        step = int(np.searchsorted(self.times, time, side="right")) - 1
        if step < 0:
            return 1.0, 1.0, 1.0
        return self.share[step], self.lower[step], self.upper[step]

    def at_risk_at(self, time: float, entries: Sequence[float], ends: Sequence[float]) -> int:
        """How many are at risk at a time: what stands under a curve. An end at the time is still at risk."""
        begun = np.asarray(entries, dtype=np.float64)
        over = np.asarray(ends, dtype=np.float64)
        return int(np.count_nonzero(((begun < time) | (begun <= 0)) & (over >= time)))

    def median(self) -> "Median":
        """The first time at which half or less are left, with the times at which the bounds reach it."""
        half = [
            _reaches(self.times, np.asarray(s), 0.5) for s in (self.share, self.lower, self.upper)
        ]
        return Median(*half)


@dataclass(frozen=True, slots=True)
class Median:
    """A median time with its interval. None: not reached, so all that is known is "longer than seen"."""

    time: float | None
    lower: float | None
    upper: float | None


def fit(
    times: ArrayLike,
    ended: ArrayLike,
    entry: ArrayLike | None = None,
    level: float = LEVEL,
) -> Curve:
    """The curve of things that lasted `times`, of which `ended` were seen to end.

    Refused: no thing at all, a time below 0, an entry that is not before its time (0 at time 0 is).
    """
    lasted = np.asarray(times, dtype=np.float64)
    seen = np.asarray(ended, dtype=bool)
    begun = np.zeros_like(lasted) if entry is None else np.asarray(entry, dtype=np.float64)
    _check(lasted, seen, begun, level)
    steps = np.unique(np.concatenate([lasted, begun]))
    removed, died, came = (_count(steps, t) for t in (lasted, lasted[seen], begun))
    at_risk = np.cumsum(came) - np.cumsum(removed) + removed
    population = at_risk - np.where(np.arange(len(steps)) == 0, 0, came)
    share, variance = _products(population, died)
    lower, upper = _bounds(share, variance, level)
    return Curve(
        times=tuple(steps.tolist()),
        share=tuple(share.tolist()),
        lower=tuple(lower.tolist()),
        upper=tuple(upper.tolist()),
        at_risk=tuple(population.tolist()),
        ended=tuple(died.tolist()),
        censored=tuple((removed - died).tolist()),
        n=len(lasted),
        level=level,
        empty_at=_gap(steps, np.cumsum(came) - np.cumsum(removed)),
    )


def _check(lasted: Floats, seen: NDArray[np.bool_], begun: Floats, level: float) -> None:
    if not (lasted.ndim == 1 and lasted.shape == seen.shape == begun.shape and len(lasted)):
        raise BadValue(
            f"expected one time, one end and one entry for each of one or more things; found "
            f"{lasted.shape}, {seen.shape} and {begun.shape}"
        )
    if not (np.isfinite(lasted).all() and np.isfinite(begun).all() and (begun >= 0).all()):
        raise BadValue("expected finite times and entries of 0 or more; leave out what has none")
    if not ((begun < lasted) | ((begun == 0) & (lasted == 0))).all():
        raise BadValue(
            "expected every entry before its time; found one that ended before it was watched: leave it out"
        )
    if not 0 < level < 1:
        raise BadValue(f"expected a level between 0 and 1; found {level}")


def _count(steps: Floats, times: Floats) -> Ints:
    """How many of `times` fall on each step."""
    return np.bincount(np.searchsorted(steps, times), minlength=len(steps)).astype(np.int64)


def _products(population: Ints, died: Ints) -> tuple[Floats, Floats]:
    """The product of the shares that went on, and the sum of Greenwood's terms. Nobody at risk: no term.

    A sum of logs, as lifelines has it, so that a share of one half is rounded alike and the median is too.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(population - died) - np.log(population)  # ends of all at once: the log of 0
    logs = np.where(population > 0, logs, 0.0)
    terms = population * (population - died)
    greenwood = np.where(terms > 0, died / np.where(terms > 0, terms, 1), 0.0)
    return np.exp(np.cumsum(logs)), np.cumsum(greenwood)


def _bounds(share: Floats, variance: Floats, level: float) -> tuple[Floats, Floats]:
    """Bounds on the log-log scale; at shares of 1 and 0 there is none, and both are the share itself."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    within = (share > 0) & (share < 1)
    log = np.log(np.where(within, share, 0.5))
    width = z * np.sqrt(variance) / log  # negative
    lower = np.where(within, np.exp(-np.exp(np.log(-log) - width)), share)
    upper = np.where(within, np.exp(-np.exp(np.log(-log) + width)), share)
    return lower, upper


def _gap(steps: Floats, left: Ints) -> float | None:
    """The first time at which nobody is left although somebody enters later."""
    empty = np.flatnonzero(left[:-1] == 0)
    return float(steps[empty[0]]) if len(empty) else None


def _reaches(times: Sequence[float], shares: Floats, q: float) -> float | None:
    """The first time at which the share is q or less."""
    low = np.flatnonzero(shares <= q)
    return float(times[int(low[0])]) if len(low) else None

"""Proportions and counts: what a share of few, a count, or a median of few can say, as intervals.

Source: share: Wilson, JASA 22 (1927) 209, and exactly Clopper and Pearson, Biometrika 26 (1934) 404; count:
    Garwood, Biometrika 28 (1936) 437; ratio of two counts: the share of one in their sum; median: order
    statistics by the binomial, no shape of distribution assumed.
Blind to: how the few were chosen; counts that come in clusters (one raid, four arrests) vary more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, median

import numpy as np
from scipy.special import bdtr, betaincinv, gammaincinv

from lineholder.model.errors import BadValue

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with the bounds of its interval. A bound of None lies beyond what so few can say."""

    value: float | None
    lower: float | None
    upper: float | None


def wilson(part: int, whole: int, level: float = LEVEL) -> Interval:
    """Share `part` of `whole`, bounds near the level on average; all None of none."""
    _check(part, whole)
    if whole == 0:
        return Interval(None, None, None)
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = part / whole
    centre = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z / (1 + z * z / whole) * ((share * (1 - share) + z * z / (4 * whole)) / whole) ** 0.5
    lower = 0.0 if part == 0 else centre - half
    upper = 1.0 if part == whole else centre + half
    return Interval(share, lower, upper)


def exact(part: int, whole: int, level: float = LEVEL) -> Interval:
    """Share `part` of `whole`, bounds that hold at least the level; all None of none."""
    _check(part, whole)
    if whole == 0:
        return Interval(None, None, None)
    tail = (1 - level) / 2
    lower = 0.0 if part == 0 else float(betaincinv(part, whole - part + 1, tail))
    upper = 1.0 if part == whole else float(betaincinv(part + 1, whole - part, 1 - tail))
    return Interval(part / whole, lower, upper)


def count(n: int, level: float = LEVEL) -> Interval:
    """The count that so many were drawn from by chance alone (Poisson), bounds of at least the level."""
    _check(n, n)
    tail = (1 - level) / 2
    lower = 0.0 if n == 0 else float(gammaincinv(n, tail))
    return Interval(float(n), lower, float(gammaincinv(n + 1, 1 - tail)))


def ratio(after: int, before: int, span: float = 1.0, level: float = LEVEL) -> Interval:
    """Rate after to rate before, two independent Poisson counts; `span`: time after / time before.

    Value None where nothing was before; a bound of None is "without end".
    """
    _check(after, after + before)
    if not span > 0:
        raise BadValue(f"expected a ratio of two lengths of time above 0; found {span}")
    share = exact(after, after + before, level)
    value = after / before / span if before else None
    if share.lower is None or share.upper is None:
        return Interval(None, None, None)
    upper = share.upper / (1 - share.upper) / span if share.upper < 1 else None
    return Interval(value, share.lower / (1 - share.lower) / span, upper)


def median_of(values: Sequence[float], level: float = LEVEL) -> Interval:
    """The median with the narrowest pair of values, equally far from the ends, that hold the level.

    With 5 values or fewer no pair of them holds 95 %: the bounds are None.
    """
    if not values:
        return Interval(None, None, None)
    ordered = sorted(values)
    n = len(ordered)
    below = bdtr(np.arange(n // 2 + 1), n, 0.5)  # so many of n or fewer lie below the median
    outside = int(np.searchsorted(below, (1 - level) / 2, side="right")) - 1
    if outside < 0:
        return Interval(float(median(ordered)), None, None)
    return Interval(float(median(ordered)), ordered[outside], ordered[n - 1 - outside])


def _check(part: int, whole: int) -> None:
    if not 0 <= part <= whole:
        raise BadValue(f"expected a part between 0 and its whole; found {part} of {whole}")

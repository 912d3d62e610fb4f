"""Pool adjacent violators: the best monotone calibration of LRs on the very pairs it is fitted to.

Source: Ayer et al., Annals of Mathematical Statistics 26 (1955) 641; Brümmer and du Preez (2006).
Blind to: new pairs. It measures (Cllr_min, the PAV plot); it gives LRs of 0 and infinity at the
    ends, so it never calibrates an LR that leaves the house.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import isotonic_regression

from lineholder.maths.sample import Floats, Ints, log10_lrs


def _counts(values: Floats, distinct: Floats) -> Floats:
    """How many of `values` equal each of the sorted `distinct`."""
    found = np.bincount(np.searchsorted(distinct, values), minlength=distinct.size)
    return np.asarray(found, dtype=np.float64)


def _edges(one: Floats, two: Floats) -> Ints:
    """Edges of the pools: pool k is [edges[k], edges[k + 1]) of the distinct values."""
    weight = one + two
    return np.asarray(isotonic_regression(one / weight, weights=weight).blocks, dtype=np.int64)


def pav_log10_lrs(h1: ArrayLike, h2: ArrayLike) -> tuple[Floats, Floats]:
    """The log10 LRs (of `h1`, of `h2`) after PAV, each class weighing one half in all.

    Equal LRs stay equal; a larger LR never becomes the smaller one. A pool with pairs of one truth
    only has log10 LR +inf or -inf.
    """
    ones, twos = log10_lrs("h1", h1), log10_lrs("h2", h2)
    distinct = np.unique(np.concatenate([ones, twos]))
    one = _counts(ones, distinct) * twos.size  # whole numbers, so that equal odds stay equal
    two = _counts(twos, distinct) * ones.size
    edges = _edges(one, two)
    with np.errstate(divide="ignore"):
        odds = np.add.reduceat(one, edges[:-1]) / np.add.reduceat(two, edges[:-1])
        pooled = np.log10(odds)
    fitted = np.repeat(pooled, np.diff(edges))
    return fitted[np.searchsorted(distinct, ones)], fitted[np.searchsorted(distinct, twos)]

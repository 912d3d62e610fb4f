"""How good a set of likelihood ratios is, measured on pairs whose truth is known.

Everywhere `h1` holds the log10 LRs of pairs for which H1 is true (one person), `h2` those for which
H2 is true (two persons). Infinities are allowed in and priced as the formulas price them: an infinite
misleading LR costs infinitely much.

Source: Brümmer and du Preez, Computer Speech and Language 20 (2006) 230, for Cllr; Ramos,
    Universidad Autónoma de Madrid (2007), for ECE; Good, Biometrika 66 (1979) 393, for Turing's rule.
Blind to: dependence. Pairs share people, so intervals round these figures come from resampling
    people, never pairs.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from lineholder.maths.isotonic import pav_log10_lrs
from lineholder.maths.sample import Floats, log10_lrs

LN10 = float(np.log(10.0))
LN2 = float(np.log(2.0))


def _cost_bits(log10_odds: Floats) -> Floats:
    """log2(1 + 10^x), without overflow."""
    return np.logaddexp(0.0, log10_odds * LN10) / LN2


def cllr(h1: ArrayLike, h2: ArrayLike) -> float:
    """The log-likelihood-ratio cost in bits: 0 perfect, 1 says nothing, above 1 misleads."""
    ones, twos = log10_lrs("h1", h1), log10_lrs("h2", h2)
    return float((_cost_bits(-ones).mean() + _cost_bits(twos).mean()) / 2)


def cllr_min(h1: ArrayLike, h2: ArrayLike) -> float:
    """What Cllr would be with the best monotone calibration of these LRs: pure discrimination."""
    return cllr(*pav_log10_lrs(h1, h2))


def cllr_cal(h1: ArrayLike, h2: ArrayLike) -> float:
    """What wrong calibration costs: Cllr - Cllr_min, never below 0 but for rounding."""
    return cllr(h1, h2) - cllr_min(h1, h2)


def ece(h1: ArrayLike, h2: ArrayLike, prior_log10_odds: ArrayLike) -> Floats:
    """Empirical cross-entropy in bits at each prior log10 odds; at 0 it is Cllr."""
    ones, twos = log10_lrs("h1", h1), log10_lrs("h2", h2)
    odds = np.asarray(prior_log10_odds, dtype=np.float64)[..., np.newaxis]
    prior = 1 / (1 + 10.0 ** -odds[..., 0])
    miss = _cost_bits(-(ones + odds)).mean(axis=-1)
    false = _cost_bits(twos + odds).mean(axis=-1)
    return np.asarray(prior * miss + (1 - prior) * false, dtype=np.float64)


def ece_reference(prior_log10_odds: ArrayLike) -> Floats:
    """The cross-entropy of saying nothing (LR 1) at each prior log10 odds: the plot's dotted line."""
    return ece([0.0], [0.0], prior_log10_odds)


def at_least(values: ArrayLike, at: ArrayLike) -> Floats:
    """The share of `values` >= each of `at`: one curve of a Tippett plot."""
    ordered = np.sort(log10_lrs("values", values))
    below = np.searchsorted(ordered, np.asarray(at, dtype=np.float64), side="left")
    return np.asarray(1 - below / ordered.size, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Tippett:
    """Shares of pairs with log10 LR >= `at`: `h1` and `h2`, one value for each of `at`."""

    at: Floats
    h1: Floats
    h2: Floats


def tippett(h1: ArrayLike, h2: ArrayLike) -> Tippett:
    """Both curves at every finite log10 LR that occurs, lowest first: all their steps, no grid."""
    ones, twos = log10_lrs("h1", h1), log10_lrs("h2", h2)
    at = np.unique(np.concatenate([ones, twos]))
    at = at[np.isfinite(at)]
    return Tippett(at, at_least(ones, at), at_least(twos, at))


@dataclass(frozen=True, slots=True)
class Misleading:
    """Rates of misleading evidence beyond LR 10^`beyond`.

    `for_h1` is the share of H2 pairs with LR > 10^beyond, `for_h2` that of H1 pairs with
    LR < 10^-beyond.
    """

    beyond: float
    for_h1: float
    for_h2: float


def misleading(
    h1: ArrayLike, h2: ArrayLike, beyond: tuple[float, ...] = (0.0, 1.0, 2.0)
) -> tuple[Misleading, ...]:
    """Rates of misleading evidence, by default beyond LR 1, 10 and 100; an LR on the edge is not."""
    ones, twos = log10_lrs("h1", h1), log10_lrs("h2", h2)
    return tuple(
        Misleading(x, float((twos > x).mean()), float((ones < -x).mean())) for x in beyond
    )


def turing_excess(h1: ArrayLike, h2: ArrayLike) -> float:
    """By how many log10 the worst threshold breaks Turing's rule; 0 where it holds everywhere.

    The rule: P(LR >= x | H2) <= 1/x, and P(LR <= 1/x | H1) <= 1/x, for every x >= 1. LRs that are
    what they say obey it in expectation; small samples of them may break it by chance.
    """
    ones, twos = log10_lrs("h1", h1), log10_lrs("h2", h2)
    return max(_excess(twos), _excess(-ones))


def _excess(misled: Floats) -> float:
    ordered = np.sort(misled)
    share = np.arange(ordered.size, 0, -1) / ordered.size
    return float(np.max(np.log10(share) + ordered, initial=0.0, where=ordered >= 0))

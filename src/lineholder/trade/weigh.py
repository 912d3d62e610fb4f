"""Weigh: grams under assumptions: the formula at its central figures, an interval, and a tornado.

Each assumption is drawn on its own from a triangle over its range with its peak at the central figure, a
chance that customers differ from a log-normal of mean 1.
The same seed gives the same interval on every machine.

Source: Monte Carlo propagation of distributions (JCGM 101:2008); one-at-a-time tornado.
Blind to: assumptions that move together; errors in what is counted, but for what an assumption says.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from lineholder.model.trade import Assumption, Swing

Floats = NDArray[np.float64]
Formula = Callable[
    [Mapping[str, Floats]], Mapping[str, Floats]
]  # figures by name to grams by drug

LEVEL = 0.9
SEED = 20210401
DRAWS = 20_000


@dataclass(frozen=True, slots=True)
class Weighed:
    """Grams at the central figures, the bounds of the middle `LEVEL` of the draws, what each does alone."""

    grams: float
    by_drug: tuple[tuple[str, float], ...]
    lower: float
    upper: float
    tornado: tuple[Swing, ...]


def weigh(formula: Formula, assumptions: Sequence[Assumption]) -> Weighed:
    """Grams by a formula of named figures, all arrays of one length."""
    drawn = _sum(formula(draws(assumptions)))
    tail = (1 - LEVEL) / 2
    lower, upper = np.quantile(drawn, [tail, 1 - tail]).tolist()
    swings = [
        Swing(a, _at(formula, assumptions, a, a.low), _at(formula, assumptions, a, a.high))
        for a in assumptions
    ]
    swings.sort(key=lambda s: (-abs(s.grams_high - s.grams_low), s.assumption.name))
    central = formula(_figures(assumptions))
    by_drug = tuple((drug, float(grams[0])) for drug, grams in central.items())
    return Weighed(float(_sum(central)[0]), by_drug, lower, upper, tuple(swings))


def draws(assumptions: Sequence[Assumption]) -> dict[str, Floats]:
    """`DRAWS` figures of each assumption, by its name."""
    generator = np.random.Generator(np.random.PCG64(SEED))
    return {a.name: _drawn(generator, a) for a in assumptions}


def chance(name: str, relative_variance: float, source: str) -> Assumption:
    """A factor of mean 1 and this variance; its range is that of the middle `LEVEL`."""
    log_sd = math.sqrt(math.log1p(relative_variance))
    reach = NormalDist().inv_cdf((1 + LEVEL) / 2) * log_sd
    low, high = (math.exp(move - log_sd**2 / 2) for move in (-reach, reach))
    return Assumption(name, low, 1.0, high, "times", source, log_sd)


def _drawn(generator: np.random.Generator, a: Assumption) -> Floats:
    if a.log_sd is None:
        return _triangle(generator.random(DRAWS), a)
    return np.exp(a.log_sd * generator.standard_normal(DRAWS) - a.log_sd**2 / 2)


def _triangle(uniform: Floats, a: Assumption) -> Floats:
    """The inverse of the triangle's distribution function at each figure in [0, 1)."""
    width = a.high - a.low
    if width == 0:
        return np.full(len(uniform), a.central)
    peak = (a.central - a.low) / width
    up = a.low + np.sqrt(uniform * width * (a.central - a.low))
    down = a.high - np.sqrt((1 - uniform) * width * (a.high - a.central))
    found: Floats = np.where(uniform < peak, up, down)
    return found


def _at(
    formula: Formula, assumptions: Sequence[Assumption], moved: Assumption, to: float
) -> float:
    figures = {**_figures(assumptions), moved.name: np.array([to])}
    return float(_sum(formula(figures))[0])


def _figures(assumptions: Sequence[Assumption]) -> dict[str, Floats]:
    return {a.name: np.array([a.central]) for a in assumptions}


def _sum(by_drug: Mapping[str, Floats]) -> Floats:
    total: Floats = np.sum(list(by_drug.values()), axis=0)
    return total

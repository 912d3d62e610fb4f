"""Odds: figures and their weights, added up as natural log-odds."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp


@dataclass(frozen=True, slots=True)
class Weight:
    """Log-odds a unit of the figure, and the value at which it says nothing."""

    weight: float
    centre: float


def parts(figures: Mapping[str, float], weights: Mapping[str, Weight]) -> dict[str, float]:
    """What each figure says, in log-odds; every weight must have its figure."""
    return {name: w.weight * (figures[name] - w.centre) for name, w in weights.items()}


def probability(log_odds: float) -> float:
    """Between 0 and 1, from natural log-odds of any size."""
    if log_odds < 0:
        return exp(max(log_odds, -700.0)) / (1 + exp(max(log_odds, -700.0)))
    return 1 / (1 + exp(-min(log_odds, 700.0)))

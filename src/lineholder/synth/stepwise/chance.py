"""Chance: the one stream that a stepwise county is drawn from, and the draws that its rules speak of."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import TypeVar

from lineholder.synth.columns import Rng

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Chance:
    """Draws in turn from one stream: what is drawn first changes all that follows."""

    rng: Rng

    def even(self, low: float, high: float) -> float:
        """Return a value between two, all alike."""
        return float(self.rng.uniform(low, high))

    def around(self, median: float, spread: float) -> float:
        """Return a log-normal value; `spread` is the deviation of its natural logarithm."""
        return median * exp(spread * self.normal())

    def normal(self) -> float:
        """Return a standard normal value."""
        return float(self.rng.standard_normal())

    def one_of(self, items: Sequence[One]) -> One:
        """Return one of the items, all alike."""
        return items[int(self.rng.integers(len(items)))]

    def happens(self, share: float) -> bool:
        """Return whether something happens that happens in this share of cases."""
        return bool(self.rng.random() < share)

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high` - 1."""
        return int(self.rng.integers(low, high))

    def count(self, mean: float) -> int:
        """Return a Poisson number."""
        return int(self.rng.poisson(mean))

    def wait(self, mean: float) -> float:
        """Return an exponential waiting time."""
        return float(self.rng.exponential(mean))

    def gamma(self, shape: float, scale: float) -> float:
        """Return a gamma value of mean `shape` times `scale`."""
        return float(self.rng.gamma(shape, scale))

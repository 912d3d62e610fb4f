"""How far an LR may be believed: bounds that follow from the size of the set it was validated on.

Both methods ask at every threshold t whether the validation set, with its smoothing, still bears an
LR of t: ELUB compares the expected utility of deciding by these LRs with deciding without them, one
consequential misleading LR added to each side; IV compares the observed LR of "at least t" with t,
under Jeffreys' prior. Both come down to the first t above the step curve

    G(t) = log10 (#{h1 beyond t} + a) / (n1 + 1) - log10 (#{h2 beyond t} + b) / (n2 + 1)

with a = 0, b = 1 for ELUB and a = b = 1/2 for IV; the lower bound is the mirror image. It is solved
exactly, between the steps: no grid can jump over a violation.

Source: Vergeer et al., Science & Justice 56 (2016) 482 (ELUB); Alberink et al. (2025), invariance
    verification, as in the Netherlands Forensic Institute's `lir` 0.1.29, whose grids (0.0043 and
    0.001 log10) may step over a violation narrower than they are; then these bounds are tighter.
Blind to: a validation set that is not like the case. Bounds say how much data there was, not
    whether it was the right data.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from lineholder.maths.likelihood import cllr
from lineholder.maths.sample import Floats, log10_lrs
from lineholder.model.errors import BadValue

EXTREME = 20 / float(np.log(10.0))  # lir's substitute for 0 and infinity: LR e^-20 and e^20


@dataclass(frozen=True, slots=True)
class Bounds:
    """The log10 LRs that may be said: `lower` <= 0 <= `upper`."""

    lower: float
    upper: float

    def __post_init__(self) -> None:
        if not (-np.inf < self.lower <= 0 <= self.upper < np.inf):
            raise BadValue(
                f"bounds: expected finite lower <= 0 <= upper, found {self.lower} and {self.upper}; "
                "take them from elub, iv or tighter."
            )

    def clip(self, log10_lr: ArrayLike) -> Floats:
        """The log10 LRs, those beyond a bound moved onto it."""
        return np.clip(np.asarray(log10_lr, dtype=np.float64), self.lower, self.upper)

    def floor(self) -> float:
        """The Cllr that these bounds leave to a faultless method: every LR on its own bound."""
        return cllr([self.upper], [self.lower])


def elub(h1: ArrayLike, h2: ArrayLike) -> Bounds:
    """Empirical lower and upper bound, never beyond -log10(n1 + 1) and log10(n2 + 1)."""
    ones, twos = _finite("h1", h1), _finite("h2", h2)
    return Bounds(
        min(0.0, -_first_above(-twos, -ones, (0.0, 1.0), 0.0)),
        max(0.0, _first_above(ones, twos, (0.0, 1.0), 0.0)),
    )


def iv(h1: ArrayLike, h2: ArrayLike) -> Bounds:
    """Invariance-verification bounds, never beyond the largest LR under H1 and smallest under H2."""
    ones, twos = _finite("h1", h1), _finite("h2", h2)
    return Bounds(min(0.0, -_iv_upper(-twos, -ones)), _iv_upper(ones, twos))


def tighter(h1: ArrayLike, h2: ArrayLike) -> Bounds:
    """The bounds that hold under both methods: what every LR shown to anybody is clipped to."""
    a, b = elub(h1, h2), iv(h1, h2)
    return Bounds(max(a.lower, b.lower), min(a.upper, b.upper))


def unless_misled(bounds: Bounds, h2: ArrayLike, beyond: float, most: float) -> Bounds:
    """The bounds, the upper one no higher than `beyond` where more than `most` of h2 lie above that.

    A set that misleads beyond an LR more often than a rule allows bears no LR beyond it.
    """
    misled = float((_finite("h2", h2) > beyond).mean())
    return bounds if misled <= most else Bounds(bounds.lower, min(bounds.upper, beyond))


def _finite(name: str, values: ArrayLike) -> Floats:
    return np.clip(log10_lrs(name, values), -EXTREME, EXTREME)


def _iv_upper(ones: Floats, twos: Floats) -> float:
    first = _first_above(ones, twos, (0.5, 0.5), -np.inf)
    most = max(0.0, float(ones.max()), float(twos.max()))
    if first > most:  # the data never say no within what was seen
        first = float(ones.max())
    return max(0.0, first)


def _first_above(ones: Floats, twos: Floats, add: tuple[float, float], start: float) -> float:
    """The infimum of the t >= start with t > G(t); G is constant on (v[k-1], v[k]]."""
    steps = np.unique(np.concatenate([ones, twos]))
    left = np.concatenate([[-np.inf], steps])
    right = np.concatenate([steps, [np.inf]])
    s1 = ones.size - np.searchsorted(np.sort(ones), right, side="left")
    s2 = twos.size - np.searchsorted(np.sort(twos), right, side="left")
    with np.errstate(divide="ignore"):
        g = np.log10((s1 + add[0]) / (ones.size + 1)) - np.log10((s2 + add[1]) / (twos.size + 1))
    since = np.maximum(np.maximum(left, g), start)
    return float(since[np.argmax(since < right)])

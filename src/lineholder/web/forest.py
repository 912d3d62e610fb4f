"""Forest plot: each candidate's evidence LRs with their bounds on one axis, as places in percent.

Percent, so that text keeps its size however wide the screen is; a sign for each alternative, so that colour
is never the only carrier.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lineholder.model.attribution import Alternative, Evidence
from lineholder.web import words

NAMES = {
    Alternative.OWN_HABITS: "somebody with the same habits",
    Alternative.PARTNER: "a partner of the same home",
    Alternative.RUNNER: "a runner",
    Alternative.CUSTOMER: "a customer",
}
SIGNS = {  # around 0 0, about 10 units wide; apart in shape for every kind of colour vision
    Alternative.OWN_HABITS: "M-4.6 0a4.6 4.6 0 1 0 9.2 0a4.6 4.6 0 1 0 -9.2 0z",
    Alternative.PARTNER: "M-4.2-4.2h8.4v8.4h-8.4z",
    Alternative.RUNNER: "M0-5.2L5.2 4.4H-5.2z",
    Alternative.CUSTOMER: "M0-5.6L5.6 0L0 5.6L-5.6 0z",
}
LINE = 15  # units of height for each alternative


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the axis, in percent, and what is written there: an LR, not its logarithm."""

    at: float
    text: str
    one: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """One LR: `at`, and its bounds `low` to `high`, in percent; `y` in units from the top."""

    alternative: str
    name: str
    sign: str
    at: float
    low: float
    width: float
    y: float
    told: str
    at_bound: bool
    log10_lr: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high` in log10, the ends whole."""

    low: int
    high: int

    def at(self, log10: float) -> float:
        """Percent from the left, with room for a sign at either end."""
        return round(3 + 94 * (log10 - self.low) / (self.high - self.low), 2)

    def ticks(self) -> tuple[Tick, ...]:
        """One a power of ten."""
        return tuple(Tick(self.at(n), _lr(n), n == 0) for n in range(self.low, self.high + 1))


def axis(evidence: Iterable[Evidence]) -> Axis:
    """The axis that holds every LR with its bounds; a power of ten to either side where there is none."""
    ends = [end for one in evidence for end in (one.lower, one.upper)]
    low, high = min(ends, default=-1.0), max(ends, default=1.0)
    return Axis(min(-1, int(low // 1)), max(1, -int(-high // 1)))


def marks(evidence: Sequence[Evidence], on: Axis) -> tuple[Mark, ...]:
    """One a line, in the order of the alternatives."""
    return tuple(_mark(one, on, LINE * (i + 0.5)) for i, one in enumerate(evidence))


def lr(log10: float) -> str:
    """An LR as people say it: 32, or 1/4 where it speaks against; 1 says nothing."""
    times = words.figure(float(f"{10 ** abs(log10):.2g}"))
    return times if log10 >= 0 or times == "1" else f"1/{times}"


def _lr(power: int) -> str:
    return f"{10**power:,}" if power >= 0 else f"1/{10**-power:,}"


def _mark(one: Evidence, on: Axis, y: float) -> Mark:
    low, high = on.at(one.lower), on.at(one.upper)
    bounded = one.log10_lr in (one.lower, one.upper)
    told = (
        f"against {NAMES[one.alternative]}: LR {lr(one.log10_lr)}, within {lr(one.lower)} to "
        f"{lr(one.upper)}{', at its bound' if bounded else ''}"
    )
    return Mark(
        one.alternative.value,
        NAMES[one.alternative],
        SIGNS[one.alternative],
        on.at(one.log10_lr),
        low,
        round(high - low, 2),
        y,
        told,
        bounded,
        one.log10_lr,
        one.lower,
        one.upper,
    )

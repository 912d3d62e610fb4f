"""Lasting: how long closures hold, and what came into other markets after one. Estimates, never a cause.

Built by `outcomes` from line histories. Days are of 86 400 seconds; shares are from 0 to 1.
"""

from dataclasses import dataclass
from enum import StrEnum


class ClosureGroup(StrEnum):
    """Which closures a curve is of, by how they left the stock."""

    ALL = "all"
    TYPE_1 = "type1"
    TYPE_2 = "type2"
    CONFIRMED = "type1_confirmed"  # watched from the check-back that confirmed them, not before


@dataclass(frozen=True, slots=True)
class Step:
    """One day of a curve: the share still closed from it on, its bounds, and what happened on the day.

    `at_risk` are closures watched just before it; `came_back` and `lost` (merged, or the ledger ends) at it.
    """

    day: float
    share: float
    lower: float
    upper: float
    at_risk: int
    came_back: int
    lost: int


@dataclass(frozen=True, slots=True)
class Held:
    """The share still closed this many days on. None where nobody was watched for so long."""

    days: int
    share: float | None
    lower: float | None
    upper: float | None
    at_risk: int


@dataclass(frozen=True, slots=True)
class Survival:
    """One group of closures. A median of None is not reached in the ledger; it is never 0.

    `closures` = `came_back` + `failed` + still closed or merged. `failed` are those whose check-back
    found the line in use: they count as come back on the day of that check-back.
    """

    group: ClosureGroup
    closures: int
    came_back: int
    failed: int
    steps: tuple[Step, ...]
    held: tuple[Held, ...]
    returned_days: (
        float | None
    )  # median of those that came back alone: short by nature, never the median
    median_days: float | None
    median_lower: float | None
    median_upper: float | None
    empty_at: float | None  # nobody was watched after this day, though others were later
    sentence: str


@dataclass(frozen=True, slots=True)
class Displacement:
    """Arrivals in `into` in the days after closures in `closed_in`, against the rest of the watched time.

    `ratio` is of the two rates, None where none arrived in the rest; bounds of None are without end.
    """

    closed_in: str
    into: str
    closures: int
    arrived_after: int
    days_after: float
    arrived_else: int
    days_else: float
    ratio: float | None
    lower: float | None
    upper: float | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of one figure of the outcomes: of a share by Wilson, of a count by Poisson."""

    figure: str
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long closures hold in [since_s, until_s) UTC epoch seconds, and displacement between markets.

    `no_market` are lines whose market no record shows: they stand in no row of `displacement`.
    """

    since_s: int | None
    until_s: int
    level: float
    window_days: int
    survival: tuple[Survival, ...]
    displacement: tuple[Displacement, ...]
    no_market: int

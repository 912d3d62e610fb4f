"""Before and after: an outside series around a day, with a comparison area where there is one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """One value of one area for the period that begins on a day (YYYY-MM-DD)."""

    day: str
    area: str
    value: float


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of an area's values on one side of the day, and how many they are; None of none."""

    area: str
    after: bool
    n: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What changed around `day`, in the series' own unit for each period.

    `change` is the area's own, after less before. `difference` is how much it changed beyond the comparison
    area (difference in differences) with its bounds; None without one, or with too few periods.
    `drift` is how much the two moved apart each period before the day; `lag` the correlation of each period's
    difference with the one before. `warnings` always stand beside the figures.
    """

    name: str
    day: str
    area: str
    comparison: str | None
    means: tuple[Mean, ...]
    change: float | None
    difference: float | None
    lower: float | None
    upper: float | None
    drift: float | None
    lag: float | None
    sentence: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """What one measure of one area holds: its first and last day, and how many values."""

    measure: str
    area: str
    first: str
    last: str
    values: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Two areas, or one, set around a day: what was computed, on which values, and what opens each mean.

    `opens` are references in the order of `told.means`. `left_out` are periods for which rows state
    different values: nobody can say which is right, so they count in no mean.
    """

    told: Effect
    points: tuple[Point, ...]
    opens: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]  # area and day
    snapshot: str

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

"""Effect: an outside series (injuries, admissions) before and after a day, against a comparison area.

With a comparison, the two areas' difference in each period is taken first, so that what befell both falls
out; its mean after the day less its mean before is the difference in differences. Without one, only what was
before and what came after is said, and no reason.

Source: difference in differences; interval by Welch, Biometrika 34 (1947) 28, on the periods' differences.
Blind to: anything else that befell one area alone; areas that moved apart before (`drift` tells); periods
    that hang together (`lag` tells): then the interval is too narrow. Recorded crime rises with effort.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from scipy.stats import linregress
from scipy.stats import t as student

from lineholder.model.effect import Effect, Mean, Point
from lineholder.model.errors import NotFound

LEVEL = 0.95
LAG_TOLD = 0.3  # correlation of neighbours from which the interval is said to be too narrow
LEAST = 2  # periods on each side for an interval, and 3 before the day for a drift
EFFORT = (
    "If this series counts recorded crime: it rises with effort, so more work can look like more crime. "
    "Injuries and admissions are counted by others."
)
ALONE = "No comparison area: what else changed at that time cannot be told from what the unit did."
SOME = "A comparison area takes out what befell both areas, not what befell one of them alone."


def compare(name: str, series: Iterable[Point], day: str, area: str, beside: str | None) -> Effect:
    """The area around the day, against `beside` where one is given. NotFound for an area without values."""
    by: dict[str, dict[str, float]] = {}
    for point in series:
        by.setdefault(point.area, {})[point.day] = point.value
    for wanted in (area, beside):
        if wanted is not None and wanted not in by:
            raise NotFound(f"Expected one of the areas {', '.join(sorted(by))}; found {wanted!r}.")
    own = _mean(by[area], day, area)
    means = [*own, *(_mean(by[beside], day, beside) if beside is not None else ())]
    change = None if own[0].mean is None or own[1].mean is None else own[1].mean - own[0].mean
    if beside is None:
        said = _alone(area, day, own)
        return Effect(
            name, day, area, None, tuple(means), change, None, None, None, None, None, said, (EFFORT, ALONE)
        )  # fmt: skip
    difference, bounds, drift, lag = _differences(by[area], by[beside], day)
    return Effect(
        name=name,
        day=day,
        area=area,
        comparison=beside,
        means=tuple(means),
        change=change,
        difference=difference,
        lower=bounds[0],
        upper=bounds[1],
        drift=drift[0],
        lag=lag,
        sentence=_compared(area, beside, difference, bounds),
        warnings=_warnings(drift, lag),
    )


def _mean(values: Mapping[str, float], day: str, area: str) -> tuple[Mean, Mean]:
    sides = ([v for d, v in values.items() if d < day], [v for d, v in values.items() if d >= day])
    before, after = (
        Mean(area, after, len(side), float(np.mean(side)) if side else None)
        for after, side in zip((False, True), sides, strict=True)
    )
    return before, after


_Bounds = tuple[float | None, float | None]
_Drift = tuple[float | None, bool]


def _differences(
    own: Mapping[str, float], other: Mapping[str, float], day: str
) -> tuple[float | None, _Bounds, _Drift, float | None]:
    """Of the periods that both areas have: the difference, its bounds, the drift before, the lag."""
    shared = sorted(own.keys() & other.keys())
    gaps = {d: own[d] - other[d] for d in shared}
    before, after = [gaps[d] for d in shared if d < day], [gaps[d] for d in shared if d >= day]
    if not before or not after:
        return None, (None, None), (None, False), None
    difference = float(np.mean(after) - np.mean(before))
    half = _welch(before, after)
    bounds = (None, None) if half is None else (difference - half, difference + half)
    return difference, bounds, _drift(before), _lag(before, after)


def _welch(before: Sequence[float], after: Sequence[float]) -> float | None:
    """Half the width of the interval; None where a side is too short or nothing varies."""
    sizes = np.array([len(before), len(after)])
    if sizes.min() < LEAST or not (_varies(before) or _varies(after)):
        return None
    parts = np.array([np.var(before, ddof=1), np.var(after, ddof=1)]) / sizes
    degrees = parts.sum() ** 2 / (parts**2 / (sizes - 1)).sum()
    return float(student.ppf((1 + LEVEL) / 2, degrees) * np.sqrt(parts.sum()))


def _varies(values: Sequence[float]) -> bool:
    return bool(np.ptp(values) > 0)


def _drift(before: Sequence[float]) -> _Drift:
    """How much the gap grew each period before the day, and whether the counts bear it out (p < 0.05)."""
    if len(before) <= LEAST:
        return None, False
    told = linregress(range(len(before)), before)
    return float(told.slope), bool(_varies(before) and told.pvalue < 1 - LEVEL)


def _lag(before: Sequence[float], after: Sequence[float]) -> float | None:
    """Correlation of each period's gap with the one before, each side about its own mean."""
    sides = [np.asarray(side) - np.mean(side) for side in (before, after)]
    square = sum(float(side @ side) for side in sides)
    if square == 0 or max(len(before), len(after)) <= LEAST:
        return None
    return sum(float(side[1:] @ side[:-1]) for side in sides) / square


def _alone(area: str, day: str, means: tuple[Mean, Mean]) -> str:
    before, after = means
    if before.mean is None or after.mean is None:
        return f"{area}: values on one side of {day} only, so nothing can be set side by side."
    return (
        f"{area}: {before.mean:.1f} a period in {before.n} periods before {day}, {after.mean:.1f} in "
        f"{after.n} from then on. This says nothing of why."
    )


def _compared(area: str, beside: str, difference: float | None, bounds: _Bounds) -> str:
    if difference is None:
        return f"{area} and {beside} share periods on one side only: no comparison can be made."
    word = "more" if difference > 0 else "less"
    said = f"{area} changed by {abs(difference):.1f} a period {word} than {beside}"
    if bounds[0] is None or bounds[1] is None:
        return f"{said}; the periods are too few, or too alike, for an interval."
    said += f" (95 % interval {bounds[0]:.1f} to {bounds[1]:.1f})"
    if bounds[0] <= 0 <= bounds[1]:
        return f"{said}: these values do not tell it from no difference."
    return f"{said}."


def _warnings(drift: _Drift, lag: float | None) -> tuple[str, ...]:
    said = [EFFORT, SOME]
    if drift[1]:
        said.append(
            "The two areas moved apart already before the day: the comparison does not hold."
        )
    if lag is not None and lag > LAG_TOLD:
        said.append("Neighbouring periods hang together: the interval is too narrow.")
    return tuple(said)

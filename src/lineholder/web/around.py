"""Around: one or two series of an area by day, with the day between before and after, on 900 by 240 units."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from lineholder.model.effect import Beside

WIDE, TALL, LEFT, RIGHT, TOP, FOOT = 900, 240, 60, 150, 14, 28
TICKS = 6  # at most, along the days


@dataclass(frozen=True, slots=True)
class Curve:
    """One area: its line, and where its name stands."""

    area: str
    path: str
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Both areas on one scale; `days` and `values` are ticks: place and text. `at` is the day's place."""

    curves: tuple[Curve, ...]
    at: float
    days: tuple[tuple[float, str], ...]
    values: tuple[tuple[float, str], ...]


def drawing(found: Beside) -> Drawing | None:
    """The drawing; None where all values are of one day."""
    days = sorted({dt.date.fromisoformat(p.day).toordinal() for p in found.points})
    if len(days) < 2:
        return None
    first, last = days[0], days[-1]
    top = max((p.value for p in found.points), default=0.0)
    low = min(0.0, min(p.value for p in found.points))
    high = top if top > low else low + 1

    def x(day: int) -> float:
        share = min(1.0, max(0.0, (day - first) / (last - first)))
        return round(LEFT + (WIDE - LEFT - RIGHT) * share, 2)

    def y(value: float) -> float:
        return round(TOP + (TALL - TOP - FOOT) * (high - value) / (high - low), 2)

    curves = []
    for area in [a for a in (found.told.area, found.told.comparison) if a is not None]:
        own = [
            (dt.date.fromisoformat(p.day).toordinal(), p.value)
            for p in found.points
            if p.area == area
        ]
        if own:
            path = "M" + "L".join(f"{x(day)} {y(value)}" for day, value in own)
            curves.append(Curve(area, path, y(own[-1][1])))
    step = -(-len(days) // TICKS)
    ticks = tuple((x(d), dt.date.fromordinal(d).isoformat()[:7]) for d in days[::step])
    sides = tuple((y(v), f"{v:,.4g}") for v in (low, (low + high) / 2, high))
    return Drawing(
        _apart(curves), x(dt.date.fromisoformat(found.told.day).toordinal()), ticks, sides
    )


def _apart(curves: Sequence[Curve]) -> tuple[Curve, ...]:
    """Two names at least 15 units apart, the higher one first."""
    placed: list[Curve] = []
    for one in sorted(curves, key=lambda c: (c.y, c.area)):
        y = max(one.y, placed[-1].y + 15) if placed else one.y
        placed.append(Curve(one.area, one.path, y))
    return tuple(placed)

"""Curves: the share of closures that still hold, day by day, as steps on a drawing of 900 by 300 units.

Each curve has a dash of its own and its name beside it, so that colour is never the only carrier.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lineholder.model.lasting import ClosureGroup, Survival

WIDE, TALL, LEFT, RIGHT, TOP, FOOT = 900, 300, 46, 150, 12, 30
DRAWN = (ClosureGroup.TYPE_1, ClosureGroup.TYPE_2, ClosureGroup.CONFIRMED)
WORDS = {
    ClosureGroup.ALL: "All closures",
    ClosureGroup.TYPE_1: "Type 1",
    ClosureGroup.TYPE_2: "Type 2",
    ClosureGroup.CONFIRMED: "Type 1, confirmed",
}
TICKS = 6  # at most, along the days
EVERY = (1, 2, 5, 10, 20, 30, 60, 90, 180, 365, 730, 1825)  # days between ticks
APART = 15  # units between two names


@dataclass(frozen=True, slots=True)
class Drawn:
    """One curve: its steps, the band between its bounds, and where its name stands."""

    group: ClosureGroup
    word: str
    path: str
    band: str
    y: float


@dataclass(frozen=True, slots=True)
class Chart:
    """All curves on one scale; `days` are ticks along the bottom, `shares` up the side: place and text."""

    curves: tuple[Drawn, ...]
    days: tuple[tuple[float, str], ...]
    shares: tuple[tuple[float, str], ...]


def chart(survival: Sequence[Survival]) -> Chart | None:
    """The drawing of the closure types; None where there is no closure, or none lasted a day."""
    chosen = [one for one in survival if one.group in DRAWN]
    last = max((one.steps[-1].day for one in chosen), default=0.0)
    if last <= 0:
        return None
    drawn = [_drawn(one, last) for one in chosen]
    return Chart(
        _spread(drawn),
        tuple((_x(day, last), str(day)) for day in _ticks(last)),
        tuple((_y(share), f"{share:.0%}") for share in (0.0, 0.25, 0.5, 0.75, 1.0)),
    )


def _x(day: float, last: float) -> float:
    return round(LEFT + (WIDE - LEFT - RIGHT) * day / last, 2)


def _y(share: float) -> float:
    return round(TOP + (TALL - TOP - FOOT) * (1 - share), 2)


def _ticks(last: float) -> range:
    step = next((e for e in EVERY if last / e <= TICKS), round(last))
    return range(0, int(last) + 1, step)


def _drawn(one: Survival, last: float) -> Drawn:
    days = [step.day for step in one.steps]
    upper = _corners(days, [s.upper for s in one.steps], last)
    lower = _corners(days, [s.lower for s in one.steps], last)
    line = _corners(days, [s.share for s in one.steps], last)
    return Drawn(
        one.group,
        WORDS[one.group],
        "M" + "L".join(line),
        "M" + "L".join([*upper, *reversed(lower)]) + "Z",
        _y(one.steps[-1].share),
    )


def _corners(days: Sequence[float], shares: Sequence[float], last: float) -> list[str]:
    """The corners of a curve that holds each share until the next day."""
    corners, before = [], 1.0
    for day, share in zip(days, shares, strict=True):
        corners.append(f"{_x(day, last)} {_y(before)}")
        if share != before:
            corners.append(f"{_x(day, last)} {_y(share)}")
        before = share
    return corners


def _spread(drawn: Sequence[Drawn]) -> tuple[Drawn, ...]:
    """The curves with their names at the right edge, none on another, highest first."""
    placed: list[Drawn] = []
    for one in sorted(drawn, key=lambda d: (d.y, DRAWN.index(d.group))):
        y = max(one.y, placed[-1].y + APART) if placed else one.y
        placed.append(replace(one, y=y))
    below = max(0.0, placed[-1].y - (TALL - FOOT))
    return tuple(replace(one, y=round(one.y - below, 2)) for one in placed)

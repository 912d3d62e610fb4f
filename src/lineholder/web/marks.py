"""Marks: small drawings as SVG path text, made here so that they stand on paper and without scripts.

Paths, not styles: the content policy forbids inline style, and a path is one attribute however many bars.
"""

from collections.abc import Sequence
from datetime import date, timedelta

SPARK_DAYS = 56
SPARK_HEIGHT = 24
LEVELS = 5  # of a coverage strip: 0 is no record at all


def last_days(totals: dict[str, int], last: str, days: int = SPARK_DAYS) -> list[int]:
    """The totals of the `days` calendar days that end on `last`; 0 for a day without any."""
    end = date.fromisoformat(last)
    wanted = (end - timedelta(days=back) for back in range(days - 1, -1, -1))
    return [totals.get(day.isoformat(), 0) for day in wanted]


def bars(values: Sequence[int], top: int, height: int = SPARK_HEIGHT) -> str:
    """A path of one bar a value, two units wide with a gap; the highest reaches `height` at `top`.

    A value above 0 is at least one unit high, so that one call can be seen.
    """
    parts = []
    for i, value in enumerate(values):
        if value <= 0:
            continue
        tall = max(1.0, min(1.0, value / max(1, top)) * height)
        parts.append(f"M{2 * i} {height}v{-tall:.4g}h1.5v{tall:.4g}z")
    return "".join(parts)


def level(value: int, top: int) -> int:
    """0 for nothing, else 1 to LEVELS - 1 by equal parts of `top`."""
    if value <= 0:
        return 0
    return min(LEVELS - 1, 1 + (value * (LEVELS - 1) - 1) // max(1, top))


def strip(values: Sequence[int], top: int, cell: int = 6) -> tuple[str, ...]:
    """One path a level, of square cells in a row: what a calendar strip draws in LEVELS shades."""
    paths = [""] * LEVELS
    for i, value in enumerate(values):
        paths[level(value, top)] += f"M{i * cell} 0h{cell - 1}v{cell - 1}h{1 - cell}z"
    return tuple(paths)


def rolling(values: Sequence[int], days: int = 7) -> list[float | None]:
    """The mean of the `days` days centred on each; None where the window leaves the period."""
    half = days // 2
    means: list[float | None] = []
    for i in range(len(values)):
        window = values[max(0, i - half) : i + half + 1]
        means.append(sum(window) / days if len(window) == days else None)
    return means

"""Series: the values of an outside series, each period of an area once, as `effect` compares them.

Rows that say the same count once. Where rows state different values for one period of one area, nobody can
say which is right: the period is left out and told.
Blind to: two writings of one area or measure, which are two; periods of different length under one measure.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from lineholder.model.effect import Effect, Measure, Point
from lineholder.model.question import Question

MEASURES = """
    SELECT measure, area, MIN("day") AS first, MAX("day") AS last, COUNT(DISTINCT "day") AS "values"
    FROM series GROUP BY measure, area ORDER BY measure, area
"""
POINTS = """
    SELECT "day", area, MIN("value") AS "value", COUNT(DISTINCT "value") AS said
    FROM series WHERE measure = $measure AND area IN (SELECT unnest($areas))
    GROUP BY "day", area ORDER BY "day", area
"""
CITED = """
    SELECT ingest, sheet, row FROM series
    WHERE measure = $measure AND area = $area AND "day" >= $since AND "day" < $until
"""
FIRST, LAST = "0000-00-00", "9999-99-99"  # before and after every day


@dataclass(frozen=True, slots=True)
class Values:
    """Periods that count, and those (area, day) for which rows disagree."""

    points: tuple[Point, ...]
    left_out: tuple[tuple[str, str], ...]


def ask_measures() -> Question:
    """Asks `series` for what it holds."""
    return Question("outside series", MEASURES)


def measures(answer: pa.Table) -> tuple[Measure, ...]:
    """Each measure and area, in order of name."""
    return tuple(Measure(**row) for row in answer.to_pylist())


def ask_points(measure: str, areas: Sequence[str]) -> Question:
    """Asks `series` for the periods of a measure in these areas."""
    return Question("periods of a series", POINTS, {"measure": measure, "areas": sorted(areas)})


def values(answer: pa.Table) -> Values:
    """The periods that count, by day and area."""
    rows = answer.to_pylist()
    points = tuple(Point(r["day"], r["area"], r["value"]) for r in rows if r["said"] == 1)
    return Values(points, tuple((r["area"], r["day"]) for r in rows if r["said"] > 1))


def cite(told: Effect) -> tuple[Question, ...]:
    """Asks for the rows behind each mean, in their order; rows that disagree are among them."""
    return tuple(
        Question(
            f"{told.name} in {mean.area}, {'from' if mean.after else 'before'} {told.day}",
            CITED,
            {
                "measure": told.name,
                "area": mean.area,
                "since": told.day if mean.after else FIRST,
                "until": LAST if mean.after else told.day,
            },
        )
        for mean in told.means
    )

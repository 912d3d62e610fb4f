"""Effect: an outside series around a day, against a comparison area where one is named."""

import datetime as dt
from dataclasses import dataclass

from lineholder.model.effect import Beside, Measure
from lineholder.model.errors import NotFound, Refused
from lineholder.model.findings import Reference
from lineholder.model.outside import SERIES_COLUMNS
from lineholder.model.people import Actor, Permission, Scope
from lineholder.outcomes import effect as comparing
from lineholder.outcomes import series
from lineholder.pipeline.access import require
from lineholder.pipeline.workspace import beside
from lineholder.storage import Store
from lineholder.storage.register import references

COLUMNS = ",".join(SERIES_COLUMNS)


@dataclass(frozen=True, slots=True)
class Around:
    """What is asked: which measure, around which day (YYYY-MM-DD), of which area, beside which other."""

    measure: str
    day: str
    area: str
    beside: str | None = None


def measures(store: Store, actor: Actor, scope: Scope) -> tuple[Measure, ...]:
    """What the outside series hold; NoData where none was ingested."""
    require(store, actor, Permission.READ, scope, "list outside series")
    with beside(store, scope, "series", COLUMNS) as (asker, _):
        return series.measures(asker.answer(series.ask_measures()).table)


def around(store: Store, actor: Actor, scope: Scope, asked: Around) -> Beside:
    """The values before the day and from it on, each mean with the reference that opens its rows."""
    told = {"measure": asked.measure, "day": asked.day, "area": asked.area, "beside": asked.beside}
    require(store, actor, Permission.READ, scope, "set a series around a day", told)
    _need_day(asked.day)
    if asked.beside == asked.area:
        raise Refused(f"Expected another area to compare with; found {asked.area!r} itself.")
    areas = [asked.area, *([asked.beside] if asked.beside else [])]
    with beside(store, scope, "series", COLUMNS) as (asker, snapshot):
        values = series.values(asker.answer(series.ask_points(asked.measure, areas)).table)
    if not values.points:
        raise NotFound(
            f"Expected a measure and areas of the series held; found no value of {asked.measure!r} in "
            f"{', '.join(areas)}. lineholder series lists them."
        )
    found = comparing.compare(
        asked.measure, values.points, asked.day, asked.area, asked.beside or None
    )
    opens = [Reference.of(question, snapshot) for question in series.cite(found)]
    references.save(store.register, *opens)
    kept = tuple(one.ref for one in opens)
    return Beside(found, values.points, kept, values.left_out, snapshot)


def _need_day(day: str) -> None:
    try:
        good = dt.date.fromisoformat(day).isoformat() == day
    except ValueError:
        good = False
    if not good:
        raise Refused(f"Expected a day as YYYY-MM-DD; found {day!r}.")

"""The rows of one local hour of the week of a line: what a cell of its heat map opens."""

from lineholder.model.errors import NotFound
from lineholder.model.people import Permission
from lineholder.pipeline import lines
from lineholder.web.page import Ask, Page
from lineholder.web.pages.rows import RowsContext, opened


def load(ask: Ask) -> RowsContext:
    """The rows of the weekday (0 is Monday) and local hour in the path, written 4-17."""
    weekday, _, hour = ask.path["hour"].partition("-")
    if not (weekday.isdecimal() and hour.isdecimal() and int(weekday) < 7 and int(hour) < 24):
        raise NotFound(
            f"Expected a weekday from 0 (Monday) to 6 and an hour from 0 to 23, as 4-17; "
            f"found {ask.path['hour']!r}. Open the hour from the line's page."
        )
    given = (ask.store, ask.actor, ask.scope, ask.path["line"], int(weekday), int(hour))
    return opened(ask, lines.hour_rows(*given))


PAGE = Page(
    "/lines/{line}/hours/{hour}",
    Permission.READ_ROWS,
    "rows.html",
    RowsContext,
    load,
    fragment="parts/rows.html",
)

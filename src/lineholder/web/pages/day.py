"""The rows of one local day of a line: what a bar of its daily activity opens."""

from lineholder.model.people import Permission
from lineholder.pipeline import lines
from lineholder.web.page import Ask, Page
from lineholder.web.pages.rows import RowsContext, opened


def load(ask: Ask) -> RowsContext:
    """The rows of the day in the path (YYYY-MM-DD, Europe/London)."""
    line, day = ask.path["line"], ask.path["day"]
    return opened(ask, lines.day_rows(ask.store, ask.actor, ask.scope, line, day))


PAGE = Page(
    "/lines/{line}/days/{day}",
    Permission.READ_ROWS,
    "rows.html",
    RowsContext,
    load,
    fragment="parts/rows.html",
)

"""Sheet: an attribution on paper, in the words that its reader's role allows."""

from dataclasses import dataclass
from typing import Annotated

from lineholder.model.errors import NotFound
from lineholder.model.people import Permission
from lineholder.model.sheet import Sheet, SheetKind
from lineholder.web import period, words
from lineholder.web.page import Ask, Page, Paper


@dataclass(frozen=True, slots=True)
class SheetContext:
    """What a printable sheet shows."""

    title: Annotated[str, "the heading"]
    paper: Annotated[Paper, "what paper states above the page"]
    sheet: Annotated[Sheet, "the sheet"]
    kinds: Annotated[tuple[SheetKind, ...], "the sheets there are"]
    span: Annotated[period.Period, "the part of the records asked about"]


def load(ask: Ask) -> SheetContext:
    """The sheet that the path names, of the candidate in the query or the first."""
    # scipy takes half a second to import: only where it is used
    from lineholder.pipeline.sheets import sheet

    kinds = {kind.value: kind for kind in SheetKind}
    kind = kinds.get(ask.path["sheet"])
    if kind is None:
        raise NotFound(
            f"Expected one of the sheets {', '.join(kinds)}; found {ask.path['sheet']!r}."
        )
    candidate = ask.query.get("candidate") or None
    span = period.asked(ask)
    given = (ask.store, ask.actor, ask.scope)
    made = sheet(*given, ask.path["number"], kind, candidate, span.ends)
    pair = f"{words.number(made.number)} and {words.number(made.candidate)}"
    return SheetContext(f"{made.title}: {pair}", Paper(made.status), made, tuple(SheetKind), span)


PAGE = Page(
    "/numbers/{number}/attribution/{sheet}", Permission.READ_ROWS, "sheet.html", SheetContext, load
)

"""Rows: the source rows behind a figure, as they stand in the files; a page, and a drawer on any page."""

import json
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

from lineholder.model.findings import RowsShown, SourceRow
from lineholder.model.people import Permission
from lineholder.pipeline import rows
from lineholder.web import words
from lineholder.web.page import Ask, Page, Paper

LIMIT = 200


@dataclass(frozen=True, slots=True)
class SheetRows:
    """Rows of one sheet of one file, in the order of the file."""

    source: str
    name: str
    sheet: str
    rows: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True)
class RowsContext:
    """What the rows drawer and the rows page show."""

    title: Annotated[str, "what was asked, in its own few words"]
    paper: Annotated[Paper, "what paper states above the page"]
    ref: Annotated[str, "the reference that opens these rows"]
    shown: Annotated[RowsShown, "the rows and the question"]
    sheets: Annotated[tuple[SheetRows, ...], "the rows by file and sheet"]
    values: Annotated[tuple[tuple[str, str], ...], "the question's named values"]
    first: Annotated[int, "the first row shown, counted from 1; 0 where there is none"]
    last: Annotated[int, "the last row shown"]
    earlier: Annotated[int | None, "offset of the page before"]
    later: Annotated[int | None, "offset of the page after"]


def load(ask: Ask) -> RowsContext:
    """A page of the rows of the reference in the path."""
    return opened(ask, ask.path["ref"])


def opened(ask: Ask, ref: str) -> RowsContext:
    """A page of the rows of a reference, from the offset in the query."""
    given = ask.query.get("offset", "0")
    offset = int(given) if given.isdecimal() and len(given) < 12 else 0
    shown = rows.rows(ask.store, ask.actor, ask.scope, ref, offset, LIMIT)
    until = offset + len(shown.rows)
    return RowsContext(
        title=shown.question.name[:1].upper() + shown.question.name[1:],
        paper=Paper(
            f"rows {offset + 1} to {until} of {shown.total:,}" if shown.rows else "no rows",
            (),
            shown.snapshot,
        ),
        ref=ref,
        shown=shown,
        sheets=_sheets(shown.rows),
        values=tuple((k, _told(v)) for k, v in sorted(shown.question.values.items())),
        first=offset + 1 if shown.rows else 0,
        last=until,
        earlier=max(0, offset - LIMIT) if offset else None,
        later=until if until < shown.total and shown.rows else None,
    )


def _sheets(found: tuple[SourceRow, ...]) -> tuple[SheetRows, ...]:
    grouped = groupby(found, key=lambda r: (r.source, r.name, r.sheet))
    return tuple(SheetRows(*place, tuple(inside)) for place, inside in grouped)


def _told(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return (
        text
        if len(text) <= 200
        else f"{text[:200]}\N{HORIZONTAL ELLIPSIS} ({words.size(len(text))})"
    )


PAGE = Page(
    "/rows/{ref}", Permission.READ_ROWS, "rows.html", RowsContext, load, fragment="parts/rows.html"
)

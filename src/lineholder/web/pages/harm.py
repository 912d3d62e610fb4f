"""Harm: lines in an order by what they do to people, with every component beside the place it gives."""

from dataclasses import dataclass
from typing import Annotated

from lineholder.model.harm import Component, HarmPlace, Part, Points
from lineholder.model.harm_said import InUse
from lineholder.model.lines import LineCandidate
from lineholder.model.people import Permission
from lineholder.pipeline import lines
from lineholder.pipeline.harm import harm
from lineholder.web import words
from lineholder.web.page import Ask, Page, Paper


@dataclass(frozen=True, slots=True)
class HarmRow:
    """One line: its place, and each component with the points it gives."""

    place: HarmPlace
    candidate: LineCandidate | None
    parts: tuple[tuple[Component, Points], ...]


@dataclass(frozen=True, slots=True)
class HarmContext:
    """What the page of harm shows."""

    title: Annotated[str, "the heading"]
    paper: Annotated[Paper, "what paper states above the page"]
    rows: Annotated[tuple[HarmRow, ...], "the lines in the order chosen"]
    parts: Annotated[tuple[str, ...], "the components to order by"]
    by: Annotated[str, "the one component that orders, empty for the weights"]
    tables: Annotated[InUse, "the unit's tables that were read, with their versions"]
    on: Annotated[str, "the day for which tables were asked, empty where none was"]


def load(ask: Ask) -> HarmContext:
    """The lines by the unit's weights, or by one component where the address names it."""
    given = (ask.store, ask.actor, ask.scope)
    found = lines.lines_found(*given)
    known = {c.line: c for c in found.lines} if found else {}
    by = ask.query.get("by", "") if ask.query.get("by") in tuple(Part) else ""
    on = ask.query.get("on", "")
    ordered = harm(*given, on or None, Part(by) if by else None)
    rows = [_row(place, known) for place in ordered.places]
    return HarmContext(
        title="Harm",
        paper=Paper(
            words.plural(len(rows), "line"),
            (f"by {by}" if by else f"by {ordered.tables.weights.name}",),
            found.snapshot if found else None,
        ),
        rows=tuple(rows),
        parts=tuple(part.value for part in Part),
        by=by,
        tables=ordered.tables,
        on=on,
    )


def _row(place: HarmPlace, known: dict[str, LineCandidate]) -> HarmRow:
    parts = tuple(zip(place.harm.components, place.points, strict=True))
    return HarmRow(place, known.get(place.line), parts)


PAGE = Page("/harm", Permission.READ, "harm.html", HarmContext, load)

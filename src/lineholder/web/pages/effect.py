"""Before and after: an outside series around a day, against a comparison area."""

from dataclasses import dataclass
from typing import Annotated

from lineholder.model.effect import Beside, Measure
from lineholder.model.errors import NoData
from lineholder.model.people import Permission
from lineholder.pipeline.effect import Around, around, measures
from lineholder.web import around as drawn
from lineholder.web import words
from lineholder.web.page import Ask, Page, Paper


@dataclass(frozen=True, slots=True)
class EffectContext:
    """What the page of before and after shows."""

    title: Annotated[str, "the heading"]
    paper: Annotated[Paper, "what paper states above the page"]
    held: Annotated[tuple[Measure, ...], "the series that were loaded"]
    why: Annotated[str, "why there is none"]
    measures: Annotated[tuple[str, ...], "the measures to choose from"]
    areas: Annotated[tuple[str, ...], "the areas to choose from"]
    asked: Annotated[Around, "what the form holds"]
    found: Annotated[Beside | None, "what was set side by side; None where nothing was asked"]
    drawing: Annotated[drawn.Drawing | None, "the series drawn"]


def load(ask: Ask) -> EffectContext:
    """The series that the address names; the form alone where it names none."""
    given, get = (ask.store, ask.actor, ask.scope), ask.query.get
    asked = Around(get("measure", ""), get("day", ""), get("area", ""), get("beside") or None)
    held, why, found = tuple[Measure, ...](), "", None
    try:
        held = measures(*given)
        found = around(*given, asked) if asked.measure and asked.day and asked.area else None
    except NoData as error:
        why = str(error)
    told = (asked.measure, f"around {asked.day}") if found else ()
    return EffectContext(
        title="Before and after",
        paper=Paper(
            words.plural(len(held), "series", "series"), told, found.snapshot if found else None
        ),
        held=held,
        why=why,
        measures=tuple(sorted({m.measure for m in held})),
        areas=tuple(sorted({m.area for m in held})),
        asked=asked,
        found=found,
        drawing=drawn.drawing(found) if found else None,
    )


PAGE = Page("/outcomes/effect", Permission.READ, "effect.html", EffectContext, load)

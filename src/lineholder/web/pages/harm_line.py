"""Harm of one line: its incidents and intelligence, what is proposed, and the forms to decide."""

from dataclasses import dataclass
from typing import Annotated

from lineholder.model.harm import HarmPlace
from lineholder.model.people import Permission
from lineholder.pipeline.harm import harm
from lineholder.pipeline.incidents import AboutLine, about
from lineholder.web import words
from lineholder.web.page import Ask, Page, Paper


@dataclass(frozen=True, slots=True)
class HarmLineContext:
    """What the page of one line's harm shows."""

    title: Annotated[str, "the heading"]
    paper: Annotated[Paper, "what paper states above the page"]
    line: Annotated[str, "the line's id"]
    about: Annotated[AboutLine, "what people said, and what is proposed"]
    place: Annotated[HarmPlace | None, "its place and components; None where it is not ordered"]


def load(ask: Ask) -> HarmLineContext:
    """The line that the address names, by its id or a number of it."""
    given, line = (ask.store, ask.actor, ask.scope), ask.path["line"]
    said = about(*given, line)
    place = next((p for p in harm(*given).places if p.line == line), None)
    return HarmLineContext(
        title="Harm of a line",
        paper=Paper(words.plural(len(said.decided), "decision"), (line,)),
        line=line,
        about=said,
        place=place,
    )


PAGE = Page("/harm/lines/{line}", Permission.READ, "harm_line.html", HarmLineContext, load)

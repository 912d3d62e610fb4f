"""Find: has this number, handset, SIM, cell, site or word been seen? Every search is in the audit."""

from dataclasses import dataclass
from typing import Annotated

from lineholder.model.findings import Hit
from lineholder.model.people import Permission
from lineholder.pipeline import search
from lineholder.web import words
from lineholder.web.page import Ask, Page, Paper

SHORTEST = 2


@dataclass(frozen=True, slots=True)
class FindContext:
    """What the results page shows."""

    title: Annotated[str, "the heading"]
    paper: Annotated[Paper, "what paper states above the page"]
    text: Annotated[str, "what was looked for, as typed"]
    asked: Annotated[bool, "whether enough was typed to look"]
    hits: Annotated[tuple[Hit, ...], "where it was seen, most often first"]


def load(ask: Ask) -> FindContext:
    """Where the text in the query was seen; nothing is asked for fewer than two characters."""
    text = ask.query.get("q", "").strip()
    asked = len(text) >= SHORTEST
    hits = search.find(ask.store, ask.actor, ask.scope, text) if asked else ()
    return FindContext(
        title="Find",
        paper=Paper(words.plural(len(hits), "place"), (f"looked for {text}",) if text else ()),
        text=text,
        asked=asked,
        hits=hits,
    )


PAGE = Page("/find", Permission.READ_ROWS, "find.html", FindContext, load)

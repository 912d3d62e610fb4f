"""Closures: how long they hold, by type, and what came into other markets after one."""

from dataclasses import dataclass
from typing import Annotated

from lineholder.model.alike import Alike
from lineholder.model.errors import NoData
from lineholder.model.lasting import Lasting
from lineholder.model.people import Permission
from lineholder.pipeline.lasting import figures_bounds, lasting
from lineholder.pipeline.outcomes import Asked, outcomes
from lineholder.web import curves, period, words
from lineholder.web.page import Ask, Page, Paper


@dataclass(frozen=True, slots=True)
class ClosuresContext:
    """What the page of closures shows."""

    title: Annotated[str, "the heading"]
    paper: Annotated[Paper, "what paper states above the page"]
    held: Annotated[Lasting | None, "the estimates; None where no ledger was ingested"]
    why: Annotated[str, "why there are none"]
    chart: Annotated[curves.Chart | None, "the curves drawn; None where nothing lasted a day"]
    names: Annotated[dict[str, str], "what each group of closures is called"]
    alike: Annotated[tuple[Alike, ...], "sentences before and after, like with like"]
    query: Annotated[str, "the period, as links that lead on carry it"]


def load(ask: Ask) -> ClosuresContext:
    """The period of the address; all of the ledger where it names none."""
    given, span = (ask.store, ask.actor, ask.scope), period.asked(ask)
    held, why, compared = None, "", tuple[Alike, ...]()
    try:
        asked = Asked(*span.ends)
        held = lasting(*given, asked)
        _, compared = figures_bounds(*given, outcomes(*given, asked))
    except NoData as error:
        why = str(error)
    n = held.survival[0].closures if held and held.survival else 0
    return ClosuresContext(
        title="Closures",
        paper=Paper(words.plural(n, "closure")),
        held=held,
        why=why,
        chart=curves.chart(held.survival) if held else None,
        names={group.value: word for group, word in curves.WORDS.items()},
        alike=compared,
        query=f"?{span.query[1:]}" if span.query else "",
    )


PAGE = Page("/outcomes/closures", Permission.READ, "closures.html", ClosuresContext, load)

"""Comparison of two phones: a map of their switches between sectors, and a timeline of both."""

from dataclasses import dataclass
from typing import Annotated

from lineholder.model.comparison import Comparison, Fit
from lineholder.model.people import Permission
from lineholder.web import areas, carried, period, words
from lineholder.web.page import Ask, Page, Paper

SHOWN = 40
STEPS_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500)
TALL = 120  # units of the timeline's plot


@dataclass(frozen=True, slots=True)
class Timeline:
    """Both phones on one axis of 1000 units: hours with a record, and each switch by its distance.

    Paths by what the switch says; `ticks` and `kilometres` are places in percent with their words.
    """

    first: str
    second: str
    fits: str
    contradicts: str
    impossible: str
    ticks: tuple[tuple[float, str], ...]
    kilometres: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class CompareContext:
    """What the comparison shows."""

    title: Annotated[str, "the heading"]
    paper: Annotated[Paper, "what paper states above the page"]
    pair: Annotated[Comparison, "the comparison"]
    maps: Annotated[tuple[tuple[str, areas.Drawing], ...], "drawings, each with its heading"]
    timeline: Annotated[Timeline | None, "both phones along the period"]
    sites: Annotated[dict[str, str], "names of cells, by cell"]
    span: Annotated[period.Period, "the part of the records asked about"]
    shown: Annotated[int, "pairs of cells in the table; the rest are counted"]


def load(ask: Ask) -> CompareContext:
    """The two numbers of the path."""
    # scipy takes half a second to import: only where it is used
    from lineholder.pipeline.comparison import compare

    given, span = (ask.store, ask.actor, ask.scope), period.asked(ask)
    found = compare(*given, ask.path["first"], ask.path["second"], span.ends)
    names = f"{words.number(found.number)} and {words.number(found.other)}"
    seen = found.from_s is not None and found.to_s is not None
    told = (words.period(found.from_s or 0, (found.to_s or 1) - 1),) if seen else ()
    return CompareContext(
        title=names,
        paper=Paper(words.plural(found.switches, "switch", "switches"), told, found.snapshot),
        pair=found,
        maps=_maps(found),
        timeline=timeline(found),
        sites={s.cell: s.site for s in found.sectors if s.site},
        shown=SHOWN,
        span=span,
    )


def _maps(found: Comparison) -> tuple[tuple[str, areas.Drawing], ...]:
    whole, close = areas.drawing(found), areas.close_up(found)
    drawn = (
        ("Where the two were used, one after the other", whole),
        (f"Within {areas.CLOSE_KM:g} km of the cell with most switches", close),
    )
    return tuple((title, one) for title, one in drawn if one is not None)


def timeline(found: Comparison) -> Timeline | None:
    """None where neither has a placed record."""
    if found.from_s is None or found.to_s is None or not (found.hours or found.other_hours):
        return None
    span = carried.Span(found.from_s, max(found.to_s, found.from_s + 1))
    top = next((km for km in STEPS_KM if km >= max(found.km, default=0)), STEPS_KM[-1])
    at = {
        fit: [
            (span.at(s) * 10, TALL * (1 - min(1.0, km / top)))
            for s, km, f in zip(found.at_s, found.km, found.fits, strict=True)
            if f is fit
        ]
        for fit in Fit
    }
    return Timeline(
        "".join(_tick(span, hour) for hour in found.hours),
        "".join(_tick(span, hour) for hour in found.other_hours),
        "".join(f"M{x:.1f} {y:.1f}h.01" for x, y in at[Fit.FITS]),
        "".join(f"M{x:.1f} {y:.1f}h.01" for x, y in at[Fit.CONTRADICTS]),
        "".join(f"M{x:.1f} {y:.1f}h.01" for x, y in at[Fit.IMPOSSIBLE]),
        span.ticks(),
        tuple((100 * (1 - km / top), f"{km:g} km") for km in (0, top / 2, top)),
    )


def _tick(span: carried.Span, hour: int) -> str:
    at = 10 * span.at(hour * 3600)
    return f"M{at:.1f} 0v14"


PAGE = Page(
    "/compare/{first}/{second}", Permission.READ_ROWS, "compare.html", CompareContext, load
)

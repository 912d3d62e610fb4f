"""Line page: when a candidate works, with whom, every signal for and against. No customer's number."""

from dataclasses import dataclass
from typing import Annotated

from lineholder.model.holder import Holder
from lineholder.model.lines import Day, LineCandidate, LineDetail, Method
from lineholder.model.people import Permission
from lineholder.model.returned import Returned
from lineholder.pipeline import lines, returned
from lineholder.web import deciding, evidence, marks, words
from lineholder.web.page import Ask, Page, Paper

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HEAT_LEVELS = 7
CUSTOMERS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class DayBar:
    """One local day, with the mean of the seven days centred on it where the period holds them."""

    day: Day
    mean: float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One hour of the week: its count, its shade from 0 (none) to 6, and where its rows open."""

    weekday: int
    hour: int
    n: int
    level: int


@dataclass(frozen=True, slots=True)
class LineContext:
    """What the page of one line shows."""

    title: Annotated[str, "the heading"]
    paper: Annotated[Paper, "what paper states above the page"]
    line: Annotated[LineDetail, "the line"]
    days: Annotated[tuple[DayBar, ...], "daily activity"]
    busiest: Annotated[Day | None, "the day with most contacts"]
    heat: Annotated[tuple[tuple[Cell, ...], ...], "Monday first, 24 local hours each"]
    weekdays: Annotated[tuple[str, ...], "names of the days"]
    says: Annotated[tuple[evidence.Say, ...], "each signal's say, most for first"]
    methods: Annotated[tuple[Method, ...], "what each signal is and is blind to"]
    holder: Annotated[
        Holder | None, "the proposed holder of its last number; None where not shown"
    ]
    customers_shown: Annotated[int, "customers in the table; the rest are counted"]
    back: Annotated[tuple[Returned, ...], "closed lines of the ledger that its numbers bring back"]
    tab: Annotated[str, "path of this page, for the links of bars and hours"]


def load(ask: Ask) -> LineContext:
    """The line of the list by its id or one of its numbers."""
    given = (ask.store, ask.actor, ask.scope)
    detail = lines.line(*given, ask.path["line"])
    methods = lines.methods(*given)
    found = lines.lines_found(*given)
    candidate = detail.candidate
    return LineContext(
        title=f"Line {candidate.rank}",
        paper=Paper(
            f"1 of {words.plural(len(found.lines), 'candidate') if found else '1 candidate'}",
            (words.period(candidate.first_s, candidate.last_s),),
            found.snapshot if found else None,
        ),
        line=detail,
        days=day_bars(detail.activity),
        busiest=max(detail.activity, key=lambda d: (d.total, d.day), default=None),
        heat=heat_cells(detail.heat),
        weekdays=WEEKDAYS,
        says=evidence.says(candidate.reasons, evidence.by_name(methods)),
        methods=methods,
        holder=deciding.holders(ask, [candidate]).get(candidate.line),
        customers_shown=CUSTOMERS_SHOWN,
        back=_back(ask, candidate),
        tab=f"/lines/{candidate.line}",
    )


def _back(ask: Ask, candidate: LineCandidate) -> tuple[Returned, ...]:
    """Proposals that rest on a number of this line."""
    own = {use.number for use in candidate.numbers}
    found = returned.returned(ask.store, ask.actor, ask.scope)
    return tuple(one for one in found.proposed if own & {one.number, one.after})


def day_bars(days: tuple[Day, ...]) -> tuple[DayBar, ...]:
    """Each day with its centred seven-day mean."""
    means = marks.rolling([d.total for d in days])
    return tuple(DayBar(day, mean) for day, mean in zip(days, means, strict=True))


def heat_cells(heat: tuple[tuple[int, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """The hours of the week with their shades: 0 for none, the rest by equal parts of the busiest."""
    top = max((n for row in heat for n in row), default=0) or 1
    return tuple(
        tuple(Cell(d, h, n, -(-n * (HEAT_LEVELS - 1) // top)) for h, n in enumerate(row))
        for d, row in enumerate(heat)
    )


PAGE = Page("/lines/{line}", Permission.READ, "line.html", LineContext, load)

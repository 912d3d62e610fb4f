"""Line board: the ranked candidates with what speaks for and against each. No names; it opens the work."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

from lineholder.model.holder import Holder
from lineholder.model.lines import Day, LineCandidate, LineType
from lineholder.model.people import Permission
from lineholder.pipeline import intake, jobs, lines
from lineholder.web import deciding, evidence, marks, words, work
from lineholder.web.page import Ask, Page, Paper

SORTS: dict[str, Callable[[LineCandidate], str | int | float]] = {
    "rank": lambda c: c.rank,
    "score": lambda c: c.score,
    "customers": lambda c: c.customers,
    "type": lambda c: c.type.value,
    "market": lambda c: c.market or "",
    "seen": lambda c: c.last_s,
}
CHIPS = 3


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One candidate with its chips, the signals that say nothing of it, sparkline, proposed holder."""

    line: LineCandidate
    chips: tuple[evidence.Say, ...]
    quiet: tuple[str, ...]
    spark: str
    spark_words: str
    holder: Holder | None


@dataclass(frozen=True, slots=True)
class BoardContext:
    """What the line board shows."""

    title: Annotated[str, "the heading"]
    paper: Annotated[Paper, "what paper states above the page"]
    rows: Annotated[tuple[BoardRow, ...], "the candidates in the order chosen"]
    found: Annotated[bool, "whether a search for lines was ever made"]
    listed: Annotated[int, "candidates before the filter"]
    considered: Annotated[int, "numbers with enough records to judge"]
    insufficient: Annotated[int, "numbers with too little seen to say"]
    ingests: Annotated[int, "ingests in the workspace; 0 asks for files first"]
    stale: Annotated[bool, "whether new records came after the list was found"]
    job: Annotated[work.Job | None, "the newest search for lines"]
    comparing: Annotated[work.Job | None, "the newest comparison of numbers"]
    uncompared: Annotated[int, "lines whose last number nobody compared yet"]
    sort: Annotated[str, "the column sorted by"]
    order: Annotated[str, "asc or desc"]
    type: Annotated[str, "the type shown alone, empty for all"]
    types: Annotated[tuple[str, ...], "the types to choose from"]


def load(ask: Ask) -> BoardContext:
    """The list that was found last, and what to do where there is none."""
    given = (ask.store, ask.actor, ask.scope)
    found = lines.lines_found(*given)
    sort = ask.query.get("sort", "rank") if ask.query.get("sort") in SORTS else "rank"
    order = "desc" if ask.query.get("order") == "desc" else "asc"
    only = ask.query.get("type", "")
    listed = found.lines if found else ()
    chosen = [c for c in listed if only in ("", c.type.value)]
    chosen.sort(key=SORTS[sort], reverse=order == "desc")
    activity = lines.sparklines(*given, chosen) if chosen else {}
    held = deciding.holders(ask, chosen)
    runs, now_s = jobs.jobs(*given), int(time.time())
    return BoardContext(
        title="Lines",
        paper=_paper(
            len(chosen), len(listed), (sort, order, only), found.snapshot if found else None
        ),
        rows=_rows(chosen, activity, held),
        found=found is not None,
        listed=len(listed),
        considered=found.considered if found else 0,
        insufficient=found.insufficient if found else 0,
        ingests=len(intake.ingests(*given)),
        stale=found is not None and lines.stale(*given),
        job=work.latest(runs, "find_lines", now_s),
        comparing=work.latest(runs, "attribute", now_s),
        uncompared=sum(h.found is None for h in held.values()),
        sort=sort,
        order=order,
        type=only,
        types=tuple(t.value for t in LineType),
    )


def _paper(n: int, of: int, chosen: tuple[str, str, str], snapshot: str | None) -> Paper:
    sort, order, only = chosen
    filters = [f"sorted by {sort}, {'highest' if order == 'desc' else 'lowest'} first"]
    if only:
        filters.append(f"type {words.plain(only)} only")
    return Paper(f"{n} of {words.plural(of, 'candidate')}", tuple(filters), snapshot)


def _rows(
    chosen: list[LineCandidate],
    activity: dict[str, tuple[Day, ...]],
    held: Mapping[str, Holder],
) -> tuple[BoardRow, ...]:
    days = {line: {d.day: d.total for d in seen} for line, seen in activity.items()}
    last = max((d for seen in days.values() for d in seen), default="")
    windows = {line: marks.last_days(seen, last) for line, seen in days.items() if last}
    return tuple(
        _row(candidate, windows.get(candidate.line, []), held.get(candidate.line))
        for candidate in chosen
    )


def _row(candidate: LineCandidate, window: list[int], holder: Holder | None) -> BoardRow:
    says = evidence.says(candidate.reasons, {})
    chips = evidence.chips(says, CHIPS)
    top = max(window, default=0)
    told = (
        f"{words.plural(sum(window), 'contact')} in {len(window)} days, at most {top} on one day"
        if window
        else "no activity to draw"
    )
    silent = tuple(s.signal for s in says if s.way == "neither")
    return BoardRow(candidate, chips, silent, marks.bars(window, top), told, holder)


PAGE = Page("/", Permission.READ, "board.html", BoardContext, load, nav="Lines")

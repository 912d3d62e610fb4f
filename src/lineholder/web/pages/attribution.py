"""Attribution sheet: who carries a number, what speaks against it first, and what people decided."""

import time
from dataclasses import dataclass
from typing import Annotated

from lineholder.model.attribution import Attribution, Candidate, Found, Strand
from lineholder.model.entry import Run
from lineholder.model.people import Permission
from lineholder.pipeline import jobs, lines
from lineholder.web import carried, deciding, forest, period, words, work
from lineholder.web.page import Ask, Page, Paper

VERDICTS = {
    Found.CANDIDATE: "One stands out",
    Found.SEVERAL: "Several stand out",
    Found.NOT_IN_DATA: "Not in this data",
    Found.INSUFFICIENT: "Insufficient data to say",
}
OPEN = 5  # candidates shown before the rest are asked for


@dataclass(frozen=True, slots=True)
class Shown:
    """A candidate with its forest plot, in the order of the list, and its strands, against first."""

    candidate: Candidate
    marks: tuple[forest.Mark, ...]
    strands: tuple[Strand, ...]


@dataclass(frozen=True, slots=True)
class AttributionContext:
    """What the attribution sheet shows."""

    title: Annotated[str, "the heading"]
    paper: Annotated[Paper, "what paper states above the page"]
    number: Annotated[str, "the number asked about"]
    line: Annotated[str | None, "the line it is a number of"]
    found: Annotated[Attribution | None, "the answer; None where nobody compared it yet"]
    verdict: Annotated[str, "the verdict in words"]
    shown: Annotated[tuple[Shown, ...], "candidates, best first"]
    first: Annotated[Shown | None, "the candidate that the strands are shown of"]
    runner_up: Annotated[Candidate | None, "who came second"]
    axis: Annotated[forest.Axis, "the axis of the forest plot"]
    carried: Annotated[carried.Axis | None, "who carried it, along the period"]
    open: Annotated[int, "candidates shown before the rest are asked for"]
    panel: Annotated[deciding.Panel, "what people said of it, and what the viewer may say"]
    span: Annotated[period.Period, "the part of the records asked about"]
    pinned: Annotated[int | None, "the decision whose evidence is shown instead of today's"]
    older: Annotated[bool, "whether the records have changed since this was found"]
    job: Annotated[work.Job | None, "the newest comparison of this number, while it runs"]


def load(ask: Ask) -> AttributionContext:
    """The answer found last, or the one that a decision pinned, and the decisions on the number."""
    # scipy takes half a second to import: only where it is used
    from lineholder.pipeline import attribution, decisions

    given, span = (ask.store, ask.actor, ask.scope), period.asked(ask)
    number, pinned = lines.canonical(ask.path["number"]), ask.query.get("decision", "")
    said = attribution.attribution_found(*given, number, *span.ends)
    found, current = said if said else (None, True)
    now = found if current else None
    if pinned.isdecimal():
        found = decisions.decision_and_evidence(*given, int(pinned))[1]
    candidates = found.candidates if found else ()
    axis = forest.axis(e for c in candidates for e in c.evidence)
    shown = tuple(_shown(c, axis) for c in candidates)
    asked = ask.query.get("candidate", "").strip()
    chosen = lines.canonical(asked) if asked else None  # none is asked for: the first is shown
    first = next((s for s in shown if s.candidate.number == chosen), shown[0] if shown else None)
    return AttributionContext(
        title=f"Who carries {words.number(number)}",
        paper=_paper(found),
        number=number,
        line=_line(ask, number),
        found=found,
        verdict=VERDICTS[found.verdict] if found else "Not compared yet",
        shown=shown,
        first=first,
        runner_up=candidates[1] if len(candidates) > 1 else None,
        axis=axis,
        carried=carried.axis(found) if found else None,
        open=OPEN,
        panel=deciding.panel(ask, number, now, first.candidate if first else None),
        span=span,
        pinned=int(pinned) if pinned.isdecimal() else None,
        older=not current,
        job=_job(ask, number),
    )


def _shown(candidate: Candidate, axis: forest.Axis) -> Shown:
    ordered = sorted(candidate.strands, key=lambda s: (not s.against, -abs(s.log10_lr)))
    return Shown(candidate, forest.marks(candidate.evidence, axis), tuple(ordered))


def _paper(found: Attribution | None) -> Paper:
    if found is None:
        return Paper("not compared yet")
    seen = (
        (words.period(found.from_s, found.to_s - 1),)
        if found.from_s is not None and found.to_s is not None
        else ()
    )
    more = (*seen, f"{found.searched:,} numbers searched", "no UK field validation")
    return Paper(VERDICTS[found.verdict], more, found.snapshot)


def _line(ask: Ask, number: str) -> str | None:
    found = lines.lines_found(ask.store, ask.actor, ask.scope)
    of = [c for c in (found.lines if found else ()) if number in {u.number for u in c.numbers}]
    return of[0].line if of else None


def _job(ask: Ask, number: str) -> work.Job | None:
    """The newest comparison of this number, where it runs or failed."""

    def of_it(run: Run) -> bool:
        return run.step == "attribute" and number in run.params.get("numbers", ())

    runs = [run for run in jobs.jobs(ask.store, ask.actor, ask.scope) if of_it(run)]
    found = work.job(runs[0], int(time.time())) if runs else None
    return found if found and (found.active or found.state == "failed") else None


PAGE = Page(
    "/numbers/{number}/attribution",
    Permission.READ_ROWS,
    "attribution.html",
    AttributionContext,
    load,
)

"""Explain: why a number is, or is not, ranked as a line. It answers for any number, in any writing."""

from dataclasses import dataclass
from typing import Annotated

from lineholder.model.lines import Explanation, Method, Verdict
from lineholder.model.people import Permission
from lineholder.pipeline import lines
from lineholder.web import evidence, words
from lineholder.web.page import Ask, Page, Paper
from lineholder.web.pages.line import DayBar, day_bars

VERDICTS = {
    Verdict.LINE: "Ranked as a line",
    Verdict.NOT_A_LINE: "Not ranked as a line",
    Verdict.INSUFFICIENT: "Insufficient data to say",
    Verdict.NOT_IN_DATA: "Not in this data",
}


@dataclass(frozen=True, slots=True)
class ExplainContext:
    """What the page of one number shows."""

    title: Annotated[str, "the heading"]
    paper: Annotated[Paper, "what paper states above the page"]
    explanation: Annotated[Explanation, "what the records say of the number"]
    verdict: Annotated[str, "the verdict in words"]
    says: Annotated[tuple[evidence.Say, ...], "each signal's say, most for first"]
    methods: Annotated[tuple[Method, ...], "what each signal is and is blind to"]
    days: Annotated[tuple[DayBar, ...], "daily activity, empty where it was never seen"]


def load(ask: Ask) -> ExplainContext:
    """The number in the path, explained."""
    given = (ask.store, ask.actor, ask.scope)
    said = lines.explain(*given, ask.path["number"])
    seen = said.verdict is not Verdict.NOT_IN_DATA
    found = lines.lines_found(*given)
    methods = lines.methods(*given)
    return ExplainContext(
        title=words.number(said.number),
        paper=Paper(VERDICTS[said.verdict], (), found.snapshot if found else None),
        explanation=said,
        verdict=VERDICTS[said.verdict],
        says=evidence.says(said.reasons, evidence.by_name(methods)),
        methods=methods,
        days=day_bars(lines.activity_of(*given, [said.number])) if seen else (),
    )


PAGE = Page("/numbers/{number}", Permission.READ, "explain.html", ExplainContext, load)

"""Describe: a candidate's evidence LRs, its strands for and against, and the references that open rows."""

from dataclasses import dataclass

from lineholder.attribute import MODELS
from lineholder.attribute.combine import MIN_SWITCHES, Moved, moved
from lineholder.attribute.fitted import Fitted
from lineholder.attribute.measure import Measured
from lineholder.attribute.subject import Subject
from lineholder.maths.sample import Floats
from lineholder.model.attribution import Candidate, Evidence, Found, Strand
from lineholder.model.findings import Reference
from lineholder.model.question import Asker, Question

PLACES = """
    SELECT ingest, sheet, row FROM observations
    WHERE subject IN ($number, $other) AND cell IS NOT NULL AND start_s >= $from_s AND start_s < $to_s
"""


@dataclass(frozen=True, slots=True)
class Context:
    """What describing needs: the number, what was measured, what it is calibrated by."""

    number: str
    subject: Subject
    found: Measured
    fitted: Fitted


def described(
    asker: Asker, context: Context, order: list[int], log10_lr: Floats
) -> tuple[tuple[Candidate, ...], tuple[Reference, ...]]:
    """The candidates in this order; movement is recomputed on odd days for what even days found."""
    found = context.found
    halves = [moved(found.days, len(found.candidates), found.days.day % 2 == k) for k in (0, 1)]
    shown: list[Candidate] = []
    opens: list[Reference] = []
    for rank, i in enumerate(order, 1):
        strands, references = _strands(asker, context, i)
        opens += references
        shown.append(
            Candidate(
                number=found.candidates[i],
                rank=rank,
                rank_log10_lr=float(log10_lr[i]),
                evidence=_evidence(context, i),
                switches=int(found.moved.switches[i]),
                contradicting=int(found.moved.contradicting[i]),
                strands=strands,
                found=_half(halves[0], i),
                proved=_half(halves[1], i),
            )
        )
    return tuple(shown), tuple(opens)


def sentence(verdict: Found, number: str, shown: tuple[Candidate, ...], searched: int) -> str:
    """The verdict in words: a lead, and never that a number belongs to anybody."""
    words = {
        Found.CANDIDATE: f"Of {searched} numbers searched one stands out: {_first(shown)}.",
        Found.SEVERAL: f"Of {searched} numbers searched several stand out; first {_first(shown)}.",
        Found.NOT_IN_DATA: (
            f"None of {searched} numbers searched explains {number} better than somebody who is not "
            "in this data."
        ),
        Found.INSUFFICIENT: (
            f"Too little is held of {number} to compare it: its own return with cells is needed."
        ),
    }
    return words[verdict] + " A lead for an investigator; no UK field validation."


def _first(shown: tuple[Candidate, ...]) -> str:
    return shown[0].number if shown else "none"


def _half(part: Moved, i: int) -> float | None:
    return float(part.score[i]) if part.enough[i] else None


def _evidence(context: Context, i: int) -> tuple[Evidence, ...]:
    """One LR an alternative; 0 with fewer than MIN_SWITCHES switches."""
    found, fitted = context.found, context.fitted
    features = found.moved.features()[i : i + 1]
    said = []
    for alternative, one in fitted.evidence.items():
        log10_lr = float(one.bounds.clip(one.logistic.log10_lr(features))[0])
        if not found.moved.enough[i]:
            log10_lr = 0.0
        bounds = one.bounds
        said.append(Evidence(alternative, log10_lr, bounds.lower, bounds.upper, fitted.validation))
    return tuple(said)


def _strands(
    asker: Asker, context: Context, i: int
) -> tuple[tuple[Strand, ...], tuple[Reference, ...]]:
    number = context.found.candidates[i]
    opened = Reference.of(_places(context.subject, number), asker.snapshot)
    strands, opens = [_moves(context, i, opened.ref)], [opened]
    for model in MODELS:
        facts = context.found.facts[model.name].get(number)
        if facts is None:
            continue
        opened = Reference.of(model.cite(context.subject, number), asker.snapshot)
        share = model.log10_lr(facts)
        strands.append(
            Strand(model.name, share, model.for_(facts), model.against(facts), opened.ref)
        )
        opens.append(opened)
    return tuple(strands), tuple(opens)


def _moves(context: Context, i: int, ref: str) -> Strand:
    seen = context.found.moved
    switches, contra, days = (int(x[i]) for x in (seen.switches, seen.contradicting, seen.days))
    if not seen.enough[i]:
        why = (
            f"{switches} switches; {MIN_SWITCHES} are needed: its own return with cells is wanted"
        )
        return Strand("co-movement", 0.0, "", "", ref, why)
    share = float(context.found.movement(context.fitted)[i])
    return Strand(
        "co-movement",
        share,
        f"{switches - contra} of {switches} switches on {days} days are where one person's would be.",
        f"{contra} of {switches} switches are where its own habits explain more."
        if contra
        else "",
        ref,
    )


def _places(subject: Subject, other: str) -> Question:
    return Question("places of two numbers", PLACES, {**subject.values(), "other": other})

"""Describe: a candidate's evidence, its strands for and against, and the references that open rows."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lineholder.attribute import MODELS, exclusion, moments
from lineholder.attribute.combine import MIN_SWITCHES, Moved
from lineholder.attribute.evidence import weigh
from lineholder.attribute.fitted import Fitted
from lineholder.attribute.measure import Measured
from lineholder.attribute.subject import Subject
from lineholder.maths.sample import Flags, Floats, Ints
from lineholder.model.attribution import Apart, AtMoments, Candidate, Moment, Strand
from lineholder.model.findings import Reference
from lineholder.model.question import Asker, Question

PLACES = """
    SELECT ingest, sheet, row FROM observations
    WHERE subject IN ($number, $other) AND cell IS NOT NULL AND start_s >= $from_s AND start_s < $to_s
"""


@dataclass(frozen=True, slots=True)
class Context:
    """What describing needs: what was measured of whom, what it is calibrated by, when it mattered."""

    subject: Subject
    found: Measured
    fitted: Fitted
    moments: Mapping[Moment, Ints]


@dataclass(frozen=True, slots=True)
class Halves:
    """Movement on even days, where the search looks, and on odd days, which it never saw."""

    searched: Moved
    place: tuple[int, ...]  # of each candidate by the search
    kept: Moved

    @staticmethod
    def of(context: Context) -> "Halves":
        """Days are counted since 1970; whether that count is even knows nothing of the case."""
        found = context.found
        searched, kept = found.half(0), found.half(1)
        score = searched.ranking() @ context.fitted.movement
        order = sorted(range(len(found.candidates)), key=lambda i: (-float(score[i]), i))
        place = [0] * len(order)
        for rank, i in enumerate(order, 1):
            place[i] = rank
        return Halves(searched, tuple(place), kept)

    def apart(self, context: Context, i: int) -> Apart:
        """Of one candidate."""
        return Apart(
            self.place[i] if self.searched.enough[i] else None,
            int(self.searched.days[i]),
            weigh(context.fitted, self.kept, i),
            int(self.kept.days[i]),
        )


@dataclass(frozen=True, slots=True)
class Then:
    """Movement measured from the switches next to one kind of moment alone."""

    kind: Moment
    at_s: Ints
    chosen: Flags
    moved: Moved

    @staticmethod
    def of(context: Context) -> "tuple[Then, ...]":
        """One a kind that has moments at all; nothing where nobody moved."""
        motion = context.found.motion
        if motion is None:
            return ()
        found = []
        for kind, at_s in context.moments.items():
            if at_s.size:
                chosen = moments.nearby(motion.found.at_s, at_s)
                found.append(Then(kind, at_s, chosen, context.found.part(chosen)))
        return tuple(found)

    def at_moments(self, context: Context, i: int) -> AtMoments:
        """Of one candidate."""
        motion = context.found.motion
        near = 0
        if motion is not None:
            mine = self.chosen & (motion.place[motion.found.owner] == i)
            near = int(moments.nearby(self.at_s, np.sort(motion.found.at_s[mine])).sum())
        return AtMoments(
            self.kind,
            int(self.at_s.size),
            near,
            int(self.moved.contradicting[i]),
            weigh(context.fitted, self.moved, i),
        )


def described(
    asker: Asker, context: Context, order: list[int], log10_lr: Floats
) -> tuple[tuple[Candidate, ...], tuple[Reference, ...]]:
    """The candidates in this order, and the references that their strands open."""
    found, halves, then = context.found, Halves.of(context), Then.of(context)
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
                evidence=weigh(context.fitted, found.moved, i),
                switches=int(found.moved.switches[i]),
                contradicting=int(found.moved.contradicting[i]),
                strands=strands,
                apart=halves.apart(context, i),
                moments=tuple(one.at_moments(context, i) for one in then),
            )
        )
    return tuple(shown), tuple(opens)


def _strands(
    asker: Asker, context: Context, i: int
) -> tuple[tuple[Strand, ...], tuple[Reference, ...]]:
    number = context.found.candidates[i]
    opened = Reference.of(_places(context.subject, number), asker.snapshot)
    strands, opens = [_moves(context, i, opened.ref)], [opened]
    apart = context.found.motion.impossible(i) if context.found.motion else 0
    if apart:
        words = f"{apart} switches are further apart than a journey explains."
        strands.append(Strand(exclusion.NAME, 0.0, "", words, opened.ref))
    for model in MODELS:
        facts = context.found.facts[model.name].get(number)
        if facts is None:
            continue
        opened = Reference.of(model.cite(context.subject, number), asker.snapshot)
        share = model.log10_lr(facts) * context.fitted.strands[model.name]
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

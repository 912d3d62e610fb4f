"""Find: whose numbers move, talk and sit with this number; what speaks for and against; who is not seen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lineholder.attribute import MODELS, block, moments, segments
from lineholder.attribute.absent import silent
from lineholder.attribute.combine import not_in_data
from lineholder.attribute.describe import Context, described
from lineholder.attribute.fitted import Fitted
from lineholder.attribute.measure import Measured, measure
from lineholder.attribute.subject import Subject, ask_handsets, ask_used, same_handset
from lineholder.model.attribution import Attribution, Candidate, Found
from lineholder.model.digest import digest
from lineholder.model.findings import Reference
from lineholder.model.question import Asker

SHOWN = 20
STANDS_OUT = 0.5  # posterior from which one candidate is said to stand out
EVER = (-(2**40), 2**40)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: a number as the records hold it, a period in UTC epoch seconds, the known lines."""

    number: str
    from_s: int = EVER[0]
    to_s: int = EVER[1]
    lines: tuple[tuple[str, ...], ...] = ()

    def own_line(self) -> frozenset[str]:
        """The numbers of the line that this one is of, itself included."""
        of = [numbers for numbers in self.lines if self.number in numbers]
        return frozenset({self.number, *(n for numbers in of for n in numbers)})

    def all_lines(self) -> frozenset[str]:
        """Every line's numbers: none of them is anybody's private phone."""
        return frozenset(n for numbers in self.lines for n in numbers)


@dataclass(frozen=True, slots=True)
class Answered:
    """The attribution, and the references that its strands open."""

    attribution: Attribution
    references: tuple[Reference, ...]


def version(asked: Asked, fitted: Fitted, snapshot: str) -> str:
    """Digest of the questions, the fit, the period and the snapshot that an answer rests on."""
    subject = Subject(asked.number, (), asked.from_s, asked.to_s)
    questions = [model.ask(subject).digest() for model in MODELS]
    questions += [
        block.ask_near(subject).digest(),
        block.ask_seen(subject, block.Params()).digest(),
        moments.ask(subject).digest(),
    ]
    return digest([questions, [list(n) for n in asked.lines], fitted.digest, snapshot])


def find(asker: Asker, asked: Asked, fitted: Fitted) -> Answered:
    """The candidates for whoever carries the number, best first, with everything they rest on."""
    used = asker.answer(ask_used(asked.number, asked.from_s, asked.to_s)).table.to_pylist()[0]
    handset = same_handset(asker.answer(ask_handsets(asked.number)).table)
    hand = frozenset(handset | asked.own_line()) - {asked.number}
    if not used["n"]:
        return Answered(_unseen(asker, asked, fitted, hand), ())
    subject = Subject(asked.number, tuple(sorted(hand)), used["first_s"], used["last_s"] + 1)
    leave_out = hand | asked.all_lines() | {asked.number}
    found = measure(asker, subject, frozenset(leave_out))
    when = moments.read(asker.answer(moments.ask(subject)).table)
    return _answered(asker, Context(subject, found, fitted, when), used)


def _answered(asker: Asker, context: Context, used: dict[str, int]) -> Answered:
    found, fitted, subject = context.found, context.fitted, context.subject
    log10_lr = fitted.rank_log10_lr(found.score(fitted))
    unseen, posterior = not_in_data(log10_lr, fitted.prior_not_in_data)
    order = np.lexsort((np.arange(log10_lr.size), -log10_lr))
    shown, references = described(asker, context, order[:SHOWN].tolist(), log10_lr)
    best = [
        (int(i), found.candidates[i]) for i in order[: segments.STATES] if found.moved.enough[i]
    ]
    held = segments.held(found.days, best)
    verdict = _verdict(used, unseen, posterior[order[:1]].tolist())
    attribution = Attribution(
        number=subject.number,
        from_s=subject.from_s,
        to_s=subject.to_s,
        same_hand=subject.line,
        candidates=shown,
        searched=len(found.candidates),
        not_in_data=unseen,
        prior_not_in_data=fitted.prior_not_in_data,
        segments=held.segments,
        handovers=held.handovers,
        gaps=segments.gaps(found.motion.mine.time_s) if found.motion else (),
        verdict=verdict,
        sentence=sentence(verdict, subject.number, shown, len(found.candidates)),
        ask_for=_ask_for(subject.number, used, found, order[:3].tolist()),
        silent=silent(),
        snapshot=asker.snapshot,
        version="",
    )
    return Answered(attribution, references)


def sentence(verdict: Found, number: str, shown: tuple[Candidate, ...], searched: int) -> str:
    """The verdict in words: a lead, and never that a number belongs to anybody."""
    first = shown[0].number if shown else "none"
    words = {
        Found.CANDIDATE: f"Of {searched} numbers searched one stands out: {first}.",
        Found.SEVERAL: f"Of {searched} numbers searched several stand out; first {first}.",
        Found.NOT_IN_DATA: (
            f"None of {searched} numbers searched explains {number} better than somebody who is not "
            "in this data."
        ),
        Found.INSUFFICIENT: (
            f"Too little is held of {number} to compare it: its own return with cells is needed."
        ),
    }
    return words[verdict] + " A lead for an investigator; no UK field validation."


def _verdict(used: dict[str, int], unseen: float, first: Sequence[float]) -> Found:
    if not used["cells"]:
        return Found.INSUFFICIENT
    if unseen >= STANDS_OUT:
        return Found.NOT_IN_DATA
    return Found.CANDIDATE if len(first) and first[0] >= STANDS_OUT else Found.SEVERAL


def _ask_for(
    number: str, used: dict[str, int], found: Measured, first: list[int]
) -> tuple[str, ...]:
    """The records that would say more."""
    wanted = [] if used["cells"] else [f"the return of {number} itself, with cells"]
    wanted += [
        f"the return of {found.candidates[i]}, with cells"
        for i in first
        if not found.moved.enough[i]
    ]
    return tuple(wanted)


def _unseen(asker: Asker, asked: Asked, fitted: Fitted, hand: frozenset[str]) -> Attribution:
    """The answer for a number that no record of the period shows."""
    return Attribution(
        number=asked.number,
        from_s=None,
        to_s=None,
        same_hand=tuple(sorted(hand)),
        candidates=(),
        searched=0,
        not_in_data=1.0,
        prior_not_in_data=fitted.prior_not_in_data,
        segments=(),
        handovers=(),
        gaps=(),
        verdict=Found.INSUFFICIENT,
        sentence=sentence(Found.INSUFFICIENT, asked.number, (), 0),
        ask_for=(f"the return of {asked.number} itself, with cells",),
        silent=silent(),
        snapshot=asker.snapshot,
        version="",
    )

"""Measure: everything that the models say of every candidate of one subject."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lineholder.attribute import MODELS, block, coverage, movement
from lineholder.attribute.combine import Moved, moved, refuse_double
from lineholder.attribute.fitted import Fitted
from lineholder.attribute.model import Facts
from lineholder.attribute.movement import Days, Track
from lineholder.attribute.subject import Subject, table
from lineholder.attribute.tracks import ground, tracks
from lineholder.maths.sample import Floats
from lineholder.model.question import Asker


@dataclass(frozen=True, slots=True)
class Measured:
    """Candidates in text order; `days` of those with cells; facts of the other models by number."""

    candidates: tuple[str, ...]
    days: Days
    moved: Moved
    facts: Mapping[str, Mapping[str, Facts]]  # by model, then number
    shift_s: int = 0

    def strands(self) -> Floats:
        """Candidates x MODELS: log10 LR of each strand."""
        place = {number: i for i, number in enumerate(self.candidates)}
        said = np.zeros((len(self.candidates), len(MODELS)))
        for column, model in enumerate(MODELS):
            for number, facts in self.facts[model.name].items():
                said[place[number], column] = model.log10_lr(facts)
        return said

    def rank_log10_lr(self, fitted: Fitted) -> Floats:
        """One rank LR a candidate."""
        total = fitted.intercept + self.movement(fitted) + self.strands().sum(axis=1)
        return np.asarray(total, dtype=np.float64)

    def movement(self, fitted: Fitted) -> Floats:
        """Movement's share in the rank LR."""
        share = self.moved.ranking() @ np.asarray(fitted.movement)
        return np.asarray(share, dtype=np.float64)


def measure(
    asker: Asker, subject: Subject, leave_out: frozenset[str], shift_days: int = 0
) -> Measured:
    """Compare the subject with every number in concurrent use but those of `leave_out`.

    With `shift_days` the candidates' movements are read so many days later: the same habits on other
    days, the null that the evidence against "own habits" is calibrated on.
    """
    refuse_double(MODELS)
    seen = asker.answer(block.ask_seen(subject, block.Params())).table
    candidates = tuple(sorted({str(n) for n in seen["number"].to_pylist()} - leave_out))
    given = {"candidates": table(candidates)}
    facts = {}
    for model in MODELS:
        rows = asker.answer(model.ask(subject), given).table.to_pylist()
        facts[model.name] = {row["number"]: row for row in rows}
    days = _days(asker, subject, candidates, facts, shift_days)
    return Measured(candidates, days, moved(days, len(candidates)), facts)


def _days(
    asker: Asker,
    subject: Subject,
    candidates: Sequence[str],
    facts: Mapping[str, Mapping[str, Facts]],
    shift_days: int,
) -> Days:
    """Movement, of the candidates nearest in place and time and of those a hard identifier names."""
    land = ground(asker)
    if subject.number not in land.place:
        return _none()
    near = block.nearest(asker.answer(block.ask_near(subject)).table, frozenset(candidates))
    named = sorted({*near, *(n for n in facts["handset sharing"] if n in land.place)})
    mine, theirs = tracks(asker, subject, named, land)
    if shift_days:
        theirs = Track(theirs.owner, theirs.time_s + shift_days * movement.DAY_S, theirs.cell)
    shares = coverage.learn(land.sites, land.steps, land.traffic())
    kernel = coverage.kernel(land.sites, shares, land.public(subject.number))
    found = movement.switches(mine, theirs)
    if found.owner.size == 0:
        return _none()
    days = movement.days(found, theirs, kernel)
    place = {number: i for i, number in enumerate(candidates)}
    owner = np.array([place[number] for number in named], dtype=np.int64)[days.owner]
    return Days(owner, days.day, days.switches, days.contradicting, days.rank, days.evidence)


def _none() -> Days:
    none = np.empty(0, dtype=np.int64)
    return Days(none, none, none, none, np.empty(0), np.empty(0))

"""Measure: everything that the models say of every candidate of one subject."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from lineholder.attribute import (
    MODELS,
    association,
    block,
    coverage,
    exclusion,
    handset_sharing,
    movement,
    together,
)
from lineholder.attribute.combine import Moved, moved, refuse_double
from lineholder.attribute.coverage import Kernel
from lineholder.attribute.fitted import Fitted
from lineholder.attribute.model import Facts
from lineholder.attribute.movement import NO_DAYS, Days, Switches, Track
from lineholder.attribute.subject import Subject, table
from lineholder.attribute.tracks import ground, tracks
from lineholder.maths.sample import Flags, Floats, Ints
from lineholder.model.question import Asker

CLOSEST = 40


@dataclass(frozen=True, slots=True)
class Motion:
    """What movement is measured from, kept so that parts of it can be measured anew."""

    found: Switches
    mine: Track
    theirs: Track
    kernel: Kernel
    place: Ints  # of each owner among the candidates
    places: together.Places

    def days(self, chosen: Flags | None = None) -> Days:
        """Every day of the chosen switches (default: all); owners are places among the candidates."""
        found = self.found if chosen is None else self.found.where(chosen)
        if found.owner.size == 0:
            return NO_DAYS
        gain = association.gain(found, self.mine)
        days = movement.days(found, self.theirs, self.kernel, gain)
        return replace(days, owner=self.place[days.owner])

    def together(self, closest: Ints, candidates: int, chosen: Flags | None = None) -> Floats:
        """log10 LR of occasions together for the `closest` owners; the others get the least of these.

        With `chosen` switches, from the subject's records of these alone.
        """
        rows = np.unique(self.found.record if chosen is None else self.found.record[chosen])
        mine = Track(self.mine.owner[rows], self.mine.time_s[rows], self.mine.cell[rows])
        said = np.zeros(candidates)
        if rows.size == 0 or closest.size == 0:
            return said
        known = together.Known.of(self.places, mine)
        spans = np.searchsorted(self.theirs.owner, np.stack([closest, closest + 1]))
        told = np.array(
            [
                known.log10_lr(self.theirs.time_s[a:b], self.theirs.cell[a:b])
                for a, b in spans.T.tolist()
            ]
        )
        said[self.place] = min(0.0, float(told.min()))
        said[self.place[closest]] = told
        return said

    def impossible(self, candidate: int) -> int:
        """Switches of the candidate that no journey explains."""
        mine = self.place[self.found.owner] == candidate
        return int(exclusion.impossible(self.found.where(mine), self.kernel).sum())


@dataclass(frozen=True, slots=True)
class Measured:
    """Candidates in text order; `days` of those with cells; facts of the other models by number.

    `motion` is None where the subject, or everybody else, has no placed record.
    """

    candidates: tuple[str, ...]
    motion: Motion | None
    days: Days
    moved: Moved
    facts: Mapping[str, Mapping[str, Facts]]  # by model, then number
    closest: Ints  # owners whose occasions together are read: the CLOSEST by movement's score

    def strands(self) -> Floats:
        """Candidates x MODELS: log10 LR of each strand."""
        place = {number: i for i, number in enumerate(self.candidates)}
        said = np.zeros((len(self.candidates), len(MODELS)))
        for column, model in enumerate(MODELS):
            for number, facts in self.facts[model.name].items():
                said[place[number], column] = model.log10_lr(facts)
        return said

    def score(self, fitted: Fitted) -> Floats:
        """What orders the candidates: log10, not yet an LR (`Fitted.first`)."""
        strands = self.strands() @ fitted.strand_weights([model.name for model in MODELS])
        return np.asarray(self.movement(fitted) + strands, dtype=np.float64)

    def movement(self, fitted: Fitted) -> Floats:
        """Movement's share in the score."""
        share = self.moved.ranking() @ np.asarray(fitted.movement)
        return np.asarray(share, dtype=np.float64)

    def half(self, odd: int) -> Moved:
        """Movement of the even (0) or the odd (1) days alone; neither learns from the other's switches."""
        return self.part(self.motion.found.day % 2 == odd) if self.motion else self.moved

    def part(self, chosen: Flags) -> Moved:
        """Movement of the chosen switches alone."""
        if self.motion is None:
            return moved(NO_DAYS, len(self.candidates))
        beside = self.motion.together(self.closest, len(self.candidates), chosen)
        return moved(self.motion.days(chosen), len(self.candidates), beside)


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
    sat = frozenset(facts[handset_sharing.MODEL.name])
    motion = _motion(asker, subject, candidates, sat, shift_days)
    days = motion.days() if motion else NO_DAYS
    first = moved(days, len(candidates))
    closest, beside = np.empty(0, dtype=np.int64), None
    if motion is not None:
        closest = _closest(first, motion)
        beside = motion.together(closest, len(candidates))
    return Measured(candidates, motion, days, moved(days, len(candidates), beside), facts, closest)


def _closest(first: Moved, motion: Motion) -> Ints:
    """Owners with switches enough, the CLOSEST by score; ascending."""
    owners = np.flatnonzero(first.enough[motion.place])
    order = np.argsort(-first.score[motion.place[owners]], kind="stable")
    return np.sort(owners[order[:CLOSEST]])


def _motion(
    asker: Asker,
    subject: Subject,
    candidates: Sequence[str],
    named: frozenset[str],
    shift_days: int,
) -> Motion | None:
    """Of the candidates nearest in place and time, and of those that a hard identifier names."""
    land = ground(asker)
    if subject.number not in land.place:
        return None
    placed = frozenset(n for n in candidates if n in land.place)
    near = block.nearest(asker.answer(block.ask_near(subject)).table, placed)
    compared = sorted({*near, *(named & placed)})
    mine, theirs = tracks(asker, subject, compared, land)
    if shift_days:
        theirs = Track(theirs.owner, theirs.time_s + shift_days * movement.DAY_S, theirs.cell)
    shares = coverage.learn(land.sites, land.steps, land.traffic())
    kernel = coverage.kernel(land.sites, shares, land.public(subject.number))
    place = {number: i for i, number in enumerate(candidates)}
    owners = np.array([place[number] for number in compared], dtype=np.int64)
    public = land.public(subject.number)
    sites = together.Places(
        kernel.apart_km, coverage.spacing_km(land.sites, kernel.apart_km), public
    )
    return Motion(movement.switches(mine, theirs), mine, theirs, kernel, owners, sites)

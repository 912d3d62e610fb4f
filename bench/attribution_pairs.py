"""Pairs of known truth for attribution: what the product measures of each line number of a county."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bench.counties import Desk
from lineholder.attribute.combine import Moved
from lineholder.attribute.find import Asked
from lineholder.attribute.measure import Measured, measure
from lineholder.attribute.subject import Subject, ask_handsets, ask_used, same_handset
from lineholder.model.attribution import Alternative
from lineholder.pipeline.lines import find_lines
from lineholder.pipeline.workspace import opened_seals

EVENTS = (10, 20, 40)
FEATURES = ("beyond", "tied", "together")  # of Moved.features
SHIFT_DAYS = 7  # the same person's habits on the same weekday of another week


@dataclass(frozen=True, slots=True)
class Question:
    """One line number whose own return is held: measured, the same shifted, and who is who."""

    number: str
    measured: Measured
    shifted: Measured
    few: tuple[tuple[Moved, Moved], ...]  # both from EVENTS of the subject's records alone
    sole: bool  # one person carried the number throughout: only then is the truth of a pair one thing
    carriers: frozenset[str]
    partners: frozenset[str]  # who share a carrier's home, the holder's partner where she does
    runners: frozenset[str]
    customers: frozenset[str]

    def right(self) -> np.ndarray:
        """Which candidates are numbers of a person who carried the line number."""
        return _among(self.measured, self.carriers)

    def pairs(self, alternative: Alternative, few: bool = False) -> tuple[np.ndarray, ...]:
        """Evidence features of pairs of one person, and of two under this alternative.

        With `few`, of the same pairs from few events too.
        """
        if not self.sole:
            return tuple(np.empty((0, len(FEATURES))) for _ in range(2))
        some = [(self.measured.moved, self.shifted.moved), *(self.few if few else ())]
        same, other = zip(*(self._pairs(alternative, *one) for one in some), strict=True)
        return np.vstack(same), np.vstack(other)

    def _pairs(
        self, alternative: Alternative, moved: Moved, shifted: Moved
    ) -> tuple[np.ndarray, np.ndarray]:
        same = moved.features()[self.right() & moved.enough]
        if alternative is Alternative.OWN_HABITS:
            carried = _among(self.shifted, self.carriers)
            return same, shifted.features()[carried & shifted.enough]
        who = {
            Alternative.PARTNER: self.partners,
            Alternative.RUNNER: self.runners,
            Alternative.CUSTOMER: self.customers,
        }[alternative]
        return same, moved.features()[_among(self.measured, who - self.carriers) & moved.enough]


def questions(desk: Desk, shift: bool = True) -> Iterator[Question]:
    """Every line number of the county whose own return shows cells.

    With `shift`, `shifted` holds the same on other days and neither keeps its switches; without it the
    two are one.
    """
    lines = find_lines(desk.store, desk.actor, desk.scope).lines
    known = tuple(tuple(use.number for use in line.numbers) for line in lines)
    people = {p["person"]: p for p in desk.truth["people"]}
    with desk.store.engine(desk.scope, opened_seals(desk.store)) as asker:
        for line, number in _numbers(desk.truth):
            asked = Asked(number, lines=known)
            used = asker.answer(ask_used(number, asked.from_s, asked.to_s)).table.to_pylist()[0]
            if not used["cells"]:
                continue
            hand = same_handset(asker.answer(ask_handsets(number)).table) | asked.own_line()
            subject = Subject(number, tuple(sorted(hand)), used["first_s"], used["last_s"] + 1)
            out = frozenset(hand | asked.all_lines() | {number})
            measured = shifted = measure(asker, subject, out)
            few: tuple[tuple[Moved, Moved], ...] = ()
            if shift:
                shifted = measure(asker, subject, out, SHIFT_DAYS)
                few = tuple(
                    (thinned(measured, number, n), thinned(shifted, number, n)) for n in EVENTS
                )
                measured, shifted = (replace(m, motion=None) for m in (measured, shifted))
            hands = {c["person"] for c in line["carried"] if c["number"] == number}
            yield Question(
                number,
                measured,
                shifted,
                few,
                len(hands) == 1,
                _of(people, *hands),
                _of(people, *_at_home(people, hands)),
                _of(people, *(w["person"] for w in line["workers"])),
                frozenset(line["customers"]),
            )


def thinned(measured: Measured, number: str, events: int) -> Moved:
    """Movement from so many of the subject's records with a switch, drawn at random by its number."""
    if measured.motion is None:
        return measured.moved
    found = measured.motion.found
    records = np.unique(found.record)
    rng = np.random.default_rng([int(number[1:]), events])
    chosen = rng.choice(records, min(events, records.size), replace=False)
    return measured.part(np.isin(found.record, chosen))


def _numbers(truth: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    for line in truth["lines"]:
        for entry in line["numbers"]:
            yield line, entry["number"]


def _at_home(people: dict[str, Any], hands: set[str]) -> list[str]:
    """Who else lives where somebody of `hands` lives."""
    homes = {people[p]["household"] for p in hands if people[p]["household"]}
    return [p for p, one in people.items() if one["household"] in homes and p not in hands]


def _of(people: dict[str, Any], *persons: str) -> frozenset[str]:
    return frozenset(n["number"] for p in persons for n in people[p]["numbers"])


def _among(measured: Measured, numbers: frozenset[str]) -> np.ndarray:
    return np.array([c in numbers for c in measured.candidates], dtype=bool)

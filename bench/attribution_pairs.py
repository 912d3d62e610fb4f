"""Pairs of known truth for attribution: what the product measures of each line number of a county."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bench.counties import Desk
from lineholder.attribute.find import Asked
from lineholder.attribute.measure import Measured, measure
from lineholder.attribute.subject import Subject, ask_handsets, ask_used, same_handset
from lineholder.model.attribution import Alternative
from lineholder.pipeline.lines import find_lines
from lineholder.pipeline.workspace import opened_seals

SHIFT_DAYS = 7  # the same person's habits on the same weekday of another week


@dataclass(frozen=True, slots=True)
class Question:
    """One line number whose own return is held: measured, the same shifted, and who is who."""

    number: str
    measured: Measured
    shifted: Measured
    carriers: frozenset[str]
    partners: frozenset[str]
    runners: frozenset[str]
    customers: frozenset[str]

    def right(self) -> np.ndarray:
        """Which candidates are numbers of a person who carried the line number."""
        return _among(self.measured, self.carriers)

    def pairs(self, alternative: Alternative) -> tuple[np.ndarray, np.ndarray]:
        """Evidence features of pairs of one person, and of two under this alternative."""
        moved = self.measured.moved
        same = moved.features()[self.right() & moved.enough]
        if alternative is Alternative.OWN_HABITS:
            other = self.shifted.moved
            return same, other.features()[_among(self.shifted, self.carriers) & other.enough]
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
            if shift:
                measured = replace(measured, motion=None)
                shifted = replace(measure(asker, subject, out, SHIFT_DAYS), motion=None)
            yield Question(
                number,
                measured,
                shifted,
                _of(people, *(c["person"] for c in line["carried"] if c["number"] == number)),
                _of(people, line["partner"]),
                _of(people, *(w["person"] for w in line["workers"])),
                frozenset(line["customers"]),
            )


def _numbers(truth: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    for line in truth["lines"]:
        for entry in line["numbers"]:
            yield line, entry["number"]


def _of(people: dict[str, Any], *persons: str) -> frozenset[str]:
    return frozenset(n["number"] for p in persons for n in people[p]["numbers"])


def _among(measured: Measured, numbers: frozenset[str]) -> np.ndarray:
    return np.array([c in numbers for c in measured.candidates], dtype=bool)

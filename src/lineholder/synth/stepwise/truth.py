"""Truth of a stepwise county, in the form of synth/truth.py: what really went on. Times ISO UTC.

Only numbers that occur in what happened are listed; a number's time reaches over its first and last
use. A line that was sold has its first holder; the buyer's numbers stand with the holder's second
phone under `command_numbers`, as his own are the head's too. Ages, brands, occupants are not modelled.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np

from lineholder.synth.papers import reference
from lineholder.synth.stepwise.holding import Holding
from lineholder.synth.stepwise.line import Line
from lineholder.synth.stepwise.manners import WHY
from lineholder.synth.stepwise.records import Rows
from lineholder.synth.stepwise.shire import Contact, Shire

Json = dict[str, Any]
ROLES = {"holder": "controller", "deputy": "call_handler", "runner": "runner"}
USES = {"private": "private", "second": "work", "holder2": "crew", "rider": "work"}


@dataclass(slots=True)
class Log:
    """What happened to each number: first and last use, whom it met, rows in these files."""

    first: dict[int, float] = field(default_factory=dict)
    last: dict[int, float] = field(default_factory=dict)
    met: dict[int, set[int]] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, shire: Shire, contacts: list[Contact], made: Rows) -> "Log":
        """Build from all that happened and the rows that are in the files."""
        log = cls()
        for contact in contacts:
            for one, other in ((contact.a, contact.b), (contact.b, contact.a)):
                log._use(one, contact.when)
                log.met.setdefault(one, set()).add(other)
        for when, number, _ in shire.sessions:
            if 0 <= when < shire.end:
                log._use(number, when)
        for column in (made.subject, made.other[made.other >= 0]):
            for number, count in zip(*np.unique(column, return_counts=True), strict=True):
                log.rows[int(number)] = log.rows.get(int(number), 0) + int(count)
        return log

    def _use(self, number: int, when: float) -> None:
        self.first[number] = min(when, self.first.get(number, when))
        self.last[number] = max(when, self.last.get(number, when))


@dataclass(frozen=True, slots=True)
class Witness:
    """Writes the truth of one county."""

    shire: Shire
    log: Log
    holding: Holding

    def tell(self) -> Json:
        """Return the whole truth as plain values, in a fixed order."""
        spec, clock = self.shire.spec, self.shire.clock
        names = ("family", "seed", "people", "days", "lines", "holding")
        firms = self._businesses()
        return {
            "synthetic": True,
            "family": spec.family,
            "seed": spec.seed,
            "spec": {name: getattr(spec, name) for name in names},
            "period": {"from": clock.iso(0), "to": clock.iso(clock.end_s)},
            "lines": [self._line(line) for line in self.shire.lines],
            "people": self._people(),
            "businesses": firms,
            "successors": self._successors(),
            "look_alikes": self._look_alikes(firms),
        }

    def _line(self, line: Line) -> Json:
        towns = self.shire.country.towns
        heads = self._heads(line)
        return {
            "line": line.name,
            "kind": line.kind,
            "type": _type(line),
            "brand": None,
            "market": towns[line.market].name,
            "hub": towns[0].name,
            "numbers": self._line_numbers(line),
            "holder": reference(line.holder),
            "next_holder": _person(line.next_holder),
            "partner": reference(line.partner),
            "deputy": _person(line.deputy),
            "supplier": None,
            "occupant": None,
            "command_numbers": heads,
            "workers": [self._worker(line, worker) for worker in line.workers],
            "customers": self._customers(line),
            "head_visible": bool(heads or self._known(self.shire.people[line.holder].numbers())),
            "visible": line.name in self.holding.lines,
            "rows": sum(self.log.rows.get(number, 0) for number in line.numbers()),
            "announced": line.announced,
            "changed": None if line.change is None else self.shire.clock.iso(line.change),
            "carried": self._carried(line),
        }

    def _heads(self, line: Line) -> list[Json]:
        """Return numbers of the head besides the holder's private one."""
        numbers = [] if line.command is None else [line.command]
        if line.next_holder is not None:
            numbers += self.shire.people[line.next_holder].numbers()
        return [self._number(number, self._span(number)) for number in self._known(numbers)]

    def _known(self, numbers: list[int]) -> list[int]:
        return [number for number in numbers if number in self.log.first]

    def _span(self, number: int) -> tuple[float, float]:
        """Return from when until when a number was somebody's, at least from first to last use."""
        hands = self.shire.numbers[number].hands or [(0.0, self.shire.end, -1)]
        first, last = self.log.first[number], self.log.last[number]
        return min(hands[0][0], first), max(hands[-1][1], last + 1)

    def _number(self, number: int, span: tuple[float, float]) -> Json:
        return {"number": self.shire.numbers[number].text, **self._times(*span)}

    def _times(self, since: float, until: float) -> Json:
        clock = self.shire.clock
        return {"from": clock.iso(since), "to": clock.iso(until)}

    def _trading(self, line: Line) -> Iterator[tuple[int, tuple[float, float]]]:
        """Yield the line's known numbers with the time in which it traded on them."""
        spans = [span for phone in line.order for span in phone]
        if line.adverts_from is not None:
            spans.append((0.0, self.shire.end, line.adverts_from))
        for since, until, number in spans:
            if number in self.log.first:
                first, last = self.log.first[number], self.log.last[number]
                yield number, (min(since, first), max(until, last + 1))

    def _line_numbers(self, line: Line) -> list[Json]:
        orders = "both" if line.adverts_from is None else "orders"
        return [
            {
                **self._number(number, span),
                "use": "adverts" if number == line.adverts_from else orders,
            }
            for number, span in self._trading(line)
        ]

    def _worker(self, line: Line, worker: int) -> Json:
        spans = line.work_numbers[worker]
        told = line.deputy if line.deputy is not None else line.holder
        return {
            "person": reference(worker),
            "numbers": [
                self._number(n, self._span(n)) for n in self._known([n for _, _, n in spans])
            ],
            "role": "runner",
            "minor": False,
            "reports_to": reference(told),
        }

    def _customers(self, line: Line) -> list[str]:
        """Return the customers' numbers that were in contact with the line at least once."""
        met = {n for number in line.numbers() for n in self.log.met.get(number, ())}
        bought = {n for c in line.customers for n in self.shire.people[c].numbers()}
        return sorted(self.shire.numbers[number].text for number in met & bought)

    def _carried(self, line: Line) -> list[Json]:
        return [
            {"number": self.shire.numbers[number].text, "person": reference(person), **times}
            for number, span in self._trading(line)
            for person, times in self._hands(number, span)
        ]

    def _hands(self, number: int, span: tuple[float, float]) -> Iterator[tuple[int, Json]]:
        """Yield who had a number in a time, and when; the last beyond its end, while it is used."""
        hands = self.shire.numbers[number].hands
        for place, (begin, finish, person) in enumerate(hands):
            since = max(span[0], begin if place else 0.0)
            until = min(span[1], finish if place < len(hands) - 1 else span[1], self.shire.end)
            if until > since:
                yield person, self._times(since, until)

    def _people(self) -> list[Json]:
        used: dict[int, list[Json]] = {}
        for number in self.shire.numbers.all:
            if number.index in self.log.first:
                for person, times in self._hands(number.index, self._span(number.index)):
                    used.setdefault(person, []).append(self._use(number.index, times))
        roles, households = self._roles(), dict[Any, int]()
        return [
            {
                "person": reference(person.index),
                "numbers": used.get(person.index, []),
                "home": self.shire.country.towns[person.town].name,
                "household": f"H{households.setdefault(person.home, len(households)) + 1:05d}",
                "role": roles.get(person.index, "unrelated"),
                "occupation": person.occupation,
                "age": None,
            }
            for person in self.shire.people
        ]

    def _use(self, index: int, times: Json) -> Json:
        number = self.shire.numbers[index]
        use = USES.get(number.role, number.role)
        return {"number": number.text, "imei": number.imei, **times, "use": use}

    def _roles(self) -> dict[int, str]:
        roles = {c: "customer" for line in self.shire.lines for c in line.customers}
        for person in self.shire.people:
            if person.part in ROLES:
                roles[person.index] = ROLES[person.part]
        for line in self.shire.lines:
            if line.kind == "handover" and line.deputy is not None:
                roles[line.deputy] = "controller"
        return roles

    def _businesses(self) -> list[Json]:
        towns, numbers = self.shire.country.towns, self.shire.numbers
        told = [
            {
                "kind": firm.kind,
                "town": towns[firm.town].name,
                "numbers": [numbers[n].text for n in self._known(firm.numbers)],
                "staff": [reference(person) for person in firm.staff],
                "staff_numbers": [numbers[n].text for n in self._known(firm.riders)],
            }
            for firm in self.shire.firms
        ]
        senders = [
            {
                "kind": "sender",
                "town": towns[0].name,
                "numbers": [numbers[n].text],
                "staff": [],
                "staff_numbers": [],
            }
            for n in self._known(self.shire.senders)
        ]
        return told + senders

    def _successors(self) -> list[Json]:
        told = [
            self._successor(change.old, change.new, change.who, change.person)
            for change in self.shire.changes
            if change.who != "worker"
        ]
        for line in self.shire.lines:
            for worker, spans in line.work_numbers.items():
                for old, new in pairwise(self._known([n for _, _, n in spans])):
                    told.append(self._successor(old, new, "worker", worker))
        return [entry for entry in told if entry is not None]

    def _successor(self, old: int, new: int, who: str, person: int | None) -> Json | None:
        """Return one change, None where a number of the two was never used."""
        if not {old, new} <= self.log.first.keys():
            return None
        numbers, rows = self.shire.numbers, self.log.rows
        line = next((ln.name for ln in self.shire.lines if new in ln.numbers()), None)
        owner = numbers[new].owner if person is None else person
        return {
            "old": numbers[old].text,
            "new": numbers[new].text,
            "changed": self.shire.clock.iso(self.log.first[new]),
            "whose": line or _person(owner),
            "use": {"line": "orders", "person": "private"}.get(who, who),
            "in_files": min(rows.get(old, 0), rows.get(new, 0)) > 0,
        }

    def _look_alikes(self, firms: list[Json]) -> list[Json]:
        told = [
            {"number": number, "kind": firm["kind"], "why": WHY[firm["kind"]]}
            for firm in firms
            for number in firm["numbers"]
        ]
        for line in self.shire.lines:
            for number in self._known(self.shire.people[line.partner].numbers()):
                text = self.shire.numbers[number].text
                why = "shares the holder's home and some trips"
                told.append({"number": text, "kind": "partner", "why": why})
        return told


def _person(person: int | None) -> str | None:
    return None if person is None else reference(person)


def _type(line: Line) -> str:
    if line.travelling:
        return "travelling"
    return "internal" if line.market == 0 else "local-worker"

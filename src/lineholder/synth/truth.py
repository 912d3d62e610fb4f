"""Truth: what really went on in a county, for those who score the stages. Times ISO UTC.

Only numbers that occur in the full records are listed; `visible` says whether a line's number
has its own return in these files, `rows` how many rows of these files name one of its numbers.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from lineholder.synth.columns import Floats, Ints, Timeline
from lineholder.synth.crew import Worker
from lineholder.synth.firms import WHY
from lineholder.synth.holding import Holding
from lineholder.synth.kit import Line
from lineholder.synth.papers import reference
from lineholder.synth.phones import FIXED, Phones
from lineholder.synth.returns import Ends
from lineholder.synth.world import World

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the records show of each number.

    First use in the full records (local s), whom the lines' numbers met there, and how many rows
    of these files name the number.
    """

    first: Floats
    met: dict[int, list[int]]
    rows: Ints

    @classmethod
    def of(cls, ends: Ends, held: Ints, numbers: int, lines: Ints) -> "Seen":
        """Build from all rows, the places of those that are in the files, the lines' numbers."""
        first = np.full(numbers, np.inf)
        np.minimum.at(first, ends.number, ends.local_s)
        far = ends.other_number >= 0
        np.minimum.at(first, ends.other_number[far], ends.local_s[far])
        own = np.flatnonzero(np.isin(ends.number, lines) & far)
        met: dict[int, list[int]] = {}
        pairs = np.unique(np.column_stack([ends.number[own], ends.other_number[own]]), axis=0)
        for number, other in pairs.tolist():
            met.setdefault(number, []).append(other)
        rows = np.bincount(ends.number[held], minlength=numbers)
        other = ends.other_number[held]
        rows += np.bincount(other[(other >= 0) & ~ends.hidden[held]], minlength=numbers)
        return cls(first, met, rows.astype(np.int64))

    def known(self, number: int) -> bool:
        """Return whether the number occurs at all."""
        return bool(np.isfinite(self.first[number]))


@dataclass(frozen=True, slots=True)
class Witness:
    """Writes the truth of one county."""

    world: World
    phones: Phones
    seen: Seen
    holding: Holding

    def tell(self) -> Json:
        """Return the whole truth as plain values, in a fixed order."""
        spec = self.world.spec
        names = ("family", "seed", "people", "days", "lines", "holding")
        clock = self.world.clock
        return {
            "synthetic": True,
            "family": spec.family,
            "seed": spec.seed,
            "spec": {name: getattr(spec, name) for name in names},
            "period": {"from": clock.iso(0), "to": clock.iso(clock.end_s)},
            "lines": [self._line(line) for line in self.world.lines],
            "people": self._people(),
            "businesses": self._businesses(),
            "successors": self._successors(),
            "look_alikes": self._look_alikes(),
        }

    def _line(self, line: Line) -> Json:
        plan, towns = line.plan, self.world.land.towns
        numbers = self._line_numbers(line)
        return {
            "line": plan.name,
            "kind": plan.kind,
            "type": plan.type,
            "brand": plan.brand,
            "market": towns[plan.market].name,
            "hub": towns[plan.hub].name,
            "numbers": numbers,
            "holder": reference(plan.holder),
            "partner": reference(plan.partner),
            "deputy": reference(plan.deputy),
            "supplier": reference(plan.supplier),
            "occupant": reference(plan.occupant),
            "command_numbers": self._numbers(line.command) if line.command >= 0 else [],
            "workers": [
                {**self._worker(w, line.burners[w.person]), "reports_to": reference(plan.deputy)}
                for w in plan.workers
            ],
            "customers": self._customers(line),
            "head_visible": plan.kind != "hidden",
            "visible": plan.name in self.holding.lines,
            "rows": sum(self._rows(p) for p in {line.orders, line.adverts}),
            "announced": plan.announced or None,
            "changed": None if np.isinf(plan.change) else self.world.clock.iso(plan.change),
            "carried": self._carried(line),
        }

    def _customers(self, line: Line) -> list[str]:
        """Return the customers' numbers that were in contact with the line at least once."""
        own = {v for phone in (line.orders, line.adverts) for v in self._values(phone)}
        met = {n for number in own for n in self.seen.met.get(number, ())}
        bought = {v for person in line.customers.persons.tolist() for v in self._values(person)}
        return sorted(str(self.phones.texts[n]) for n in met & bought)

    def _values(self, phone: int) -> list[int]:
        return [v for v, _, _ in self.phones.spans(self.phones.number, phone)]

    def _line_numbers(self, line: Line) -> list[Json]:
        if line.orders == line.adverts:
            return [{**n, "use": "both"} for n in self._numbers(line.orders)]
        orders = [{**n, "use": "orders"} for n in self._numbers(line.orders)]
        return orders + [{**n, "use": "adverts"} for n in self._numbers(line.adverts)]

    def _worker(self, worker: Worker, burner: int) -> Json:
        return {
            "person": reference(worker.person),
            "numbers": self._numbers(burner),
            "role": worker.role,
            "minor": worker.minor,
        }

    def _carried(self, line: Line) -> list[Json]:
        told = []
        for phone in sorted({line.orders, line.adverts}):
            for number, since, until in self.phones.spans(self.phones.number, phone):
                for person, begin, end in self.phones.spans(self.phones.hand, phone):
                    low, high = max(since, begin, 0.0), min(until, end, self.world.clock.end_s)
                    if high > low and self.seen.known(number):
                        told.append(
                            {
                                "number": str(self.phones.texts[number]),
                                "person": reference(person),
                                **self._span(low, high),
                            }
                        )
        return told

    def _numbers(self, phone: int) -> list[Json]:
        return [
            {"number": str(self.phones.texts[number]), **self._span(since, until)}
            for number, since, until in self.phones.spans(self.phones.number, phone)
            if self.seen.known(number)
        ]

    def _span(self, since: float, until: float) -> Json:
        clock = self.world.clock
        return {"from": clock.iso(since), "to": clock.iso(until)}

    def _rows(self, phone: int) -> int:
        return int(self.seen.rows[self._values(phone)].sum())

    def _people(self) -> list[Json]:
        people, roles = self.world.people, self._roles()
        used: dict[int, list[Json]] = {}
        for phone in range(len(self.phones.use)):
            if self.phones.kind[phone] <= FIXED:
                for person, since, until in self.phones.spans(self.phones.hand, phone):
                    used.setdefault(person, []).extend(self._uses(phone, since, until))
        return [
            {
                "person": reference(person),
                "numbers": used.get(person, []),
                "home": self.world.land.towns[int(people.town[person])].name,
                "household": f"H{int(people.household[person]) + 1:05d}",
                "role": roles.get(person, "unrelated"),
                "occupation": people.occupation[person],
                "age": int(people.age[person]),
            }
            for person in range(len(people))
        ]

    def _uses(self, phone: int, begin: float, finish: float) -> list[Json]:
        told = []
        for number, since, until in self.phones.spans(self.phones.number, phone):
            for handset, low, high in self.phones.spans(self.phones.handset, phone):
                low, high = max(since, low, begin), min(until, high, finish)
                if high > max(low, 0.0) and self.seen.known(number):
                    told.append(
                        {
                            "number": str(self.phones.texts[number]),
                            "imei": str(self.phones.imeis[handset]),
                            **self._span(low, high),
                            "use": self.phones.use[phone],
                        }
                    )
        return told

    def _roles(self) -> dict[int, str]:
        roles: dict[int, str] = {}
        for line in self.world.lines:
            roles.update(dict.fromkeys(line.customers.persons.tolist(), "customer"))
        for line in self.world.lines:
            plan = line.plan
            roles[plan.occupant], roles[plan.supplier] = "cuckooed_occupant", "supplier"
            roles[plan.holder] = "controller"
            roles[plan.deputy] = "controller" if plan.kind == "handover" else "enforcer"
            roles.update({w.person: w.role for w in plan.workers})
        return roles

    def _businesses(self) -> list[Json]:
        return [
            {
                "kind": firm.kind,
                "town": self.world.land.towns[firm.town].name,
                "numbers": [n["number"] for n in self._numbers(firm.main)],
                "staff": [reference(p) for p in firm.staff],
                "staff_numbers": [
                    n["number"]
                    for phone in firm.staff_phones
                    if phone != firm.main
                    for n in self._numbers(phone)
                ],
            }
            for firm in self.world.firms
        ]

    def _successors(self) -> list[Json]:
        lines = {p: ln.plan.name for ln in self.world.lines for p in (ln.orders, ln.adverts)}
        told = []
        for phone, use in enumerate(self.phones.use):
            spans = [
                s for s in self.phones.spans(self.phones.number, phone) if self.seen.known(s[0])
            ]
            for old, new in pairwise(spans):
                told.append(
                    {
                        "old": str(self.phones.texts[old[0]]),
                        "new": str(self.phones.texts[new[0]]),
                        "changed": self.world.clock.iso(float(self.seen.first[new[0]])),
                        "whose": lines.get(phone) or self._owner(self.phones.hand, phone),
                        "use": use,
                        "in_files": bool(self.seen.rows[[old[0], new[0]]].min() > 0),
                    }
                )
        return told

    def _owner(self, hands: Timeline, phone: int) -> str:
        return reference(int(hands.at(np.array([phone]), np.array([0.0]))[0]))

    def _look_alikes(self) -> list[Json]:
        told = [
            {"number": number, "kind": firm["kind"], "why": WHY[firm["kind"]]}
            for firm in self._businesses()
            for number in firm["numbers"]
        ]
        for line in self.world.lines:
            for entry in self._numbers(line.plan.partner):
                why = "shares the holder's home and some trips"
                told.append({"number": entry["number"], "kind": "partner", "why": why})
        return told

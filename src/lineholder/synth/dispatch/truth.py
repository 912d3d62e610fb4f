"""Truth of a county of the author's, in the form of `synth.truth`.

What the author did not model is null or empty: brand, supplier, occupant, a command phone, arrests.
Whether a worker is a minor is drawn with the ages, which nothing else depends on.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from lineholder.synth.columns import Ints, Rng
from lineholder.synth.dispatch.holding import Held
from lineholder.synth.dispatch.scene import Firm, Line, Scene
from lineholder.synth.firms import WHY
from lineholder.synth.papers import reference
from lineholder.synth.phones import FIXED, Phones
from lineholder.synth.truth import Seen

Json = dict[str, Any]
MORE_WHY = {
    "helpline": "a few who ring often, some passed on to volunteers",
    "taxi": "regulars ring shortly, on a private or a second phone",
    "trader": "regulars order early, offers by text at dawn",
    "call_centre": "rings anybody once",
    "scam": "one text to very many",
}
OCCUPATIONS = {
    "work": "employee", "commute": "commuter", "shift": "late", "child": "student",
    "driver": "driver", "fixed": "desk", "holder": "line", "runner": "line",
    "partner": "employee",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Teller:
    """Writes the truth of one county."""

    scene: Scene
    phones: Phones
    seen: Seen
    held: Held
    ages: Ints

    def tell(self) -> Json:
        """Return the whole truth as plain values, in a fixed order."""
        spec, clock = self.scene.spec, self.scene.clock
        names = ("family", "seed", "people", "days", "lines", "holding")
        return {
            "synthetic": True,
            "family": spec.family,
            "seed": spec.seed,
            "spec": {name: getattr(spec, name) for name in names},
            "period": {"from": clock.iso(0), "to": clock.iso(clock.end_s)},
            "lines": [self._line(n, line) for n, line in enumerate(self.scene.lines)],
            "people": self._people(),
            "businesses": [self._business(firm) for firm in self.scene.firms],
            "successors": self._successors(),
            "look_alikes": self._look_alikes(),
        }

    def _line(self, place: int, line: Line) -> Json:
        towns, phones = self.scene.v.towns, _phones(line)
        changed = line.change_s is not None
        return {
            "line": _name(place),
            "kind": line.kind,
            "type": _type(line),
            "brand": None,
            "market": towns[line.market].name,
            "hub": towns[line.hub].name,
            "numbers": [
                {**n, "use": use if len(phones) > 1 else "both"}
                for phone, use in zip(phones, ("orders", "adverts"), strict=False)
                for n in self._numbers(phone)
            ],
            "holder": reference(line.holder),
            "partner": reference(line.partner),
            "deputy": reference(line.deputy),
            "supplier": None,
            "occupant": None,
            "command_numbers": self._numbers(self.scene.agents[line.holder].phone),
            "workers": [
                {
                    "person": reference(worker),
                    "numbers": self._numbers(phone),
                    "role": "runner",
                    "minor": bool(self.ages[worker] < 18),
                    "reports_to": reference(line.deputy),
                }
                for worker, phone in zip(line.workers, line.worker_phones, strict=True)
            ],
            "customers": self._customers(line),
            "head_visible": True,
            "visible": place in self.held.lines,
            "rows": int(sum(self.seen.rows[self._values(p)].sum() for p in phones)),
            "announced": "new" if changed and line.kind != "quiet" else None,
            "changed": self.scene.clock.iso(line.change_s) if line.change_s else None,
            "carried": self._carried(line),
        }

    def _customers(self, line: Line) -> list[str]:
        """Return the customers' numbers that were in contact with the line at least once."""
        own = {v for phone in _phones(line) for v in self._values(phone)}
        met = {n for number in own for n in self.seen.met.get(number, ())}
        bought = {v for phone in line.customers.tolist() for v in self._values(phone)}
        return sorted(str(self.phones.texts[n]) for n in met & bought)

    def _carried(self, line: Line) -> list[Json]:
        told, clock = [], self.scene.clock
        for phone in _phones(line):
            for number, since, until in self.phones.spans(self.phones.number, phone):
                for person, begins, ends in self.phones.spans(self.phones.hand, phone):
                    low, high = max(since, begins, 0.0), min(until, ends, clock.end_s)
                    if high > low and self.seen.known(number):
                        span = self._span(low, high)
                        text = str(self.phones.texts[number])
                        told.append({"number": text, "person": reference(person), **span})
        return told

    def _values(self, phone: int) -> list[int]:
        return [value for value, _, _ in self.phones.spans(self.phones.number, phone)]

    def _numbers(self, phone: int) -> list[Json]:
        return [
            {"number": str(self.phones.texts[number]), **self._span(since, until)}
            for number, since, until in self.phones.spans(self.phones.number, phone)
            if self.seen.known(number)
        ]

    def _span(self, since: float, until: float) -> Json:
        clock = self.scene.clock
        return {"from": clock.iso(since), "to": clock.iso(until)}

    def _people(self) -> list[Json]:
        roles, used = self._roles(), self._used()
        homeless = len(self.scene.homes)
        told = []
        for person, agent in enumerate(self.scene.agents):
            alone = agent.household < 0
            household = homeless + person if alone else agent.household
            told.append(
                {
                    "person": reference(person),
                    "numbers": used.get(person, []),
                    "home": self.scene.v.towns[agent.town].name,
                    "household": f"H{household + 1:05d}",
                    "role": roles.get(person, "unrelated"),
                    "occupation": OCCUPATIONS.get(agent.kind, "home"),
                    "age": int(self.ages[person]),
                }
            )
        return told

    def _used(self) -> dict[int, list[Json]]:
        used: dict[int, list[Json]] = {}
        for phone in np.flatnonzero(self.phones.kind <= FIXED).tolist():
            for person, since, until in self.phones.spans(self.phones.hand, phone):
                used.setdefault(person, []).extend(self._uses(phone, since, until))
        return used

    def _uses(self, phone: int, begins: float, ends: float) -> list[Json]:
        told = []
        for number, since, until in self.phones.spans(self.phones.number, phone):
            for handset, low, high in self.phones.spans(self.phones.handset, phone):
                low, high = max(since, low, begins), min(until, high, ends)
                if high > max(low, 0.0) and self.seen.known(number):
                    imei = str(self.phones.imeis[handset]) if handset >= 0 else ""
                    number_text = str(self.phones.texts[number])
                    told.append(
                        {
                            "number": number_text,
                            "imei": imei,
                            **self._span(low, high),
                            "use": self.phones.use[phone],
                        }
                    )
        return told

    def _roles(self) -> dict[int, str]:
        entries, roles = self.scene.book.entries, dict[int, str]()
        for line in self.scene.lines:
            roles.update({entries[p].agent: "customer" for p in line.customers.tolist()})
        for line in self.scene.lines:
            roles |= {line.holder: "controller", line.deputy: "enforcer"}
            roles.update(dict.fromkeys(line.workers, "runner"))
        return roles

    def _business(self, firm: Firm) -> Json:
        entries, town = self.scene.book.entries, max(firm.town, 0)
        staff = [p for p in (*firm.staff, *firm.issued) if p not in firm.phones]
        return {
            "kind": firm.kind,
            "town": self.scene.v.towns[town].name,
            "numbers": [n["number"] for phone in firm.phones for n in self._numbers(phone)],
            "staff": [reference(entries[phone].agent) for phone in firm.staff],
            "staff_numbers": [n["number"] for phone in staff for n in self._numbers(phone)],
        }

    def _successors(self) -> list[Json]:
        whose = {p: _name(n) for n, line in enumerate(self.scene.lines) for p in _phones(line)}
        told = []
        for phone, entry in enumerate(self.scene.book.entries):
            known = [v for v in self._values(phone) if self.seen.known(v)]
            for old, new in pairwise(known):
                told.append(
                    {
                        "old": str(self.phones.texts[old]),
                        "new": str(self.phones.texts[new]),
                        "changed": self.scene.clock.iso(float(self.seen.first[new])),
                        "whose": whose.get(phone) or reference(entry.agent),
                        "use": entry.use,
                        "in_files": bool(self.seen.rows[[old, new]].min() > 0),
                    }
                )
        return told

    def _look_alikes(self) -> list[Json]:
        told = [
            {"number": number, "kind": firm["kind"], "why": (WHY | MORE_WHY)[firm["kind"]]}
            for firm in map(self._business, self.scene.firms)
            for number in firm["numbers"]
        ]
        for line in self.scene.lines:
            for entry in self._numbers(self.scene.agents[line.partner].phone):
                why = "shares the holder's home and some trips"
                told.append({"number": entry["number"], "kind": "partner", "why": why})
        return told


def ages(scene: Scene, rng: Rng) -> Ints:
    """Return everybody's age: children 11 to 17, a third of the workers 15 to 17, the rest grown."""
    drawn = rng.integers(18, 80, len(scene.agents))
    child, young = rng.integers(11, 18, drawn.size), rng.integers(15, 18, drawn.size)
    minor = rng.random(drawn.size) < 0.35
    for person, agent in enumerate(scene.agents):
        if agent.kind == "child":
            drawn[person] = child[person]
        elif agent.kind == "runner":
            drawn[person] = young[person] if minor[person] else 18 + drawn[person] % 28
    return drawn


def _phones(line: Line) -> tuple[int, ...]:
    return tuple(dict.fromkeys((line.orders, line.adverts)))


def _name(place: int) -> str:
    return f"L{place + 1:02d}"


def _type(line: Line) -> str:
    if line.kind == "internal":
        return "internal"
    return "local-worker" if line.local else "travelling"

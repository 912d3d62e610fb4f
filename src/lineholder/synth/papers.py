"""Papers: people, subscribers, top-ups and custody, as a unit would be given them.

Prepaid SIMs have no subscriber here, the line's own and the workers' among them.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from lineholder.synth import names
from lineholder.synth.clock import iso
from lineholder.synth.columns import DAY, HOUR, Ints, Rng, pick
from lineholder.synth.phones import MOBILE, Phones
from lineholder.synth.world import World


@dataclass(frozen=True, slots=True)
class Papers:
    """The four tables, all text, with the contract's columns."""

    people: pa.Table
    subscribers: pa.Table
    topups: pa.Table
    custody: pa.Table


PEOPLE = ("person", "name", "date_of_birth", "dob_source")
SUBSCRIBERS = ("number", "name", "date_of_birth", "address", "from", "to")
TOPUPS = ("number", "time", "amount", "outlet")
CUSTODY = ("person", "number", "from", "to", "place")


def none() -> Papers:
    """Return papers about nobody, for families that draw up none."""
    return Papers(
        _table(PEOPLE, []), _table(SUBSCRIBERS, []), _table(TOPUPS, []), _table(CUSTODY, [])
    )


@dataclass(frozen=True, slots=True)
class Register:
    """What the authorities call each person: reference, name, date of birth, address."""

    reference: list[str]
    name: list[str]
    born: list[str]
    address: list[str]


def register(world: World, rng: Rng) -> Register:
    """Return names and dates of birth for everybody; ages hold on the first day."""
    people = world.people
    references, called, born, addresses = [], [], [], []
    households: dict[int, tuple[str, str]] = {}
    for person in range(len(people)):
        house = int(people.household[person])
        if house not in households:
            street = f"{int(rng.integers(1, 180))} {pick(rng, names.STREETS)}"
            town = world.land.towns[int(people.town[person])].name
            households[house] = (str(pick(rng, names.SURNAMES)), f"{street}, {town}")
        surname, address = households[house]
        references.append(reference(person))
        called.append(f"{pick(rng, names.FIRST)} {surname}")
        born.append(_born(world.clock.first, int(people.age[person]), rng))
        addresses.append(address)
    return Register(references, called, born, addresses)


def reference(person: int) -> str:
    """Return the reference of a person in truth and papers."""
    return f"P{person + 1:05d}"


def _born(first: date, age: int, rng: Rng) -> str:
    day = date(first.year - age, first.month, 1) - timedelta(days=int(rng.integers(1, 360)))
    return day.isoformat()


def draw_up(world: World, phones: Phones, shown: Ints, rng: Rng) -> Papers:
    """Return the papers about the numbers in `shown` and the people who hold them."""
    known = register(world, rng)
    visible = {int(n) for n in shown}
    persons = sorted(
        {
            p
            for phone in range(len(phones.use))
            for number, _, _ in phones.spans(phones.number, phone)
            if number in visible
            for p, _, _ in phones.spans(phones.hand, phone)
        }
    )
    held = [a for line in world.lines for a in line.plan.arrests]
    persons = sorted({*persons, *(a.person for a in held)})
    return Papers(
        people=_table(
            PEOPLE,
            [
                (known.reference[p], known.name[p], known.born[p], "synthetic register")
                for p in persons
            ],
        ),
        subscribers=_subscribers(world, phones, known, visible),
        topups=_topups(world, phones, visible, rng),
        custody=_custody(world, phones),
    )


def _subscribers(world: World, phones: Phones, known: Register, visible: set[int]) -> pa.Table:
    rows = []
    for phone in range(len(phones.use)):
        if phones.prepaid[phone] or phones.kind[phone] != MOBILE:
            continue
        for number, since, until in phones.spans(phones.number, phone):
            person = int(phones.hand.at(np.array([phone]), np.array([max(since, 0.0)]))[0])
            if number not in visible or person < 0:
                continue
            begins = "" if since < 0 else world.clock.iso(since)
            ends = world.clock.iso(until) if until < world.clock.end_s else ""
            who = known.name[person], known.born[person], known.address[person]
            rows.append((str(phones.texts[number]), *who, begins, ends))
    return _table(SUBSCRIBERS, sorted(rows))


def _topups(world: World, phones: Phones, visible: set[int], rng: Rng) -> pa.Table:
    rows = []
    for phone in np.flatnonzero(phones.prepaid).tolist():
        work = phones.use[phone] != "private"
        when = float(rng.uniform(0.1, 6)) * DAY
        while when < world.clock.end_s - DAY:
            bought = when - when % DAY + float(rng.uniform(9.5, 20)) * HOUR
            number = int(phones.number.at(np.array([phone]), np.array([bought]))[0])
            person = int(phones.hand.at(np.array([phone]), np.array([bought]))[0])
            if number in visible and phones.opened[phone] <= bought < phones.ended[phone]:
                moment = str(iso(world.clock.epoch(np.array([bought])))[0])
                amount = str(int(pick(rng, (10, 10, 15, 20)) if work else pick(rng, (5, 10))))
                town = world.land.towns[int(world.people.town[person])].name
                outlet = f"Newsagent {int(person % 5) + 1}, {town}"
                rows.append((str(phones.texts[number]), moment, amount, outlet))
            when += float(rng.uniform(4, 9) if work else rng.uniform(12, 30)) * DAY
    return _table(TOPUPS, sorted(rows, key=lambda r: (r[1], r)))


def _custody(world: World, phones: Phones) -> pa.Table:
    rows = []
    for line in world.lines:
        for arrest in line.plan.arrests:
            number = int(phones.number.at(np.array([arrest.person]), np.array([arrest.since]))[0])
            own = phones.opened[arrest.person] < 0
            place = f"{world.land.towns[arrest.place].name} custody suite"
            since, until = world.clock.iso(arrest.since), world.clock.iso(arrest.until)
            text = str(phones.texts[number]) if own else ""
            rows.append((reference(arrest.person), text, since, until, place))
    return _table(CUSTODY, sorted(rows))


def _table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> pa.Table:
    return pa.table(
        {name: pa.array([row[i] for row in rows], pa.string()) for i, name in enumerate(columns)}
    )

"""The world: everything that a family needs to let a county live, and its start-up."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from lineholder.synth.census import Census, People
from lineholder.synth.clock import Clock
from lineholder.synth.columns import DAY, Ints, Rng
from lineholder.synth.crew import Plan, Trade, find_customers, recruit
from lineholder.synth.diary import Diary
from lineholder.synth.firms import Firm, Settled, found, relatives_abroad
from lineholder.synth.kit import Line, equip
from lineholder.synth.land import Geometry, Land, lay_out
from lineholder.synth.phones import Phonebook
from lineholder.synth.spec import Spec
from lineholder.synth.ties import Ties, weave
from lineholder.synth.traffic import Log


@dataclass(frozen=True, slots=True)
class Habits:
    """What a family sets before anybody lives: country, first day, numbers, line trade, firms.

    `trade` returns the trade of one line from a stream of that line's own. `found` opens the firms,
    `mobile_offices` of the offices with a mobile.
    """

    first: date
    geometry: Geometry
    trade: Callable[[Rng], Trade]
    drama_numbers: bool
    mobile_offices: float
    work_phones: float
    found: Callable[[Settled, float, Rng], list[Firm]] = found


@dataclass(slots=True)
class World:
    """A county before and while it lives; families write to `diary`, `log` and nowhere else."""

    spec: Spec
    clock: Clock
    land: Land
    people: People
    ties: Ties
    book: Phonebook
    lines: list[Line]
    firms: list[Firm]
    abroad: list[tuple[int, int]]
    work_phone: Ints
    diary: Diary
    log: Log

    def rng(self, name: str) -> Rng:
        """Return the random stream of one named part; parts do not disturb each other."""
        return stream(self.spec, name)


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of mechanics: its habits, and `live`, which writes the diary and the log."""

    name: str
    about: str
    habits: Habits
    live: Callable[[World], None]


def stream(spec: Spec, name: str) -> Rng:
    """Return the generator of a named part of a county; the holding does not change it."""
    size = (spec.seed, spec.people, spec.days, spec.lines)
    words = [zlib.crc32(f"{spec.family}/{name}".encode()), *size]
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(words)))


def begin(spec: Spec, habits: Habits) -> World:
    """Return a settled county in which nothing has happened yet."""
    land = lay_out(habits.geometry, stream(spec, "land"))
    rng = stream(spec, "census")
    census = Census(land)
    census.residents(spec.people, rng)
    trades = [habits.trade(stream(spec, f"trade L{n + 1:02d}")) for n in range(spec.lines)]
    plans = recruit(spec, trades, census, stream(spec, "crew"))
    customers = find_customers(spec, trades, plans, census, stream(spec, "customers"))
    people = census.people(rng)
    book = Phonebook()
    work_phone = _phones(people, book, habits.work_phones, spec.days, stream(spec, "phones"))
    settled = Settled(land, people, book, spec.days)
    firms = habits.found(settled, habits.mobile_offices, stream(spec, "firms"))
    rng = stream(spec, "kit")
    crews = zip(plans, customers, trades, strict=True)
    lines = [equip(plan, bought, trade, book, rng) for plan, bought, trade in crews]
    for line in lines:
        _keep_hours(line.plan, people)
    rng = stream(spec, "ties")
    circles = [(ln.customers.persons, t.friends) for ln, t in zip(lines, trades, strict=True)]
    known = _acquainted(lines, [*circles, *((f.clients, f.friends) for f in firms)], rng)
    ties = weave(people, known, rng)
    return World(
        spec, Clock(habits.first, spec.days), land, people, ties, book, lines, firms,
        relatives_abroad(people, book, rng), work_phone,
        Diary(land, people.home, people.town), Log(),
    )  # fmt: skip


def _phones(people: People, book: Phonebook, work_share: float, days: int, rng: Rng) -> Ints:
    """Open everybody's private phone (its row is the person's) and some work phones."""
    for person in range(len(people)):
        modern = people.age[person] < 62 or rng.random() < 0.5
        data = float(rng.gamma(2.0, 1.9)) if modern else 0.1
        book.mobile(person, "private", data, prepaid=bool(rng.random() < 0.22))
    for person in range(len(people)):
        if people.role[person] == "resident" and rng.random() < 0.025:
            when = float(rng.uniform(0.1, 0.9)) * days * DAY
            book.renumber(person, when, same_handset=bool(rng.random() < 0.6))
        elif rng.random() < 0.04:
            book.new_handset(person, float(rng.uniform(0.05, 0.95)) * days * DAY)
    work_phone = np.full(len(people), -1, dtype=np.int64)
    for person in people.having("employee", "commuter").tolist():
        if rng.random() < work_share:
            work_phone[person] = book.mobile(person, "work", 1.2)
    return work_phone


def _keep_hours(plan: Plan, people: People) -> None:
    """Whoever carries the order phone is awake while the line is open."""
    for person in {plan.carrier, *(p for _, p in plan.handovers)}:
        people.wake[person] = min(people.wake[person], plan.opens - 1800.0)
        people.sleep[person] = max(people.sleep[person], plan.closes + 1800.0)


def _acquainted(
    lines: list[Line], circles: list[tuple[Ints, float]], rng: Rng
) -> list[tuple[int, int, float]]:
    """Return friendships in circles of (persons, how many for each), and of deputy and holder."""
    pairs: list[tuple[int, int, float]] = []
    for persons, friends in circles:
        for _ in range(int(friends * len(persons)) if len(persons) > 1 else 0):
            one, other = rng.choice(persons, 2, replace=False).tolist()
            pairs.append((one, other, float(rng.lognormal(-0.5, 0.6))))
    for line in lines:
        if line.plan.kind not in ("crew", "hidden"):
            pairs.append((line.plan.holder, line.plan.deputy, 0.8))
    return pairs

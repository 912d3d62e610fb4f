"""Crews: who makes up each line, what kind of line it is, and what befalls it.

Kinds: `normal`; `quiet` hardly advertises; `app` takes most orders in an app; `split` has one
number for orders and one for adverts; `small` has 25 customers; `renumbered` and `unannounced`
change their number, with and without telling; `crew` changes every phone at once; `handover` goes
from holder to deputy; `hidden` has a head without a phone of his own in the data.
"""

from dataclasses import dataclass

import numpy as np

from lineholder.synth import names
from lineholder.synth.census import Census
from lineholder.synth.columns import DAY, Bools, Floats, Ints, Rng
from lineholder.synth.spec import Spec

KINDS = (
    "normal", "renumbered", "split", "quiet", "handover", "app", "crew", "small", "hidden",
    "unannounced",
)  # fmt: skip
TYPES = ("travelling", "local-worker", "internal")


@dataclass(frozen=True, slots=True)
class Trade:
    """How a line works; hours are local seconds of the day, shares 0 to 1.

    `customers` is (median, spread, fewest, most) of the list, `rate` (median, spread) of orders a
    day. `places` is (workers at a time, median days that one stays), where workers follow upon
    each other; (0, 0.0) is a standing crew. `friends` are friendships among the customers for each
    of them.
    """

    carrier: dict[str, str]
    opens: tuple[float, float]
    closes: tuple[float, float]
    shared_customers: float
    burner_days: tuple[float, float]
    quiet_days: float
    first_kind: int
    hidden_carrier: str
    customers: tuple[float, float, int, int] = (95.0, 0.35, 60, 200)
    rate: tuple[float, float] = (0.24, 0.8)
    places: tuple[int, float] = (0, 0.0)
    phone_data: float = 0.0
    private_phones: bool = False
    holder_in_market: bool = False
    friends: float = 1.0


@dataclass(frozen=True, slots=True)
class Worker:
    """A member below the deputy: role as in the glossary, in the line from `joined` to `left`."""

    person: int
    role: str
    minor: bool
    joined: float
    left: float


@dataclass(frozen=True, slots=True)
class Arrest:
    """A person in custody from-to (local seconds); their phones are silent in between."""

    person: int
    since: float
    until: float
    place: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A line's people and its fate; towns and persons are row numbers, times local seconds."""

    name: str
    kind: str
    type: str
    brand: str
    market: int
    hub: int
    holder: int
    partner: int
    deputy: int
    carrier: int
    supplier: int
    occupant: int
    workers: tuple[Worker, ...]
    trap: tuple[float, float]
    opens: float
    closes: float
    change: float
    announced: str
    handovers: tuple[tuple[float, int], ...]
    arrests: tuple[Arrest, ...]
    shut: Bools

    def runners(self) -> list[Worker]:
        """Return those who serve customers."""
        return [w for w in self.workers if w.role == "runner"]

    def carrier_at(self, when_s: float) -> int:
        """Return the person who carries the order phone at a moment."""
        return [person for since, person in self.handovers if since <= when_s][-1]


@dataclass(frozen=True, slots=True)
class Customers:
    """A line's customers: persons, orders a day, and when each came and went (local seconds)."""

    persons: Ints
    rate: Floats
    since: Floats
    until: Floats


def recruit(spec: Spec, trades: list[Trade], census: Census, rng: Rng) -> list[Plan]:
    """Enter the crews of all lines in the census and return their plans; kinds rotate by seed."""
    brands = list(rng.permutation(names.BRANDS))
    plans = []
    for place, trade in enumerate(trades):
        turn = trade.first_kind + (spec.seed - 1) * spec.lines + place
        kind, type_ = KINDS[turn % len(KINDS)], TYPES[(turn + turn // 3) % len(TYPES)]
        brand = str(brands[place % len(brands)])
        plans.append(_plan(f"L{place + 1:02d}", (kind, type_, brand), spec, (trade, census), rng))
    return plans


def _plan(
    name: str, what: tuple[str, str, str], spec: Spec, base: tuple[Trade, Census], rng: Rng
) -> Plan:
    kind, type_, brand = what
    trade, census = base
    land = census.land
    market = int(rng.choice(land.markets))
    hub = market if type_ == "internal" else land.hub
    home = market if trade.holder_in_market else hub
    holder, partner = census.move_in(
        home, [(int(rng.integers(23, 39)), "line", "holder"), (24, "employee", "resident")], rng
    )
    census.age[partner] = int(rng.integers(21, 37))
    census.pair(holder, partner)
    deputy = census.move_in(hub, [(int(rng.integers(19, 30)), "line", "deputy")], rng)[0]
    supplier = census.move_in(land.hub, [(int(rng.integers(30, 50)), "home", "supplier")], rng)[0]
    occupant = census.move_in(market, [(int(rng.integers(35, 62)), "home", "occupant")], rng)[0]
    who = trade.hidden_carrier if kind == "hidden" else trade.carrier[type_]
    who = "holder" if kind == "handover" else who
    workers = _workers((kind, type_, who), (market, hub), spec.days, base, rng)
    carrier = _carrier(who, (holder, deputy), workers)
    opens, closes = float(rng.uniform(*trade.opens)), float(rng.uniform(*trade.closes))
    shut = rng.random(spec.days) < trade.quiet_days
    arrests = _arrests(workers, (carrier, market, kind), spec.days, rng)
    for arrest in arrests:
        first = int(arrest.since // DAY)
        shut[first + (0 if arrest.person == carrier else 1) : first + 2] = True
    return Plan(
        name, kind, type_, brand, market, hub, holder, partner, deputy, carrier, supplier,
        occupant, workers, census.home[occupant], opens, closes,
        change=_change(kind, opens, spec.days, rng),
        announced=_announced(kind, rng),
        handovers=_passed_on(workers)
        if who == "worker"
        else _handovers(kind, carrier, (holder, deputy), spec.days, rng),
        arrests=arrests,
        shut=shut,
    )  # fmt: skip


def _workers(
    what: tuple[str, str, str], towns: tuple[int, int], days: int, base: tuple[Trade, Census],
    rng: Rng,
) -> tuple[Worker, ...]:  # fmt: skip
    """Enter the workers; a call handler only where one carries the order phone."""
    kind, type_, carrier = what
    trade, census = base
    if trade.places[0]:
        return _followers(what, towns, days, base, rng)
    market, hub = towns
    home = market if type_ == "local-worker" else hub
    roles = ["call_handler"] if carrier == "handler" else []
    roles += ["runner"] * (2 if kind == "small" else int(rng.integers(3, 6)))
    roles += [] if kind == "small" else ["courier"]
    roles += ["enforcer"] if rng.random() < 0.5 and kind != "small" else []
    workers = []
    for place, role in enumerate(roles):
        minor = role == "runner" and rng.random() < 0.45
        age = int(rng.integers(15, 18)) if minor else int(rng.integers(18, 31))
        town = home if role == "runner" else hub
        members = [(age, "line", "worker")]
        if minor:
            members.append((int(rng.integers(36, 55)), "employee", "resident"))
        person = census.move_in(town, members, rng)[0]
        joined = 0.0 if place < 3 or rng.random() < 0.6 else float(rng.uniform(0.1, 0.5) * days)
        stays = place < 3 or rng.random() < 0.6
        left = float(days) if stays else joined + float(rng.uniform(0.25, 0.6) * days)
        workers.append(Worker(person, role, minor, joined * DAY, left * DAY))
    return tuple(workers)


def _followers(
    what: tuple[str, str, str], towns: tuple[int, int], days: int, base: tuple[Trade, Census],
    rng: Rng,
) -> tuple[Worker, ...]:  # fmt: skip
    """Enter workers who follow upon each other in each place of the line, at most 16 in all."""
    trade, census = base
    home = towns[0] if what[1] == "local-worker" else towns[1]
    spells: list[tuple[str, float, float]] = []
    for _ in range(trade.places[0]):
        joined = 0.0
        while joined < days and len(spells) < 16:
            left = joined + max(float(rng.lognormal(np.log(trade.places[1]), 0.35)), 2.0)
            left = float(days) if left > days - 2 or len(spells) == 15 else left
            spells.append(("runner", joined, left))
            joined = left
    spells += [("call_handler", 0.0, float(days))] if what[2] == "handler" else []
    spells += [("courier", 0.0, float(days))] if rng.random() < 0.4 else []
    spells += [("enforcer", 0.0, float(days))] if rng.random() < 0.3 else []
    workers = []
    for role, joined, left in spells:
        minor = role == "runner" and rng.random() < 0.35
        age = int(rng.integers(15, 18)) if minor else int(rng.integers(18, 46))
        members = [(age, "line", "worker")]
        members += [(int(rng.integers(36, 55)), "employee", "resident")] if minor else []
        person = census.move_in(home if role == "runner" else towns[1], members, rng)[0]
        workers.append(Worker(person, role, minor, joined * DAY, left * DAY))
    return tuple(workers)


def _passed_on(workers: tuple[Worker, ...]) -> tuple[tuple[float, int], ...]:
    """Return the hands of a phone that stays with whoever works the first place."""
    hands: list[tuple[float, int]] = []
    for worker in workers:
        if worker.role == "runner" and (not hands or worker.joined > hands[-1][0]):
            hands.append((worker.joined, worker.person))
    return tuple(hands)


def _carrier(who: str, heads: tuple[int, int], workers: tuple[Worker, ...]) -> int:
    if who in ("handler", "worker"):
        role = "call_handler" if who == "handler" else "runner"
        return next(w.person for w in workers if w.role == role)
    return heads[0] if who == "holder" else heads[1]


def _change(kind: str, opens: float, days: int, rng: Rng) -> float:
    if kind not in ("renumbered", "unannounced", "crew"):
        return float("inf")
    day = int(rng.uniform(0.35, 0.65) * days)
    return day * DAY + opens - float(rng.uniform(300, 5400))


def _announced(kind: str, rng: Rng) -> str:
    if kind == "renumbered":
        return "old" if rng.random() < 0.4 else "new"
    return "new" if kind == "crew" and rng.random() < 0.6 else ""


def _handovers(
    kind: str, carrier: int, heads: tuple[int, int], days: int, rng: Rng
) -> tuple[tuple[float, int], ...]:
    if kind != "handover":
        return ((0.0, carrier),)
    first = float(rng.uniform(0.3, 0.45) * days) * DAY
    if rng.random() < 0.5:
        return ((0.0, heads[0]), (first, heads[1]))
    again = float(rng.uniform(0.65, 0.8) * days) * DAY
    return ((0.0, heads[0]), (first, heads[1]), (again, heads[0]))


def _arrests(
    workers: tuple[Worker, ...], what: tuple[int, int, str], days: int, rng: Rng
) -> tuple[Arrest, ...]:
    carrier, market, kind = what
    arrests = []
    runner = next(w.person for w in workers if w.role == "runner")
    for person, chance in ((runner, 0.5), (carrier, 0.2 if kind != "small" else 0.0)):
        if rng.random() < chance:
            since = float(rng.uniform(0.15, 0.9) * days) * DAY
            arrests.append(Arrest(person, since, since + float(rng.uniform(9, 34)) * 3600, market))
    return tuple(arrests)


def wanted(kind: str, trade: Trade, rng: Rng) -> int:
    """Return how many customers a line of this kind has."""
    if kind == "small":
        return 25
    median, spread, fewest, most = trade.customers
    return int(np.clip(rng.lognormal(np.log(median), spread), fewest, most))


def find_customers(
    spec: Spec, trades: list[Trade], plans: list[Plan], census: Census, rng: Rng
) -> list[Customers]:
    """Choose each line's customers among residents of its market; newcomers fill what lacks.

    A share is taken from the customers that another line has already, in its town if it can.
    """
    allowance = spec.people // 3
    taken: dict[int, list[int]] = {}
    chosen = []
    for plan, trade in zip(plans, trades, strict=True):
        count = wanted(plan.kind, trade, rng)
        known = taken.get(plan.market, []) or [p for rows in taken.values() for p in rows]
        shared = min(int(count * trade.shared_customers), len(known))
        persons = [int(p) for p in rng.choice(known, shared, replace=False)] if shared else []
        pool = _candidates(census, plan.market, set(known))
        fresh = min(len(pool), count - shared, max(allowance, 0), max(len(pool) // 2, 5))
        persons += [int(p) for p in rng.choice(pool, fresh, replace=False)] if fresh else []
        allowance -= fresh
        persons += census.newcomers(plan.market, count - len(persons), rng)
        persons = sorted(set(persons))
        taken.setdefault(plan.market, []).extend(p for p in persons if p not in known)
        chosen.append(_habits(np.array(persons, dtype=np.int64), trade, spec.days, rng))
    return chosen


def _candidates(census: Census, town: int, known: set[int]) -> list[int]:
    return [
        p
        for p in range(len(census))
        if census.town[p] == town
        and census.role[p] == "resident"
        and 18 <= census.age[p] < 66
        and p not in known
    ]


def _habits(persons: Ints, trade: Trade, days: int, rng: Rng) -> Customers:
    count = len(persons)
    rate = np.clip(rng.lognormal(np.log(trade.rate[0]), trade.rate[1], count), 0.07, 2.2)
    since = np.where(rng.random(count) < 0.85, 0.0, rng.uniform(0, 0.6, count) * days) * DAY
    until = np.where(rng.random(count) < 0.9, days, rng.uniform(0.5, 1.0, count) * days) * DAY
    return Customers(persons, rate, since, until)

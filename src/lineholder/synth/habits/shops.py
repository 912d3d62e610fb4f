"""Shops: the firms of this family, opened in random order of their kinds, each with its manner."""

from dataclasses import dataclass
from itertools import cycle

import numpy as np

from lineholder.synth.census import People
from lineholder.synth.columns import DAY, Ints, Rng
from lineholder.synth.firms import Firm, Settled, senders
from lineholder.synth.habits.manner import PINS, Manner, of_firm
from lineholder.synth.phones import Phonebook

PRIVATE = ("club", "church", "organiser", "teenager")
OWN = ("plumber", "hairdresser", "courier", "dogwalker", "mechanic", "escort", "second")
JOBS = {"minicab": "driver", "depot": "driver", "takeaway": "rider"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop(Firm):
    """A firm with its manner and its workers (person, phone, from, to); local seconds.

    `change` is when the main phone got a new number, infinite for most.
    """

    manner: Manner
    workers: tuple[tuple[int, int, float, float], ...]
    change: float


def found(settled: Settled, mobile_share: float, rng: Rng) -> list[Firm]:
    """Open shops in the hub and the market towns, one for some sixteen adults; hire their staff."""
    land, people = settled.land, settled.people
    firms: list[Firm] = []
    hired: set[int] = set()
    kinds = cycle(rng.permutation(list(PINS)).tolist())
    for town in [land.hub, *land.markets]:
        adults = len(people.adults_of([town]))
        for _ in range(0 if adults < 12 else min(max(adults // 16, 2), 10)):
            office = bool(rng.random() < mobile_share)
            shop = _open(next(kinds), (town, office), settled, hired, rng)
            firms += [shop] if shop else []
    return firms + senders(settled, rng)


def _open(
    kind: str, where: tuple[int, bool], settled: Settled, hired: set[int], rng: Rng
) -> Shop | None:
    """Return a shop, or None where there is nobody left to keep it."""
    land, people, book = settled.land, settled.people, settled.book
    town, mobile_office = where
    m = of_firm(kind, rng)
    x, y = land.spot(town, rng, 1)[0].tolist()
    keepers = _free(kind, town, people, hired)
    if not len(keepers):
        return None
    keeper = int(rng.choice(keepers))
    hired.add(keeper)
    own = kind in OWN or kind in PRIVATE
    if kind in PRIVATE:
        main = keeper
    elif own:
        main = book.mobile(keeper, "work", m.data, prepaid=bool(rng.random() < 0.4))
    else:
        main = _office((x, y), keeper, mobile_office, (book, m.data))
        people.occupation[keeper], people.work_town[keeper] = "desk", town
    workers = _hire(kind, (town, m), settled, hired, rng) if m.passed else ()
    clients = _clients(kind, (town, m), people, rng)
    staff = (keeper, *(w[0] for w in workers))
    phones = (*((main,) if own else ()), *(w[1] for w in workers))
    change = _change(kind, settled.days, rng)
    if np.isfinite(change):
        book.renumber(main, change, same_handset=bool(rng.random() < 0.6))
    return Shop(
        kind, town, x, y, main, staff, phones, clients[clients != keeper], own, m.friends,
        manner=m, workers=tuple(workers), change=change,
    )  # fmt: skip


def _change(kind: str, days: int, rng: Rng) -> float:
    """Return when a mobile trade changes its number; one in eight does."""
    when = float(np.floor(rng.uniform(0.3, 0.7) * days)) * DAY + float(rng.uniform(8, 12)) * 3600
    return when if rng.random() < 0.125 and kind in OWN else np.inf


def _office(
    spot: tuple[float, float], keeper: int, mobile: bool, base: tuple[Phonebook, float]
) -> int:
    book, data = base
    if not mobile:
        return book.fixed("office", spot)
    phone = book.mobile(keeper, "office", data)
    book.place[phone] = spot
    return phone


def _free(kind: str, town: int, people: People, hired: set[int]) -> Ints:
    if kind == "teenager":
        young = (people.age >= 14) & (people.age < 19) & (people.town == town)
        pool = [p for p in np.flatnonzero(young).tolist() if people.role[p] == "resident"]
    else:
        pool = people.adults_of([town]).tolist()
    return np.array([p for p in pool if p not in hired], dtype=np.int64)


def _hire(
    kind: str, where: tuple[int, Manner], settled: Settled, hired: set[int], rng: Rng
) -> list[tuple[int, int, float, float]]:
    """Return workers who follow upon each other in each place; at most nine in all."""
    town, m = where
    people, book, days = settled.people, settled.book, settled.days
    pool = rng.permutation(_free("", town, people, hired)).tolist()
    workers: list[tuple[int, int, float, float]] = []
    for _ in range(int(m.abreast)):
        since = 0.0
        while since < days and len(workers) < 9 and len(pool) > 4:
            stay = max(m.tenure_d * float(rng.lognormal(0.0, 0.35)), 2.0)
            last = len(workers) == 8 or len(pool) == 5 or since + stay > days - 2
            until = float(days) if last else since + stay
            person = int(pool.pop())
            hired.add(person)
            people.occupation[person], people.work_town[person] = JOBS.get(kind, "trade"), town
            phone = person if m.private else _issue(person, (since, until), m, book, rng)
            workers.append((person, phone, since * DAY, until * DAY))
            since = until
    return workers


def _issue(person: int, span: tuple[float, float], m: Manner, book: Phonebook, rng: Rng) -> int:
    """Give a worker a work phone for his time there; some change its number now and then."""
    phone = book.mobile(
        person, "work", float(rng.uniform(0.0, 3.0)), prepaid=bool(rng.random() < 0.3)
    )
    if span[0] > 0:
        book.opened[phone] = span[0] * DAY
    book.ended[phone] = span[1] * DAY
    when = span[0] + m.number_d * float(rng.uniform(0.4, 1.6))
    while when < span[1] - 2:
        book.renumber(phone, when * DAY, same_handset=bool(rng.random() < 0.5))
        when += m.number_d * float(rng.uniform(0.6, 1.6))
    return phone


def _clients(kind: str, where: tuple[int, Manner], people: People, rng: Rng) -> Ints:
    """Return clients: mostly of the town, up to a third from elsewhere; a teenager's are young."""
    town, m = where
    count = int(m.clients)
    pool = people.adults_of([town])
    if kind == "teenager":
        pool = np.flatnonzero((people.age < 21) & (people.town == town))
    near = rng.choice(pool, min(count, int(0.7 * len(pool))), replace=False)
    rest = np.setdiff1d(np.arange(len(people), dtype=np.int64), near)
    far = rng.choice(rest, min(count - len(near), count // 3, len(rest)), replace=False)
    return rng.permutation(np.concatenate([near, far])).astype(np.int64)

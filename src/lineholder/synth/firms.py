"""Firms: businesses, clubs and senders that look like lines in call records."""

from dataclasses import dataclass

import numpy as np

from lineholder.synth import names
from lineholder.synth.census import People
from lineholder.synth.columns import DAY, Floats, Ints, Rng, pick
from lineholder.synth.land import Land
from lineholder.synth.phones import ABROAD, SENDER, Phonebook

RIDES = 0.12  # cab rides a client and day: who takes a cab weekly is a regular (travel surveys)
WHY = {
    "minicab": "many short calls in, drivers dispatched within minutes",
    "takeaway": "texts offers to repeat customers, sends riders",
    "clinic": "texts reminders every day",
    "gym": "texts a stable list of members",
    "school": "texts the parents in one burst",
    "plumber": "a mobile that moves, many short calls from many callers",
    "hairdresser": "a mobile that moves, repeat customers, reminders by text",
    "courier": "calls many different numbers once each, on the move",
    "club": "texts a stable list, which answers",
    "sender": "bulk texts from a name or short code",
    "carers": "a rota phone that sends visits to staff who change",
    "dogwalker": "a few regulars who ring often and shortly",
    "mechanic": "a mobile that moves, short calls, calls missed and returned",
    "letting": "short calls from many, visits passed on to staff",
    "church": "a private phone that texts a stable list every week",
    "organiser": "a private phone that texts a team, which answers at once",
    "escort": "a second phone with short calls from repeat callers, adverts by text",
    "second": "a second phone of somebody who has another",
    "teenager": "many short calls, texts to a group several times a day",
    "vape": "a shop whose regulars ring shortly",
    "depot": "a delivery hub whose drivers come and go",
}
LOCAL = (
    "minicab",
    "takeaway",
    "clinic",
    "gym",
    "school",
    "plumber",
    "hairdresser",
    "club",
    "courier",
)


@dataclass(frozen=True, slots=True)
class Firm:
    """A business: kind, town, main phone, staff with their phones, clients with their phones.

    `clients` are persons in order of how often they come. `own` says that the main phone is a
    mobile in the hands of the first of the staff. `friends` are friendships among the clients for
    each of them.
    """

    kind: str
    town: int
    x: float
    y: float
    main: int
    staff: tuple[int, ...]
    staff_phones: tuple[int, ...]
    clients: Ints
    own: bool
    friends: float = 0.0


@dataclass(frozen=True, slots=True)
class Settled:
    """What there is when the firms open: land, people, phones so far, days to come."""

    land: Land
    people: People
    book: Phonebook
    days: int


def found(settled: Settled, mobile_share: float, rng: Rng) -> list[Firm]:
    """Open firms in the hub and the market towns, in proportion to the people; staff are hired.

    `mobile_share` of the offices have a mobile as their main number, the others a fixed line.
    """
    land, people = settled.land, settled.people
    firms: list[Firm] = []
    hired: set[int] = set()
    for town in [land.hub, *land.markets]:
        locals_ = people.adults_of([town])
        if len(locals_) < 12:
            continue
        for kind in LOCAL:
            for _ in range(1 + (len(locals_) > 250) + (len(locals_) > 700)):
                hands = len(locals_) - sum(int(p) in hired for p in locals_)
                if rng.random() < 0.78 and hands >= 8:
                    office = rng.random() < mobile_share
                    firms.append(_open(kind, (town, office), settled, hired, rng))
    return firms + senders(settled, rng)


def senders(settled: Settled, rng: Rng) -> list[Firm]:
    """Return those who text from a name or a short code."""
    land, people, book = settled.land, settled.people, settled.book
    firms: list[Firm] = []
    for label in [*names.SENDERS, "60777", "81025"]:
        main = book.outside("sender", SENDER, label)
        clients = rng.permutation(len(people))[: int(len(people) * rng.uniform(0.1, 0.5))]
        firms.append(Firm("sender", land.hub, 0.0, 0.0, main, (), (), clients, own=False))
    return firms


def relatives_abroad(people: People, book: Phonebook, rng: Rng) -> list[tuple[int, int]]:
    """Return (person, phone abroad) for a few people with family in another country."""
    chosen = rng.choice(len(people), min(40, len(people) // 20), replace=False)
    return [(int(p), book.outside("abroad", ABROAD)) for p in chosen]


def _open(kind: str, where: tuple[int, bool], settled: Settled, hired: set[int], rng: Rng) -> Firm:
    land, people, book = settled.land, settled.people, settled.book
    town, mobile_office = where
    x, y = land.spot(town, rng, 1)[0].tolist()
    staff = _hire(kind, town, people, hired, rng)
    phones: tuple[int, ...]
    own = kind in ("plumber", "hairdresser", "courier", "club")
    if kind == "club":
        main, phones = staff[0], (staff[0],)  # the coach's private phone
    elif own:
        main = book.mobile(staff[0], "work", 2.0)
        phones = (main,)
    else:
        main = _office(kind, (x, y), staff[0], mobile_office, book)
        phones = tuple(book.mobile(p, "work", 1.5) for p in staff[1:])
    return Firm(kind, town, x, y, main, staff, phones, _clients(kind, town, people, rng), own)


def _office(
    kind: str, spot: tuple[float, float], keeper: int, mobile: bool, book: Phonebook
) -> int:
    if mobile or kind == "takeaway":
        phone = book.mobile(keeper, "office")
        book.place[phone] = spot
        return phone
    return book.fixed("office", spot)


def _hire(kind: str, town: int, people: People, hired: set[int], rng: Rng) -> tuple[int, ...]:
    job, count = {
        "minicab": ("driver", int(rng.integers(4, 8))),
        "takeaway": ("rider", int(rng.integers(3, 5))),
        "plumber": ("trade", 1),
        "hairdresser": ("trade", 1),
        "courier": ("trade", 1),
        "club": ("", 1),
    }.get(kind, ("desk", 1))
    pool = [int(p) for p in people.adults_of([town]) if int(p) not in hired]
    staff = tuple(int(p) for p in rng.choice(pool, min(count, len(pool)), replace=False))
    hired.update(staff)
    for place, person in enumerate(staff):
        keeper = place == 0 and kind in ("minicab", "takeaway")
        if job:
            people.occupation[person] = "desk" if keeper else job
        people.work_town[person] = town
    return staff


def _clients(kind: str, town: int, people: People, rng: Rng) -> Ints:
    low, high = {
        "minicab": (40, 120), "takeaway": (50, 130), "clinic": (80, 220), "gym": (40, 140),
        "school": (60, 160), "plumber": (60, 140), "hairdresser": (25, 60), "courier": (150, 400),
        "club": (15, 45),
    }[kind]  # fmt: skip
    pool = people.adults_of([town])
    count = min(int(rng.integers(low, high)), int(len(pool) * 0.7))
    return np.asarray(rng.choice(pool, count, replace=False), dtype=np.int64)


def open_days(firm: Firm, weekday: Ints) -> Ints:
    """Return the days on which a firm of this kind works."""
    closed = {
        "clinic": (5, 6), "school": (5, 6), "plumber": (6,), "courier": (6,),
        "hairdresser": (0, 6), "takeaway": (0,),
    }.get(firm.kind, ())  # fmt: skip
    return np.flatnonzero(~np.isin(weekday, closed))


def some_client(firm: Firm, rng: Rng, size: int) -> Ints:
    """Return clients drawn so that a few come often and most seldom."""
    rank = (len(firm.clients) * rng.beta(0.7, 1.8, size)).astype(np.int64)
    return firm.clients[np.minimum(rank, len(firm.clients) - 1)]


def at_hours(days: Ints, low_s: float, high_s: float, rng: Rng) -> Floats:
    """Return one moment for each day, even between two hours of the day."""
    return np.asarray(days * DAY + rng.uniform(low_s, high_s, len(days)), dtype=np.float64)


def other_town(land: Land, town: int, rng: Rng) -> int:
    """Return a different town with people in it."""
    return int(pick(rng, [t for t in [land.hub, *land.markets] if t != town]))

"""Settling: residents and couples with their phones, numbers elsewhere, senders of bulk texts.

Blind to: ages, children with phones of their own, phones shared by a household.
"""

from math import hypot

import numpy as np

from lineholder.synth.columns import DAY, HOUR
from lineholder.synth.stepwise.chance import Chance
from lineholder.synth.stepwise.country import Point, apart, beyond
from lineholder.synth.stepwise.numbers import SENDERS, Number
from lineholder.synth.stepwise.person import Person
from lineholder.synth.stepwise.shire import Shire

OCCUPATIONS = (
    (0.45, "local"),
    (0.62, "commuter"),
    (0.74, "shift"),
    (0.9, "home"),
    (1.0, "mobile"),
)
CITY_SHARE = 0.55  # the city counts this much for every town there is
COMMUTE_KM, REACH_KM, OUTING_KM = 60.0, 45.0, 45.0


def settle(shire: Shire) -> None:
    """Enter the residents, their phones and second phones, and the world outside."""
    chance, count = shire.chance, shire.spec.people
    towns = len(shire.country.towns)
    weights = np.ones(towns)
    weights[0] = towns * CITY_SHARE
    weights /= weights.sum()
    while len(shire.people) < count:
        town = int(chance.rng.choice(towns, p=weights))
        _household(shire, town, count)
    for person in shire.people[:count]:
        if person.occupation != "home" and chance.happens(0.06):
            data = 0.5 if chance.happens(0.5) else 0.0
            person.second = shire.numbers.carried(person.index, data, "second").index
    shire.outside = [shire.numbers.outside().index for _ in range(int(count * 1.3))]
    shire.senders = [shire.numbers.sender(name).index for name in SENDERS]


def _household(shire: Shire, town: int, count: int) -> None:
    """Enter somebody, maybe with a partner and a third who stays at home."""
    first = move_in(shire, town)
    give_phone(shire, first)
    if len(shire.people) < count and shire.chance.happens(0.55):
        second = move_in(shire, town)
        give_phone(shire, second)
        couple(shire, first, second)
        if len(shire.people) < count and shire.chance.happens(0.3):
            give_phone(shire, move_in(shire, town, first.home, "home"))


def move_in(
    shire: Shire, town: int, home: Point | None = None, occupation: str | None = None
) -> Person:
    """Return a new person of a town; with a home or an occupation where they are known."""
    chance, towns = shire.chance, shire.country.towns
    home = home or _home(shire, town)
    draw = chance.rng.random()
    occupation = occupation or next(word for share, word in OCCUPATIONS if draw < share)
    work_town = _work_town(shire, town) if occupation == "commuter" else town
    work = shire.spot(work_town, 0.8)
    haunts = [shire.spot(town) for _ in range(chance.whole(3, 8))]
    if chance.happens(0.4):
        near = town and hypot(*towns[town].middle) < REACH_KM
        haunts.append(shire.spot(0 if near else town))
    person = Person(
        len(shire.people), town, home, occupation, work, haunts,
        rota=chance.whole(0, 8),
        texting=_texting(chance, shire.mechanics.texting),
        liveliness=chance.around(1.0, 0.6),
        wakes=chance.even(6, 9.5),
    )  # fmt: skip
    shire.people.append(person)
    return person


def _home(shire: Shire, town: int) -> Point:
    """Return a home in the town, or for some in the country around a market town."""
    home = shire.spot(town)
    if town and shire.chance.happens(0.15):
        way = shire.chance.even(0, 6.28)
        place = shire.country.towns[town]
        home = beyond(place.middle, place.radius + shire.chance.even(2, 7), way)
    return home


def _work_town(shire: Shire, town: int) -> int:
    """Return where a commuter works: the city, or from there a market town, if near enough."""
    towns = shire.country.towns
    work = 0 if town else 1 + shire.chance.whole(0, len(towns) - 1)
    far = apart(towns[work].middle, towns[town].middle)
    return town if far > COMMUTE_KM else work


def _texting(chance: Chance, shift: float) -> float:
    return float(np.clip(chance.rng.beta(2, 2) + shift, 0.05, 0.95))


def give_phone(shire: Shire, person: Person) -> Number:
    """Return the new private phone of a person; a few have no data."""
    data = 0.0
    if not shire.chance.happens(0.08):
        data = shire.chance.around(shire.mechanics.sessions, 0.5)
    number = shire.numbers.carried(person.index, data)
    person.phones = [(0.0, shire.end + DAY, number.index)]
    return number


def couple(shire: Shire, one: Person, other: Person) -> None:
    """Let two live together and share trips, oftener on weekends."""
    chance = shire.chance
    one.partner, other.partner = other.index, one.index
    other.home, other.town = one.home, one.town
    share = chance.even(0.3, 0.6)
    for day in range(shire.spec.days):
        weekend = shire.weekday(day) >= 5
        if not chance.happens(share * (0.75 if weekend else 0.45)):
            continue
        hour = chance.even(10, 15) if weekend else chance.even(18.5, 20)
        start = day * DAY + hour * HOUR
        place = _outing(shire, one, weekend)
        end = start + chance.even(1, 4 if weekend else 2.5) * HOUR
        for person in (one, other):
            person.visits.append((start, end, place))


def _outing(shire: Shire, person: Person, weekend: bool) -> Point:
    """Return a haunt, or on some weekends a place in any town that is not too far."""
    if weekend and shire.chance.happens(0.25):
        town = shire.chance.whole(0, len(shire.country.towns))
        place = shire.spot(town)
    else:
        place = shire.chance.one_of(person.haunts)
    if apart(place, person.home) > OUTING_KM:
        place = shire.chance.one_of(person.haunts)
    return place

"""Family `bursts`: people wander and come back, talk in bursts, order after adverts and on paydays.

People explore new places and return to old ones (exploration and preferential return: Song and
others 2010). Circles of friends all know each other. Customers order within hours of an advert;
workers have parts of the town, and jobs that come together are passed on together.
"""

import numpy as np

from lineholder.synth.author import Author
from lineholder.synth.columns import DAY, HOUR, Floats
from lineholder.synth.stepwise.chance import Chance
from lineholder.synth.stepwise.country import Point
from lineholder.synth.stepwise.days import working_days
from lineholder.synth.stepwise.line import Line
from lineholder.synth.stepwise.making import author
from lineholder.synth.stepwise.person import Person
from lineholder.synth.stepwise.shire import Mechanics, Shire, Stop, Ties, Wish
from lineholder.synth.stepwise.ties import by_town, tie

TOGETHER = 2.6  # contacts of a burst
AFTER_ADVERT_S = 2.2 * HOUR


def days(shire: Shire, person: Person) -> list[Stop]:
    """Return where somebody means to be; those of a line keep working days instead."""
    if person.part:
        return working_days(shire, person)
    known, stops = list(person.haunts), list[Stop]()
    for day in range(shire.spec.days):
        stops += _wandering(shire, person, day, known)
    return stops


def _wandering(shire: Shire, person: Person, day: int, known: list[Point]) -> list[Stop]:
    """Return one day; a place seen for the first time joins those `known`."""
    chance, stops, midnight = shire.chance, list[Stop](), day * DAY
    hour = person.wakes + chance.rng.random()
    works = person.occupation != "home" and shire.weekday(day) < 5
    while hour < 20.5:
        if works and 8 < hour < 16 and chance.happens(0.75):
            place, stay = person.work, 2 + 3 * chance.rng.random()
        elif chance.happens(0.35):
            place, stay = person.home, chance.around(1.5, 0.6)
        elif chance.happens(0.12):
            place = shire.spot(person.town)
            known.append(place)
            stay = chance.around(0.8, 0.6)
        else:
            place = known[min(len(known) - 1, int(chance.rng.pareto(1.1)))]
            stay = chance.around(0.9, 0.7)
        stops.append((midnight + HOUR * hour, place))
        hour += stay + 0.2
    return [*stops, (midnight + HOUR * (21 + chance.rng.random()), person.home)]


def befriend(shire: Shire, persons: list[Person], ties: Ties) -> None:
    """Tie people in circles of 5 to 12 of one town, and some to anybody."""
    chance = shire.chance
    for of_town in by_town(persons).values():
        shuffled = list(of_town)
        chance.rng.shuffle(shuffled)
        first = 0
        while first < len(shuffled):
            circle = shuffled[first : first + chance.whole(5, 13)]
            first += len(circle)
            for place, person in enumerate(circle):
                for other in circle[:place]:
                    if chance.happens(0.45):
                        tie(ties, person, other, chance.around(0.13, 1) * person.liveliness)
        for person in shuffled:
            if chance.happens(0.6):
                tie(ties, person, chance.one_of(persons), chance.around(0.1, 0.8))


def moments(shire: Shire, count: int) -> Floats:
    """Return times at which two talk: a few bursts, with long tails."""
    rng = shire.chance.rng
    bursts = max(1, round(count / TOGETHER))
    starts = rng.integers(0, shire.spec.days, bursts) * float(DAY) + shire.times_of_day(bursts)
    chosen = starts[rng.integers(0, bursts, count)]
    tail = rng.exponential(2400, count) * rng.pareto(1.5, count).clip(0, 20)
    return np.asarray(chosen + tail)


def orders(shire: Shire, line: Line, wish: Wish) -> list[float]:
    """Return when a customer wants something: after an advert, more on the weekly payday."""
    chance, when = shire.chance, list[float]()
    opens, closes = line.habits.opens_h, line.habits.closes_h
    for day in range(shire.spec.days):
        rate = wish.rate * (2.1 if shire.weekday(day) == wish.payday else 0.8)
        adverts = wish.adverts.get(day)
        if adverts:
            for _ in range(chance.count(rate * 0.8)):
                when.append(chance.one_of(adverts) + chance.wait(AFTER_ADVERT_S) + 90)
        for _ in range(chance.count(rate * (0.35 if adverts else 0.95))):
            when.append(day * DAY + chance.even(opens, closes) * HOUR)
    return [t for t in when if t % DAY / HOUR <= closes or t % DAY / HOUR + 24 <= closes]


def sent(workers: list[int], zone: int, turn: int, chance: Chance) -> int:  # noqa: ARG001
    """Return whom a job goes to: whoever has the customer's part of the town."""
    return workers[zone % len(workers)]


MECHANICS = Mechanics(
    letter="Q",
    kinds=(19, 4, 14, 8, 0, 11, 2, 9, 13, 7, 1, 15, 5, 3, 17, 12, 10, 16, 6, 18),
    shift=2,
    hours=(1, 0.5, 0.2, 0.1, 0.1, 0.2, 0.6, 2, 3, 4, 5, 5, 6, 5, 5, 5, 6, 6, 7, 7, 8, 8, 6, 3),
    texting=0.15,
    sessions=3.0,
    couple=1.5,
    call_s=45,
    returns=2,
    batches=True,
    tries_again=False,
    missed=(0, 0.1),
    reported=lambda chance: chance.one_of((0.0, 0.1)),
    days=days,
    befriend=befriend,
    moments=moments,
    orders=orders,
    sent=sent,
)  # fmt: skip
FAMILY: Author = author(
    "bursts",
    "people wander and talk in bursts; orders follow adverts and paydays, jobs go out together",
    MECHANICS,
)

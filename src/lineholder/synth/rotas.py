"""Family `rotas`: shift rotas, school runs, market days, weekly talk; orders at even gaps.

Whoever has many friends gets more. Each pair has its own days of the week. Customers come back after
gaps that are nearly even (a gamma renewal process), late in the day; workers take turns, report back
often, and lines miss many calls.
"""

import numpy as np

from lineholder.synth.author import Author
from lineholder.synth.columns import DAY, HOUR, Floats
from lineholder.synth.stepwise.chance import Chance
from lineholder.synth.stepwise.days import rounds
from lineholder.synth.stepwise.line import Line
from lineholder.synth.stepwise.making import author
from lineholder.synth.stepwise.person import Person
from lineholder.synth.stepwise.shire import Mechanics, Shire, Stop, Ties, Wish
from lineholder.synth.stepwise.ties import by_town, tie

SHIFTS_H = (6, 9, 13)


def days(shire: Shire, person: Person) -> list[Stop]:
    """Return where somebody means to be: rota, office on some days, round or school run."""
    stops = list[Stop]()
    for day in range(shire.spec.days):
        stops += _daytime(shire, person, day) + _market(shire, person, day)
    return stops


def _daytime(shire: Shire, person: Person, day: int) -> list[Stop]:
    chance, midnight, job = shire.chance, float(day * DAY), person.occupation
    weekday = shire.weekday(day)
    if job in ("shift", "local"):
        return _turn(shire, person, day)
    if job == "commuter":
        if weekday >= 5 or not (weekday % 2 == person.rota % 2 or chance.happens(0.5)):
            return []
        there = midnight + HOUR * (9 + 0.3 * chance.normal())
        return [
            (there, person.work),
            (midnight + HOUR * (18 + 0.5 * chance.normal()), person.home),
        ]
    if job == "mobile":
        return rounds(shire, person, midnight, 18, 18.5, (1, 2))
    return [
        stop
        for hour, back in ((8.7, 9.3), (15.2, 15.8))
        for stop in (
            (midnight + HOUR * (hour + 0.1 * chance.normal()), person.haunts[0]),
            (midnight + HOUR * back, person.home),
        )
    ]


def _turn(shire: Shire, person: Person, day: int) -> list[Stop]:
    """Return a working day of a rota: five on, three off."""
    if (day + person.rota) % 8 >= 5:
        return []
    hour = SHIFTS_H[person.rota % 3] + 0.3 * shire.chance.normal()
    there = day * DAY + HOUR * max(hour, 0.3)
    return [(there, person.work), (day * DAY + HOUR * (hour + 7.5), person.home)]


def _market(shire: Shire, person: Person, day: int) -> list[Stop]:
    """Return a walk to the market, on the town's market day, of those who are at home."""
    chance, midnight = shire.chance, float(day * DAY)
    if shire.weekday(day) != (person.town + 2) % 6:
        return []
    goes = chance.happens(0.5)
    if not goes or person.occupation != "home":
        return []
    middle = shire.country.towns[person.town].middle
    there = midnight + HOUR * (10 + 2 * chance.rng.random())
    stall = (middle[0] + chance.even(-0.2, 0.2), middle[1] + chance.even(-0.2, 0.2))
    return [(there, stall), (midnight + HOUR * 13.2, person.home)]


def befriend(shire: Shire, persons: list[Person], ties: Ties) -> None:
    """Tie everybody to three of the town, the better known first, and some to anybody."""
    chance = shire.chance
    for of_town in by_town(persons).values():
        known = np.ones(len(of_town))
        for place, person in enumerate(of_town):
            for _ in range(3):
                other = int(chance.rng.choice(len(of_town), p=known / known.sum()))
                known[other] += 1
                known[place] += 1
                rate = chance.around(0.14, 0.9) * person.liveliness
                tie(ties, person, of_town[other], rate)
    for _ in range(len(shire.people) // 2):
        one = chance.one_of(persons)
        tie(ties, one, chance.one_of(persons), chance.around(0.1, 0.8))


def moments(shire: Shire, count: int) -> Floats:
    """Return times at which two talk: on the days of the week that are theirs."""
    rng = shire.chance.rng
    favour = rng.random(7) ** 3
    every = np.arange(shire.spec.days)
    weight = favour[(every + shire.weekday(0)) % 7] + 0.03
    days = rng.choice(every, count, p=weight / weight.sum())
    return np.asarray(days * float(DAY) + shire.times_of_day(count))


def orders(shire: Shire, line: Line, wish: Wish) -> list[float]:
    """Return when a customer wants something: gap after gap, mostly in the last hours."""
    chance, when = shire.chance, list[float]()
    opens, closes = line.habits.opens_h, line.habits.closes_h
    gap = DAY / wish.rate
    moment = chance.even(0, 1) * gap
    while moment < shire.end:
        late = chance.happens(0.55)
        hour = closes - 4 + 2.2 * chance.normal() if late else chance.even(opens, closes)
        when.append(moment // DAY * DAY + min(max(hour, opens), closes) * HOUR)
        moment += gap * chance.gamma(4, 0.25)
    return when


def sent(workers: list[int], zone: int, turn: int, chance: Chance) -> int:  # noqa: ARG001
    """Return whom a job goes to: those on duty in turn."""
    return workers[turn % len(workers)]


MECHANICS = Mechanics(
    letter="R",
    kinds=(2, 13, 5, 15, 9, 1, 3, 0, 18, 10, 6, 17, 8, 16, 11, 4, 14, 12, 19, 7),
    shift=1,
    hours=(0.3, 0.1, 0.1, 0.1, 0.3, 1, 2, 4, 6, 5, 5, 4, 5, 4, 4, 6, 6, 7, 7, 7, 6, 4, 2, 1),
    texting=-0.1,
    sessions=3.8,
    couple=0.7,
    call_s=90,
    returns=0,
    batches=False,
    tries_again=True,
    missed=(0.03, 0.2),
    reported=lambda chance: chance.even(0.1, 0.4),
    days=days,
    befriend=befriend,
    moments=moments,
    orders=orders,
    sent=sent,
)  # fmt: skip
FAMILY: Author = author(
    "rotas",
    "shift rotas, school runs and weekly talk; orders at even gaps, workers in turn",
    MECHANICS,
)

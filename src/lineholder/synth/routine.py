"""Family `routine`: office weeks, neighbours who ring each other at any time, two favourite hours.

Customers order by their favourite hours, more on Fridays and Saturdays; the worker whose turn it is
gets most jobs. By an author of its own: none of these mechanics are shared with `agenda`.
"""

from math import atan2

from lineholder.synth.author import Author
from lineholder.synth.columns import DAY, HOUR, Floats
from lineholder.synth.stepwise.chance import Chance
from lineholder.synth.stepwise.days import working_days
from lineholder.synth.stepwise.line import Line
from lineholder.synth.stepwise.making import author
from lineholder.synth.stepwise.person import Person
from lineholder.synth.stepwise.shire import Mechanics, Shire, Ties, Wish
from lineholder.synth.stepwise.ties import by_town, tie

BUSY_DAYS = (4, 5)


def befriend(shire: Shire, persons: list[Person], ties: Ties) -> None:
    """Tie everybody to the next homes around the town, one in five to anybody instead."""
    chance = shire.chance
    for town, of_town in by_town(persons).items():
        middle = shire.country.towns[town].middle
        around = sorted(of_town, key=lambda p: atan2(p.home[1] - middle[1], p.home[0] - middle[0]))
        for place, person in enumerate(around):
            for step in range(1, 4):
                if chance.rng.random() > 0.2:
                    other = around[(place + step) % len(around)]
                else:
                    other = chance.one_of(persons)
                tie(ties, person, other, chance.around(0.16, 0.9) * person.liveliness)
            for _ in range(2):
                tie(ties, person, chance.one_of(around), chance.around(0.08, 0.9))


def moments(shire: Shire, count: int) -> Floats:
    """Return times at which two talk: any day, by the hours of the day."""
    days = shire.chance.rng.integers(0, shire.spec.days, count)
    return days * float(DAY) + shire.times_of_day(count)


def orders(shire: Shire, line: Line, wish: Wish) -> list[float]:
    """Return when a customer wants something: each day anew, mostly near a favourite hour."""
    chance, when = shire.chance, list[float]()
    opens, closes = line.habits.opens_h, line.habits.closes_h
    for day in range(shire.spec.days):
        busy = 1.25 if shire.weekday(day) in BUSY_DAYS else 0.93
        for _ in range(chance.count(wish.rate * busy)):
            if chance.happens(0.75):
                hour = chance.one_of(wish.favourites) + 1.3 * chance.normal()
            else:
                hour = chance.even(opens, closes)
            when.append(day * DAY + min(max(hour, opens), closes) * HOUR)
    return when


def sent(workers: list[int], zone: int, turn: int, chance: Chance) -> int:  # noqa: ARG001
    """Return whom a job goes to: the first of those on duty, one in four to any."""
    return workers[0] if chance.happens(0.75) else chance.one_of(workers)


MECHANICS = Mechanics(
    letter="P",
    kinds=(0, 10, 16, 5, 8, 17, 1, 13, 6, 19, 3, 14, 9, 4, 2, 18, 12, 7, 15, 11),
    shift=0,
    hours=(
        0.3, 0.1, 0.1, 0.1, 0.2, 0.5, 1, 3, 5, 5, 5, 5, 6, 6, 5, 5, 6, 7, 8, 8, 7, 5, 3, 1,
    ),
    texting=-0.1,
    sessions=2.2,
    couple=1.1,
    call_s=70,
    returns=1,
    batches=False,
    tries_again=False,
    missed=(0, 0.1),
    reported=lambda chance: chance.one_of((0.0, 0.1)),
    days=working_days,
    befriend=befriend,
    moments=moments,
    orders=orders,
    sent=sent,
)  # fmt: skip
FAMILY: Author = author(
    "routine",
    "office weeks and neighbours' talk; orders near favourite hours, busier weekends",
    MECHANICS,
)

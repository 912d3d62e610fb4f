"""Lines and what looks like them, told by hand from what is published about them; no generator is behind it.

Every habit is a parameter, so that a test can change one at a time and see that the finding does not
hang on it.
"""

import random
from dataclasses import dataclass

from telling import DAY, HOUR, LINE, MINUTE, Told, customer

SECOND = "+447700999990"
DAYS = 28


def worker(n: int) -> str:
    return f"+44770098{n:04d}"


@dataclass(frozen=True)
class Habits:
    """How one line trades. `every`: days between a regular's visits; `adverts`: days between adverts."""

    regulars: int = 30
    occasional: int = 0
    every: int = 2
    rings: int = 1  # calls or texts a visit
    talk_s: int = 20
    by_text: bool = False
    calls_back: bool = False
    adverts: int | None = 1
    adverts_from: str = LINE
    passed_on: float = 1.0
    worker_days: int = DAYS  # how long a worker's number lives
    held: frozenset[str] | None = None


def line(habits: Habits) -> Told:
    """Four weeks of such a line, every contact recorded by the ends in `held`."""
    told, chance = Told(held=habits.held), random.Random(7)
    for day in range(DAYS):
        if habits.adverts and day % habits.adverts == 0:
            for i in range(habits.regulars + habits.occasional):
                told.text(habits.adverts_from, customer(i), day * DAY + 9 * HOUR + i)
        for i in range(habits.regulars):
            if (day + i) % habits.every == 0:
                _visit(told, habits, i, day, chance)
        for i in range(habits.regulars, habits.regulars + habits.occasional):
            if chance.random() < 1 / 14:
                _visit(told, habits, i, day, chance)
    return told


def _visit(told: Told, habits: Habits, i: int, day: int, chance: random.Random) -> None:
    begins = day * DAY + 10 * HOUR + chance.randrange(12 * 60) * MINUTE
    who, talk_s = customer(i), int(habits.talk_s * chance.uniform(0.5, 1.5))
    for n in range(habits.rings):
        at = begins + n * 5 * MINUTE
        if habits.by_text:
            told.text(who, LINE, at)
            told.text(LINE, who, at + 40)
        elif habits.calls_back:
            told.call(who, LINE, at, 0)
            told.call(LINE, who, at + 60, talk_s)
        else:
            told.call(who, LINE, at, talk_s)
    if chance.random() < habits.passed_on:
        told.call(LINE, worker(day // habits.worker_days), begins + 90 + chance.randrange(90), 15)


def minicab(passed_on: float = 1.0) -> Told:
    """An office: many who ring now and then, commuters who ring on weekdays, six drivers."""
    told, chance = Told(), random.Random(8)
    for day in range(DAYS):
        commuters = [i for i in range(15) if day % 7 < 5 and chance.random() < 0.6]
        others = [100 + i for i in range(200) if chance.random() < 1 / 12]
        for i in commuters + others:
            at = (
                day * DAY
                + (7 * HOUR if i < 100 else chance.randrange(24) * HOUR)
                + chance.randrange(HOUR)
            )
            told.call(customer(i), LINE, at, chance.randrange(20, 70))
            if chance.random() < passed_on:
                told.call(LINE, worker(chance.randrange(6)), at + 60 + chance.randrange(90), 15)
            if chance.random() < 0.3:
                told.call(LINE, customer(i), at + 12 * MINUTE, 8)
    return told


def takeaway() -> Told:
    """Weekly offers to its customers, a few of whom come twice a week; two riders."""
    told, chance = Told(), random.Random(9)
    for day in range(DAYS):
        if day % 7 == 4:
            for i in range(90):
                told.text(LINE, customer(i), day * DAY + 16 * HOUR + 2 * i)
        for i in range(90):
            if chance.random() < (2 / 7 if i < 10 else 1 / 15):
                at = day * DAY + 17 * HOUR + chance.randrange(5 * HOUR)
                told.call(customer(i), LINE, at, chance.randrange(40, 120))
                if chance.random() < 0.6:
                    told.call(LINE, worker(chance.randrange(2)), at + 20 * MINUTE, 20)
    return told


def clinic() -> Told:
    """Reminders on weekdays, to other patients each day; some ring back, at length."""
    told, chance = Told(), random.Random(10)
    for day in range(DAYS):
        if day % 7 < 5:
            for n in range(30):
                told.text(LINE, customer((day * 30 + n) % 500), day * DAY + 9 * HOUR + n)
            for _ in range(25):
                at = day * DAY + 9 * HOUR + chance.randrange(8 * HOUR)
                told.call(customer(chance.randrange(500)), LINE, at, chance.randrange(60, 300))
    return told


def club() -> Told:
    """An organiser: a weekly text to forty members who ring back at times, with a private life beside."""
    told, chance = Told(), random.Random(11)
    for day in range(DAYS):
        if day % 7 == 2:
            for i in range(40):
                told.text(LINE, customer(i), day * DAY + 18 * HOUR + i)
        for i in range(40):
            if chance.random() < (0.25 if day % 7 in (2, 3) else 0.03):
                at = day * DAY + 18 * HOUR + 30 * MINUTE + chance.randrange(3 * HOUR)
                told.call(customer(i), LINE, at, chance.randrange(30, 400))
        for friend in range(5):
            if chance.random() < 0.5:
                at, ways = (
                    day * DAY + 12 * HOUR + chance.randrange(9 * HOUR),
                    [customer(900 + friend), LINE],
                )
                chance.shuffle(ways)
                told.call(ways[0], ways[1], at, chance.randrange(60, 900))
    return told


def rota() -> Told:
    """A carers' office: ten carers ring in every day, changes are passed on at once, weekly texts to all."""
    told, chance = Told(), random.Random(12)
    for day in range(DAYS):
        if day % 7 == 4:
            for n in range(10):
                told.text(LINE, worker(n), day * DAY + 15 * HOUR + n)
        for n in range(10):
            if chance.random() < 0.7:
                at = day * DAY + 7 * HOUR + chance.randrange(12 * HOUR)
                told.call(worker(n), LINE, at, chance.randrange(60, 260))
                if chance.random() < 0.5:
                    told.call(
                        LINE, worker((n + 1) % 10), at + 3 * MINUTE, chance.randrange(60, 200)
                    )
        for _ in range(6):
            at = day * DAY + 8 * HOUR + chance.randrange(10 * HOUR)
            told.call(customer(chance.randrange(60)), LINE, at, chance.randrange(60, 400))
    return told


def friends() -> Told:
    """A sociable private phone: twenty friends, calls and texts both ways, group texts at weekends."""
    told, chance = Told(), random.Random(13)
    for day in range(DAYS):
        if day % 7 == 5:
            for i in range(12):
                told.text(LINE, customer(i), day * DAY + 17 * HOUR + i)
        for i in range(20):
            for _ in range(2):
                if chance.random() < 0.35:
                    at, ways = (
                        day * DAY + 9 * HOUR + chance.randrange(14 * HOUR),
                        [customer(i), LINE],
                    )
                    chance.shuffle(ways)
                    told.text(ways[0], ways[1], at)
                    told.text(ways[1], ways[0], at + 60)
            if chance.random() < 0.12:
                at, ways = day * DAY + 18 * HOUR + chance.randrange(4 * HOUR), [customer(i), LINE]
                chance.shuffle(ways)
                told.call(ways[0], ways[1], at, chance.randrange(30, 900))
    return told

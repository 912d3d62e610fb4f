"""The shire: all that a stepwise county holds while it is made, and the mechanics that drive it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from lineholder.synth.clock import Clock
from lineholder.synth.columns import DAY, HOUR, Floats
from lineholder.synth.spec import Spec
from lineholder.synth.stepwise.chance import Chance
from lineholder.synth.stepwise.country import Country, Point
from lineholder.synth.stepwise.line import Line
from lineholder.synth.stepwise.numbers import Register
from lineholder.synth.stepwise.person import Person

Stop = tuple[float, Point]  # when somebody gets there, where
Ties = dict[tuple[int, int], float]  # contacts a day of two persons, the lower first
CALL, TEXT = "call", "sms"


@dataclass(frozen=True, slots=True)
class Wish:
    """What one customer wants of a line: orders a day, two favourite hours, adverts by day."""

    rate: float
    favourites: tuple[float, float]
    payday: int
    adverts: dict[int, list[float]]


@dataclass(frozen=True, slots=True)
class Mechanics:
    """What makes a family: how people move, tie and talk, when customers order, who is sent.

    `letter` is part of the seed. `kinds` are the kinds of lines (places in line.KINDS) in the order
    in which seeds come to them, shifted by `shift`. `hours` weigh the hours of the day. `texting`
    shifts the share of text, `sessions` is the median of data sessions a day, `couple` of contacts a
    day, `call_s` of call lengths. `returns` says what returns show: handset, subscription or neither.
    """

    letter: str
    kinds: tuple[int, ...]
    shift: int
    hours: tuple[float, ...]
    texting: float
    sessions: float
    couple: float
    call_s: float
    returns: int
    batches: bool
    tries_again: bool
    missed: tuple[float, float]
    reported: Callable[[Chance], float]
    days: Callable[["Shire", Person], list[Stop]]
    befriend: Callable[["Shire", list[Person], Ties], None]
    moments: Callable[["Shire", int], Floats]
    orders: Callable[["Shire", Line, Wish], list[float]]
    sent: Callable[[list[int], int, int, Chance], int]


class Contact(NamedTuple):
    """One call or text as meant: it may yet wait for a line that is busy. Local seconds."""

    when: float
    a: int
    b: int
    kind: str
    duration: int


@dataclass(slots=True)
class Firm:
    """A business: kind, town, first number, all numbers in turn, its staff and their work numbers."""

    kind: str
    town: int
    main: int
    numbers: list[int]
    staff: list[int]
    riders: list[int]


@dataclass(frozen=True, slots=True)
class Change:
    """A number given up for another: whose (person, line, worker or business), when, told to all."""

    old: int
    new: int
    when: float
    who: str
    person: int | None = None
    told: bool = False


@dataclass(slots=True)
class Shire:
    """A county in the making; `fade` is the deviation of radio fading, `outside` numbers elsewhere."""

    spec: Spec
    mechanics: Mechanics
    chance: Chance
    clock: Clock
    fade: float
    country: Country
    numbers: Register
    people: list[Person] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    firms: list[Firm] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    sessions: list[tuple[float, int, int]] = field(default_factory=list)
    outside: list[int] = field(default_factory=list)
    senders: list[int] = field(default_factory=list)
    bosses: set[int] = field(default_factory=set)
    counters: list[int] = field(default_factory=list)  # cabs and food, which crews ring too

    @property
    def end(self) -> float:
        """The end of the period."""
        return float(self.spec.days * DAY)

    def weekday(self, day: int) -> int:
        """Return the weekday of a day, Monday 0."""
        return (self.clock.first.weekday() + day) % 7

    def number(self, person: int, when: float) -> int:
        """Return the number that a person with a phone has at a time."""
        return self.people[person].number(when)

    def spot(self, town: int, share: float = 1.0) -> Point:
        """Return a point in a town."""
        return self.country.spot(town, self.chance, share)

    def call(self, when: float, a: int, b: int, duration: float = 0.0) -> None:
        """Note a call; 0 seconds: not answered. What falls outside the period is left out."""
        if 0 <= when < self.end and a != b:
            self.contacts.append(Contact(float(when), a, b, CALL, round(duration)))

    def text(self, when: float, a: int, b: int) -> None:
        """Note a text message. What falls outside the period is left out."""
        if 0 <= when < self.end and a != b:
            self.contacts.append(Contact(float(when), a, b, TEXT, 0))

    def times_of_day(self, count: int) -> Floats:
        """Return so many times of the day, by the family's hours, in seconds."""
        shares = np.cumsum(self.mechanics.hours) / np.sum(self.mechanics.hours)
        hour = np.searchsorted(shares, self.chance.rng.random(count))
        return np.asarray((hour + self.chance.rng.random(count)) * HOUR)

"""The census: households, homes, ages and occupations of everybody in the county."""

from dataclasses import dataclass, field

import numpy as np

from lineholder.synth.columns import HOUR, MINUTE, Bools, Floats, Ints, Rng
from lineholder.synth.land import Land

JOBS = ("employee", "commuter", "student", "retired", "home", "late")


@dataclass(frozen=True, slots=True)
class People:
    """Columns of the people; `occupation` and `role` are words, times local seconds of the day."""

    town: Ints
    home: Floats
    household: Ints
    age: Ints
    occupation: list[str]
    role: list[str]
    work: Floats
    work_town: Ints
    wake: Floats
    sleep: Floats
    volume: Floats
    partner: Ints

    def __len__(self) -> int:
        return len(self.town)

    def having(self, *occupations: str) -> Ints:
        """Return the persons with one of these occupations."""
        return np.array(
            [i for i, o in enumerate(self.occupation) if o in occupations], dtype=np.int64
        )

    def adults_of(self, towns: list[int]) -> Ints:
        """Return residents of these towns from 18 on who have no part in a line."""
        plain = np.array([r == "resident" for r in self.role], dtype=bool)
        return np.flatnonzero(plain & (self.age >= 18) & np.isin(self.town, towns))


@dataclass(slots=True)
class Census:
    """Collects households; `people` closes it."""

    land: Land
    town: list[int] = field(default_factory=list)
    home: list[tuple[float, float]] = field(default_factory=list)
    household: list[int] = field(default_factory=list)
    age: list[int] = field(default_factory=list)
    occupation: list[str] = field(default_factory=list)
    role: list[str] = field(default_factory=list)
    partner: list[int] = field(default_factory=list)
    households: int = 0

    def __len__(self) -> int:
        return len(self.town)

    def move_in(self, town: int, members: list[tuple[int, str, str]], rng: Rng) -> list[int]:
        """Enter one household of (age, occupation, role); return the persons."""
        spot = self.land.spot(town, rng, 1)[0]
        first = len(self)
        for age, occupation, role in members:
            self.town.append(town)
            self.home.append((float(spot[0]), float(spot[1])))
            self.household.append(self.households)
            self.age.append(age)
            self.occupation.append(occupation)
            self.role.append(role)
            self.partner.append(-1)
        self.households += 1
        return list(range(first, len(self)))

    def pair(self, one: int, other: int) -> None:
        """Record that two members of a household are partners."""
        self.partner[one], self.partner[other] = other, one

    def residents(self, count: int, rng: Rng) -> None:
        """Enter `count` residents (those old enough for a phone) in households of all kinds."""
        weights = np.array(
            [{"hub": 4.0, "market": 2.2, "stop": 0.5}[t.kind] for t in self.land.towns]
        )
        weights /= weights.sum()
        goal = len(self) + count
        while len(self) < goal:
            town = int(rng.choice(len(weights), p=weights))
            members = _household(rng)[: goal - len(self)]
            entered = self.move_in(town, members, rng)
            grown = [p for p in entered if self.age[p] >= 20]
            if len(grown) == 2:
                self.pair(*grown)

    def newcomers(self, town: int, count: int, rng: Rng) -> list[int]:
        """Enter `count` single residents of one town."""
        entered: list[int] = []
        for _ in range(count):
            member = (int(rng.integers(19, 58)), _job(rng, single=True), "resident")
            entered += self.move_in(town, [member], rng)
        return entered

    def people(self, rng: Rng) -> People:
        """Return the columns, with daily rhythm, talkativeness and places of work drawn."""
        count = len(self)
        town = np.array(self.town, dtype=np.int64)
        age = np.array(self.age, dtype=np.int64)
        work_town = self._work_towns(town, rng)
        work = np.zeros((count, 2))
        for place in range(len(self.land.towns)):
            sites = self.land.spot(place, rng, 14)
            here = np.flatnonzero(work_town == place)
            work[here] = sites[rng.integers(0, 14, len(here))]
        wake = rng.normal(6.9 * HOUR, 45 * MINUTE, count)
        sleep = rng.normal(23.1 * HOUR, 50 * MINUTE, count)
        owls = rng.random(count) < 0.06
        sleep[owls] += rng.uniform(1.5, 4.0, int(owls.sum())) * HOUR
        late = np.array([o in ("late", "line") for o in self.occupation], dtype=bool)
        wake[late] += 2.4 * HOUR
        sleep[late] += 2.0 * HOUR
        return People(
            town=town,
            home=np.array(self.home),
            household=np.array(self.household, dtype=np.int64),
            age=age,
            occupation=list(self.occupation),
            role=list(self.role),
            work=work,
            work_town=work_town,
            wake=wake,
            sleep=sleep,
            volume=np.clip(rng.lognormal(0.0, 0.7, count), 0.15, 8.0),
            partner=np.array(self.partner, dtype=np.int64),
        )

    def _work_towns(self, town: Ints, rng: Rng) -> Ints:
        """Commuters work in the hub, or, from the hub, in a market town; others at home's town."""
        travels: Bools = np.array([o == "commuter" for o in self.occupation], dtype=bool)
        outward = np.array(self.land.markets)[rng.integers(0, len(self.land.markets), len(town))]
        away = np.where(town == self.land.hub, outward, self.land.hub)
        return np.where(travels, away, town)


def _job(rng: Rng, single: bool) -> str:
    shares = (0.44, 0.2, 0.0, 0.1, 0.14, 0.12) if single else (0.5, 0.24, 0.0, 0.0, 0.16, 0.1)
    return str(JOBS[int(rng.choice(len(JOBS), p=shares))])


def _household(rng: Rng) -> list[tuple[int, str, str]]:
    draw = rng.random()
    if draw < 0.28:
        old = rng.random() < 0.35
        age = int(rng.integers(66, 88) if old else rng.integers(20, 64))
        return [(age, "retired" if old else _job(rng, single=True), "resident")]
    if draw < 0.42:
        ages = rng.integers(64, 86, 2)
        return [(int(a), "retired", "resident") for a in ages]
    if draw < 0.62:
        age = int(rng.integers(21, 60))
        ages = np.clip([age, age + int(rng.integers(-5, 6))], 20, 64)
        return [(int(a), _job(rng, single=False), "resident") for a in ages]
    parents = 1 if draw > 0.9 else 2
    adults = [
        (int(rng.integers(32, 55)), _job(rng, single=False), "resident") for _ in range(parents)
    ]
    children = [(int(rng.integers(11, 18)), "student", "resident")]
    if rng.random() < 0.5:
        children.append((int(rng.integers(11, 18)), "student", "resident"))
    return adults + children

"""Pockets: where each phone is, and what a phone that is not with its person cannot do.

A phone is in its person's pocket, or placed (an office), or left at home for an outing: work
phones at weekends, now and then the private phone of somebody in a line.
"""

from dataclasses import dataclass

import numpy as np

from lineholder.synth.columns import DAY, Bools, Floats, Ints, Rng
from lineholder.synth.crew import Arrest
from lineholder.synth.diary import Whereabouts
from lineholder.synth.phones import MOBILE, Phones
from lineholder.synth.traffic import CALL, DATA, Traffic
from lineholder.synth.world import World

FORGETS = {"holder": 0.14, "deputy": 0.12, "worker": 0.1}


@dataclass(frozen=True, slots=True)
class Pockets:
    """Where phones are.

    The paths, which outings leave the private or the work phone at home, which phones are of
    either sort, and the points of placed phones (nan for the others).
    """

    paths: Whereabouts
    home: Floats
    without_private: Bools
    without_work: Bools
    private: Bools
    work: Bools
    placed: Floats
    phones: Phones

    def person(self, phone: Ints, when_s: Floats) -> Ints:
        """Return who carries (or owns, where it is left at home) each phone, -1 for nobody."""
        return self.phones.hand.at(phone, when_s)

    def parted(self, phone: Ints, when_s: Floats) -> Bools:
        """Return which phones are at home while their person is elsewhere."""
        outing = self.paths.outing(self.person(phone, when_s), when_s)
        safe = np.maximum(outing, 0)
        left = self.private[phone] & self.without_private[safe]
        left |= self.work[phone] & self.without_work[safe]
        return np.asarray(left & (outing >= 0), dtype=bool)

    def where(self, phone: Ints, when_s: Floats) -> Floats:
        """Return each phone's plane point in kilometres; nan where it has none."""
        person = self.person(phone, when_s)
        safe = np.maximum(person, 0)
        points = self.paths.at(safe, when_s)
        left = self.parted(phone, when_s)
        points[left] = self.home[safe[left]]
        points[person < 0] = np.nan
        placed = ~np.isnan(self.placed[phone, 0])
        points[placed] = self.placed[phone[placed]]
        return points


def fill(world: World, phones: Phones, rng: Rng) -> Pockets:
    """Return the pockets of a county whose diary is written."""
    paths, people = world.diary.settle(world.clock.days), world.people
    forgets = np.array([FORGETS.get(role, 0.015) for role in people.role])
    day = np.clip((paths.out // DAY).astype(np.int64), 0, world.clock.days - 1)
    weekend = world.clock.weekday()[day] >= 5
    work = np.zeros(len(phones.use), dtype=bool)
    work[world.work_phone[world.work_phone >= 0]] = True
    placed = np.full((len(phones.use), 2), np.nan)
    for phone, spot in world.book.place.items():
        placed[phone] = spot
    return Pockets(
        paths=paths,
        home=people.home,
        without_private=rng.random(len(paths.who)) < forgets[paths.who],
        without_work=weekend & (rng.random(len(paths.who)) < 0.85),
        private=np.array([use == "private" for use in phones.use], dtype=bool),
        work=work,
        placed=placed,
        phones=phones,
    )


def possible(traffic: Traffic, pockets: Pockets, arrests: list[Arrest]) -> Traffic:
    """Return the traffic without what custody or a phone left at home rules out.

    A phone left at home makes no calls and texts while its person is away; calls to it ring out.
    """
    keep = np.ones(len(traffic.a), dtype=bool)
    for arrest in arrests:
        inside = (traffic.start >= arrest.since) & (traffic.start < arrest.until)
        for ends in (traffic.a, np.maximum(traffic.b, 0)):
            held = pockets.person(ends[inside], traffic.start[inside]) == arrest.person
            keep[np.flatnonzero(inside)[held]] = False
    keep &= (traffic.b < 0) | ~_is_self(traffic, pockets)
    parted = pockets.parted(traffic.a, traffic.start) & (traffic.kind != DATA)
    traffic = traffic.take(keep & ~parted)
    rings_out = pockets.parted(np.maximum(traffic.b, 0), traffic.start) & (traffic.kind == CALL)
    duration = np.where(rings_out, 0, traffic.duration)
    return Traffic(traffic.a, traffic.b, traffic.start, traffic.kind, duration, traffic.hidden)


def _is_self(traffic: Traffic, pockets: Pockets) -> Bools:
    """Return which communications would be somebody calling himself."""
    a = pockets.person(traffic.a, traffic.start)
    b = pockets.person(np.maximum(traffic.b, 0), traffic.start)
    mobile = pockets.phones.kind[traffic.a] == MOBILE
    return np.asarray((a == b) & (a >= 0) & mobile)

"""Firms: opening one, hiring, strangers who ring once, and passing jobs on to staff."""

from dataclasses import dataclass, replace

import numpy as np

from lineholder.synth.columns import DAY, Floats, Ints
from lineholder.synth.dispatch.ground import new_home
from lineholder.synth.dispatch.scene import Firm, Hours, Scene
from lineholder.synth.traffic import CALL, TEXT

PRIVATE_HOURS = Hours(8, 22)


@dataclass(frozen=True, slots=True)
class Relay:
    """How a firm's jobs reach its staff: shares by text and in an app, and what follows.

    `delay_s` is the mean wait, `back` how often the staff ring back, `to_client` how often they ring
    the client.
    """

    by_text: float
    by_app: float
    delay_s: float
    back: float
    to_client: float


@dataclass(frozen=True, slots=True)
class Street:
    """The firms' side of a scene: towns in proportion to their people, hubs left out."""

    scene: Scene
    towns: tuple[int, ...]
    share: Floats

    @classmethod
    def of(cls, scene: Scene) -> "Street":
        """Return the street of a scene."""
        towns = tuple(n for n, town in enumerate(scene.v.towns) if town.kind != "hub")
        share = np.array([scene.v.towns[n].share for n in towns])
        return cls(scene, towns, share / share.sum())

    def town(self) -> int:
        """Draw the town of the next firm."""
        return int(self.scene.rng.choice(self.towns, p=self.share))

    def relay(self, delay_s: float, back: float, to_client: float) -> Relay:
        """Return a relay with the variant's channels."""
        shops = self.scene.v.shops
        return Relay(shops.by_text, shops.by_app, delay_s, back, to_client)


def open_at_counter(scene: Scene, kind: str, town: int, mobile: bool) -> int:
    """Open a firm whose phone stays in one place; return the phone."""
    counter = scene.agent("fixed", town, int(scene.rng.choice(scene.ground.pool[town])))
    return open_with(scene, kind, town, counter, mobile)


def open_with(scene: Scene, kind: str, town: int, agent: int, mobile: bool = True) -> int:
    """Open a firm whose phone an agent carries; return the phone."""
    phone = scene.book.mobile(agent, "work") if mobile else scene.book.land(agent)
    scene.firms.append(Firm(kind, town, [phone]))
    if mobile:
        scene.book.entries[phone].data_a_day = float(scene.rng.choice([0, 0, 0.5, 3]))
    return phone


def private_use(scene: Scene, phone: int, town: int, a_day: float) -> None:
    """Let whoever has the firm's phone keep in touch with two to four people on it."""
    if a_day <= 0:
        return
    rng = scene.rng
    for other in scene.phones_of(int(rng.integers(2, 5)), town):
        count = rng.poisson(a_day * scene.days)
        out = rng.random(count) < 0.5
        kind = np.where(rng.random(count) < 0.4, TEXT, CALL)
        when = scene.any_time(count, PRIVATE_HOURS)
        a, b = np.where(out, phone, other), np.where(out, other, phone)
        scene.log.add(a, b, kind, when, scene.lengths(80, 1, count))


def driver_at(scene: Scene, town: int) -> int:
    """Enter somebody who is on the road all day and has no private phone here."""
    return scene.agent("driver", town, new_home(scene, town))


def hire(scene: Scene, count: int, town: int, rhythm: str) -> Ints:
    """Hire people of the town who use their own phone for the job; return their phones."""
    people = scene.people
    rows = scene.some_adults(count, town, ~people.hired, spill=0.05)
    people.hired[rows] = True
    for agent in people.agent[rows].tolist():
        scene.agents[agent].kind = rhythm
    phones = people.phone[rows]
    scene.firms[-1] = replace(scene.firms[-1], staff=phones.tolist())
    return phones


def strangers(
    scene: Scene, phone: int, a_day: float, hours: Hours, length: float
) -> tuple[Ints, Floats]:
    """Note calls of people who ring this once, half of them residents; return who and when."""
    rng, people = scene.rng, scene.people
    count = rng.poisson(a_day * scene.days)
    when = scene.any_time(count, hours)
    near = rng.random(count) < 0.5
    first = int(people.special.sum())
    resident = people.phone[rng.integers(first, len(people), count)]
    outside = scene.outsiders[rng.integers(0, scene.outsiders.size, count)]
    caller = np.where(near, resident, outside)
    scene.log.calls(caller, phone, when, scene.lengths(length, 0.6, count))
    return caller, when


def pass_on(scene: Scene, phone: int, staff: Ints, jobs: tuple[Ints, Floats], how: Relay) -> None:
    """Note how jobs (client, when understood) reach staff; one is on for half a day at a time."""
    rng, log = scene.rng, scene.log
    client, when = jobs
    turn = np.floor(when / (DAY / 2)).astype(np.int64) * 7 + rng.integers(0, len(staff), when.size)
    worker = staff[turn % len(staff)]
    sent = when + rng.exponential(how.delay_s * scene.shaken.firm_delay, when.size) + 20
    text = rng.random(when.size) < how.by_text
    seen = rng.random(when.size) >= how.by_app
    kind = np.where(text, TEXT, CALL)
    log.add(phone, worker[seen], kind[seen], sent[seen], scene.lengths(16, 0.5, seen.sum()))
    log.data(worker[~seen], sent[~seen], scene.lengths(60, 0.8, (~seen).sum()))
    back = rng.random(when.size) < how.back
    later = sent[back] + rng.uniform(400, 1800, back.sum())
    log.calls(worker[back], phone, later, scene.lengths(14, 0.5, back.sum()))
    rings = rng.random(when.size) < how.to_client
    later = sent[rings] + rng.uniform(240, 900, rings.sum())
    lengths = scene.lengths(8, 0.6, rings.sum())
    answered = rng.random(rings.sum()) > 0.35
    log.calls(worker[rings], client[rings], later, lengths * answered)

"""Ordinary life by rates: gravity travel between anchor places, and talk as a Hawkes process.

Talk: every tie starts exchanges at a rate of its own; each event excites replies (mostly back the
other way) that come quickly or hours later. A person's days are busy or quiet (Cox, gamma).
"""

import numpy as np

from lineholder.synth.columns import DAY, HOUR, MINUTE, Bools, Floats, Ints, Rng, Texts, ragged
from lineholder.synth.diary import Outings
from lineholder.synth.ties import COLLEAGUE
from lineholder.synth.traffic import CALL, TEXT
from lineholder.synth.world import World

ANCHORS = 6
SHARED_TRIPS = 0.42
REPLIES = 0.52  # mean children of one event
REGULAR = ("employee", "commuter", "late", "desk", "student")


def outings(world: World) -> None:
    """Write regular days at work or school, then jumps between anchors; partners share some."""
    rng = world.rng("outings")
    _regular(world, rng)
    mark = world.diary.named
    people = world.people
    follows = (people.partner >= 0) & (people.partner < np.arange(len(people)))
    companions = np.flatnonzero(follows)
    anchors = _anchors(world, rng)
    _jumps(world, np.flatnonzero(~follows), anchors, rng)
    world.diary.join(people.partner[companions], companions, SHARED_TRIPS, rng, since=mark)
    _jumps(world, companions, anchors, rng)


def _regular(world: World, rng: Rng) -> None:
    people, weekday = world.people, world.clock.weekday()
    who = people.having(*REGULAR)
    jobs: Texts = np.array([people.occupation[p] for p in who.tolist()], dtype=object)
    attends = np.where(jobs == "student", 0.94, rng.beta(5.0, 1.6, len(who)))
    works = rng.random((len(who), len(weekday))) < attends[:, None]
    weekender = (jobs == "late")[:, None]
    works &= (weekday < 5)[None, :] | weekender
    row, day = np.nonzero(works)
    usual = np.select([jobs == "late", jobs == "student"], [15.5, 8.6], 8.9)
    begin = usual + np.where(jobs == "student", 0.0, rng.normal(0, 0.9, len(who)))
    hours = np.where(jobs == "student", 6.6, rng.normal(8.0, 0.8, len(who)))
    arrive = day * DAY + (begin[row] + rng.normal(0, 0.3, len(row))) * HOUR
    leave = arrive + np.maximum(hours[row] + rng.normal(0, 0.5, len(row)), 1.5) * HOUR
    persons = who[row]
    _go(world, persons, (arrive, leave), people.work[persons], people.work_town[persons])


def _anchors(world: World, rng: Rng) -> tuple[Floats, Ints]:
    """Return each person's anchor points and their towns, drawn by size over distance."""
    land, people = world.land, world.people
    place = np.array([(t.x, t.y) for t in land.towns])
    mass = np.array([{"hub": 6.0, "market": 3.0, "stop": 0.4}[t.kind] for t in land.towns])
    far = np.hypot(*(place[:, None, :] - place[None, :, :]).transpose(2, 0, 1))
    pull = mass[None, :] / (1.0 + far / 3.0) ** 1.9
    reach = np.cumsum(pull / pull.sum(axis=1, keepdims=True), axis=1)
    draw = rng.random((len(people), ANCHORS))
    town = (draw[:, :, None] > reach[people.town][:, None, :]).sum(axis=2)
    town = np.minimum(town, len(land.towns) - 1)
    points = np.zeros((len(people), ANCHORS, 2))
    for name in range(len(land.towns)):
        here = np.nonzero(town == name)
        points[here] = land.spot(name, rng, len(here[0]))
    return points, town.astype(np.int64)


def _jumps(world: World, who: Ints, anchors: tuple[Floats, Ints], rng: Rng) -> None:
    """Leave home at rates that follow the hour; stay a log-normal while at an anchor."""
    days = world.clock.days
    weekend = world.clock.weekday() >= 5
    rate = np.where(weekend, 1.25, 0.62)
    counts = rng.poisson(np.tile(rate, (len(who), 1)) * rng.gamma(2.0, 0.5, (len(who), 1)))
    cell, _ = ragged(counts.ravel().astype(np.int64))
    row, day_of = cell // days, cell % days
    evening = rng.random(len(cell)) < 0.45
    hour = np.where(evening, rng.normal(18.9, 1.3, len(cell)), rng.normal(12.6, 2.3, len(cell)))
    arrive = day_of * DAY + np.clip(hour, 7.0, 23.0) * HOUR
    leave = arrive + np.clip(rng.lognormal(np.log(1.3), 0.85, len(cell)), 0.15, 9.0) * HOUR
    persons = who[row]
    slot = np.minimum(rng.geometric(0.34, len(cell)) - 1, ANCHORS - 1)
    points, towns = anchors
    _go(world, persons, (arrive, leave), points[persons, slot], towns[persons, slot])


def _go(world: World, who: Ints, span: tuple[Floats, Floats], spot: Floats, town: Ints) -> None:
    way = world.diary.travel_s(who, spot[:, 0], spot[:, 1], town)
    plan = Outings(
        who, span[0] - way, span[0], span[1], span[1] + way, spot[:, 0], spot[:, 1], town
    )
    world.diary.add(plan)


def talk(world: World) -> None:
    """Write the exchanges of all ties and the data sessions."""
    rng = world.rng("talk")
    ties, people = world.ties, world.people
    clock = world.clock
    share = ties.weight / np.maximum(np.add.reduceat(ties.weight, ties.first)[ties.who], 1e-9)
    mood = rng.gamma(3.0, 1 / 3.0, (len(people), clock.days))
    rate = 0.95 * people.volume[ties.who] * share
    rate = rate * np.array([0.2 if r == "occupant" else 1.0 for r in people.role])[ties.who]
    expected = rate[:, None] * mood[ties.who]
    cell, _ = ragged(rng.poisson(expected).ravel().astype(np.int64))
    tie, day = cell // clock.days, cell % clock.days
    when = day * DAY + hour_of(world, ties.who[tie], rng)
    call = rng.random(len(tie)) < 0.42
    office = (ties.kind[tie] == COLLEAGUE) & (world.work_phone[ties.who[tie]] >= 0)
    a = np.where(office, world.work_phone[ties.who[tie]], ties.who[tie])
    excite(world, (a, ties.whom[tie]), when, call, rng)
    _abroad(world, rng)
    sessions(world, rng)


def hour_of(world: World, who: Ints, rng: Rng) -> Floats:
    """Return a second of the day for each: two humps in waking hours, few at night."""
    people = world.people
    hump = rng.random(len(who)) < 0.4
    drawn = np.where(hump, rng.normal(12.2, 2.2, len(who)), rng.normal(18.7, 2.4, len(who))) * HOUR
    low, high = people.wake[who], people.sleep[who]
    inside = (drawn > low) & (drawn < high)
    drawn = np.where(inside, drawn, low + rng.random(len(who)) * (high - low))
    night = (who * 40503 % 101 < 9) & (rng.random(len(who)) < 0.1)
    return np.where(night, rng.uniform(0, DAY, len(who)), drawn)


def excite(
    world: World, ends: tuple[Ints, Ints], when: Floats, call: Bools, rng: Rng
) -> None:  # fmt: skip
    """Write events and the generations of replies that they excite."""
    a, b = ends
    for _ in range(7):
        if not len(a):
            return
        missed = call & (rng.random(len(a)) < 0.2)
        length = np.where(missed, 0.0, rng.lognormal(4.05, 1.2, len(a)))
        world.log.calls(a[call], b[call], when[call], length[call])
        world.log.texts(a[~call], b[~call], when[~call])
        counts = rng.poisson(REPLIES * np.where(call & ~missed, 0.35, 1.25)).astype(np.int64)
        parent, _ = ragged(np.minimum(counts, 4))
        soon = rng.random(len(parent)) < 0.75
        delay = np.where(
            soon, rng.exponential(150, len(parent)), rng.exponential(1.6 * HOUR, len(parent))
        )
        back = rng.random(len(parent)) < 0.78
        kind = np.where(call[parent], CALL, TEXT)
        flip = rng.random(len(parent)) < 0.14
        start = when[parent] + length[parent] + 6 + delay
        a, b = np.where(back, b[parent], a[parent]), np.where(back, a[parent], b[parent])
        when, call = start, (kind == CALL) ^ flip
        day_s = when % DAY
        waking = (day_s > 7 * HOUR) | (day_s < 1 * HOUR) | soon
        a, b, when, call = a[waking], b[waking], when[waking], call[waking]


def sessions(world: World, rng: Rng) -> None:
    """Write data sessions in clusters, as somebody looks at a phone again and again."""
    rate = np.array(world.book.data_a_day) / 2.4
    first_hand = {phone: person for phone, _, person in reversed(world.book.hand)}
    carried = np.array([first_hand.get(p, -1) for p in range(len(rate))], dtype=np.int64)
    counts = np.where(carried >= 0, rng.poisson(rate * world.clock.days), 0).astype(np.int64)
    phone, _ = ragged(counts)
    day = rng.integers(0, world.clock.days, len(phone))
    start = day * DAY + hour_of(world, carried[phone], rng)
    size = np.minimum(rng.geometric(1 / 2.4, len(phone)), 12).astype(np.int64)
    cluster, place = ragged(size)
    when = start[cluster] + place * rng.exponential(9 * MINUTE, len(cluster))
    length = np.clip(rng.pareto(1.1, len(cluster)) * 40 + 3, 3, 7000)
    world.log.sessions(phone[cluster], when, length)


def _abroad(world: World, rng: Rng) -> None:
    for person, phone in world.abroad:
        count = int(rng.poisson(world.clock.days / 9))
        who = np.full(count, person, dtype=np.int64)
        when = rng.integers(0, world.clock.days, count) * DAY + hour_of(world, who, rng)
        call = rng.random(count) < 0.5
        excite(world, (who, np.full(count, phone, dtype=np.int64)), when, call, rng)

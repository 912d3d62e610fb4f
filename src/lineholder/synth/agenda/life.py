"""Ordinary life by agenda: work, school, errands, evenings, weekends, and the talk they need."""

import numpy as np

from lineholder.synth.columns import DAY, HOUR, MINUTE, Bools, Floats, Ints, Rng, ragged
from lineholder.synth.diary import Outings
from lineholder.synth.ties import COLLEAGUE
from lineholder.synth.world import World

WORKERS = ("employee", "commuter", "late", "desk", "student")
SHARED_TRIPS = 0.4


def outings(world: World) -> None:
    """Write everybody's work and leisure; partners share some of the leisure."""
    rng = world.rng("outings")
    _work(world, rng)
    mark = world.diary.named
    follows = (world.people.partner >= 0) & (world.people.partner < np.arange(len(world.people)))
    leaders = np.flatnonzero(~follows)
    companions = np.flatnonzero(follows)
    _leisure(world, leaders, rng)
    pairs = world.people.partner[companions]
    world.diary.join(pairs, companions, SHARED_TRIPS, rng, since=mark)
    _leisure(world, companions, rng)


def _work(world: World, rng: Rng) -> None:
    people, weekday = world.people, world.clock.weekday()
    who = people.having(*WORKERS)
    late = np.array([people.occupation[p] == "late" for p in who.tolist()], dtype=bool)
    school = np.array([people.occupation[p] == "student" for p in who.tolist()], dtype=bool)
    works = np.tile(weekday < 5, (len(who), 1))
    rota = rng.random((int(late.sum()), len(weekday))) < 5 / 7
    works[late] = rota
    works &= rng.random(works.shape) < 0.95
    row, day = np.nonzero(works)
    arrive_at = np.where(late, rng.normal(13.5, 1.2, len(who)), rng.normal(8.7, 0.7, len(who)))
    stay = np.where(late, 7.5, rng.normal(8.4, 0.6, len(who)))
    arrive_at, stay = np.where(school, 8.65, arrive_at), np.where(school, 6.7, stay)
    arrive = day * DAY + arrive_at[row] * HOUR + rng.normal(0, 8 * MINUTE, len(row))
    leave = arrive + np.maximum(stay[row] * HOUR + rng.normal(0, 16 * MINUTE, len(row)), HOUR)
    persons = who[row]
    spot = people.work[persons]
    plan = _plan(world, persons, (arrive, leave), spot, people.work_town[persons])
    done = world.diary.add(plan)
    _homeward(world, persons[done], leave[done], rng)


def _homeward(world: World, who: Ints, leave: Floats, rng: Rng) -> None:
    """Leaving work, some tell whoever is at home."""
    partner = world.people.partner[who]
    tells = (partner >= 0) & (rng.random(len(who)) < 0.16)
    when = leave[tells] + rng.normal(60, 240, int(tells.sum()))
    calls = rng.random(len(when)) < 0.35
    a, b = who[tells], partner[tells]
    world.log.calls(a[calls], b[calls], when[calls], rng.lognormal(3.7, 0.8, int(calls.sum())))
    world.log.texts(a[~calls], b[~calls], when[~calls])


def _leisure(world: World, who: Ints, rng: Rng) -> None:
    people, days = world.people, world.clock.days
    weekend = world.clock.weekday() >= 5
    freely = np.array(
        [people.occupation[p] in ("home", "retired", "line") for p in who.tolist()], dtype=bool
    )
    errand = (rng.random((len(who), days)) < 0.5) & freely[:, None]
    brunch = (rng.random((len(who), days)) < 0.55) & weekend[None, :]
    evening = rng.random((len(who), days)) < np.where(weekend, 0.28, 0.19)[None, :]
    for chosen, hour, spread, length in (
        (errand | brunch, 11.6, 1.3, 1.4), (evening, 19.0, 0.7, 2.1),
    ):  # fmt: skip
        row, day = np.nonzero(chosen)
        persons = who[row]
        arrive = day * DAY + rng.normal(hour, spread, len(row)) * HOUR
        leave = arrive + np.clip(rng.lognormal(np.log(length), 0.5, len(row)), 0.3, 5.5) * HOUR
        spot, town, friend = _goals(world, persons, rng)
        done = world.diary.add(_plan(world, persons, (arrive, leave), spot, town))
        met = done & (friend >= 0) & (rng.random(len(row)) < 0.5)
        _arrange(world, persons[met], friend[met], arrive[met], rng)


def _goals(world: World, who: Ints, rng: Rng) -> tuple[Floats, Ints, Ints]:
    """Return where each goes: a friend's home, or a spot in some town; and the friend or -1."""
    land, people = world.land, world.people
    town = people.town[who].copy()
    away = rng.random(len(who))
    town[away < 0.14] = land.hub
    elsewhere = (away >= 0.14) & (away < 0.2)
    town[elsewhere] = np.array(land.markets)[rng.integers(0, len(land.markets), elsewhere.sum())]
    spots = np.stack([land.spot(t, rng, 7) for t in range(len(land.towns))])
    spot = spots[town, rng.integers(0, 7, len(who))]
    friend = np.full(len(who), -1, dtype=np.int64)
    visits = (rng.random(len(who)) < 0.35) & (world.ties.known(who) > 0)
    friend[visits] = world.ties.whom[world.ties.someone(who[visits], rng)]
    visits &= people.household[np.maximum(friend, 0)] != people.household[who]
    spot[visits] = people.home[friend[visits]]
    town[visits] = people.town[friend[visits]]
    return spot, town, np.where(visits, friend, -1)


def _arrange(world: World, who: Ints, friend: Ints, arrive: Floats, rng: Rng) -> None:
    """Arrange a visit some hours before, by a call or a few texts."""
    when = arrive - rng.exponential(2.2 * HOUR, len(who)) - 20 * MINUTE
    calls = rng.random(len(who)) < 0.45
    world.log.calls(
        who[calls], friend[calls], when[calls], rng.lognormal(4.2, 0.8, int(calls.sum()))
    )
    thread(world, (who[~calls], friend[~calls]), when[~calls], 3.0, rng)


def _plan(
    world: World, who: Ints, span: tuple[Floats, Floats], spot: Floats, town: Ints
) -> Outings:
    way = world.diary.travel_s(who, spot[:, 0], spot[:, 1], town)
    arrive, leave = span
    return Outings(who, arrive - way, arrive, leave, leave + way, spot[:, 0], spot[:, 1], town)


def talk(world: World) -> None:
    """Write the talk that has no occasion: chats, catching up, work, and data sessions."""
    rng = world.rng("talk")
    people, days = world.people, world.clock.days
    can = (world.ties.known(np.arange(len(people))) > 0) & (people.age >= 11)
    busy = np.array([r not in ("occupant",) for r in people.role], dtype=bool)
    starts = rng.poisson(1.35 * days * people.volume * np.where(can & busy, 1.0, 0.2 * can))
    who, _ = ragged(starts.astype(np.int64))
    when = awake(world, who, rng)
    tie = world.ties.someone(who, rng)
    whom = world.ties.whom[tie]
    office = (world.ties.kind[tie] == COLLEAGUE) & (world.work_phone[who] >= 0)
    a = np.where(office, world.work_phone[who], who)
    b = np.where(office & (world.work_phone[whom] >= 0), world.work_phone[whom], whom)
    calls = rng.random(len(who)) < 0.4
    _ring(world, (a[calls], b[calls]), when[calls], rng)
    thread(world, (a[~calls], b[~calls]), when[~calls], 2.6, rng)
    _abroad(world, rng)
    sessions(world, rng)


def _ring(world: World, ends: tuple[Ints, Ints], when: Floats, rng: Rng) -> None:
    """Write calls; one in six is missed, and half of those are returned in about an hour."""
    a, b = ends
    length = rng.lognormal(4.25, 1.1, len(a))
    missed = rng.random(len(a)) < 0.17
    world.log.calls(a, b, when, np.where(missed, 0, length))
    back = missed & (rng.random(len(a)) < 0.5)
    later = when[back] + rng.exponential(45 * MINUTE, int(back.sum())) + 40
    world.log.calls(b[back], a[back], later, length[back])
    closed = rng.random(len(a)) < 0.012
    world.log.withheld(a[closed], b[closed], when[closed] + 4000, length[closed])


def thread(world: World, ends: tuple[Ints, Ints], when: Floats, turns: float, rng: Rng) -> None:
    """Write text threads that go to and fro; `turns` is their mean length."""
    count = np.minimum(rng.geometric(1.0 / turns, len(when)), 14).astype(np.int64)
    group, place = ragged(count)
    gap = rng.lognormal(4.3, 1.1, len(group))
    gap[place == 0] = 0.0
    total = np.cumsum(gap)
    first = np.cumsum(count) - count
    since = total - total[first[group]]
    forth = place % 2 == 0
    again = rng.random(len(group)) < 0.15  # two in a row from the same side
    forth = forth ^ again
    forth[place == 0] = True
    a, b = ends[0][group], ends[1][group]
    world.log.texts(np.where(forth, a, b), np.where(forth, b, a), when[group] + since)


def awake(world: World, who: Ints, rng: Rng) -> Floats:
    """Return a waking moment for each person, more in the evening; some sleep badly."""
    people = world.people
    day = rng.integers(0, world.clock.days, len(who))
    part = np.where(rng.random(len(who)) < 0.6, rng.random(len(who)), rng.beta(5, 2.2, len(who)))
    when = people.wake[who] + part * (people.sleep[who] - people.wake[who])
    restless = (who * 2654435761 % 97 < 8) & (rng.random(len(who)) < 0.12)
    when = np.where(restless, rng.uniform(0, DAY, len(who)), when)
    return np.asarray(day * DAY + when)


def sessions(world: World, rng: Rng) -> None:
    """Write the data sessions of every phone, while the person who carries it is awake."""
    rate = np.array(world.book.data_a_day)
    first_hand = {phone: person for phone, _, person in reversed(world.book.hand)}
    carried = np.array([first_hand.get(p, -1) for p in range(len(rate))], dtype=np.int64)
    counts = np.where(carried >= 0, rng.poisson(rate * world.clock.days), 0).astype(np.int64)
    phone, _ = ragged(counts)
    when = awake(world, carried[phone], rng)
    world.log.sessions(phone, when, np.clip(rng.lognormal(5.0, 1.3, len(phone)), 2, 3600))


def _abroad(world: World, rng: Rng) -> None:
    for person, phone in world.abroad:
        count = int(rng.poisson(world.clock.days / 6))
        when = awake(world, np.full(count, person, dtype=np.int64), rng)
        out: Bools = rng.random(count) < 0.6
        length = rng.lognormal(5.2, 0.9, count)
        world.log.calls(np.where(out, person, phone), np.where(out, phone, person), when, length)

"""Firms by agenda: bookings become calls, dispatches, rides and visits; lists become texts."""

from collections.abc import Callable

import numpy as np

from lineholder.synth.agenda.life import thread
from lineholder.synth.columns import DAY, HOUR, MINUTE, Floats, Ints, Rng
from lineholder.synth.diary import Stop
from lineholder.synth.firms import RIDES, Firm, at_hours, open_days, some_client
from lineholder.synth.world import World


def work(world: World) -> None:
    """Let every firm do its business for the whole period."""
    for place, firm in enumerate(world.firms):
        if len(firm.clients):
            WORK[firm.kind](firm, world, world.rng(f"firm {place} {firm.kind}"))


def _jobs(firm: Firm, world: World, a_day: float, hours: tuple[float, float], rng: Rng) -> Floats:
    days = open_days(firm, world.clock.weekday())
    busy = rng.lognormal(0.0, 0.25, len(days))
    count = rng.poisson(a_day * busy)
    day = np.repeat(days, count)
    part = rng.beta(1.2, 0.9, len(day))
    return np.sort(day * DAY + (hours[0] + part * (hours[1] - hours[0])) * HOUR)


def _minicab(firm: Firm, world: World, rng: Rng) -> None:
    """Take calls, a driver told within minutes, the ride, now and then a call on arrival."""
    when = _jobs(firm, world, RIDES * len(firm.clients), (6.5, 25.5), rng)
    who = some_client(firm, rng, len(when))
    length = rng.lognormal(3.1, 0.45, len(when))
    world.log.calls(who, firm.main, when, length)
    drivers = max(len(firm.staff) - 1, 1)
    turn = (np.arange(len(when)) + when // (6 * HOUR)).astype(np.int64) % drivers
    told = when + length + rng.lognormal(4.2, 0.7, len(when))
    phones = np.array(firm.staff_phones or (firm.main,))[turn]
    by_call = rng.random(len(when)) < 0.75
    world.log.calls(
        firm.main, phones[by_call], told[by_call], rng.lognormal(2.6, 0.5, by_call.sum())
    )
    world.log.texts(firm.main, phones[~by_call], told[~by_call])
    there = told + rng.uniform(5, 16, len(when)) * MINUTE
    outside = rng.random(len(when))
    rings = outside < 0.25
    world.log.calls(
        phones[rings], who[rings], there[rings] - 20, rng.lognormal(2.0, 0.5, rings.sum())
    )
    texts = outside > 0.6
    world.log.texts(firm.main, who[texts], there[texts] - 60)
    for driver, person in enumerate(firm.staff[1:]):
        rides = np.flatnonzero(turn == driver)
        _rides(firm, person, (who[rides], there[rides]), world, rng)


def _rides(firm: Firm, driver: int, rides: tuple[Ints, Floats], world: World, rng: Rng) -> None:
    """One tour a day: fetch a client at home, drop off, next."""
    who, when = rides
    for day in np.unique(when // DAY).tolist():
        stops: list[Stop] = []
        for row in np.flatnonzero(when // DAY == day).tolist():
            x, y = world.people.home[who[row]].tolist()
            goal = world.land.spot(firm.town, rng, 1)[0]
            t = float(when[row])
            stops.append(Stop(t, t + 90, x, y, firm.town))
            stops.append(Stop(t + 600, t + 660, float(goal[0]), float(goal[1]), firm.town))
        world.diary.tour(driver, world.diary.feasible(stops[0], stops[1:]))


def _takeaway(firm: Firm, world: World, rng: Rng) -> None:
    """Evening orders, riders sent out, and an offer by text once or twice a week."""
    when = _jobs(firm, world, 0.16 * len(firm.clients), (16.8, 22.8), rng)
    who = some_client(firm, rng, len(when))
    world.log.calls(who, firm.main, when, rng.lognormal(4.0, 0.4, len(when)))
    sent = when + rng.uniform(18, 40, len(when)) * MINUTE
    riders = np.array(firm.staff_phones or (firm.main,))
    turn = rng.integers(0, len(riders), len(when))
    called = rng.random(len(when)) < 0.45
    soon = when + rng.uniform(2, 14, len(when)) * MINUTE
    world.log.calls(
        firm.main, riders[turn[called]], soon[called], rng.lognormal(2.6, 0.5, called.sum())
    )
    rings = rng.random(len(when)) < 0.3
    world.log.calls(
        riders[turn[rings]], who[rings], sent[rings], rng.lognormal(2.2, 0.5, rings.sum())
    )
    for rider, person in enumerate(firm.staff[1:]):
        rows = np.flatnonzero(turn == rider)
        _rounds(firm, person, (who[rows], sent[rows]), world)
    days = open_days(firm, world.clock.weekday())
    eager = float(rng.choice([0.14, 0.24, 0.24, 0.85]))  # one in four texts an offer every day
    for moment in at_hours(days[rng.random(len(days)) < eager], 15.5 * HOUR, 17.5 * HOUR, rng):
        _burst(firm.main, firm.clients, float(moment), 0.8, world, rng)


def _rounds(firm: Firm, rider: int, trips: tuple[Ints, Floats], world: World) -> None:
    who, when = trips
    for day in np.unique(when // DAY).tolist():
        stops = [Stop(day * DAY + 16.6 * HOUR, day * DAY + 16.8 * HOUR, firm.x, firm.y, firm.town)]
        for row in np.flatnonzero(when // DAY == day).tolist():
            x, y = world.people.home[who[row]].tolist()
            t = float(when[row])
            stops.append(Stop(t, t + 120, x, y, firm.town))
            stops.append(Stop(t + 500, t + 560, firm.x, firm.y, firm.town))
        world.diary.tour(rider, world.diary.feasible(stops[0], stops[1:]))


def _burst(phone: int, persons: Ints, when: float, share: float, world: World, rng: Rng) -> None:
    listed = persons[rng.random(len(persons)) < share]
    world.log.texts(phone, listed, when + np.cumsum(rng.uniform(0.3, 1.8, len(listed))))


def _clinic(firm: Firm, world: World, rng: Rng) -> None:
    """Reminders each morning to the patients of tomorrow; patients ring and are rung."""
    for day in open_days(firm, world.clock.weekday()).tolist():
        today = rng.choice(
            firm.clients, min(len(firm.clients), int(rng.integers(9, 34))), replace=False
        )
        _burst(firm.main, today, day * DAY + float(rng.normal(9.2, 0.3)) * HOUR, 1.0, world, rng)
    when = _jobs(firm, world, 0.05 * len(firm.clients), (8.0, 17.5), rng)
    who = some_client(firm, rng, len(when))
    inward = rng.random(len(when)) < 0.8
    a, b = np.where(inward, who, firm.main), np.where(inward, firm.main, who)
    world.log.calls(a, b, when, rng.lognormal(4.7, 0.6, len(when)))


def _gym(firm: Firm, world: World, rng: Rng) -> None:
    """Text all members every week or so; few answer."""
    days = open_days(firm, world.clock.weekday())
    for moment in at_hours(days[rng.random(len(days)) < 0.17], 9 * HOUR, 18 * HOUR, rng):
        _burst(firm.main, firm.clients, float(moment), 0.95, world, rng)
        answers = firm.clients[rng.random(len(firm.clients)) < 0.05]
        world.log.texts(answers, firm.main, moment + rng.exponential(HOUR, len(answers)) + 60)
    when = _jobs(firm, world, 2.0, (8, 20), rng)
    world.log.calls(
        some_client(firm, rng, len(when)), firm.main, when, rng.lognormal(4.2, 0.6, len(when))
    )


def _school(firm: Firm, world: World, rng: Rng) -> None:
    """Texts all parents once or twice a week; parents ring in before nine."""
    days = open_days(firm, world.clock.weekday())
    for moment in at_hours(days[rng.random(len(days)) < 0.3], 8.2 * HOUR, 16 * HOUR, rng):
        _burst(firm.main, firm.clients, float(moment), 1.0, world, rng)
    when = _jobs(firm, world, 4.0, (8.0, 9.3), rng)
    when = when[~np.isin(when // DAY % 7, (5, 6))]
    world.log.calls(
        some_client(firm, rng, len(when)), firm.main, when, rng.lognormal(3.6, 0.5, len(when))
    )


def _visiting(
    firm: Firm, world: World, jobs: tuple[float, float], rng: Rng
) -> list[tuple[int, float]]:
    """Visit clients on working days, (jobs a day, hours a job); return (client, arrival)."""
    a_day, length = jobs
    done: list[tuple[int, float]] = []
    for day in open_days(firm, world.clock.weekday()).tolist():
        count = int(np.clip(rng.poisson(a_day), 0, 9))
        start = day * DAY + 8.3 * HOUR
        stops: list[Stop] = []
        for client in some_client(firm, rng, count).tolist():
            x, y = world.people.home[client].tolist()
            stay = float(rng.lognormal(np.log(length), 0.4)) * HOUR
            stops.append(Stop(start, start + stay, x, y, firm.town))
            done.append((client, start))
            start += stay + 0.3 * HOUR
        if stops:
            world.diary.tour(firm.staff[0], world.diary.feasible(stops[0], stops[1:]))
    return done


def _plumber(firm: Firm, world: World, rng: Rng) -> None:
    """Short calls from many, half of them missed and returned; 'on my way' before a visit."""
    for client, arrive in _visiting(firm, world, (3.4, 1.6), rng):
        before = arrive - float(rng.uniform(0.3, 3.5)) * DAY
        before = before - before % DAY + float(rng.uniform(8, 19)) * HOUR
        if rng.random() < 0.45:
            world.log.calls(client, firm.main, before, 0)
            before += float(rng.exponential(35 * MINUTE)) + 60
            world.log.calls(firm.main, client, before, float(rng.lognormal(4.2, 0.6)))
        else:
            world.log.calls(client, firm.main, before, float(rng.lognormal(4.2, 0.6)))
        if rng.random() < 0.6:
            world.log.texts(firm.main, client, arrive - float(rng.uniform(8, 40)) * MINUTE)
    when = _jobs(firm, world, 2.5, (8, 18.5), rng)
    asking = rng.choice(world.people.adults_of([firm.town]), len(when))
    world.log.calls(asking, firm.main, when, rng.lognormal(3.6, 0.7, len(when)))


def _hairdresser(firm: Firm, world: World, rng: Rng) -> None:
    """Books by text and call, reminds the day before, comes to the house."""
    for client, arrive in _visiting(firm, world, (4.2, 0.9), rng):
        world.log.texts(
            firm.main, client, arrive - arrive % DAY - DAY + float(rng.uniform(17.5, 19)) * HOUR
        )
        booked = arrive - float(rng.uniform(2, 9)) * DAY
        asked = np.array([booked - booked % DAY + float(rng.uniform(9, 20)) * HOUR])
        if rng.random() < 0.5:
            world.log.calls(client, firm.main, asked, rng.lognormal(4.1, 0.6, 1))
        else:
            thread(world, (np.array([client]), np.array([firm.main])), asked, 3.5, rng)


def _courier(firm: Firm, world: World, rng: Rng) -> None:
    """Go a round of doors; call those who do not open, some call back."""
    for day in open_days(firm, world.clock.weekday()).tolist():
        doors = rng.choice(
            firm.clients, min(len(firm.clients), int(rng.integers(14, 30))), replace=False
        )
        start = day * DAY + 8.6 * HOUR
        stops = []
        for client in doors.tolist():
            x, y = world.people.home[client].tolist()
            stops.append(Stop(start, start + 2 * MINUTE, x, y, firm.town))
            if rng.random() < 0.45:
                length = float(rng.lognormal(2.9, 0.6)) if rng.random() < 0.7 else 0.0
                world.log.calls(firm.main, client, start, length)
                if length == 0 and rng.random() < 0.6:
                    world.log.calls(client, firm.main, start + float(rng.uniform(60, 2400)), 25)
            start += float(rng.uniform(9, 22)) * MINUTE
        world.diary.tour(firm.staff[0], world.diary.feasible(stops[0], stops[1:]))


def _club(firm: Firm, world: World, rng: Rng) -> None:
    """Text the team once or twice a week from the coach's private phone; most answer."""
    days = open_days(firm, world.clock.weekday())
    for moment in at_hours(days[rng.random(len(days)) < 0.25], 16.5 * HOUR, 20 * HOUR, rng):
        _burst(firm.main, firm.clients, float(moment), 1.0, world, rng)
        answers = firm.clients[rng.random(len(firm.clients)) < 0.55]
        delay = rng.lognormal(6.3, 1.2, len(answers))
        world.log.texts(answers, firm.main, moment + 30 + delay)


def _sender(firm: Firm, world: World, rng: Rng) -> None:
    """Texts from a name or short code: some to everybody at once, some one by one."""
    for day in np.flatnonzero(rng.random(world.clock.days) < 0.12).tolist():
        _burst(firm.main, firm.clients, day * DAY + 11.0 * HOUR, 0.9, world, rng)
    single = rng.choice(firm.clients, int(0.05 * len(firm.clients) * world.clock.days))
    days = rng.integers(0, world.clock.days, len(single))
    world.log.texts(firm.main, single, at_hours(days, 7 * HOUR, 22 * HOUR, rng))


WORK: dict[str, Callable[[Firm, World, Rng], None]] = {
    "minicab": _minicab,
    "takeaway": _takeaway,
    "clinic": _clinic,
    "gym": _gym,
    "school": _school,
    "plumber": _plumber,
    "hairdresser": _hairdresser,
    "courier": _courier,
    "club": _club,
    "sender": _sender,
}

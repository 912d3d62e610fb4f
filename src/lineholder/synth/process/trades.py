"""Firms by rates: Cox arrivals, random delays, bursts to lists, staff who roam."""

from collections.abc import Callable

import numpy as np

from lineholder.synth.columns import DAY, HOUR, MINUTE, Floats, Ints, Rng
from lineholder.synth.firms import RIDES, Firm, at_hours, open_days, some_client
from lineholder.synth.process import roam
from lineholder.synth.process.life import excite
from lineholder.synth.world import World


def work(world: World) -> None:
    """Let every firm do its business for the whole period."""
    for place, firm in enumerate(world.firms):
        if len(firm.clients):
            WORK[firm.kind](firm, world, world.rng(f"firm {place} {firm.kind}"))


def _days(firm: Firm, world: World) -> Ints:
    return open_days(firm, world.clock.weekday())


def _list(phone: int, persons: Ints, when: float, world: World, rng: Rng) -> None:
    """Text a list at one pace; systems are faster than thumbs."""
    pace = float(rng.choice([0.15, 0.6, 1.6]))
    world.log.texts(
        phone, rng.permutation(persons), when + np.cumsum(rng.exponential(pace, len(persons)))
    )


def _dispatch(
    firm: Firm, world: World, jobs: tuple[Ints, Floats], style: tuple[float, float], rng: Rng
) -> None:
    """Send staff to jobs: (share told by call, mean seconds till told); they ring some clients."""
    who, when = jobs
    crew = np.array(firm.staff_phones or (firm.main,), dtype=np.int64)
    phone = crew[rng.integers(0, len(crew), len(who))]
    told = when + rng.exponential(style[1], len(who)) + 20
    call = rng.random(len(who)) < style[0]
    world.log.calls(firm.main, phone[call], told[call], rng.lognormal(2.7, 0.6, int(call.sum())))
    text = ~call & (rng.random(len(who)) < 0.8)
    world.log.texts(firm.main, phone[text], told[text])
    answer = text & (rng.random(len(who)) < 0.25)
    world.log.texts(
        phone[answer], firm.main, told[answer] + rng.exponential(60, int(answer.sum())) + 5
    )
    rings = rng.random(len(who)) < 0.3
    there = told + rng.gamma(4.0, 3 * MINUTE, len(who))
    world.log.calls(
        phone[rings], who[rings], there[rings], rng.lognormal(2.3, 0.6, int(rings.sum()))
    )


def _minicab(firm: Firm, world: World, rng: Rng) -> None:
    """Day and night; half the clients text, drivers are told by text mostly."""
    days = _days(firm, world)
    when = roam.arrivals(days, RIDES * len(firm.clients), (6.0, 19.0, 26.5), rng)
    who = some_client(firm, rng, len(when))
    call = rng.random(len(when)) < 0.7
    world.log.calls(who[call], firm.main, when[call], rng.lognormal(3.0, 0.5, int(call.sum())))
    world.log.texts(who[~call], firm.main, when[~call])
    world.log.texts(
        firm.main, who[~call], when[~call] + rng.exponential(90, int((~call).sum())) + 10
    )
    _dispatch(firm, world, (who, when + 40), (0.4, 110.0), rng)
    for driver in firm.staff[1:]:
        early = rng.random() < 0.5
        hours = (6.5, 15.5) if early else (15.0, 25.5)
        on = days[rng.random(len(days)) < 0.75]
        roam.shifts(world, driver, on, hours, (firm.town, 0.12), rng)


def _takeaway(firm: Firm, world: World, rng: Rng) -> None:
    """Orders by call, riders told by call, offers to the whole list up to three times a week."""
    days = _days(firm, world)
    when = roam.arrivals(days, 0.15 * len(firm.clients), (16.5, 19.5, 23.5), rng)
    who = some_client(firm, rng, len(when))
    world.log.calls(who, firm.main, when, rng.lognormal(3.7, 0.5, len(when)))
    _dispatch(firm, world, (who, when + 200), (0.7, 600.0), rng)
    for rider in firm.staff[1:]:
        on = days[rng.random(len(days)) < 0.7]
        roam.shifts(world, rider, on, (17.0, 23.3), (firm.town, 0.1), rng)
    offers = rng.gamma(1.5, 0.22)  # a day; most once or twice a week, some nearly daily
    days = days[rng.random(len(days)) < offers]
    for moment in at_hours(days, 14 * HOUR, 19 * HOUR, rng).tolist():
        listed = firm.clients[rng.random(len(firm.clients)) < 0.75]
        _list(firm.main, listed, moment, world, rng)
        hungry = listed[rng.random(len(listed)) < 0.05]
        world.log.calls(hungry, firm.main, moment + 300 + rng.exponential(HOUR, len(hungry)), 70)


def _reminders(
    firm: Firm, world: World, habit: tuple[float, float, float], calls: float, rng: Rng
) -> None:
    """Text a part of the list at a rate: (bursts a day, low and high share); clients ring in."""
    days = _days(firm, world)
    rate, low, high = habit
    for day in np.repeat(days, rng.poisson(rate, len(days))).tolist():
        share = float(rng.uniform(low, high))
        listed = firm.clients[rng.random(len(firm.clients)) < share]
        moment = day * DAY + float(rng.uniform(8.5, 18)) * HOUR
        _list(firm.main, listed, moment, world, rng)
        answers = listed[rng.random(len(listed)) < 0.06]
        world.log.texts(answers, firm.main, moment + 60 + rng.exponential(2 * HOUR, len(answers)))
    when = roam.arrivals(days, calls, (8.0, 9.5, 18.0), rng)
    who = some_client(firm, rng, len(when))
    world.log.calls(who, firm.main, when, rng.lognormal(4.4, 0.7, len(when)))
    back = rng.random(len(when)) < 0.15
    world.log.calls(
        firm.main, who[back], when[back] + rng.exponential(3 * HOUR, int(back.sum())), 140
    )


def _clinic(firm: Firm, world: World, rng: Rng) -> None:
    _reminders(firm, world, (1.6, 0.04, 0.16), 0.05 * len(firm.clients), rng)


def _gym(firm: Firm, world: World, rng: Rng) -> None:
    _reminders(firm, world, (0.22, 0.7, 1.0), 2.5, rng)


def _school(firm: Firm, world: World, rng: Rng) -> None:
    _reminders(firm, world, (0.45, 0.3, 1.0), 5.0, rng)


def _mobile_trade(firm: Firm, world: World, habit: tuple[float, float, float], rng: Rng) -> None:
    """Roam with a mobile: (calls in a day, share missed and returned, hours at a point)."""
    a_day, missed_share, stay = habit
    days = _days(firm, world)
    roam.shifts(world, firm.staff[0], days, (8.2, 17.5), (firm.town, stay), rng)
    when = roam.arrivals(days, a_day, (7.5, 11.0, 19.5), rng)
    strangers = rng.choice(world.people.adults_of([firm.town]), len(when))
    known = some_client(firm, rng, len(when))
    who = np.where(rng.random(len(when)) < 0.35, strangers, known)
    missed = rng.random(len(when)) < missed_share
    length = rng.lognormal(3.8, 0.8, len(when))
    world.log.calls(who, firm.main, when, np.where(missed, 0, length))
    later = when[missed] + rng.exponential(40 * MINUTE, int(missed.sum())) + 30
    world.log.calls(firm.main, who[missed], later, length[missed])
    told = rng.random(len(when)) < 0.5
    world.log.texts(firm.main, who[told], when[told] + rng.uniform(2, 30, int(told.sum())) * HOUR)


def _plumber(firm: Firm, world: World, rng: Rng) -> None:
    _mobile_trade(firm, world, (8.0, 0.45, 1.3), rng)


def _hairdresser(firm: Firm, world: World, rng: Rng) -> None:
    """Repeat customers who write back and forth, and reminders one evening for the next day."""
    _mobile_trade(firm, world, (2.5, 0.3, 0.8), rng)
    days = _days(firm, world)
    for day in days.tolist():
        booked = some_client(firm, rng, int(rng.integers(3, 7)))
        _list(firm.main, np.unique(booked), day * DAY + 18.5 * HOUR, world, rng)
    when = roam.arrivals(days, 3.0, (9.0, 18.0, 21.0), rng)
    phone = np.full(len(when), firm.main)
    who = some_client(firm, rng, len(when))
    excite(world, (who, phone), when, rng.random(len(when)) < 0.2, rng)


def _courier(firm: Firm, world: World, rng: Rng) -> None:
    """Roams all day, rings doors, and is rung back."""
    days = _days(firm, world)
    roam.shifts(world, firm.staff[0], days, (8.0, 17.8), (firm.town, 0.06), rng)
    when = roam.arrivals(days, 12.0, (8.5, 13.0, 17.5), rng)
    who = rng.choice(firm.clients, len(when))
    missed = rng.random(len(when)) < 0.35
    world.log.calls(firm.main, who, when, np.where(missed, 0, rng.lognormal(2.9, 0.6, len(when))))
    back = missed & (rng.random(len(when)) < 0.5)
    world.log.calls(
        who[back], firm.main, when[back] + rng.exponential(15 * MINUTE, int(back.sum())) + 20, 22
    )


def _club(firm: Firm, world: World, rng: Rng) -> None:
    """Text the team from a private phone; each answer may excite another."""
    days = _days(firm, world)
    for moment in at_hours(days[rng.random(len(days)) < 0.28], 12 * HOUR, 21 * HOUR, rng).tolist():
        _list(firm.main, firm.clients, moment, world, rng)
        answers = firm.clients[rng.random(len(firm.clients)) < 0.45]
        when = moment + 40 + rng.gamma(0.6, 1.5 * HOUR, len(answers))
        phone = np.full(len(answers), firm.main)
        excite(world, (answers, phone), when, rng.random(len(answers)) < 0.08, rng)


def _sender(firm: Firm, world: World, rng: Rng) -> None:
    """Bulk texts at a weekly rate, and single ones all the time."""
    count = int(rng.poisson(world.clock.days / 11))
    for day in rng.integers(0, world.clock.days, count).tolist():
        _list(firm.main, firm.clients, day * DAY + float(rng.uniform(9, 19)) * HOUR, world, rng)
    single = rng.choice(firm.clients, rng.poisson(0.04 * len(firm.clients) * world.clock.days))
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

"""Trades: people who work from one mobile, on the move or from a second phone."""

from dataclasses import replace

import numpy as np

from lineholder.synth.columns import DAY, HOUR
from lineholder.synth.dispatch.broadcast import broadcast
from lineholder.synth.dispatch.demand import Manner, Mix, contact, rates, wants
from lineholder.synth.dispatch.firms import (
    Street,
    driver_at,
    hire,
    open_with,
    private_use,
    strangers,
)
from lineholder.synth.dispatch.scene import Firm, Hours
from lineholder.synth.traffic import CALL, TEXT


def plumber(street: Street, place: int) -> None:
    """Strangers ring once and are rung back within two days; two mates are rung every day."""
    scene, rng, log = street.scene, street.scene.rng, street.scene.log
    town = street.town()
    owner = int(scene.people.agent[scene.some_adults(1, town)[0]])
    phone = open_with(scene, "plumber", town, owner)
    private_use(scene, phone, town, 0.6 if place % 2 else 0)
    length = scene.shaken.firm_length
    client, when = strangers(scene, phone, rng.uniform(2.5, 6), Hours(7.5, 20), 95 * length)
    back = rng.random(when.size) < 0.8
    later = when[back] + rng.uniform(1800, 2 * DAY, back.sum())
    log.calls(phone, client[back], later, scene.lengths(50 * length, 0.7, back.sum()))
    mates = scene.phones_of(2, town)
    count = rng.poisson(3 * scene.days)
    mate = mates[rng.integers(0, 2, count)]
    when = scene.any_time(count, Hours(7, 18))
    log.calls(phone, mate, when, scene.lengths(40, 0.7, count))


def hairdresser(street: Street, place: int) -> None:
    """Regulars every few weeks, who are texted afterwards; all of them now and then."""
    scene, rng = street.scene, street.scene.rng
    town = street.town()
    phone = open_with(scene, "hairdresser", town, driver_at(scene, town))
    private_use(scene, phone, town, 0.5 if place % 2 else 0)
    regulars = scene.phones_of(int(rng.integers(35, 80)), town)
    rate = rng.uniform(0.03, 0.07, regulars.size)
    who, when = wants(scene, rate, Hours(9, 19), scene.but_for(0, 6))
    manner = Manner(60 * scene.shaken.firm_length, 0.6, text=0.3, miss=0.3)
    agreed = contact(scene, regulars[who], phone, when, manner)
    later = agreed + rng.uniform(0.5, 3, who.size) * DAY
    scene.log.texts(phone, regulars[who], later)
    for day in np.arange(rng.uniform(2, 9), scene.days, rng.choice([7, 14])):
        start = int(day) * DAY + rng.uniform(9, 11) * HOUR
        broadcast(scene, phone, regulars, (start, 300))


def second_phone(street: Street, _: int) -> None:
    """Somebody's phone for work beside a private one, now and then in the same handset."""
    scene, rng, people = street.scene, street.scene.rng, street.scene.people
    owner = int(people.agent[scene.some_adults(1)[0]])
    own, town = scene.agents[owner].phone, scene.agents[owner].town
    shared = rng.random() < 0.3
    phone = scene.book.mobile(owner, "work", lent_by=own if shared else -1)
    scene.firms.append(Firm("second", town, [phone]))
    scene.book.entries[phone].data_a_day = 2.0
    near = scene.phones_of(int(rng.integers(4, 12)), town)
    far = rng.choice(scene.outsiders, int(rng.integers(4, 25)), replace=False)
    others = np.concatenate([near, far])
    rate = rng.gamma(0.8, 0.3, others.size)
    who, when = wants(scene, rate, Hours(8, 19), scene.but_for(5, 6))
    into = rng.random(who.size) < 0.5
    a, b = np.where(into, others[who], phone), np.where(into, phone, others[who])
    kind = np.where(rng.random(who.size) < 0.25, TEXT, CALL)
    scene.log.add(a, b, kind, when, scene.lengths(90, 1, who.size))


def taxi(street: Street, place: int) -> None:
    """A driver with regulars of his own, every other one on a second phone."""
    scene, rng, shops = street.scene, street.scene.rng, street.scene.v.shops
    town = street.town()
    scene.firms.append(Firm("taxi", town, []))
    phone = int(hire(scene, 1, town, "driver")[0])
    if place % 2:
        phone = scene.book.mobile(scene.book.entries[phone].agent, "work")
        scene.book.entries[phone].data_a_day = 0.5
    scene.firms[-1] = replace(scene.firms[-1], phones=[phone])
    regulars = scene.phones_of(int(rng.integers(20, 38)), town)
    regulars = regulars[regulars != phone]
    mix = Mix((0.05, 0.12), (0.2, 0.4), (0.6, 1.0), (0.5, 0.35, 0.15))
    hours = Hours(6, 25, ((8.3, 1), (22.5, 1)))
    who, when = wants(scene, rates(regulars.size, mix, scene), hours)
    manner = Manner(26 * scene.shaken.firm_length, 0.5, shops.ring, shops.text * 1.3, 0.15)
    agreed = contact(scene, regulars[who], phone, when, manner)
    told = rng.random(who.size) < 0.5
    kind = np.where(rng.random(told.sum()) < 0.5, TEXT, CALL)
    arrival = agreed[told] + rng.uniform(300, 1500, told.sum())
    scene.log.add(phone, regulars[who][told], kind, arrival, 7)
    mates = scene.phones_of(2, town)
    count = rng.poisson(0.7 * scene.days)
    mate = mates[rng.integers(0, 2, count)]
    when = scene.any_time(count, Hours(7, 24))
    scene.log.calls(phone, mate, when, scene.lengths(40, 0.8, count))


def trader(street: Street, place: int) -> None:
    """A market stall: regulars order early, offers go out at dawn, three suppliers are rung."""
    scene, rng, shops = street.scene, street.scene.rng, street.scene.v.shops
    town = street.town()
    phone = open_with(scene, "trader", town, driver_at(scene, town))
    private_use(scene, phone, town, 0.4 if place else 0)
    regulars = scene.phones_of(int(rng.integers(40, 85)), town)
    days = scene.but_for(0, 6)
    rate = rates(regulars.size, Mix((0.05, 0.12), (0.15, 0.3), (0.35, 0.5)), scene)
    who, when = wants(scene, rate, Hours(6, 17, ((8, 1),)), days)
    manner = Manner(40 * scene.shaken.firm_length, 0.6, shops.ring * 0.5, 0.25, 0.2)
    contact(scene, regulars[who], phone, when, manner)
    for day in np.flatnonzero(days):
        if rng.random() < 0.45:
            sweep = day * DAY + rng.uniform(6, 8.5) * HOUR, rng.uniform(100, 700)
            broadcast(scene, phone, regulars, sweep)
    for supplier in scene.outsiders[rng.integers(0, scene.outsiders.size, 3)]:
        count = rng.poisson(0.8 * scene.days)
        when = scene.any_time(count, Hours(5, 12))
        scene.log.calls(phone, supplier, when, scene.lengths(60, 0.7, count))

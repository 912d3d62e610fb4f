"""Fleets: firms that send somebody out on each job, as a line sends its workers.

Minicab offices, takeaways, helplines with volunteers, a home-care agency, and couriers who ring
strangers. Blind to: who pays, shifts longer than half a day.
"""

from dataclasses import replace

import numpy as np

from lineholder.synth.columns import DAY, HOUR, Ints
from lineholder.synth.dispatch.broadcast import broadcast
from lineholder.synth.dispatch.demand import Manner, Mix, contact, rates, wants
from lineholder.synth.dispatch.firms import (
    Relay,
    Street,
    driver_at,
    hire,
    open_at_counter,
    open_with,
    pass_on,
    private_use,
    strangers,
)
from lineholder.synth.dispatch.scene import Hours, Scene
from lineholder.synth.traffic import CALL, TEXT

CAB_HOURS = Hours(6, 26, ((8.5, 1), (18, 0.8), (23, 1.2)))
ANY_CAB_HOURS = Hours(6, 26)


def minicab(street: Street, place: int) -> None:
    """An office with drivers, the first of them small; the second may give drivers phones."""
    scene, shops = street.scene, street.scene.v.shops
    rng, town, small = scene.rng, street.town(), place == 0
    phone = open_at_counter(scene, "minicab", town, small or rng.random() < 0.4)
    drivers = hire(
        scene, int(rng.integers(2, 4) if small else rng.integers(4, 10)), town, "driver"
    )
    if place == 1 and shops.issued_phones:
        drivers = _issued(scene, drivers)
    wide = rng.integers(35, 75) if small else scene.spec.people * rng.uniform(0.10, 0.22)
    regulars = scene.phones_of(int(wide * shops.clients), town)
    mix = Mix((0.03, 0.09), (0.15, 0.35), (0.7, 1.2), (0.7, 0.2, 0.1))
    who, when = wants(scene, rates(regulars.size, mix, scene), CAB_HOURS)
    client, length = regulars[who], 30 * scene.shaken.firm_length
    manner = Manner(length, 0.5, shops.ring * 0.3, shops.text * 0.3, 0.04)
    agreed = contact(scene, client, phone, when, manner)
    pass_on(scene, phone, drivers, (client, agreed), street.relay(80, 0.3, shops.driver_rings))
    a_day = rng.uniform(2, 4) if small else rng.uniform(5, 14)
    jobs = strangers(scene, phone, a_day, ANY_CAB_HOURS, length)
    pass_on(scene, phone, drivers, jobs, street.relay(80, 0.2, 0.3))
    told = rng.random(when.size) < 0.25
    arrival = agreed[told] + rng.uniform(300, 900, told.sum())
    scene.log.add(phone, client[told], CALL if shops.arrival_by_call else TEXT, arrival, 6)


def _issued(scene: Scene, drivers: Ints) -> Ints:
    """Return work phones of the firm's for its drivers: nothing but work goes over them."""
    entries = scene.book.entries
    phones = np.array([scene.book.mobile(entries[d].agent, "work") for d in drivers])
    scene.firms[-1] = replace(scene.firms[-1], issued=phones.tolist())
    for phone in phones:
        entries[phone].data_a_day = float(scene.rng.choice([0, 2, 5]))
    return phones


def takeaway(street: Street, place: int) -> None:
    """A takeaway with riders that texts its offers; the second one's phone is private as well."""
    scene, shops = street.scene, street.scene.v.shops
    rng, town, small = scene.rng, street.town(), place == 0
    phone = open_at_counter(scene, "takeaway", town, mobile=True)
    private_use(scene, phone, town, 0.15 if place == 1 else 0)
    riders = hire(scene, int(rng.integers(1, 4)), town, "driver")
    wide = rng.integers(30, 60) if small else rng.integers(70, 160)
    regulars = scene.phones_of(int(wide * shops.clients), town)
    mix = Mix((0.02, 0.08), (0.1, 0.2), (0.35, 0.5), (0.66, 0.22, 0.12))
    rate = rates(regulars.size, mix, scene)
    lunch = shops.lunch and small
    hours = Hours(11, 20, ((12.3, 1.5),)) if lunch else Hours(16.5, 23.5, ((18.7, 2),))
    days = scene.but_for(0 if rng.random() < 0.5 else 1)
    who, when = wants(scene, rate, hours, days)
    client, length = regulars[who], scene.shaken.firm_length
    manner = Manner(75 * length, 0.4, shops.ring * 0.2, shops.text * 0.5, 0.07)
    agreed = contact(scene, client, phone, when, manner)
    sent = rng.random(when.size) < 0.75
    cooked = agreed[sent] + rng.uniform(500, 1500, sent.sum())
    pass_on(scene, phone, riders, (client[sent], cooked), street.relay(120, 0.15, 0.25))
    open_ = Hours(hours.opens, hours.closes)
    strangers(scene, phone, rng.uniform(1.5, 6), open_, 80 * length)
    _offers(scene, phone, (regulars, town, place), hours.opens)


def _offers(scene: Scene, phone: int, what: tuple[Ints, int, int], opens: float) -> None:
    regulars, town, place = what
    rng = scene.rng
    kept = rng.choice(regulars, int(regulars.size * rng.uniform(0.6, 0.95)), replace=False)
    lapsed = scene.phones_of(int(regulars.size * 0.25), town)
    listed = np.unique(np.concatenate([kept, lapsed]))
    every = scene.v.shops.offers_every[place]
    for day in np.arange(rng.uniform(0, every), scene.days, every):
        start = int(day) * DAY + (opens - 0.4 + rng.uniform(0, 0.7)) * HOUR
        sweep = start, rng.uniform(60, 900)
        broadcast(scene, phone, listed, sweep, batch=int(rng.choice([0, 0, 25])))


def courier(street: Street, _: int) -> None:
    """A driver who rings or texts whoever gets a parcel, mostly once, and some ring back."""
    scene, rng, log = street.scene, street.scene.rng, street.scene.log
    town = street.town()
    phone = open_with(scene, "courier", town, driver_at(scene, town))
    days = scene.but_for(6)
    count = rng.poisson(rng.uniform(18, 40) * days.sum())
    day = rng.choice(np.flatnonzero(days), count)
    when = day * DAY + scene.of_day(count, Hours(8, 18.5))
    near = scene.people.phone[scene.some_adults(int(scene.spec.people * 0.5), town, spill=0.6)]
    client = near[rng.integers(0, near.size, count)]
    kind = np.where(rng.random(count) < 0.5, TEXT, CALL)
    lengths = scene.lengths(18, 0.6, count) * (rng.random(count) > 0.3)
    log.add(phone, client, kind, when, lengths)
    back = rng.random(count) < 0.2
    later = when[back] + rng.uniform(60, 2400, back.sum())
    log.calls(client[back], phone, later, scene.lengths(25, 0.6, back.sum()))
    depot = scene.outsiders[int(rng.integers(scene.outsiders.size))]
    count = rng.poisson(4 * scene.days)
    log.calls(depot, phone, scene.any_time(count, Hours(6, 18)), scene.lengths(30, 0.6, count))


def helpline(street: Street, _: int) -> None:
    """Long calls of a few who ring often; a third are passed on to volunteers."""
    scene, rng, shops = street.scene, street.scene.rng, street.scene.v.shops
    town = street.town()
    phone = open_at_counter(scene, "helpline", town, mobile=True)
    callers = scene.phones_of(int(rng.integers(25, 70)), town)
    volunteers = hire(scene, int(rng.integers(3, 7)), town, "home")
    mix = Mix((0.02, 0.08), (0.15, 0.4), (0.6, 1.3), (0.6, 0.28, 0.12))
    who, when = wants(scene, rates(callers.size, mix, scene), Hours(8, 24))
    manner = Manner(rng.uniform(150, 400), 0.8, shops.ring, 0.05, 0.15)
    agreed = contact(scene, callers[who], phone, when, manner)
    sent = rng.random(when.size) < 0.3
    jobs = callers[who][sent], agreed[sent] + 300
    pass_on(scene, phone, volunteers, jobs, Relay(0.3, 0, 400, 0.2, 0.5))


def carers(street: Street) -> None:
    """A home-care agency: clients ring, carers are sent; a rota text each day from a mobile."""
    scene, rng, shops = street.scene, street.scene.rng, street.scene.v.shops
    town = street.town()
    mobile = bool(rng.random() < 0.6)
    phone = open_at_counter(scene, "carers", town, mobile)
    staff = hire(scene, int(rng.integers(4, 9)), town, "driver")
    clients = scene.phones_of(int(rng.integers(18, 45)), town)
    mix = Mix((0.05, 0.15), (0.2, 0.5), (0.6, 1.1), (0.4, 0.4, 0.2))
    hours = Hours(7, 22, ((8, 0.8),))
    who, when = wants(scene, rates(clients.size, mix, scene), hours)
    manner = Manner(65 * scene.shaken.firm_length, 0.6, shops.ring * 0.4, 0.05, 0.12)
    agreed = contact(scene, clients[who], phone, when, manner)
    sent = rng.random(when.size) < 0.6
    jobs = clients[who][sent], agreed[sent] + 60
    pass_on(scene, phone, staff, jobs, street.relay(240, 0.35, 0.4))
    if mobile:
        for day in range(scene.days):
            broadcast(scene, phone, staff, (day * DAY + rng.uniform(17, 19) * HOUR, 40))

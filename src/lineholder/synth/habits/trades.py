"""Firms by habits: every shop runs its counter; senders text as in the other families."""

import numpy as np

from lineholder.synth.columns import DAY, HOUR, Ints, Rng
from lineholder.synth.firms import Firm, at_hours
from lineholder.synth.habits import counter as desk
from lineholder.synth.habits.duties import close_to
from lineholder.synth.habits.shops import OWN, Shop
from lineholder.synth.process.roam import shifts
from lineholder.synth.world import World


def work(world: World) -> None:
    """Let every firm do its business for the whole period."""
    for place, firm in enumerate(world.firms):
        rng = world.rng(f"firm {place} {firm.kind}")
        if isinstance(firm, Shop):
            _run(firm, world, rng)
        else:
            _sender(firm, world, rng)


def _run(shop: Shop, world: World, rng: Rng) -> None:
    counter = _counter(shop, world, rng)
    duty = _roster(shop, counter, world, rng)
    adverts = desk.advertise(counter, rng, world.log)
    orders = desk.visits(counter, adverts, world, rng)
    agreed = desk.arrange(counter, orders, rng, world.log)
    phone = desk.on_duty(agreed, duty, rng)
    told = phone >= 0
    jobs = counter.clients[orders[0][told]], agreed[told], phone[told]
    desk.pass_on(counter, jobs, rng, world.log)
    _announce(shop, counter, world, rng)
    _slips(shop, counter, world, rng)
    desk.strays(counter, world.people.adults_of([shop.town]), rng, world.log)


def _announce(shop: Shop, counter: desk.Counter, world: World, rng: Rng) -> None:
    """Tell the clients of a new number, from the new one within the day."""
    if np.isfinite(shop.change):
        when = shop.change + float(rng.uniform(0.1, 8.0)) * HOUR
        chosen = rng.random(len(shop.clients)) < rng.uniform(0.5, 1.0)
        desk.send(counter, when, chosen, rng, world.log)


def _slips(shop: Shop, counter: desk.Counter, world: World, rng: Rng) -> None:
    """Write the private use of the desk's phone and of the workers' work phones."""
    m, end = shop.manner, float(world.clock.end_s)
    uses = [(shop.main, shop.staff[0], (0.0, end), m.slips)]
    uses += [(p, w, (a, min(b, end)), m.own_use) for w, p, a, b in shop.workers if p != w]
    for phone, person, span, rate in uses:
        close = np.array(close_to(person, world)[:4], dtype=np.int64)
        habit = rate, counter.opens, counter.closes
        desk.slips(phone, close, span, habit, rng, world.log)


def _counter(shop: Shop, world: World, rng: Rng) -> desk.Counter:
    m, days, count = shop.manner, world.clock.days, len(shop.clients)
    rate = np.clip(rng.lognormal(np.log(m.visits), m.spread, count), 0.005, 2.5)
    late, early = rng.random(count) < 0.15, rng.random(count) < 0.1
    since = np.where(late, rng.uniform(0.0, 0.6, count) * days, 0.0) * DAY
    until = np.where(early, rng.uniform(0.5, 1.0, count) * days, days) * DAY
    weekly = rng.choice(7, int(rng.integers(0, 3)), replace=False)
    shut = np.isin(np.arange(days) % 7, weekly) | (rng.random(days) < 0.5 * m.closed)
    return desk.Counter(
        shop.main, shop.main, shop.clients, rate, since, until, np.flatnonzero(~shut),
        m.opens * HOUR, m.closes * HOUR, m,
    )  # fmt: skip


def _roster(shop: Shop, counter: desk.Counter, world: World, rng: Rng) -> desk.Duty:
    """Return (phone, from, to) of the workers, who roam and talk with the desk on those days."""
    m = shop.manner
    hours = m.opens, min(m.closes, m.opens + float(rng.uniform(6.0, 12.0)))
    where = (shop.town, max(m.stay_h, 0.25))
    if shop.kind in OWN:
        out = counter.days[rng.random(len(counter.days)) < max(m.posted, 0.4)]
        shifts(world, shop.staff[0], out, hours, where, rng)
    duty: desk.Duty = []
    comes = float(rng.uniform(0.5, 1.0))
    talk = m.chatter * rng.uniform(0.1, 0.8, 2)
    for person, phone, since, until in shop.workers:
        there = (counter.days * DAY >= since) & (counter.days * DAY + DAY <= until)
        days = counter.days[there & (rng.random(len(there)) < comes)]
        begin, end = _shift(hours, counter, rng)
        shifts(world, person, days, (begin, end), where, rng)
        duty += [(phone, d * DAY + begin * HOUR, d * DAY + end * HOUR) for d in days.tolist()]
        span = begin * HOUR, end * HOUR
        desk.chatter((shop.main, phone), days, float(talk[0]), span, rng, world.log)
        desk.chatter((phone, shop.main), days, float(talk[1]), span, rng, world.log)
    return duty


def _shift(hours: tuple[float, float], counter: desk.Counter, rng: Rng) -> tuple[float, float]:
    """Return a worker's own hours: the desk's first hours, or its last."""
    late = counter.closes / HOUR - (hours[1] - hours[0])
    begin = hours[0] if rng.random() < 0.5 else late
    return begin, begin + hours[1] - hours[0]


def _sender(firm: Firm, world: World, rng: Rng) -> None:
    """Bulk texts at a rate of the sender's own, and single ones all the time."""
    days = np.flatnonzero(rng.random(world.clock.days) < rng.uniform(0.02, 0.3))
    for moment in at_hours(days, 9 * HOUR, 19 * HOUR, rng).tolist():
        listed: Ints = firm.clients[rng.random(len(firm.clients)) < rng.uniform(0.3, 1.0)]
        gaps = rng.exponential(0.3, len(listed))
        world.log.texts(firm.main, listed, moment + np.cumsum(gaps))
    count = rng.poisson(rng.uniform(0.01, 0.08) * len(firm.clients) * world.clock.days)
    single = rng.choice(firm.clients, count)
    when = at_hours(rng.integers(0, world.clock.days, count), 7 * HOUR, 22 * HOUR, rng)
    world.log.texts(firm.main, single, when)

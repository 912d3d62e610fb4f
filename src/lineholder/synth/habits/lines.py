"""Lines by habits: each line's trade, crew and customers follow from the manner it drew."""

from dataclasses import replace

import numpy as np

from lineholder.synth.columns import DAY, HOUR, MINUTE, Floats, Ints, Rng, pick
from lineholder.synth.crew import TYPES, Trade
from lineholder.synth.diary import Outings
from lineholder.synth.habits import counter as desk
from lineholder.synth.habits import duties
from lineholder.synth.habits.manner import Manner, of_line
from lineholder.synth.kit import Line
from lineholder.synth.world import World

CARRIERS = ("holder", "deputy", "handler", "worker")


def drawn(rng: Rng) -> Trade:
    """Return the trade of one line; its manner is the first thing drawn from its stream."""
    m = of_line(rng)
    return Trade(
        carrier={type_: str(pick(rng, CARRIERS)) for type_ in TYPES},
        opens=(m.opens * HOUR, m.opens * HOUR),
        closes=(m.closes * HOUR, m.closes * HOUR),
        shared_customers=float(rng.uniform(0.0, 0.35)),
        burner_days=(0.6 * m.number_d, 1.6 * m.number_d),
        quiet_days=m.closed,
        first_kind=8,
        hidden_carrier=str(pick(rng, CARRIERS)),
        customers=(m.clients, 0.05, 12, 120),
        rate=(m.visits, m.spread),
        places=(int(m.abreast), m.tenure_d),
        phone_data=m.data,
        private_phones=m.private > 0,
        holder_in_market=bool(rng.random() < 0.15),
        friends=m.friends,
    )


def manner(line: Line, world: World) -> Manner:
    """Return the manner that the line's trade was drawn from, as its kind bends it."""
    m = of_line(world.rng(f"trade {line.plan.name}"))
    if line.plan.kind == "quiet":
        return replace(m, adverts=min(m.adverts, 0.3))
    if line.plan.kind == "app":
        return replace(m, by_app=4.0 * (m.by_call + m.by_thread + m.by_ring))
    if line.plan.kind == "split":
        return replace(m, adverts=max(m.adverts, 2.0))
    return m


def trade(world: World) -> None:
    """Let every line trade for the whole period."""
    for line in world.lines:
        rng = world.rng(f"line {line.plan.name}")
        counter = _counter(line, world)
        duty = duties.roster(line, counter, world, rng)
        duties.out_in_town(line, counter, world, rng)
        adverts = desk.advertise(counter, rng, world.log)
        _announce(line, counter, world, rng)
        _serve(line, counter, adverts, duty, world, rng)
        duties.command(line, counter, duty, world, rng)
        duties.restock(line, duty, world, rng)
        _slips(line, counter, world, rng)
        strangers = world.people.adults_of([line.plan.market, line.plan.hub])
        desk.strays(counter, strangers, rng, world.log)


def _counter(line: Line, world: World) -> desk.Counter:
    plan, c = line.plan, line.customers
    days = np.flatnonzero(~plan.shut[: world.clock.days])
    return desk.Counter(
        line.orders, line.adverts, c.persons, c.rate, c.since, c.until, days, plan.opens,
        plan.closes, manner(line, world),
    )  # fmt: skip


def _announce(line: Line, counter: desk.Counter, world: World, rng: Rng) -> None:
    """Tell of a new number: from the old one before, the new one after, or one by one."""
    plan, c = line.plan, line.customers
    if not np.isfinite(plan.change):
        return
    if plan.announced:
        before = plan.announced == "old"
        moment = plan.change + float(rng.uniform(0.3, 1.5)) * HOUR * (-1 if before else 1)
        chosen = rng.random(len(c.persons)) < rng.uniform(0.7, 1.0)
        desk.send(counter, moment, chosen, rng, world.log)
        return
    told = c.persons[rng.random(len(c.persons)) < rng.uniform(0.3, 0.8)]
    when = plan.change + HOUR + rng.gamma(1.2, 12 * HOUR, len(told))
    when = np.where(counter.in_hours(when), when, when + 11 * HOUR)
    text = rng.random(len(told)) < rng.random()
    world.log.texts(line.orders, told[text], when[text])
    length = rng.lognormal(2.7, 0.5, len(told))
    world.log.calls(line.orders, told[~text], when[~text], length[~text])


def _serve(
    line: Line, counter: desk.Counter, adverts: Floats, duty: desk.Duty, world: World, rng: Rng
) -> None:
    """Take the orders and have them met, by a worker on duty or by whoever carries the phone."""
    plan = line.plan
    who, when = desk.visits(counter, adverts, world, rng)
    if plan.kind == "unannounced":
        gap = rng.exponential(1.1 * DAY, len(counter.clients))[who]
        told = ~((when > plan.change) & (when < plan.change + gap))
        who, when = who[told], when[told]
    agreed = desk.arrange(counter, (who, when), rng, world.log)
    worker = desk.on_duty(agreed, duty, rng)
    since = np.array([at for at, _ in plan.handovers])
    hands = np.array([person for _, person in plan.handovers])
    carrier = hands[np.maximum(np.searchsorted(since, agreed, side="right") - 1, 0)]
    apart = (worker >= 0) & (worker != carrier)
    burner = np.array([line.burners.get(w, -1) for w in worker.tolist()], dtype=np.int64)
    persons = counter.clients[who]
    jobs = persons[apart], agreed[apart], burner[apart]
    desk.pass_on(counter, jobs, rng, world.log)
    _come(line, persons, agreed + rng.gamma(3.0, 6 * MINUTE, len(agreed)) + 120, world, rng)


def _come(line: Line, who: Ints, there: Floats, world: World, rng: Rng) -> None:
    """Let some customers come to the trap house or near it, if they are free, for minutes."""
    comes = rng.random(len(who)) < rng.uniform(0.15, 0.6)
    who, there = who[comes], there[comes]
    away = rng.uniform(0.1, 0.8)
    x, y = (axis + rng.normal(0, away, len(who)) for axis in line.plan.trap)
    town = np.full(len(who), line.plan.market, dtype=np.int64)
    way = world.diary.travel_s(who, x, y, town)
    leave = there + rng.exponential(4 * MINUTE, len(who)) + 60
    world.diary.add(Outings(who, there - way, there, leave, leave + way, x, y, town))


def _slips(line: Line, counter: desk.Counter, world: World, rng: Rng) -> None:
    """Write the private use of the line's phone and of the workers' by whoever carries it."""
    plan, m, end = line.plan, counter.manner, float(world.clock.end_s)
    ends = [*(at for at, _ in plan.handovers[1:]), end]
    hands = zip(plan.handovers, ends, strict=True)
    uses = [
        (line.orders, person, (since, min(until, end)), m.slips)
        for (since, person), until in hands
    ]
    uses += [
        (line.burners[w.person], w.person, (w.joined, min(w.left, end)), m.own_use)
        for w in plan.workers
        if line.burners[w.person] != w.person
    ]
    for phone, person, span, rate in uses:
        close = [plan.partner] if person == plan.holder else []
        close += duties.close_to(person, world)[:3]
        persons = np.array(close, dtype=np.int64)
        habit = rate, counter.opens, counter.closes
        desk.slips(phone, persons, span, habit, rng, world.log)

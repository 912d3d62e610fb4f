"""Duties: who of a line works the market when, who else comes, and the talk inside the crew."""

from itertools import pairwise

import numpy as np

from lineholder.synth.columns import DAY, HOUR, MINUTE, Rng
from lineholder.synth.crew import Worker
from lineholder.synth.diary import Stop
from lineholder.synth.habits.counter import Counter, Duty, chatter, on_duty
from lineholder.synth.kit import Line
from lineholder.synth.process.roam import shifts, waypoints
from lineholder.synth.world import World

STEADY = ("enforcer", "call_handler")


def roster(line: Line, counter: Counter, world: World, rng: Rng) -> Duty:
    """Return (worker, from, to) and write their tours; a travelling line's stay for days."""
    plan, m = line.plan, counter.manner
    duty: Duty = []
    busy: dict[int, float] = {}
    length = int(m.spell_d) if plan.type == "travelling" else 1
    for _ in range(int(m.abreast)):
        day = 0
        while day < world.clock.days:
            begin = day * DAY + plan.opens
            ready = [w for w in plan.runners() if _ready(w, line, begin, busy)]
            if ready:
                worker = ready[int(rng.integers(len(ready)))]
                end = (day + length - 1) * DAY + plan.closes
                held = [a.since for a in plan.arrests if a.person == worker.person]
                end = min([end, worker.left, *(h for h in held if h > begin)])
                busy[worker.person] = end + HOUR
                if end > begin + HOUR:
                    duty.append((worker.person, begin, end))
                    _be_there(line, duty[-1], counter, world, rng)
            day += length
    return duty


def _ready(worker: Worker, line: Line, begin: float, busy: dict[int, float]) -> bool:
    if any(
        a.person == worker.person and a.since <= begin < a.until + DAY for a in line.plan.arrests
    ):
        return False
    return worker.joined <= begin < worker.left and busy.get(worker.person, -1.0) <= begin


def _be_there(
    line: Line, spell: tuple[int, float, float], counter: Counter, world: World, rng: Rng
) -> None:
    """Roam the market in opening hours from the trap house; nights of a spell are there."""
    plan = line.plan
    person, begin, end = spell
    x, y = plan.trap
    base = Stop(begin, begin + 10 * MINUTE, x, y, plan.market)
    stops: list[Stop] = []
    indoors = float(rng.uniform(0.1, 0.9))
    for day in range(int(begin // DAY), int(np.ceil(end / DAY))):
        low = max(day * DAY + plan.opens, begin) + 15 * MINUTE
        high = min(day * DAY + plan.closes, end)
        if low >= high:
            continue
        where = (plan.market, max(counter.manner.stay_h, 0.25))
        for stop in waypoints(world, (low, high), where, rng):
            inside = rng.random() < indoors
            stops.append(Stop(stop.arrive, stop.leave, x, y, plan.market) if inside else stop)
        if high < end:
            stops.append(
                Stop(high + 900, min((day + 1) * DAY + plan.opens, end), x, y, plan.market)
            )
    world.diary.tour(person, world.diary.feasible(base, stops))


def out_in_town(line: Line, counter: Counter, world: World, rng: Rng) -> None:
    """Write the days in the market of whoever carries the phone, and of those above."""
    plan, m = line.plan, counter.manner
    workers = {w.person for w in plan.runners()}
    hands = [*plan.handovers, (float(world.clock.end_s), -1)]
    hours = plan.opens / HOUR + 0.5, plan.closes / HOUR
    for (since, person), (until, _) in pairwise(hands):
        if person in workers:
            continue
        days = counter.days[(counter.days * DAY >= since) & (counter.days * DAY + DAY <= until)]
        out = days[rng.random(len(days)) < m.posted]
        shifts(world, person, out, hours, (plan.market, max(m.stay_h, 0.4)), rng)
    x, y = plan.trap
    above = [plan.deputy, plan.holder, *(w.person for w in plan.workers if w.role == "enforcer")]
    for person in above:
        rate = float(rng.uniform(0.0, 0.3))
        for day in np.flatnonzero(rng.random(world.clock.days) < rate).tolist():
            arrive = day * DAY + float(rng.uniform(12, 21)) * HOUR
            leave = arrive + float(rng.exponential(1.0)) * HOUR + 600
            world.diary.tour(person, [Stop(arrive, leave, x, y, plan.market)])


def command(line: Line, counter: Counter, duty: Duty, world: World, rng: Rng) -> None:
    """Write command traffic: head and deputy, deputy and crew, now and then the line's phone."""
    plan, days, rate = line.plan, counter.days, counter.manner.chatter
    hours = plan.opens - HOUR, plan.closes
    if line.command >= 0:
        for ends in ((line.command, line.deputy), (line.deputy, line.command)):
            chatter(ends, days, rate * rng.uniform(0.5, 1.2), hours, rng, world.log)
    steady = [line.burners[w.person] for w in plan.workers if w.role in STEADY]
    for phone in steady:
        chatter((phone, line.deputy), days, 0.4 * rate, hours, rng, world.log)
        chatter((line.deputy, phone), days, 0.4 * rate, hours, rng, world.log)
    above, below, head = (float(v) for v in rng.uniform(0.0, 0.8, 3))
    for person, begin, end in duty:
        burner = line.burners[person]
        inside = days[(days * DAY + DAY > begin) & (days * DAY < end)]
        chatter((line.deputy, burner), inside, above * rate, hours, rng, world.log)
        chatter((burner, line.deputy), inside, below * rate, hours, rng, world.log)
        if line.command >= 0:
            chatter((line.command, burner), inside, 0.3 * head * rate, hours, rng, world.log)
    if plan.carrier != plan.deputy:
        asks = rate * rng.uniform(0.0, 0.6)
        chatter((line.deputy, line.orders), days, asks, hours, rng, world.log)


def restock(line: Line, duty: Duty, world: World, rng: Rng) -> None:
    """Write the re-supply: calls up the chain, a trip, a call to whoever works the market."""
    plan = line.plan
    couriers = [w for w in plan.workers if w.role == "courier"] or list(plan.workers)
    boss = line.command if line.command >= 0 else line.deputy
    every = float(rng.uniform(2.0, 9.0))
    x, y = plan.trap
    when = float(rng.exponential(every)) * DAY
    while when < world.clock.end_s:
        arrive = when - when % DAY + float(rng.normal(15, 2)) * HOUR
        there = [w for w in couriers if w.joined < arrive < w.left]
        if there:
            courier = there[int(rng.integers(len(there)))].person
            phone = line.burners[courier]
            world.log.calls(boss, plan.supplier, arrive - float(rng.uniform(5, 40)) * HOUR, 55)
            world.log.texts(boss, phone, arrive - float(rng.uniform(1, 6)) * HOUR)
            leave = arrive + float(rng.uniform(15, 80)) * MINUTE
            world.diary.tour(courier, [Stop(arrive, leave, x, y, plan.market)])
            met = int(on_duty(np.array([arrive]), duty, rng)[0])
            if met not in (-1, courier):
                world.log.calls(phone, line.burners[met], arrive - float(rng.exponential(400)), 24)
        when += max(float(rng.gamma(3.0, every / 3.0)), 1.0) * DAY


def close_to(person: int, world: World) -> list[int]:
    """Return those whom a person knows, the closest first."""
    ties = world.ties
    row = np.arange(ties.first[person], ties.last[person])
    closest: list[int] = ties.whom[row[np.argsort(-ties.weight[row], kind="stable")]].tolist()
    return closest

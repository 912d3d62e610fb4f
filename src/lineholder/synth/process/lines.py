"""Lines by rates: orders are a Hawkes process that adverts and earlier orders excite.

Style of this family: opens at noon and runs past midnight, adverts a few times a week in batches
to part of the list, the order phone is with whoever works the market or with the deputy, orders
go on by text, or the runner rings the customer, or the carrier serves.
"""

import numpy as np

from lineholder.synth.columns import DAY, HOUR, MINUTE, Bools, Floats, Ints, Rng
from lineholder.synth.crew import Worker
from lineholder.synth.diary import Outings, Stop
from lineholder.synth.kit import Line
from lineholder.synth.process.roam import waypoints
from lineholder.synth.world import World

Orders = tuple[Ints, Floats]
Duty = list[tuple[int, float, float]]


def trade(world: World) -> None:
    """Let every line trade for the whole period."""
    for line in world.lines:
        rng = world.rng(f"line {line.plan.name}")
        restocks = _restock(line, world, rng)
        adverts = _advertise(line, world, np.array([t for _, t in restocks]), rng)
        _announce(line, world, rng)
        orders = _orders(line, world, adverts, rng)
        duty = _duty(line, world, rng)
        _hand_in(line, world, restocks, duty, rng)
        _serve(line, world, orders, duty, rng)
        _seniors(line, world, rng)
        _command(line, world, duty, rng)
        _slips(line, world, rng)


def _open(line: Line, world: World) -> Ints:
    return np.flatnonzero(~line.plan.shut[: world.clock.days])


def _restock(line: Line, world: World, rng: Rng) -> list[tuple[int, float]]:
    """Write the re-supply: calls up the chain, a courier's trip; return (courier, arrival)."""
    plan = line.plan
    couriers = [w for w in plan.workers if w.role == "courier"] or list(plan.workers[:1])
    arrivals: list[tuple[int, float]] = []
    when = float(rng.exponential(3)) * DAY
    while when < world.clock.end_s:
        arrive = when - when % DAY + float(rng.normal(15, 2)) * HOUR
        worker = couriers[int(rng.integers(len(couriers)))]
        if worker.joined < arrive < worker.left:
            arrivals.append((worker.person, arrive))
            boss = line.command if line.command >= 0 else line.deputy
            world.log.calls(boss, plan.supplier, arrive - float(rng.uniform(5, 40)) * HOUR, 55)
            world.log.texts(
                boss, line.burners[worker.person], arrive - 4 * HOUR + rng.normal(0, HOUR)
            )
            x, y = plan.trap
            stop = Stop(arrive, arrive + float(rng.uniform(15, 80)) * MINUTE, x, y, plan.market)
            world.diary.tour(worker.person, [stop])
        when += 2 * DAY + float(rng.exponential(3.5)) * DAY
    return arrivals


def _hand_in(
    line: Line, world: World, restocks: list[tuple[int, float]], duty: Duty, rng: Rng
) -> None:
    """Let the courier ring whoever works the market a few minutes before arriving."""
    for courier, arrive in restocks:
        there = [p for p, begin, end in duty if begin <= arrive < end and p != courier]
        if there:
            runner = there[int(rng.integers(len(there)))]
            when = arrive - float(rng.exponential(400)) - 30
            world.log.calls(line.burners[courier], line.burners[runner], when, 24)


def _advertise(line: Line, world: World, restocks: Floats, rng: Rng) -> Floats:
    """Advertise at a weekly rate and after most re-supplies; return when."""
    plan = line.plan
    weekly = {"quiet": 0.25, "app": 1.0, "small": 2.5}.get(plan.kind, 3.8)
    days = _open(line, world)
    chosen = days[rng.random(len(days)) < weekly / 7]
    span = plan.closes - plan.opens
    sent = chosen * DAY + plan.opens + rng.beta(1.0, 2.5, len(chosen)) * span
    after = restocks[rng.random(len(restocks)) < (0.1 if plan.kind == "quiet" else 0.6)]
    sent = np.sort(np.concatenate([sent, after + rng.uniform(0.3, 2.0, len(after)) * HOUR]))
    for moment in sent.tolist():
        broadcast(line, world, moment, float(rng.uniform(0.6, 0.92)), rng)
    return sent


def broadcast(line: Line, world: World, when: float, share: float, rng: Rng) -> None:
    """Text part of the current list in batches of about 25 with a pause between."""
    c = line.customers
    current = c.persons[(c.since <= when) & (c.until > when)]
    listed = rng.permutation(current[rng.random(len(current)) < share])
    batch = np.arange(len(listed)) // int(rng.integers(18, 32))
    gaps = rng.exponential(0.8, len(listed)) + 0.2
    pause = float(rng.uniform(70, 260))
    world.log.texts(line.adverts, listed, when + np.cumsum(gaps) + batch * pause)


def _announce(line: Line, world: World, rng: Rng) -> None:
    plan = line.plan
    if not np.isfinite(plan.change):
        return
    if plan.announced:
        offset = (
            -float(rng.uniform(0.3, 1.5))
            if plan.announced == "old"
            else float(rng.uniform(0.3, 2))
        )
        broadcast(line, world, plan.change + offset * HOUR, 0.97, rng)
        return
    c = line.customers
    told = c.persons[rng.random(len(c.persons)) < 0.55]
    when = plan.change + HOUR + rng.gamma(1.2, 14 * HOUR, len(told))
    asleep = (when % DAY > 2 * HOUR) & (when % DAY < plan.opens)
    world.log.texts(line.orders, told, np.where(asleep, when + 11 * HOUR, when))


def _orders(line: Line, world: World, adverts: Floats, rng: Rng) -> Orders:
    """Return (customer, moment): base rates, excited by adverts and by the last order."""
    plan, c = line.plan, line.customers
    days = _open(line, world)
    busy = rng.gamma(8.0, 1 / 8.0, len(days)) * np.where(
        world.clock.weekday()[days] >= 4, 1.35, 0.85
    )
    counts = rng.poisson(0.72 * c.rate[:, None] * busy[None, :])
    row, column = np.nonzero(counts)
    repeat = counts[row, column]
    who, day = np.repeat(row, repeat), days[np.repeat(column, repeat)]
    when = day * DAY + plan.opens + rng.beta(2.0, 1.5, len(day)) * (plan.closes - plan.opens)
    for moment in adverts.tolist():
        chance = np.minimum(0.35 * c.rate, 0.3)
        answer = np.flatnonzero(rng.random(len(c.rate)) < chance)
        who = np.concatenate([who, answer])
        when = np.concatenate([when, moment + 90 + rng.exponential(50 * MINUTE, len(answer))])
    again = np.flatnonzero(rng.random(len(who)) < 0.14)
    who = np.concatenate([who, who[again]])
    when = np.concatenate([when, when[again] + HOUR / 2 + rng.exponential(2.2 * HOUR, len(again))])
    inside = _in_hours(line, when) & (when >= c.since[who]) & (when < c.until[who])
    if plan.kind == "unannounced":
        gap = rng.gamma(0.8, 1.2 * DAY, len(c.persons))[who]
        inside &= ~((when > plan.change) & (when < plan.change + gap))
    return c.persons[who[inside]], when[inside]


def _in_hours(line: Line, when: Floats) -> Bools:
    """Return which moments fall in opening hours, which may run past midnight."""
    plan = line.plan
    shifted = when - plan.opens
    day = np.floor(shifted / DAY).astype(np.int64)
    open_ = (shifted - day * DAY) < plan.closes - plan.opens
    known = (day >= 0) & (day < len(plan.shut))
    return open_ & known & ~plan.shut[np.clip(day, 0, len(plan.shut) - 1)]


def _duty(line: Line, world: World, rng: Rng) -> Duty:
    """Write who works the market when: (person, from, to), spells drawn at random."""
    plan = line.plan
    duty: Duty = []
    carrier_works = plan.type == "travelling"
    for worker in plan.workers:
        handler = worker.role == "call_handler" and carrier_works and worker.person == plan.carrier
        if worker.role == "runner" or handler:
            duty += _spells(line, worker, world, rng)
    return duty


def _spells(line: Line, worker: Worker, world: World, rng: Rng) -> Duty:
    plan = line.plan
    away = plan.type == "travelling"
    spells: Duty = []
    when = worker.joined + float(rng.exponential(1.2)) * DAY
    held = [a.since for a in plan.arrests if a.person == worker.person]
    while when < min(worker.left, world.clock.end_s):
        day = when // DAY
        length = 1 + float(rng.poisson(2.6)) if away else 1.0
        begin = day * DAY + plan.opens + float(rng.normal(0.3, 0.5)) * HOUR
        end = (day + length - 1) * DAY + plan.closes + float(rng.normal(0.2, 0.3)) * HOUR
        end = min([end, worker.left, *(h for h in held if h > begin)])
        if end > begin + HOUR and not any(h <= begin < h + 2 * DAY for h in held):
            spells.append((worker.person, begin, end))
            _be_there(line, (worker.person, begin, end), away, world, rng)
        when = end + (float(rng.gamma(2, 0.9)) if away else float(rng.exponential(0.7))) * DAY
        when = max(when, (day + 1) * DAY)
    return spells


def _be_there(
    line: Line, spell: tuple[int, float, float], away: bool, world: World, rng: Rng
) -> None:
    """Roam the market in opening hours; nights of a spell away are at the trap house."""
    plan = line.plan
    person, begin, end = spell
    x, y = plan.trap
    stops = [Stop(begin, begin + 20 * MINUTE, x, y, plan.market)]
    day = begin // DAY
    while day * DAY + plan.opens < end:
        low = max(day * DAY + plan.opens + 0.5 * HOUR, begin + 0.5 * HOUR)
        high = min(day * DAY + plan.closes, end)
        for stop in waypoints(world, (low, high), (plan.market, 0.3), rng):
            home = rng.random() < 0.5
            stops.append(Stop(stop.arrive, stop.leave, x, y, plan.market) if home else stop)
        if away and high < end:
            night = (day + 1) * DAY + plan.opens
            stops.append(Stop(high + 900, min(night, end), x, y, plan.market))
        day += 1
    world.diary.tour(person, world.diary.feasible(stops[0], stops[1:]))


def _serve(line: Line, world: World, orders: Orders, duty: Duty, rng: Rng) -> None:
    who, when = orders
    app = rng.random(len(who)) < (0.78 if line.plan.kind == "app" else 0.05)
    for phone, at in (
        (who[app], when[app]),
        (np.full(int(app.sum()), line.orders), when[app] + 45),
    ):
        world.log.sessions(phone, at, rng.lognormal(3.9, 0.7, len(at)))
    placed = _place(line, world, (who[~app], when[~app]), rng)
    asked, ready = np.concatenate([who[app], who[~app]]), np.concatenate([when[app] + 90, placed])
    runner = _assigned(line, ready, duty, rng)
    served = runner >= 0
    burner = np.array([line.burners.get(int(r), -1) for r in runner], dtype=np.int64)
    _relay(line, world, (asked[served], ready[served], burner[served]), rng)


def _place(line: Line, world: World, orders: Orders, rng: Rng) -> Floats:
    who, when = orders
    style = rng.random(len(who))
    call, once = style < 0.5, style > 0.92
    length = rng.lognormal(3.0, 0.65, len(who))
    missed = call & (rng.random(len(who)) < 0.15)
    world.log.calls(who[call], line.orders, when[call], np.where(missed, 0, length)[call])
    again = when[missed] + rng.exponential(90, int(missed.sum())) + 20
    world.log.calls(who[missed], line.orders, again, length[missed])
    text = ~call & ~once
    turns, gap = rng.integers(1, 4, len(who)), rng.exponential(75, len(who)) + 15
    for turn in range(4):
        on = text & (turn < turns + 1)
        a, b = np.full(len(who), line.orders), who
        a, b = (b, a) if turn % 2 == 0 else (a, b)
        world.log.texts(a[on], b[on], (when + turn * gap)[on])
    world.log.calls(who[once], line.orders, when[once], 0)
    world.log.calls(line.orders, who[once], when[once] + gap[once], length[once])
    return np.asarray(when + np.where(call, length + 100 * missed, gap * (turns + 0.5)))


def _assigned(line: Line, ready: Floats, duty: Duty, rng: Rng) -> Ints:
    """Return the person on duty who takes each order, -1 where the carrier serves or nobody."""
    runner = np.full(len(ready), -1, dtype=np.int64)
    luck = np.full(len(ready), -1.0)
    for person, begin, end in duty:
        if person == line.plan.carrier:
            continue
        draw = rng.random(len(ready))
        better = (ready >= begin) & (ready < end) & (draw > luck)
        runner[better], luck[better] = person, draw[better]
    return runner


def _relay(line: Line, world: World, jobs: tuple[Ints, Floats, Ints], rng: Rng) -> None:
    """Pass orders on: by text, by a call, or not at all by telephone; runners ring customers."""
    who, ready, burner = jobs
    how = rng.random(len(who))
    when = ready + rng.gamma(1.5, 70, len(who)) + 8
    text, call = how < 0.42, (how >= 0.42) & (how < 0.68)
    world.log.texts(line.orders, burner[text], when[text])
    thanks = text & (rng.random(len(who)) < 0.35)
    world.log.texts(
        burner[thanks], line.orders, when[thanks] + rng.exponential(50, int(thanks.sum())) + 8
    )
    world.log.calls(
        line.orders, burner[call], when[call], rng.lognormal(2.8, 0.6, int(call.sum()))
    )
    rings = rng.random(len(who)) < 0.27
    there = ready + rng.gamma(3.0, 7 * MINUTE, len(who)) + 3 * MINUTE
    world.log.calls(
        burner[rings], who[rings], there[rings], rng.lognormal(2.4, 0.6, int(rings.sum()))
    )
    _come(line, world, who, there, rng)
    asks = rng.random(len(who)) < 0.25
    world.log.calls(
        who[asks], line.orders, (ready + (there - ready) * rng.uniform(0.3, 0.9, len(who)))[asks],
        rng.lognormal(2.3, 0.6, int(asks.sum())),
    )  # fmt: skip


def _come(line: Line, world: World, who: Ints, there: Floats, rng: Rng) -> None:
    """Let some customers come to the trap house, if they are free, for a few minutes."""
    comes = rng.random(len(who)) < 0.35
    who, there = who[comes], there[comes]
    x, y = (axis + rng.normal(0, 0.12, len(who)) for axis in line.plan.trap)
    town = np.full(len(who), line.plan.market, dtype=np.int64)
    way = world.diary.travel_s(who, x, y, town)
    leave = there + rng.exponential(4 * MINUTE, len(who)) + 60
    world.diary.add(Outings(who, there - way, there, leave, leave + way, x, y, town))


def _seniors(line: Line, world: World, rng: Rng) -> None:
    """Deputy, holder and enforcer come to the market at a low rate."""
    plan = line.plan
    callers = [(plan.deputy, 0.12), (plan.holder, 0.05)]
    callers += [(w.person, 0.2) for w in plan.workers if w.role == "enforcer"]
    x, y = plan.trap
    for person, rate in callers:
        for day in np.flatnonzero(rng.random(world.clock.days) < rate).tolist():
            arrive = day * DAY + float(rng.normal(17, 2.5)) * HOUR
            leave = arrive + float(rng.exponential(1.2)) * HOUR + 600
            world.diary.tour(person, [Stop(arrive, leave, x, y, plan.market)])


def _command(line: Line, world: World, duty: Duty, rng: Rng) -> None:
    """Write command traffic at low rates: head and deputy, deputy and those on duty, trouble."""
    plan, days = line.plan, _open(line, world)
    pairs: list[tuple[int, int, float, Ints]] = []
    if line.command >= 0:
        pairs += [(line.command, line.deputy, 0.75, days), (line.deputy, line.command, 0.4, days)]
    chasers = [line.burners[w.person] for w in plan.workers if w.role == "enforcer"]
    for phone in chasers:
        pairs += [(phone, line.deputy, 0.3, days), (line.deputy, phone, 0.3, days)]
    for person, begin, end in duty:
        inside = days[(days * DAY + DAY > begin) & (days * DAY < end)]
        burner = line.burners[person]
        pairs += [(line.deputy, burner, 0.6, inside), (burner, line.deputy, 0.45, inside)]
        pairs += [(phone, burner, 0.25, inside) for phone in chasers]
        if line.command >= 0:
            pairs.append((line.command, burner, 0.06, inside))
    if plan.carrier not in (plan.holder, plan.deputy) and line.command >= 0:
        pairs.append((line.command, line.burners[plan.carrier], 0.5, days))
    for a, b, rate, among in pairs:
        chosen = np.repeat(among, rng.poisson(rate, len(among)))
        when = chosen * DAY + plan.opens - HOUR + rng.beta(1.3, 1.6, len(chosen)) * 13 * HOUR
        text = rng.random(len(chosen)) < 0.35
        world.log.texts(a, b, when[text])
        length = rng.lognormal(3.7, 0.9, len(chosen)) * (rng.random(len(chosen)) < 0.85)
        world.log.calls(a, b, when[~text], length[~text])


def _slips(line: Line, world: World, rng: Rng) -> None:
    """Write a few private texts and calls from the line's phone by whoever carries it."""
    for since, carrier in line.plan.handovers:
        row = np.arange(world.ties.first[carrier], world.ties.last[carrier])
        close = world.ties.whom[row[np.argsort(-world.ties.weight[row], kind="stable")]][:3]
        for person in close.tolist():
            count = int(rng.poisson(1.4))
            when = since + rng.uniform(0, 20, count) * DAY
            when = when - when % DAY + line.plan.opens + rng.uniform(0, 9, count) * HOUR
            world.log.calls(line.orders, person, when, rng.lognormal(4.1, 1.0, count))
            world.log.texts(line.orders, person, when + 4000)

"""Lines by agenda: a need becomes a call, the call a dispatch, the dispatch a meeting.

Style of this family: opens in the morning, adverts two to four times a day to the whole list in
one go, the order phone dispatches its runner by a call, the carrier sits in the hub.
"""

import numpy as np

from lineholder.synth.agenda import shifts as duty
from lineholder.synth.columns import DAY, HOUR, MINUTE, Floats, Ints, Rng
from lineholder.synth.diary import Outings, Stop
from lineholder.synth.kit import Line
from lineholder.synth.world import World

Orders = tuple[Ints, Floats]


def trade(world: World) -> None:
    """Let every line trade for the whole period."""
    for line in world.lines:
        rng = world.rng(f"line {line.plan.name}")
        adverts = _advertise(line, world, rng)
        orders = _orders(line, world, adverts, rng)
        shifts = duty.roster(line.plan, len(line.customers.persons), world.clock.days, rng)
        _serve(line, world, orders, shifts, rng)
        for shift in shifts:
            duty.walk(shift, line.plan, world.diary)
        _announce(line, world, rng)
        _command(line, world, shifts, rng)
        _private(line, world, rng)


def _open_days(line: Line, world: World) -> Ints:
    return np.flatnonzero(~line.plan.shut[: world.clock.days])


def _advertise(line: Line, world: World, rng: Rng) -> Floats:
    """Text the customers of the day, one after the other; return when the adverts went out."""
    plan = line.plan
    a_day = {"quiet": 0.06, "app": 0.3, "small": 1.2}.get(plan.kind, 2.3)
    days = _open_days(line, world)
    counts = rng.poisson(a_day, len(days))
    day = np.repeat(days, counts)
    part = rng.beta(0.8, 1.1, len(day))
    sent = np.sort(day * DAY + plan.opens + 300 + part * (plan.closes - plan.opens - HOUR))
    for moment in sent.tolist():
        broadcast(line, world, moment, 0.97, rng)
    return sent


def broadcast(line: Line, world: World, when: float, share: float, rng: Rng) -> None:
    """Text a share of the customers of that time from the advert phone, seconds apart."""
    c = line.customers
    current = c.persons[(c.since <= when) & (c.until > when)]
    listed = rng.permutation(current[rng.random(len(current)) < share])
    gaps = rng.uniform(0.4, 2.2, len(listed))
    world.log.texts(line.adverts, listed, when + np.cumsum(gaps))


def _orders(line: Line, world: World, adverts: Floats, rng: Rng) -> Orders:
    """Return (customer, moment): each has a need that returns, some answer an advert."""
    plan, c = line.plan, line.customers
    who, when = [], []
    for person, rate, since, until in zip(c.persons, c.rate, c.since, c.until, strict=True):
        gaps = rng.gamma(1.4, DAY / rate / 1.4, int(rate * world.clock.days * 2) + 12)
        needs = since + np.cumsum(gaps) - gaps[0] * rng.random()
        needs = needs[needs < until]
        who.append(np.full(len(needs), person, dtype=np.int64))
        when.append(needs)
    persons, needs = np.concatenate(who), np.concatenate(when)
    day = np.floor(needs / DAY).astype(np.int64)
    hour = needs - day * DAY
    inside = (hour >= plan.opens) & (hour < plan.closes - 10 * MINUTE)
    width = plan.closes - plan.opens - 20 * MINUTE
    bent = plan.opens + rng.beta(1.5, 1.2, len(day)) * width
    needs = np.asarray(day * DAY + np.where(inside, hour, bent), dtype=np.float64)
    needs = _answering(needs, adverts, rng)
    day = np.floor(needs / DAY).astype(np.int64)
    fits = (day >= 0) & (day < world.clock.days)
    fits &= ~plan.shut[np.clip(day, 0, world.clock.days - 1)]
    if plan.kind == "unannounced":
        fits &= ~((needs > plan.change) & (needs < plan.change + _word_of_mouth(persons, rng)))
    return persons[fits], needs[fits]


def _answering(needs: Floats, adverts: Floats, rng: Rng) -> Floats:
    """Move a fifth of the needs to shortly after the day's advert before them."""
    if not len(adverts):
        return needs
    last = np.clip(np.searchsorted(adverts, needs) - 1, 0, len(adverts) - 1)
    near = np.abs(needs - adverts[last]) < 8 * HOUR
    moved = near & (rng.random(len(needs)) < 0.2)
    return np.where(moved, adverts[last] + 40 + rng.exponential(25 * MINUTE, len(needs)), needs)


def _word_of_mouth(persons: Ints, rng: Rng) -> Floats:
    """Return how long each customer goes without the new number: hours to days."""
    named, place = np.unique(persons, return_inverse=True)
    return rng.exponential(1.1 * DAY, len(named))[place]


def _serve(line: Line, world: World, orders: Orders, shifts: list[duty.Shift], rng: Rng) -> None:
    persons, when = orders
    app = rng.random(len(persons)) < (0.8 if line.plan.kind == "app" else 0.03)
    world.log.sessions(persons[app], when[app], rng.lognormal(3.6, 0.6, int(app.sum())))
    world.log.sessions(
        line.orders,
        when[app] + rng.uniform(5, 120, int(app.sum())),
        rng.lognormal(4, 0.6, app.sum()),
    )
    placed = _place(line, world, persons[~app], when[~app], rng)
    asked = np.concatenate([persons[app], persons[~app]])
    ready = np.concatenate([when[app] + 150, placed])
    _meet(line, world, (asked, ready), shifts, rng)


def _place(line: Line, world: World, who: Ints, when: Floats, rng: Rng) -> Floats:
    """Order by call, by text and answer, or by ringing once; return when the line knew."""
    style = rng.random(len(who))
    length = rng.lognormal(2.9, 0.5, len(who))
    call, once = style < 0.68, style > 0.9
    world.log.calls(who[call], line.orders, when[call], length[call])
    text = ~call & ~once
    world.log.texts(who[text], line.orders, when[text])
    reply = rng.lognormal(4.4, 0.6, len(who))
    world.log.texts(line.orders, who[text], when[text] + reply[text])
    world.log.calls(who[once], line.orders, when[once], 0)
    world.log.calls(line.orders, who[once], when[once] + reply[once], length[once])
    return np.where(call, when + length, when + reply + np.where(once, length, 0))


def _meet(line: Line, world: World, orders: Orders, shifts: list[duty.Shift], rng: Rng) -> None:
    """Dispatch each order to a runner on duty; both go to a meeting near the customer's home.

    A customer of another town comes to the market.
    """
    plan, people = line.plan, world.people
    meetings: list[tuple[int, Stop]] = []
    for person, ready in zip(orders[0].tolist(), orders[1].tolist(), strict=True):
        shift = duty.on_duty(shifts, ready, rng)
        if shift is None:
            continue
        burner = line.burners[shift.person]
        _dispatch(line.orders, burner, ready, world, rng)
        arrive = ready + float(rng.uniform(9, 42)) * MINUTE
        local = people.town[person] == plan.market
        spot = people.home[person] if local else world.land.spot(plan.market, rng, 1)[0]
        near = spot + rng.normal(0, 0.25, 2)
        stop = Stop(arrive, arrive + 3 * MINUTE, float(near[0]), float(near[1]), plan.market)
        shift.meets.append(stop)
        meetings.append((person, stop))
        _chase(line.orders, burner, (person, ready, arrive), world, rng)
    _go_and_meet(meetings, world)


def _dispatch(orders: int, burner: int, ready: float, world: World, rng: Rng) -> None:
    draw, when = rng.random(), ready + float(rng.lognormal(4.3, 0.7))
    if draw < 0.7:
        world.log.calls(orders, burner, when, float(rng.lognormal(2.7, 0.5)))
    elif draw < 0.85:
        world.log.texts(orders, burner, when)
        if rng.random() < 0.4:
            world.log.texts(burner, orders, when + float(rng.uniform(15, 200)))


def _chase(
    orders: int, burner: int, order: tuple[int, float, float], world: World, rng: Rng
) -> None:
    """While they wait: the customer asks again, or somebody says that he is outside."""
    person, ready, arrive = order
    if rng.random() < 0.3:
        again = ready + float(rng.uniform(0.3, 0.9)) * (arrive - ready)
        world.log.calls(person, orders, again, float(rng.lognormal(2.5, 0.5)))
    draw = rng.random()
    if draw < 0.12:
        world.log.calls(burner, person, arrive - 60, float(rng.lognormal(2.3, 0.5)))
    elif draw < 0.2:
        world.log.calls(orders, person, arrive - 90, float(rng.lognormal(2.3, 0.5)))


def _go_and_meet(meetings: list[tuple[int, Stop]], world: World) -> None:
    who = np.array([p for p, _ in meetings], dtype=np.int64)
    x, y = (np.array([getattr(s, axis) for _, s in meetings]) for axis in ("x", "y"))
    arrive = np.array([s.arrive for _, s in meetings])
    town = np.array([s.town for _, s in meetings], dtype=np.int64)
    way = world.diary.travel_s(who, x, y, town)
    way = np.where(world.people.town[who] == town, np.minimum(way, 10 * MINUTE), way)
    leave = arrive + 4 * MINUTE
    world.diary.add(Outings(who, arrive - way, arrive, leave, leave + way, x, y, town))


def _announce(line: Line, world: World, rng: Rng) -> None:
    """Tell the customers of the new number, from the old one before or the new one after."""
    plan = line.plan
    if not np.isfinite(plan.change):
        return
    if plan.announced == "old":
        broadcast(line, world, plan.change - float(rng.uniform(900, 2500)), 0.95, rng)
    elif plan.announced == "new":
        broadcast(line, world, plan.change + float(rng.uniform(600, 3000)), 0.95, rng)
    else:
        c = line.customers
        told = c.persons[rng.random(len(c.persons)) < 0.45]
        when = plan.change + rng.exponential(10 * HOUR, len(told)) + 600
        hour = when % DAY
        shut = (hour < plan.opens) | (hour > plan.closes)
        when = np.where(shut, when + 11 * HOUR, when)
        world.log.calls(line.orders, told, when, rng.lognormal(2.6, 0.5, len(told)))


def _command(line: Line, world: World, shifts: list[duty.Shift], rng: Rng) -> None:
    """Orders from above, trouble from below, and the re-supply."""
    plan, days = line.plan, _open_days(line, world)
    deputy = plan.deputy
    if line.command >= 0:
        _exchange(line.command, deputy, (days, plan.opens - HOUR, 0.6), world, rng)
        _exchange(line.command, deputy, (days, plan.closes - HOUR, 0.45), world, rng)
    for shift in shifts:
        burner = line.burners[shift.person]
        inside = days[(days * DAY + plan.closes > shift.begin) & (days * DAY < shift.end)]
        _exchange(deputy, burner, (inside, plan.opens + HOUR, 0.55), world, rng)
        _exchange(burner, deputy, (inside, plan.closes - 2 * HOUR, 0.35), world, rng)
        if line.command >= 0:
            _exchange(burner, line.command, (inside, 17 * HOUR, 0.05), world, rng)
    for courier, arrive in duty.restock(plan, world.clock.days, rng):
        duty.supply_tour(courier, arrive, plan, world.diary)
        _resupply(line, (courier, arrive), shifts, world, rng)
    _enforce(line, shifts, world, rng)
    for worker in plan.workers:
        if worker.role in ("enforcer", "call_handler"):
            _exchange(deputy, line.burners[worker.person], (days, 15 * HOUR, 0.35), world, rng)
    for person, every in ((plan.deputy, 9.0), (plan.holder, 21.0)):
        for stop in duty.visits(plan, world.clock.days, every, rng):
            world.diary.tour(person, [stop])


def _enforce(line: Line, shifts: list[duty.Shift], world: World, rng: Rng) -> None:
    """Let the enforcer chase those on duty for the money, and report."""
    for worker in line.plan.workers:
        if worker.role != "enforcer":
            continue
        phone, days = line.burners[worker.person], _open_days(line, world)
        for shift in shifts:
            inside = days[(days * DAY + DAY > shift.begin) & (days * DAY < shift.end)]
            _exchange(phone, line.burners[shift.person], (inside, 19 * HOUR, 0.3), world, rng)
        _exchange(phone, line.deputy, (days, 21 * HOUR, 0.25), world, rng)
        for stop in duty.visits(line.plan, world.clock.days, 6.0, rng):
            world.diary.tour(worker.person, [stop])


def _exchange(a: int, b: int, habit: tuple[Ints, float, float], world: World, rng: Rng) -> None:
    """Write one phone's usual call of the day to another: (days, about when, how likely)."""
    days, hour, share = habit
    chosen = days[rng.random(len(days)) < share]
    when = chosen * DAY + hour + rng.normal(0, 40 * MINUTE, len(chosen))
    answered = rng.random(len(chosen)) < 0.85
    length = np.where(answered, rng.lognormal(3.5, 0.8, len(chosen)), 0)
    world.log.calls(a, b, when, length)


def _resupply(
    line: Line, trip: tuple[int, float], shifts: list[duty.Shift], world: World, rng: Rng
) -> None:
    courier, arrive = trip
    burner = line.burners[courier]
    boss = line.command if line.command >= 0 else line.deputy
    before = arrive - float(rng.uniform(14, 26)) * HOUR
    world.log.calls(boss, line.plan.supplier, before, float(rng.lognormal(3.6, 0.6)))
    world.log.calls(boss, burner, arrive - float(rng.uniform(3, 5)) * HOUR, 35)
    shift = duty.on_duty(shifts, arrive, rng)
    if shift is not None and shift.person != courier:
        world.log.calls(burner, line.burners[shift.person], arrive - 300, 20)


def _private(line: Line, world: World, rng: Rng) -> None:
    """Write the carrier's slips: a few private calls on the line's phone."""
    carrier = line.plan.handovers[0][1]
    close = [line.plan.partner] if carrier == line.plan.holder else []
    ties = world.ties
    row = np.arange(ties.first[carrier], ties.last[carrier])
    close += ties.whom[row[np.argsort(-ties.weight[row], kind="stable")]][:2].tolist()
    for person in close:
        count = int(rng.poisson(world.clock.days / 25))
        days = rng.integers(0, world.clock.days, count)
        when = days * DAY + line.plan.opens + rng.uniform(0, 10 * HOUR, count)
        world.log.calls(line.orders, person, when, rng.lognormal(4.0, 0.9, count))

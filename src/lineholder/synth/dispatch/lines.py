"""Lines: customers, phones, days and orders of each, and how an order becomes an errand.

A line's number is its own phone. Blind to: suppliers, money, arrests, customers who meet.
"""

import numpy as np

from lineholder.synth.columns import DAY, HOUR, Floats, Ints
from lineholder.synth.dispatch import adverts, crew_talk, errands, workers
from lineholder.synth.dispatch.demand import Manner, contact, wants
from lineholder.synth.dispatch.scene import Hours, Line, Scene
from lineholder.synth.dispatch.variant import Mechanics

SMALL = 25  # customers
MAY_CHANGE = ("ordinary", "travelling", "local_worker", "chatty_worker")


def trade(scene: Scene) -> None:
    """Let every line trade for the whole period."""
    rng, people = scene.rng, scene.people
    wanted = [
        SMALL if line.kind == "small" else int(np.exp(rng.uniform(np.log(60), np.log(200))))
        for line in scene.lines
    ]
    budget = 0.5 * (people.adult & ~people.special).sum()
    factor = min(1.0, budget * 1.25 / sum(wanted))
    earlier: dict[int, Ints] = {}
    for line, count in zip(scene.lines, wanted, strict=True):
        most = max(scene.v.selling.fewest, int(count * factor))
        rows = _customers(line, SMALL if line.kind == "small" else most, earlier, scene)
        line.customers = people.phone[rows]
        _trade(line, scene)


def _customers(line: Line, count: int, earlier: dict[int, Ints], scene: Scene) -> Ints:
    """Choose people of the market; a share buys from an earlier line of the town too."""
    rng = scene.rng
    rows = scene.some_adults(count, line.market, ~scene.people.hired)
    known = earlier.get(line.market)
    if known is not None:
        share = int(min(len(rows), len(known)) * rng.uniform(0.12, 0.28))
        shared = rng.choice(known, share, replace=False)
        rows = np.unique(np.concatenate([shared, rows]))
        rows = rows if rows.size <= count else rng.choice(rows, count, replace=False)
    earlier[line.market] = rows
    return rows


def _trade(line: Line, scene: Scene) -> None:
    selling = scene.v.selling
    shape, mean = selling.rate
    mean = mean * 1.35 if line.kind == "small" else mean
    rate = scene.rng.gamma(shape, mean / shape, line.customers.size)
    rate = np.clip(rate, 0.07, 2.6)
    line.opens = selling.hours[0] + scene.rng.uniform(-1, 1.5)
    line.closes = selling.hours[1] + scene.rng.uniform(-1.5, 1)
    _phones(line, scene)
    _open_days(line, scene)
    who, when = _wants(line, rate, scene)
    client = line.customers[who]
    agreed = _orders(line, who, when, scene)
    adverts.advertise(line, scene)
    workers.equip(line, scene)
    errands.send(line, client, agreed, scene)
    crew_talk.talk(line, scene)


def _phones(line: Line, scene: Scene) -> None:
    """Open the line's phones, say who carries them on which day, and change the number if so."""
    rng, book = scene.rng, scene.book
    line.orders = line.adverts = book.mobile(-1, "orders")
    book.entries[line.orders].data_a_day = float(rng.choice([0, 0, 0.4, 2.5]))
    line.carrier = _carriers(line, scene)
    if line.kind == "split":
        line.adverts = book.mobile(-1, "adverts")
        book.entries[line.adverts].data_a_day = 0.0
    for phone in {line.orders, line.adverts}:
        first = [0, *(np.flatnonzero(np.diff(line.carrier)) + 1).tolist()]
        book.carriers[phone] = [(float(day * DAY), int(line.carrier[day])) for day in first]
    changes = line.kind == "changing"
    if changes or (line.kind in MAY_CHANGE and rng.random() < 0.2 and scene.days >= 35):
        day = int(scene.days * rng.uniform(0.38, 0.62))
        line.change_s = day * DAY + (line.opens + 0.3) * HOUR
        book.renumber(line.orders, line.change_s, bool(rng.random() < 0.4))


def _carriers(line: Line, scene: Scene) -> Ints:
    """Return the agent with the phone each day: the holder, the deputy for spells or from a day on."""
    rng, days = scene.rng, scene.days
    carrier = np.full(days, line.holder)
    mode = rng.random()
    if mode < 0.35:
        for _ in range(int(rng.integers(1, 4))):
            first = int(rng.integers(2, days - 4))
            carrier[first : first + int(rng.integers(3, 8))] = line.deputy
    elif mode < 0.5:
        carrier[int(days * rng.uniform(0.35, 0.65)) :] = line.deputy
    return carrier


def _open_days(line: Line, scene: Scene) -> None:
    rng = scene.rng
    line.days = rng.random(scene.days) > scene.v.selling.shut
    if rng.random() < 0.25:
        first = int(rng.integers(5, scene.days - 3))
        line.days[first : first + int(rng.integers(1, 4))] = False
    if line.change_s is not None:
        line.days[int(line.change_s // DAY)] = True


def _wants(line: Line, rate: Floats, scene: Scene) -> tuple[Ints, Floats]:
    """Return the wants of those who are customers then: some join late, some leave early."""
    rng, count = scene.rng, line.customers.size
    peaks = ((line.opens + 1.5, 0.8), (18, 0.9), (21, 0.6))
    hours = Hours(line.opens, line.closes, peaks)
    who, when = wants(scene, rate, hours, line.days, spells=True)
    end_s = scene.days * DAY
    since = np.where(rng.random(count) < 0.18, rng.uniform(0, 0.5, count), 0) * end_s
    until = np.where(rng.random(count) < 0.12, rng.uniform(0.5, 1, count), 1.1) * end_s
    there = (when >= since[who]) & (when <= until[who])
    return who[there], when[there]


def _orders(line: Line, who: Ints, when: Floats, scene: Scene) -> Floats:
    """Note the orders, by phone or in an app; return when each is understood."""
    rng, selling, client = scene.rng, scene.v.selling, line.customers[who]
    by_app = np.zeros(when.size, dtype=bool)
    if line.kind == "app_orders":
        own = rng.beta(4, 1.3, line.customers.size)
        by_app = rng.random(when.size) < own[who]
        scene.book.entries[line.orders].data_a_day = 9.0
    elif scene.v.mechanics is Mechanics.POLLED:
        by_app = rng.random(when.size) < selling.by_app
    agreed = when.copy()
    length = selling.length[0] * rng.uniform(0.8, 1.25)
    manner = Manner(length, selling.length[1], selling.ring, selling.text, 0.1)
    rung = ~by_app
    agreed[rung] = contact(scene, client[rung], line.orders, when[rung], manner)
    count = by_app.sum()
    scene.log.data(client[by_app], when[by_app], scene.lengths(120, 0.8, count))
    read = when[by_app] + rng.uniform(0, 30, count)
    scene.log.data(line.orders, read, scene.lengths(60, 0.8, count))
    again = (rng.random(when.size) < selling.asks_again) & rung
    later = agreed[again] + rng.uniform(480, 1500, again.sum())
    lengths = scene.lengths(11, 0.5, again.sum())
    scene.log.calls(client[again], line.orders, later, lengths)
    return agreed

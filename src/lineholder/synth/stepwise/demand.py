"""Demand: when each customer of a line wants something, and strangers who try it."""

from lineholder.synth.columns import DAY, HOUR
from lineholder.synth.stepwise.line import Line
from lineholder.synth.stepwise.shire import Shire, Wish

STRANGER = -1
Order = tuple[float, int]  # when, which customer


def demand(shire: Shire, line: Line) -> list[Order]:
    """Return all orders in time order; some go to another line, some customers come late or leave."""
    chance, end = shire.chance, shire.end
    opens, closes = line.habits.opens_h, line.habits.closes_h
    adverts: dict[int, list[float]] = {}
    for when in line.adverts:
        adverts.setdefault(int(when // DAY), []).append(when)
    payday, found = chance.whole(0, 7), list[Order]()
    for customer in line.customers:
        rate = chance.around(line.habits.rate, 0.45)
        elsewhere = chance.even(0, 0.12) if chance.happens(0.85) else chance.even(0.2, 0.6)
        since = 0.0 if chance.happens(0.8) else chance.even(0, 0.5) * end
        until = end if chance.happens(0.85) else chance.even(0.5, 1) * end
        favourites = (chance.even(opens, closes), chance.even(opens, closes))
        wish = Wish(rate, favourites, payday, adverts)
        for when in shire.mechanics.orders(shire, line, wish):
            if since <= when <= until and chance.rng.random() > elsewhere:
                found.append((when, customer))
    for _ in range(chance.count(shire.spec.days * 0.4)):
        day = chance.whole(0, shire.spec.days)
        found.append((day * DAY + chance.even(opens, closes) * HOUR, STRANGER))
    return sorted(found)

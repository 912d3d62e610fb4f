"""Roaming by rates: those who move for a living go from random point to random point."""

import numpy as np

from lineholder.synth.columns import DAY, HOUR, Floats, Ints, Rng
from lineholder.synth.diary import Stop
from lineholder.synth.world import World


def shifts(
    world: World, person: int, days: Ints, hours: tuple[float, float], where: tuple[int, float],
    rng: Rng,
) -> None:  # fmt: skip
    """Roam one town on each of the days between two hours; (town, mean hours at a point)."""
    for day in days.tolist():
        begin = day * DAY + (hours[0] + float(rng.normal(0, 0.3))) * HOUR
        end = day * DAY + (hours[1] + float(rng.normal(0, 0.4))) * HOUR
        stops = waypoints(world, (begin, end), where, rng)
        if stops:
            world.diary.tour(person, world.diary.feasible(stops[0], stops[1:]))


def waypoints(
    world: World, span: tuple[float, float], where: tuple[int, float], rng: Rng
) -> list[Stop]:
    """Return stops at random points of a town that fill a span of time."""
    town, stay = where
    stops: list[Stop] = []
    now = span[0]
    while now < span[1] - 600:
        x, y = world.land.spot(town, rng, 1)[0].tolist()
        leave = min(now + float(rng.exponential(stay)) * HOUR + 120, span[1])
        stops.append(Stop(now, leave, x, y, town))
        now = leave + float(rng.uniform(180, 900))
    return stops


def arrivals(days: Ints, a_day: float, hours: tuple[float, float, float], rng: Rng) -> Floats:
    """Return a Cox process: gamma-busy days, a hump at `hours[1]` between the other two."""
    busy = rng.gamma(6.0, 1 / 6.0, len(days))
    day = np.repeat(days, rng.poisson(a_day * busy))
    when = rng.triangular(hours[0], hours[1], hours[2], len(day))
    return np.sort(day * DAY + when * HOUR)

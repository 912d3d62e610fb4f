"""Adverts: when a line tells its list, whom, and how it tells of a new number.

`called` tells the whole list in minutes, at least once a day; `texted` in batches over up to an hour;
`polled` each half of the list in turn.
"""

import numpy as np

from lineholder.synth.columns import DAY, HOUR, Floats, Ints
from lineholder.synth.dispatch.broadcast import broadcast
from lineholder.synth.dispatch.scene import Line, Scene
from lineholder.synth.dispatch.variant import Mechanics

MOST_A_DAY = 4
WHOLE_LIST = 40  # so short a list is told whole


def advertise(line: Line, scene: Scene) -> None:
    """Draw the adverts' moments and the list (customers, and some who lapsed), and send."""
    rng = scene.rng
    line.advert_s = _quiet(line, scene) if line.kind == "quiet" else _daily(line, scene)
    count = int(line.customers.size * rng.uniform(0.08, 0.25))
    lapsed = scene.phones_of(count, line.market, ~scene.people.hired)
    line.listed = np.unique(np.concatenate([line.customers, lapsed]))
    half = rng.permutation(line.listed.size) % 2
    for place, start in enumerate(line.advert_s.tolist()):
        _send(line, start, half == place % 2, scene)
    if line.change_s is not None and line.kind != "quiet":
        _announce(line, line.change_s, scene)


def _quiet(line: Line, scene: Scene) -> Floats:
    count = int(scene.rng.integers(0, 4))
    day = np.sort(scene.rng.choice(scene.days, count, replace=False))
    return np.asarray(day * DAY + scene.rng.uniform(line.opens, 18, count) * HOUR)


def _daily(line: Line, scene: Scene) -> Floats:
    rng, mechanics = scene.rng, scene.v.mechanics
    a_day = rng.uniform(*scene.v.selling.adverts)
    moments = []
    for day in np.flatnonzero(line.days):
        count = int(rng.poisson(a_day))
        count = max(1, count) if mechanics is Mechanics.CALLED else count
        for place in range(min(count, MOST_A_DAY)):
            if place == 0 and mechanics is not Mechanics.POLLED:
                hour = line.opens + rng.uniform(0, 0.5)
            else:
                hour = rng.uniform(line.opens, line.closes - 1)
            moments.append(day * DAY + hour * HOUR)
    return np.sort(np.array(moments))


def _send(line: Line, start: float, half: Ints, scene: Scene) -> None:
    rng, mechanics, listed = scene.rng, scene.v.mechanics, line.listed
    if mechanics is Mechanics.CALLED:
        broadcast(scene, line.adverts, listed, (start, rng.uniform(150, 600)))
    elif mechanics is Mechanics.TEXTED:
        sweep = start, rng.uniform(900, 3600)
        broadcast(scene, line.adverts, listed, sweep, batch=int(rng.integers(15, 31)))
    else:
        told = listed[half] if listed.size > WHOLE_LIST else listed
        broadcast(scene, line.adverts, told, (start, rng.uniform(60, 1500)), lost=0.06)


def _announce(line: Line, change_s: float, scene: Scene) -> None:
    """Tell the list of the new number, perhaps from the old one too; some still ring the old one."""
    rng = scene.rng
    if rng.random() < 0.5:
        broadcast(scene, line.orders, line.listed, (change_s - 2400, 400))
    broadcast(scene, line.orders, line.listed, (change_s + 300, rng.uniform(300, 900)))
    late = line.customers[rng.random(line.customers.size) < 0.15]
    when = change_s + rng.uniform(600, 3 * DAY, late.size)
    scene.log.stale.append((late, line.orders, when))

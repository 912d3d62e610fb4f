"""Crew talk: what else goes over the phones of a line and its workers."""

import numpy as np

from lineholder.synth.dispatch.scene import Hours, Line, Scene
from lineholder.synth.traffic import CALL, TEXT


def talk(line: Line, scene: Scene) -> None:
    """Note slips to holder, deputy, partner and outsiders, and workers among themselves."""
    rng, people = scene.rng, scene.people
    holder, deputy, partner = (
        scene.agents[a].phone for a in (line.holder, line.deputy, line.partner)
    )
    hours = Hours(line.opens, line.closes)
    if rng.random() < 0.6:
        _few(line.orders, holder, rng.uniform(0.03, 0.15), hours, scene)
    _few(line.orders, deputy, rng.uniform(0.05, 0.3), hours, scene)
    _few(line.orders, partner, rng.choice([0, 0.03, 0.1]), hours, scene)
    outsider = int(scene.outsiders[int(rng.integers(scene.outsiders.size))])
    _few(line.orders, outsider, 0.15, hours, scene)
    first = int(people.special.sum())
    for place, phone in enumerate(line.worker_phones):
        private = scene.agents[line.workers[place]].phone
        if phone != private:
            friend = int(people.phone[int(rng.integers(first, len(people)))])
            _few(phone, friend, 0.15, hours, scene, length=60)
            for other in line.worker_phones[:place]:
                _few(phone, other, 0.25, hours, scene)
        _few(holder, private, 0.02, hours, scene)


def _few(
    one: int, other: int, a_day: float, hours: Hours, scene: Scene, length: float = 25
) -> None:
    rng = scene.rng
    count = rng.poisson(a_day * scene.days)
    out = rng.random(count) < 0.5
    kind = np.where(rng.random(count) < 0.3, TEXT, CALL)
    when = scene.any_time(count, hours)
    a, b = np.where(out, one, other), np.where(out, other, one)
    scene.log.add(a, b, kind, when, scene.lengths(length, 0.8, count))

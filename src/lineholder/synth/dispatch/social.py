"""Ordinary talk between people: families, friends, acquaintances, crews in private, and outsiders.

`called` sends single calls and texts; `texted` runs in threads of up to fourteen; `polled` has a few
strong ties, calls that are followed by a text, and friends' group texts.
"""

from dataclasses import dataclass

import numpy as np

from lineholder.synth.columns import Floats, Ints
from lineholder.synth.dispatch.scene import Hours, Scene
from lineholder.synth.dispatch.variant import Mechanics
from lineholder.synth.traffic import CALL, TEXT


@dataclass(frozen=True, slots=True)
class Ties:
    """Columns: two phones, and contacts a day."""

    one: Ints
    other: Ints
    rate: Floats


def talk(scene: Scene) -> None:
    """Note everybody's ordinary talk."""
    ties = _ties(scene)
    hours = Hours(6.8, 24, scene.v.social.peaks)
    {
        Mechanics.CALLED: _single,
        Mechanics.TEXTED: _threads,
        Mechanics.POLLED: _followed_up,
    }[scene.v.mechanics](scene, ties, hours)
    if scene.v.mechanics is Mechanics.POLLED:
        _groups(scene, hours)
    _outside(scene, hours)


def _ties(scene: Scene) -> Ties:
    rng, people = scene.rng, scene.people
    row = {agent: n for n, agent in enumerate(people.agent.tolist())}
    found: list[tuple[int, int, float]] = []
    for members in scene.homes:
        for place, member in enumerate(members):
            found += [(row[member], row[m], rng.gamma(2, 0.45)) for m in members[:place]]
    of_town = [np.flatnonzero(people.town == n) for n in range(len(scene.v.towns))]
    for one in range(len(people)):
        loner = rng.random() < 0.1
        friends = 1 if loner else rng.poisson(scene.v.social.friends)
        pool = of_town[people.town[one]]
        for other in rng.choice(pool, min(friends, pool.size), replace=False):
            if other != one:
                found.append((one, other, rng.gamma(1.2, 0.25)))
        for other in rng.integers(0, len(people), rng.poisson(2.5)):
            if other != one:
                found.append((one, other, rng.gamma(0.7, 0.07)))
    found += _within_crews(scene, row)
    table = np.array(found)
    rate = table[:, 2] * scene.shaken.social
    if scene.v.mechanics is Mechanics.POLLED:
        rate = rate * (rng.pareto(1.8, rate.size) * 0.9 + 0.1).clip(0, 8)
    ends = [people.phone[table[:, n].astype(np.int64)] for n in (0, 1)]
    return Ties(ends[0], ends[1], rate)


def _within_crews(scene: Scene, row: dict[int, int]) -> list[tuple[int, int, float]]:
    found = []
    for line in scene.lines:
        holder, deputy, partner = (row[a] for a in (line.holder, line.deputy, line.partner))
        found += [(holder, deputy, 0.7), (holder, partner, 2.0)]
        workers = [row[worker] for worker in line.workers]
        for place, worker in enumerate(workers):
            found += [(worker, w, scene.rng.gamma(1, 0.25)) for w in workers[:place]]
            if scene.rng.random() < 0.3:
                found.append((deputy, worker, 0.12))
    return found


def _drawn(scene: Scene, ties: Ties, factor: float) -> Ints:
    count = scene.rng.poisson(ties.rate * scene.days * factor)
    return np.repeat(np.arange(ties.rate.size), count)


def _sides(scene: Scene, ties: Ties, which: Ints) -> tuple[Ints, Ints]:
    swapped = scene.rng.random(which.size) < 0.5
    one, other = ties.one[which], ties.other[which]
    return np.where(swapped, one, other), np.where(swapped, other, one)


def _single(scene: Scene, ties: Ties, hours: Hours) -> None:
    which = _drawn(scene, ties, 1)
    when = scene.any_time(which.size, hours)
    a, b = _sides(scene, ties, which)
    text = scene.rng.random(which.size) < 0.52
    silent = text | (scene.rng.random(which.size) < 0.15)
    lengths = scene.lengths(75, 1.1, which.size)
    scene.log.add(a, b, np.where(text, TEXT, CALL), when, np.where(silent, 0, lengths))


def _threads(scene: Scene, ties: Ties, hours: Hours) -> None:
    rng = scene.rng
    which = _drawn(scene, ties, 0.30)
    begins = scene.any_time(which.size, hours)
    size = rng.geometric(0.28, which.size).clip(1, 14)
    thread = np.repeat(np.arange(which.size), size)
    first = np.concatenate([[0], np.cumsum(size)[:-1]]).astype(np.int64)
    place = np.arange(thread.size) - first[thread]
    elapsed = np.cumsum(rng.exponential(95, thread.size))
    when = begins[thread] + elapsed - elapsed[first[thread]]
    swapped = rng.random(which.size) < 0.5
    turn = swapped[thread] ^ (place % 2 == 1) ^ (rng.random(thread.size) < 0.2)
    call = rng.random(thread.size) < 0.16
    lengths = scene.lengths(110, 1.2, thread.size) * (rng.random(thread.size) > 0.2)
    one, other = ties.one[which][thread], ties.other[which][thread]
    a, b = np.where(turn, one, other), np.where(turn, other, one)
    scene.log.add(a, b, np.where(call, CALL, TEXT), when, np.where(call, lengths, 0))


def _followed_up(scene: Scene, ties: Ties, hours: Hours) -> None:
    rng = scene.rng
    which = _drawn(scene, ties, 1)
    when = scene.any_time(which.size, hours)
    a, b = _sides(scene, ties, which)
    text = rng.random(which.size) < 0.25
    silent = text | (rng.random(which.size) < 0.1)
    lengths = scene.lengths(140, 1.2, which.size)
    scene.log.add(a, b, np.where(text, TEXT, CALL), when, np.where(silent, 0, lengths))
    after = ~text & (rng.random(which.size) < 0.2)
    scene.log.texts(b[after], a[after], when[after] + rng.uniform(200, 900, after.sum()))


def _groups(scene: Scene, hours: Hours) -> None:
    """One in twelve texts a group of friends every nine days or so."""
    rng, people = scene.rng, scene.people
    for row in rng.choice(len(people), len(people) // 12, replace=False):
        near = np.flatnonzero(people.town == people.town[row])
        group = rng.choice(near, min(int(rng.integers(4, 9)), 8))
        group = people.phone[group[group != row]]
        for begins in scene.any_time(rng.poisson(scene.days / 9), hours):
            scene.log.texts(people.phone[row], group, begins + np.arange(group.size) * 3.0)


def _outside(scene: Scene, hours: Hours) -> None:
    """Calls from and to outside; some outsiders are in touch with many."""
    rng, people = scene.rng, scene.people
    count = rng.poisson(len(people) * scene.days * 0.12)
    own = people.phone[rng.integers(0, len(people), count)]
    rank = (rng.beta(0.5, 2, count) * scene.outsiders.size).astype(np.int64)
    other = scene.outsiders[rank]
    swapped = rng.random(count) < 0.5
    a, b = np.where(swapped, own, other), np.where(swapped, other, own)
    when = scene.any_time(count, hours)
    lengths = scene.lengths(60, 1.2, count) * (rng.random(count) > 0.25)
    scene.log.calls(a, b, when, lengths)

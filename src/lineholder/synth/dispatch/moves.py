"""Moves: where every agent is in each half hour of the period.

`called` goes by fixed routines; `texted` explores and returns (people without work go to new places
with falling chance, else to known ones as often as before); `polled` chains between home and three
favourite places on free days. Journeys take one or two half hours over way points, so a phone can jump
from one half hour to the next: speeds on the way are not modelled.
"""

import numpy as np

from lineholder.synth.columns import Ints
from lineholder.synth.dispatch.scene import Agent, Errand, Line, Scene
from lineholder.synth.dispatch.variant import Mechanics

SLOTS = 48  # a day
WORKING = ("work", "commute", "shift", "child")
EXPLORING = ("home", "roam", "child")


def move(scene: Scene) -> Ints:
    """Return the place of each agent (row) in each half hour (column)."""
    paths = np.empty((len(scene.agents), scene.days * SLOTS), np.int64)
    partners = []
    for row, agent in enumerate(scene.agents):
        if agent.kind == "fixed":
            paths[row] = agent.home
        elif agent.kind == "driver":
            paths[row] = _on_the_road(agent, scene)
        elif agent.kind == "runner" and agent.errand is not None:
            paths[row] = _on_duty(agent, agent.errand, scene)
        elif agent.kind == "partner":
            partners.append(row)
        else:
            paths[row] = _ordinary(agent, agent.kind, scene)
    for line in scene.lines:
        if line.hub != line.market:
            _visits(line, paths, scene)
    for row in partners:
        paths[row] = _beside(scene.agents[row], paths, scene)
    return paths


def _ordinary(agent: Agent, kind: str, scene: Scene) -> Ints:
    row = np.full(scene.days * SLOTS, agent.home)
    if scene.v.mechanics is Mechanics.TEXTED and kind in EXPLORING:
        _explore(row, agent, scene)
        return row
    for day, weekday in enumerate(scene.clock.weekday().tolist()):
        works = scene.rng.random() < 0.6 if kind == "shift" else weekday < 5
        begins, ends = _shift(kind, scene)
        first = day * SLOTS
        if kind in WORKING and works:
            _work(row, first, (begins, ends), agent, scene)
        elif scene.v.mechanics is Mechanics.POLLED:
            _chain(row, first, agent, scene)
        else:
            _outings(row, first, (agent, kind), scene)
    return row


def _shift(kind: str, scene: Scene) -> tuple[int, int]:
    """Return from and to which half hour of the day somebody works; drawn on free days too."""
    rng = scene.rng
    begins = int(rng.choice([12, 26, 40])) if kind == "shift" else int(rng.integers(15, 20))
    ends = begins + 13 if kind == "child" else begins + int(rng.integers(15, 19))
    return begins, min(begins + 16, SLOTS) if kind == "shift" else ends


def _work(row: Ints, first: int, hours: tuple[int, int], agent: Agent, scene: Scene) -> None:
    rng, (begins, ends) = scene.rng, hours
    row[first + begins : first + min(ends, SLOTS)] = agent.work
    if agent.work_town != agent.town:
        way = scene.ground.way[min(agent.town, agent.work_town), max(agent.town, agent.work_town)]
        there = (way[1], way[2]) if agent.town < agent.work_town else (way[2], way[1])
        row[first + begins - 2 : first + begins] = there
        row[first + ends : first + ends + 2] = way[2], way[1]
    if rng.random() < 0.3 and ends < 43:
        after = first + int(rng.integers(ends + 2, 45))
        row[after : after + 3] = agent.favourites[int(rng.integers(5))]


def _chain(row: Ints, first: int, agent: Agent, scene: Scene) -> None:
    rng, place = scene.rng, agent.home
    for slot in range(18, 44, 2):
        if rng.random() < 0.3:
            stays = rng.random() < 0.5
            place = agent.home if stays else agent.favourites[int(rng.integers(3))]
        row[first + slot : first + slot + 2] = place


def _outings(row: Ints, first: int, who: tuple[Agent, str], scene: Scene) -> None:
    rng, (agent, kind) = scene.rng, who
    for _ in range(5 if kind == "roam" else int(rng.integers(1, 4))):
        slot = first + int(rng.integers(18, 44))
        place = agent.favourites[int(rng.integers(5))]
        row[slot : slot + int(rng.integers(1, 5))] = place


def _explore(row: Ints, agent: Agent, scene: Scene) -> None:
    rng, pool = scene.rng, scene.ground.pool[agent.town]
    known, times = [agent.home, agent.favourites[0]], [6, 2]
    for day in range(scene.days):
        slot = int(rng.integers(16, 24))
        while slot < 46:
            if rng.random() < 0.6 * len(known) ** -0.6:
                known.append(int(rng.choice(pool)))
                times.append(1)
                place = len(known) - 1
            else:
                place = int(rng.choice(len(known), p=np.array(times) / sum(times)))
                times[place] += 1
            stay = int(min(2 + rng.pareto(1.2) * 2, 14))
            first = day * SLOTS
            row[first + slot : first + min(slot + stay, 46)] = known[place]
            slot += stay


def _on_the_road(agent: Agent, scene: Scene) -> Ints:
    """A driver is somewhere else in town each half hour of nine hours on four days of five."""
    rng, pool = scene.rng, scene.ground.pool[agent.town]
    row = np.full(scene.days * SLOTS, agent.home)
    begins = int(rng.integers(14, 34))
    ends = min(begins + 18, SLOTS)
    for day in range(scene.days):
        if rng.random() < 0.8:
            where = rng.choice(pool, ends - begins)
            row[day * SLOTS + begins : day * SLOTS + ends] = where
    return row


def _on_duty(agent: Agent, errand: Errand, scene: Scene) -> Ints:
    """A worker on duty is at the trap house or about the market, overnight too if he travels."""
    rng, duty = scene.rng, errand.duty
    row, pool = _ordinary(agent, agent.kind, scene), scene.ground.pool[errand.market]
    for day in np.flatnonzero(duty).tolist():
        first = day * SLOTS
        if errand.local:
            stays = rng.random(25) < 0.5
            row[first + 20 : first + 45] = np.where(stays, errand.trap, rng.choice(pool, 25))
            continue
        row[first : first + SLOTS] = errand.trap
        stays = rng.random(28) < 0.65
        row[first + 18 : first + 46] = np.where(stays, errand.trap, rng.choice(pool, 28))
        if agent.town == errand.market:
            continue
        way = scene.ground.path(agent.town, errand.market)
        if day == 0 or not duty[day - 1]:
            row[first : first + 18] = agent.home
            row[first + 16 : first + 20] = way
        if day == scene.days - 1 or not duty[day + 1]:
            row[first + 42 : first + 46] = way[::-1]
            row[first + 46 : first + SLOTS] = agent.home
    return row


def _visits(line: Line, paths: Ints, scene: Scene) -> None:
    """Let the holder go to the market for an afternoon, about once in twelve days."""
    way = scene.ground.path(line.hub, line.market)
    for day in np.flatnonzero(scene.rng.random(scene.days) < 0.08):
        first = day * SLOTS
        paths[line.holder, first + 24 : first + 28] = way
        about = scene.rng.choice(scene.ground.pool[line.market], 6)
        paths[line.holder, first + 28 : first + 34] = about
        paths[line.holder, first + 34 : first + 38] = way[::-1]


def _beside(agent: Agent, paths: Ints, scene: Scene) -> Ints:
    """A partner works, and is wherever the holder is on nearly half of the days."""
    row = _ordinary(agent, "work", scene)
    for day in range(scene.days):
        if scene.rng.random() < 0.45:
            span = slice(day * SLOTS, day * SLOTS + SLOTS)
            row[span] = paths[agent.beside, span]
    return row

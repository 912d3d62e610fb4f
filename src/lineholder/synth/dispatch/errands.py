"""Errands: how an order reaches a worker, which is what the three families differ in most.

`called` rings a worker for each order, within minutes; `texted` texts orders together, in windows of
nine minutes; `polled` leaves half of them till the worker rings in. The worker then rings the customer
sometimes, and the line again.
"""

from dataclasses import dataclass

import numpy as np

from lineholder.synth.columns import DAY, HOUR, Floats, Ints
from lineholder.synth.dispatch.scene import Line, Scene
from lineholder.synth.dispatch.variant import Mechanics
from lineholder.synth.traffic import CALL, TEXT

WINDOW_S = 540
RINGS_IN_S = 35 * 60  # mean wait between two calls of a worker who rings in


@dataclass(frozen=True, slots=True)
class Roster:
    """The workers' phones and who of them is on duty each day (row a worker)."""

    phones: Ints
    duty: Ints

    def on(self, when: Floats, scene: Scene) -> Ints:
        """Return the phone of one worker on duty for each moment, drawn evenly."""
        day = np.clip((when // DAY).astype(np.int64), 0, scene.days - 1)
        chance = scene.rng.random((when.size, len(self.phones))) * self.duty[:, day].T
        return np.asarray(self.phones[np.argmax(chance, 1)])


def send(line: Line, client: Ints, agreed: Floats, scene: Scene) -> None:
    """Note how the orders of clients, understood at `agreed`, are met."""
    errands = [scene.agents[worker].errand for worker in line.workers]
    duty = np.array([e.duty for e in errands if e is not None], dtype=np.int64)
    roster = Roster(np.array(line.worker_phones, dtype=np.int64), duty)
    met = {
        Mechanics.CALLED: _called,
        Mechanics.TEXTED: _texted,
        Mechanics.POLLED: _polled,
    }[scene.v.mechanics]
    worker, when = met(line, roster, agreed, scene)
    rng, log = scene.rng, scene.log
    rings = rng.random(when.size) < scene.shaken.worker_rings
    later = when[rings] + rng.uniform(300, 1200, rings.sum())
    lengths = scene.lengths(9, 0.5, rings.sum()) * (rng.random(rings.sum()) > 0.2)
    log.calls(worker[rings], client[rings], later, lengths)
    back = rng.random(when.size) < 0.25
    later = when[back] + rng.uniform(600, 2000, back.sum())
    log.calls(worker[back], line.orders, later, scene.lengths(12, 0.5, back.sum()))
    if line.kind == "chatty_worker":
        _chat(line, roster, when, scene)


def _called(line: Line, roster: Roster, agreed: Floats, scene: Scene) -> tuple[Ints, Floats]:
    delay = scene.rng.exponential(150 * scene.shaken.line_delay, agreed.size)
    sent = agreed + 15 + delay
    worker = roster.on(sent, scene)
    kind = np.where(scene.rng.random(sent.size) < 0.15, TEXT, CALL)
    scene.log.add(line.orders, worker, kind, sent, scene.lengths(14, 0.5, sent.size))
    return worker, np.asarray(sent)


def _texted(line: Line, roster: Roster, agreed: Floats, scene: Scene) -> tuple[Ints, Floats]:
    rng, log = scene.rng, scene.log
    first = np.unique(np.floor(agreed / WINDOW_S), return_index=True)[1]
    sent = agreed[first] + scene.lengths(110 * scene.shaken.line_delay, 0.6, first.size)
    worker = roster.on(sent, scene)
    text = rng.random(sent.size) < 0.72
    kind = np.where(text, TEXT, CALL)
    log.add(line.orders, worker, kind, sent, scene.lengths(18, 0.5, sent.size))
    answers = text & (rng.random(sent.size) < 0.5)
    later = sent[answers] + scene.lengths(50, 0.7, answers.sum())
    log.texts(worker[answers], line.orders, later)
    return roster.on(agreed, scene), agreed


def _polled(line: Line, roster: Roster, agreed: Floats, scene: Scene) -> tuple[Ints, Floats]:
    rng, log = scene.rng, scene.log
    worker = roster.on(agreed, scene)
    now = rng.random(agreed.size) < 0.45
    kind = np.where(rng.random(now.sum()) < 0.5, TEXT, CALL)
    sent = agreed[now] + rng.exponential(140 * scene.shaken.line_delay, now.sum()) + 10
    log.add(line.orders, worker[now], kind, sent, scene.lengths(12, 0.5, now.sum()))
    for day in np.flatnonzero(line.days):
        second = line.opens * HOUR + np.cumsum(rng.exponential(RINGS_IN_S, 60))
        when = day * DAY + second[second < line.closes * HOUR]
        asks = roster.on(when, scene)
        log.calls(asks, line.orders, when, scene.lengths(16, 0.5, when.size))
    return worker, agreed


def _chat(line: Line, roster: Roster, when: Floats, scene: Scene) -> None:
    rng = scene.rng
    count = rng.poisson(1.6 * when.size)
    about = rng.integers(0, when.size, count)
    out = rng.random(count) < 0.6
    moment = when[about] + rng.uniform(30, 3600, count)
    worker = roster.on(moment, scene)
    kind = np.where(rng.random(count) < 0.2, TEXT, CALL)
    a, b = np.where(out, line.orders, worker), np.where(out, worker, line.orders)
    scene.log.add(a, b, kind, moment, scene.lengths(20, 0.8, count))

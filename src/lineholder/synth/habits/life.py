"""Ordinary life by habits: how much a county calls, texts and surfs is drawn, then each person.

Trips are those of `process`; the talk is too, with the county's and the person's own rates.
"""

import numpy as np

from lineholder.synth.columns import DAY, Rng, ragged
from lineholder.synth.process import life as rates
from lineholder.synth.ties import COLLEAGUE
from lineholder.synth.world import World


def outings(world: World) -> None:
    """Write everybody's work and leisure."""
    rates.outings(world)


def talk(world: World) -> None:
    """Write the talk of everybody and the data sessions."""
    rng = world.rng("talk")
    _chats(world, rng)
    for person, phone in world.abroad:
        count = int(rng.poisson(world.clock.days / rng.uniform(3, 20)))
        who, far = (np.full(count, end, dtype=np.int64) for end in (person, phone))
        when = rng.integers(0, world.clock.days, count) * DAY + rates.hour_of(world, who, rng)
        call = rng.random(count) < 0.5
        rates.excite(world, (who, far), when, call, rng)
    data = 0.2 * 7.0 ** rng.random()  # 0.2 to 1.4 times as much as is usual
    world.book.data_a_day = [data * usual for usual in world.book.data_a_day]
    rates.sessions(world, rng)


def _chats(world: World, rng: Rng) -> None:
    """Start exchanges along the ties at rates of the county and the person; replies follow."""
    ties, people, days = world.ties, world.people, world.clock.days
    share = ties.weight / np.maximum(np.add.reduceat(ties.weight, ties.first)[ties.who], 1e-9)
    mood = rng.gamma(3.0, 1 / 3.0, (len(people), days))
    rate = rng.uniform(0.35, 1.3) * people.volume * rng.lognormal(0.0, 0.4, len(people))
    rate *= np.array([0.2 if role == "occupant" else 1.0 for role in people.role])
    expected = (rate[ties.who] * share)[:, None] * mood[ties.who]
    cell, _ = ragged(rng.poisson(expected).ravel().astype(np.int64))
    tie, day = cell // days, cell % days
    who = ties.who[tie]
    when = day * DAY + rates.hour_of(world, who, rng)
    middle = rng.uniform(0.2, 0.7)
    rings = rng.beta(4.0 * middle, 4.0 * (1.0 - middle), len(people))
    call = rng.random(len(tie)) < rings[who]
    office = (ties.kind[tie] == COLLEAGUE) & (world.work_phone[who] >= 0)
    a = np.where(office, world.work_phone[who], who)
    rates.excite(world, (a, ties.whom[tie]), when, call, rng)

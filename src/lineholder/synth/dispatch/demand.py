"""Demand: when each client wants something, and how a want becomes calls and texts.

Three mechanisms: `called` draws counts at a steady rate; `texted` runs in spells, with pay days,
where the want is strong (on and off as a two-state chain), and `polled` gives everybody weekdays
and two hours of the day of their own. Blind to: prices, other sellers, clients who know each other.
"""

from dataclasses import dataclass

import numpy as np

from lineholder.synth.columns import DAY, HOUR, Bools, Floats, Ints
from lineholder.synth.dispatch.scene import Hours, Scene
from lineholder.synth.dispatch.variant import Mechanics

ENDS_A_SPELL = 0.28  # chance a day
MOST_DAYS = 0.85  # share of days that anybody wants something on


@dataclass(frozen=True, slots=True)
class Manner:
    """How clients reach a number: call length, shares that ring off, text, or are missed."""

    length: float
    spread: float
    ring: float = 0.0
    text: float = 0.0
    miss: float = 0.08


@dataclass(frozen=True, slots=True)
class Mix:
    """Visits a day, from-to, of light, middling and heavy clients, and their shares."""

    light: tuple[float, float]
    middling: tuple[float, float]
    heavy: tuple[float, float]
    shares: tuple[float, float, float] = (0.78, 0.16, 0.06)


def rates(count: int, mix: Mix, scene: Scene) -> Floats:
    """Return a rate for each client."""
    sort = scene.rng.choice(3, count, p=mix.shares)
    ranges = np.array([mix.light, mix.middling, mix.heavy])[sort]
    return np.asarray(scene.rng.uniform(ranges[:, 0], ranges[:, 1]))


def wants(
    scene: Scene, rate: Floats, hours: Hours, days: Bools | None = None, spells: bool = False
) -> tuple[Ints, Floats]:
    """Return (client's row, local seconds) of every want, in order of time.

    `spells` says that the want is of the kind that comes in spells; only `texted` knows the difference.
    """
    open_ = np.ones(scene.days, dtype=bool) if days is None else days
    count = _counts(scene, rate, spells) * open_[None, :]
    client, day = np.nonzero(count.astype(np.int64))
    often = count.astype(np.int64)[client, day]
    client, day = np.repeat(client, often), np.repeat(day, often)
    if scene.v.mechanics is Mechanics.POLLED:
        second = _own_hours(scene, client, len(rate), hours)
    else:
        second = scene.of_day(client.size, hours)
    when = day * DAY + second
    order = np.argsort(when, kind="stable")
    return client[order], when[order]


def _counts(scene: Scene, rate: Floats, spells: bool) -> Floats:
    weekday = scene.clock.weekday()
    if scene.v.mechanics is Mechanics.CALLED:
        busy = np.where(weekday >= 4, 1.2, 0.9)
        return np.asarray(scene.rng.poisson(rate[:, None] * busy[None, :]))
    if scene.v.mechanics is Mechanics.TEXTED:
        return _paid(scene, rate, spells)
    own = scene.rng.dirichlet(np.full(7, 1.2), len(rate)) * 7
    mean = rate[:, None] * (0.35 + 0.65 * own[:, weekday])
    mean = np.where(rate[:, None] > 0.5, rate[:, None], mean)
    over = scene.rng.random((len(rate), scene.days)) < mean % 1
    return np.asarray(np.floor(mean) + over)


def _paid(scene: Scene, rate: Floats, spells: bool) -> Floats:
    """Counts that follow pay days: Fridays, and the first three days of each four weeks."""
    rng, weekday, shape = scene.rng, scene.clock.weekday(), (len(rate), scene.days)
    pay = np.where(weekday == 4, 1.5, np.where(weekday == 3, 0.7, 0.96))
    pay = pay * np.where((np.arange(scene.days) % 28) < 3, 1.4, 0.95)
    if not spells:
        return np.asarray(rng.poisson(rate[:, None] * pay[None, :]))
    share = np.clip(rate / 1.5, 0, MOST_DAYS)
    begins = ENDS_A_SPELL * share / (1 - share)
    on = np.zeros(shape, dtype=bool)
    now = rng.random(len(rate)) < share
    for day in range(scene.days):
        on[:, day] = now
        chance = rng.random(len(rate))
        now = np.where(now, chance > ENDS_A_SPELL, chance < begins)
    more = np.maximum(rate / np.maximum(share, 1e-9) - 1, 0)
    count = on * (1 + rng.poisson(more[:, None] * pay[None, :], shape))
    return np.asarray(count * (rng.random(shape) < 0.93))


def _own_hours(scene: Scene, client: Ints, clients: int, hours: Hours) -> Floats:
    first, second = scene.of_day(clients, hours), scene.of_day(clients, hours)
    chosen = np.where(scene.rng.random(client.size) < 0.6, first[client], second[client])
    moved = chosen + scene.rng.normal(0, 2400, client.size)
    return np.asarray(np.clip(moved, hours.opens * HOUR, hours.closes * HOUR - 60))


def contact(scene: Scene, client: Ints, phone: int, when: Floats, manner: Manner) -> Floats:
    """Note how clients reach a number; return when each order is understood.

    Some ring off and are rung back, some text and perhaps ring later, the others call; a missed call
    is followed by another, from either side.
    """
    drawn, agreed = scene.rng.random(when.size), when.copy()
    ring = drawn < manner.ring
    text = (drawn >= manner.ring) & (drawn < manner.ring + manner.text)
    call = ~(ring | text)
    missed = call & (scene.rng.random(when.size) < manner.miss)
    if missed.any():
        agreed[missed] = _missed(scene, client[missed], phone, when[missed], manner)
    got = call & ~missed
    lengths = scene.lengths(manner.length, manner.spread, got.sum())
    scene.log.calls(client[got], phone, when[got], lengths)
    if ring.any():
        agreed[ring] = _rung_back(scene, client[ring], phone, when[ring], manner)
    if text.any():
        agreed[text] = _texted(scene, client[text], phone, when[text], manner)
    return agreed


def _missed(scene: Scene, client: Ints, phone: int, when: Floats, manner: Manner) -> Floats:
    scene.log.calls(client, phone, when, 0)
    agreed = when + scene.rng.uniform(60, 420, when.size)
    back = scene.rng.random(when.size) < 0.35
    a, b = np.where(back, phone, client), np.where(back, client, phone)
    scene.log.calls(a, b, agreed, scene.lengths(manner.length, manner.spread, when.size))
    return agreed


def _rung_back(scene: Scene, client: Ints, phone: int, when: Floats, manner: Manner) -> Floats:
    moment = scene.rng.integers(0, 4, when.size) * (scene.rng.random(when.size) < 0.3)
    scene.log.calls(client, phone, when, moment)
    agreed = when + scene.lengths(100, 0.7, when.size)
    lengths = scene.lengths(manner.length, manner.spread, when.size)
    scene.log.calls(phone, client, agreed, lengths)
    return np.asarray(agreed)


def _texted(scene: Scene, client: Ints, phone: int, when: Floats, manner: Manner) -> Floats:
    scene.log.texts(client, phone, when)
    answered = scene.rng.random(when.size) < 0.8
    agreed = when + scene.lengths(70, 0.8, when.size)
    scene.log.texts(phone, client[answered], agreed[answered])
    rings = scene.rng.random(when.size) < 0.45
    later = agreed[rings] + scene.rng.uniform(300, 1500, rings.sum())
    lengths = scene.lengths(manner.length * 0.8, manner.spread, rings.sum())
    scene.log.calls(client[rings], phone, later, lengths)
    return np.asarray(agreed)

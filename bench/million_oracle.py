"""SYNTHETIC: two oracles that know the generator of `million_world` and its parameters.

Both integrate out where a candidate was in each stay, over all places and exactly, given the
candidate's records of that stay. `habits_known` is told besides where everybody lives, works and often
goes: what no record tells, and so a ceiling. `habits_learnt` has those from the candidate's records
alone, as a solver has: Bayes by a particle filter over the subject's stays (Gibbs moves; started at the
truth, and told who works, both in its favour). Neither looks at the records of the candidate's partner.

Source: Chopin, Biometrika 89 (2002) 539 (sequential Monte Carlo for static parameters).
"""

import numpy as np

from bench.million_world import (
    COMMUTE_KM,
    OFTEN,
    REGULAR,
    REGULAR_KM,
    STAY_S,
    TRIP_KM,
    Array,
    People,
    Spec,
    doing,
)


def habits_known(
    spec: Spec, of: People, subject: tuple[Array, Array], numbers: Array, seen: tuple[Array, ...]
) -> Array:
    """ln P(the subject's records | carried by each number's person, that number's records).

    `subject` is times and places (n x 2); `seen` the records of the numbers: the place of each in
    `numbers`, its time, its place.
    """
    time_s, place = subject
    owner, seen_s, seen_at = seen
    stays, event = np.unique(time_s // STAY_S, return_inverse=True)
    slot = np.searchsorted(stays, seen_s // STAY_S)
    here = (slot < stays.size) & (stays[np.minimum(slot, stays.size - 1)] == seen_s // STAY_S)
    group = owner[here] * stays.size + slot[here]
    shape = (numbers.size, stays.size)
    alone = _sums(group, seen_at[here], shape)
    mine = _sums(event.reshape(-1), place, (1, stays.size))
    both = tuple(a + b for a, b in zip(alone, mine, strict=True))
    weight, centre = _places(spec, of, numbers, stays)
    told = _log(spec, weight, centre, both) - _log(spec, weight, centre, alone)
    return np.asarray(told.sum(axis=1))


def _sums(group: Array, at: Array, shape: tuple[int, int]) -> tuple[Array, ...]:
    """How many, the sum of x, of y and of their squares, by group."""
    values = (None, at[:, 0], at[:, 1], (at.astype(np.float64) ** 2).sum(axis=1))
    size = shape[0] * shape[1]
    return tuple(
        np.bincount(group, v, minlength=size).reshape(shape).astype(float) for v in values
    )


def _places(spec: Spec, of: People, numbers: Array, stays: Array) -> tuple[Array, Array]:
    """Weights (numbers x stays x places) and places (numbers x places x 2); a trip round home is last."""
    p_out, p_work = (p[stays] for p in doing(spec))
    works = of.works[numbers][:, None]
    out = np.broadcast_to(p_out, (numbers.size, stays.size))
    work = np.where(works, p_work, 0.0)
    ours, own = spec.shared * OFTEN / REGULAR, (1 - spec.shared) * OFTEN / REGULAR
    weights = [1 - out - work, work, *[out * ours] * REGULAR, *[out * own] * REGULAR]
    centre = np.concatenate(
        [of.home[numbers, None], of.work[numbers, None], of.ours[numbers], of.own[numbers]], axis=1
    )
    return np.stack([*weights, out * (1 - OFTEN)], axis=2), centre


def _log(spec: Spec, weight: Array, centre: Array, sums: tuple[Array, ...]) -> Array:
    """ln density of the records of each number and stay, the place integrated out."""
    m, x, y, square = sums
    v = spec.noise_km**2
    n = np.maximum(m, 1)
    spread = np.maximum(square - (x**2 + y**2) / n, 0)
    parts = _parts(spec, weight, centre, sums)
    most = parts.max(axis=2)
    total = np.log(np.exp(parts - most[:, :, None]).sum(axis=2)) + most
    return np.asarray(total - m * np.log(2 * np.pi * v) - spread / (2 * v))


def _parts(spec: Spec, weight: Array, centre: Array, sums: tuple[Array, ...]) -> Array:
    """ln weight + ln density by place, the trip last, but for a term that all places share."""
    m, x, y, _ = sums
    v = spec.noise_km**2
    n = np.maximum(m, 1)
    mean = np.stack([x / n, y / n], axis=2)
    to = ((mean[:, :, None] - centre[:, None]) ** 2).sum(axis=3)
    still = -m[:, :, None] * to / (2 * v)
    wide = TRIP_KM**2 + v / n
    trip = np.log(v / n / wide) - to[:, :, 0] / (2 * wide)
    parts = np.concatenate([still, np.where(m > 0, trip, 0.0)[:, :, None]], axis=2)
    with np.errstate(divide="ignore"):
        return np.asarray(parts + np.log(weight))


PARTICLES, BURN_IN, LEAST = 60, 6, 0.5  # a move where fewer than LEAST of the particles count


def habits_learnt(
    spec: Spec, of: People, subject: tuple[Array, Array], numbers: Array, seen: tuple[Array, ...]
) -> Array:
    """The same with the candidates' habits known from their records alone; `numbers` are few."""
    time_s, place = subject
    owner, seen_s, seen_at = seen
    every = np.unique(np.concatenate([time_s, seen_s]) // STAY_S)
    shape = (numbers.size, every.size)
    alone = _sums(owner * every.size + np.searchsorted(every, seen_s // STAY_S), seen_at, shape)
    event = np.searchsorted(every, time_s // STAY_S)
    mine = _sums(event, place, (1, every.size))
    chain = _Chain(spec, of, np.repeat(numbers, PARTICLES), every)
    sums = [np.repeat(a, PARTICLES, axis=0) for a in alone]
    for _ in range(BURN_IN):
        chain.move(sums)
    told = np.zeros(numbers.size)
    weight = np.zeros((numbers.size, PARTICLES))
    for stay in np.unique(event):
        before = chain.log(sums, stay)
        for a, b in zip(sums, mine, strict=True):
            a[:, stay] += b[0, stay]
        new = weight + (chain.log(sums, stay) - before).reshape(weight.shape)
        told += _log_sum(new) - _log_sum(weight)
        weight = new - _log_sum(new)[:, None]
        share = np.exp(weight)
        if (1 / (share**2).sum(axis=1) < LEAST * PARTICLES).any():
            chain.resample(share)
            chain.move(sums)
            weight = np.zeros_like(weight)
    return told


def _log_sum(x: Array) -> Array:
    most = x.max(axis=1)
    return most + np.log(np.exp(x - most[:, None]).sum(axis=1))


class _Chain:
    """Particles of habits: home, work, ours and own of each (n x places x 2)."""

    def __init__(self, spec: Spec, of: People, numbers: Array, stays: Array) -> None:
        self.spec, self.rng = spec, np.random.default_rng(int(numbers[0]))
        weight, self.centre = _places(spec, of, numbers[::PARTICLES], stays)
        self.weight = np.repeat(weight, PARTICLES, axis=0)
        self.centre = np.repeat(self.centre, PARTICLES, axis=0)

    def log(self, sums: list[Array], stay: int) -> Array:
        one = tuple(a[:, stay : stay + 1] for a in sums)
        return _log(self.spec, self.weight[:, stay : stay + 1], self.centre, one)[:, 0]

    def resample(self, share: Array) -> None:
        at = np.cumsum(share, axis=1)
        step = (np.arange(PARTICLES) + self.rng.random((share.shape[0], 1))) / PARTICLES
        chosen = (step[:, :, None] > at[:, None, :]).sum(axis=2).clip(0, PARTICLES - 1)
        row = np.arange(share.shape[0])[:, None] * PARTICLES + chosen
        self.centre = self.centre[row.reshape(-1)]

    def move(self, sums: list[Array]) -> None:
        """One sweep of Gibbs: which place each stay was at, then the places, then home."""
        m, x, y, _ = sums
        parts = _parts(self.spec, self.weight, self.centre, tuple(sums))
        parts += self.rng.gumbel(size=parts.shape)
        at = np.where(m > 0, parts.argmax(axis=2), -1)
        v, v_trip = self.spec.noise_km**2, TRIP_KM**2
        prior = np.array([COMMUTE_KM**2] + [REGULAR_KM**2] * 2 * REGULAR)
        chosen = at[:, :, None] == np.arange(self.centre.shape[1])
        n = np.einsum("ps,psk->pk", m, chosen) / v
        pull = np.stack([np.einsum("ps,psk->pk", a, chosen) / v for a in (x, y)], axis=2)
        noise = self.rng.normal(size=pull.shape)
        n[:, 1:] += 1 / prior
        pull[:, 1:] += self.centre[:, :1] / prior[:, None]
        others = pull[:, 1:] / n[:, 1:, None] + noise[:, 1:] / np.sqrt(n[:, 1:, None])
        away = np.where(at == self.centre.shape[1], 1 / (v_trip + v / np.maximum(m, 1)), 0.0)
        mean = np.stack([x, y], axis=2) / np.maximum(m, 1)[:, :, None]
        sure = n[:, 0] + away.sum(axis=1) + (1 / prior).sum()
        drawn = pull[:, 0] + (away[:, :, None] * mean).sum(axis=1)
        drawn += (others / prior[:, None]).sum(axis=1)
        home = drawn / sure[:, None] + noise[:, 0] / np.sqrt(sure[:, None])
        self.centre = np.concatenate([home[:, None], others], axis=1)

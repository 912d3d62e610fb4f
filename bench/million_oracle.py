"""SYNTHETIC: an oracle that knows the generator of `million_world`, its parameters and everybody's habits.

It knows where each candidate lives, works and often goes, and with what probability at each hour; not where
anybody was. For each stay it integrates out where the candidate was, over all places and exactly, given the
candidate's records of that stay: no better ratio of one candidate alone can be made. It does not look at the
records of the candidate's partner.
"""

import numpy as np

from bench.million_world import OFTEN, REGULAR, STAY_S, TRIP_KM, Array, People, Spec, doing


def log_likelihood(
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
    return tuple(np.bincount(group, v, minlength=size).reshape(shape).astype(float) for v in values)


def _places(spec: Spec, of: People, numbers: Array, stays: Array) -> tuple[Array, Array]:
    """Weights, numbers x stays x places, and the places (numbers x places x 2); the trip round home is last."""
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
    mean = np.stack([x / n, y / n], axis=2)
    spread = np.maximum(square - n * (mean**2).sum(axis=2), 0)
    to = ((mean[:, :, None] - centre[:, None]) ** 2).sum(axis=3)
    still = -m[:, :, None] * to / (2 * v)
    wide = TRIP_KM**2 + v / n
    trip = np.log(v / n / wide) - to[:, :, 0] / (2 * wide)
    parts = np.concatenate([still, np.where(m > 0, trip, 0.0)[:, :, None]], axis=2)
    with np.errstate(divide="ignore"):
        parts = parts + np.log(weight)
    most = parts.max(axis=2, keepdims=True)
    total = np.log(np.exp(parts - most).sum(axis=2)) + most[:, :, 0]
    return total - m * np.log(2 * np.pi * v) - spread / (2 * v)

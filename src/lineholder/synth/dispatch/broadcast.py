"""Broadcasts: one text to a list, in one sweep or in batches."""

import numpy as np

from lineholder.synth.columns import Floats, Ints
from lineholder.synth.dispatch.scene import Scene


def broadcast(
    scene: Scene, phone: int, listed: Ints, sweep: tuple[float, float], lost: float = 0.02,
    batch: int = 0,
) -> tuple[Ints, Floats]:  # fmt: skip
    """Note a broadcast; return whom it reached and when.

    `sweep` is (local start, seconds from first to last), `lost` the share of the list left out this
    time, `batch` how many at once, two seconds apart, 0 for an even sweep. Every other time the
    list is shuffled.
    """
    start, spread = sweep
    reached = np.asarray(listed)[scene.rng.random(len(listed)) >= lost]
    if scene.rng.random() < 0.5:
        reached = scene.rng.permutation(reached)
    if batch:
        group = np.arange(reached.size) // batch
        groups = group.max() + 1 if reached.size else 1
        after = np.cumsum(scene.rng.uniform(0.5, 1.5, groups)) * spread / groups
        when = start + after[group] + (np.arange(reached.size) % batch) * 2.0
    else:
        even = np.linspace(0, spread, max(reached.size, 1))[: reached.size]
        when = start + even + scene.rng.random(reached.size)
    scene.log.texts(phone, reached, when)
    return reached, np.asarray(when)

"""People who walk about, each with two phones, for tests: no part of it knows the model."""

import numpy as np

from lineholder.attribute.merged import Fixes, Slices

DAY_S = 86_400


def walkers(seed, people=8, days=4, records=15, spacing_km=2.0):
    """Fixes of two phones a person (phone 2p and 2p + 1) and the person of each phone.

    A person spends each day on a random walk from a home; a phone records the nearest mast of a grid
    after a random error of the radio, at times of its own.
    """
    rng = np.random.default_rng(seed)
    homes = rng.uniform(0, 60, (people, 2))
    rows = []
    for p in range(people):
        for day in range(days):
            path = homes[p] + np.cumsum(rng.normal(0, 1.5, (24, 2)), axis=0)
            for phone in (2 * p, 2 * p + 1):
                t = np.sort(rng.integers(8 * 3600, 20 * 3600, records))
                at = path[t // 3600] + rng.normal(0, 1.0, (records, 2))
                mast = np.round(at / spacing_km)
                rows += [(phone, day * DAY_S + s, *m) for s, m in zip(t, mast, strict=True)]
    phone, time_s, x, y = np.array(sorted(rows)).T
    masts, cell = np.unique(np.column_stack([y, x]), axis=0, return_inverse=True)
    lat = 51 + masts[:, 0] * spacing_km / 111.2
    lon = masts[:, 1] * spacing_km / 70.0
    fixes = Fixes(phone.astype(np.int64), time_s.astype(np.int64), cell.reshape(-1), lat, lon)
    return fixes, np.repeat(np.arange(people), 2)


def day_slices(phones, days=4):
    """Every pair of the phones on every day."""
    first, second = np.array(
        [(a, b) for i, a in enumerate(phones) for b in phones[i + 1 :]], dtype=np.int64
    ).T
    start = np.tile(np.arange(days, dtype=np.int64) * DAY_S, first.size)
    return Slices(np.repeat(first, days), np.repeat(second, days), start, start + DAY_S)

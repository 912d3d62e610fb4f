"""Coverage: how probable one cell is where another was just seen, if one person carries both phones.

The kernel is not assumed and not fitted elsewhere: it is learnt from the holding itself, from consecutive
records of one and the same phone, five minutes to an hour apart. What one phone's next record shows is
what a second phone in the same pocket would show. It is a mixture, relative to the public's share of each
cell: the very same cell, cells at six scales of distance, and anywhere. The shares come from EM. Where the
two phones use different networks the very same cell cannot be seen: the small scales then become a normal
of COVER times the spacing of sites, normalised over the cells of the subject's network, so that sparse
networks are as probable as dense ones.

Assumes: two phones of one person choose cells as one phone does from one record to the next.
Source: serving cells overlap far beyond Voronoi borders (Ogulenko et al. 2021, arXiv 2109.02154); EM for
    mixture shares (Dempster, Laird, Rubin 1977).
Blind to: azimuth; a cell table that is wrong or of another date; a phone that sticks to its cell more than
    two phones would agree.
"""

from dataclasses import dataclass

import numpy as np

from lineholder.maths.geodesy import distance_km
from lineholder.maths.sample import Floats, Ints

SCALES_KM = (0.25, 0.7, 1.5, 3.0, 6.0, 12.0)
SMALL = 3  # the scales below the spacing of sites
COVER = 0.6  # of the spacing of sites: how far a cell's users stand from it
BANDS_S = (
    (300, 1800),
    (1800, 3600),
)  # delays of the self-transitions; switches below 5 minutes use the first
ROUNDS = 60
SPACING_KM = 1.5  # where a network's cells are too few to tell


@dataclass(frozen=True, slots=True)
class Sites:
    """Cells with a place; `cells` in text order, `together` which cells one phone has used (networks)."""

    cells: tuple[str, ...]
    lat: Floats
    lon: Floats
    together: Floats  # cells x cells, 1 where some phone used both

    def apart_km(self) -> Floats:
        """Distances, cells x cells."""
        return np.asarray(distance_km(self.lat[:, None], self.lon[:, None], self.lat, self.lon))


@dataclass(frozen=True, slots=True)
class Steps:
    """Self-transitions of one band of delays: `n` times from cell `before` to cell `after`."""

    before: Ints
    after: Ints
    n: Floats


@dataclass(frozen=True, slots=True)
class Kernel:
    """Relative densities, one array a band: [band, x, y] = P(cell x | beside cell y) / P(cell x)."""

    ratio: Floats
    shares: Floats  # bands x (same cell, scales, anywhere)
    apart_km: Floats  # cells x cells


def learn(sites: Sites, steps: tuple[Steps, ...], traffic: Floats) -> Floats:
    """The mixture's shares by band, from self-transitions; `traffic` is everybody's share of each cell."""
    scaled = _scaled(sites.apart_km(), traffic)
    return np.array([_shares(one, scaled, traffic) for one in steps])


def kernel(sites: Sites, shares: Floats, public: Floats) -> Kernel:
    """The kernel for a subject whose public has these shares of the cells (0 off its network)."""
    km = sites.apart_km()
    scaled = _scaled(km, public)
    spread = np.square(COVER * spacing_km(sites, km))
    wide = np.exp(-np.square(km) / (2 * (spread[:, None] + spread)))
    across = wide / np.maximum(public @ wide, 1e-300)
    on = public > 0
    same = np.where(np.eye(public.size, dtype=bool) & on, 1 / np.maximum(public, 1e-300), 0.0)
    ratio = [_one(share, same, scaled, across, on) for share in shares]
    return Kernel(np.array(ratio), shares, km)


def spacing_km(sites: Sites, km: Floats) -> Floats:
    """Mean distance from each cell to the three nearest other sites of its network."""
    if km.shape[0] < 4:
        return np.full(km.shape[0], SPACING_KM)
    other = np.where((sites.together > 0) & (km > 0.05), km, np.inf)
    near = np.partition(other, 2, axis=1)[:, :3]
    known = np.isfinite(near)
    count = known.sum(axis=1)
    mean = np.where(known, near, 0.0).sum(axis=1) / np.maximum(count, 1)
    return np.asarray(np.where(count > 0, mean, SPACING_KM), dtype=np.float64)


def _one(share: Floats, same: Floats, scaled: Floats, across: Floats, on: np.ndarray) -> Floats:
    """One band: on the subject's network as learnt, off it with the small scales spread."""
    far = np.tensordot(share[1 + SMALL : -1], scaled[SMALL:], axes=1) + share[-1]
    near = np.tensordot(share[1 : 1 + SMALL], scaled[:SMALL], axes=1)
    return np.asarray(
        np.where(on, share[0] * same + near + far, share[: 1 + SMALL].sum() * across + far)
    )


def _scaled(km: Floats, weight: Floats) -> Floats:
    """Each scale's density at x beside y, relative to `weight`: scales x cells x cells."""
    bell = np.exp(-np.square(km) / (2 * np.square(np.array(SCALES_KM))[:, None, None]))
    expected = np.einsum("x,kxy->ky", weight, bell)
    return np.asarray(bell / np.maximum(expected, 1e-300)[:, None, :])


def _shares(steps: Steps, scaled: Floats, traffic: Floats) -> Floats:
    """EM for one band; even shares where there is nothing to learn from."""
    parts = len(SCALES_KM) + 2
    share = np.full(parts, 1 / parts)
    if steps.n.sum() == 0:
        return share
    x, y = steps.after, steps.before
    density = np.vstack([(x == y) / traffic[y], scaled[:, x, y], np.ones((1, x.size))])
    for _ in range(ROUNDS):
        owed = share[:, None] * density
        share = (owed / owed.sum(axis=0)) @ steps.n / steps.n.sum()
    return np.asarray(share, dtype=np.float64)

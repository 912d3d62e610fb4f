"""Co-movement: two phones that move as one, beyond the habits of whoever carries the second.

A switch is two consecutive records of different phones in their merged time line. For each switch
the model weighs where the first phone was (x, the place of its cell) under two propositions:

    H1 one person carries both          f(x) = q g(x | y, delay) + (1 - q) m(x)
    H2 another person, with the habits  m(x) = 0.7 habits + 0.2 public + 0.1 wide
       of whoever carries the second

y is the cell of the second phone; g is a coverage kernel, a plane normal whose variance is that of two
cells serving one place plus what a person moves in the delay; q is the share of switches that g
explains. `habits` are the second phone's records outside the slice, `public` those of the training
people, both smoothed by the kernel at no delay; `wide` is even over the area of the training records.
g, q, `public` and `wide` are fitted on training people. A slice's score is the sum of log10 f/m over
its switches divided by the square root of their number, with the share of switches that speak
against: never the sum, because events are not independent. Scores become LRs by calibration on
other people and by bounds (`maths.calibration`, `maths.bounds`).

Assumes: a record stands near its cell's place, in every direction alike; a person's spread grows with
    the delay as a random walk's; habits do not turn with the hour.
Source: switches and same-habits training pairs, Bosma et al., Science & Justice 60 (2020) 180, and the
    Netherlands Forensic Institute's telcell; cells overlap beyond any Voronoi border, Ogulenko et al.
    (2021), arXiv 2109.02154; mixture weights: an a priori choice, not fitted.
Blind to: azimuth, simultaneous use and impossible speed (another model's evidence), a companion who
    makes the same trips, and clock errors longer than a switch.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from lineholder.attribute.merged import Fixes, Slices, Switches, switches_of, visits_outside
from lineholder.maths.geodesy import distance_km
from lineholder.maths.planar import gauss, gauss_between
from lineholder.maths.sample import Flags, Floats, Ints
from lineholder.model.errors import NoData

HABITS, PUBLIC, WIDE = 0.7, 0.2, 0.1
MIN_SWITCHES = 3  # fewer say nothing: the slice is insufficient and its log10 LR 0
MAX_DELAY_S = 3600
HOUR_S = 3600.0
LIMITS = (  # 0.1 km to 100 km still; up to 100 km moved in an hour; q from 0.5 to 0.999
    (float(np.log(0.01)), float(np.log(1e4))),
    (float(np.log(1e-4)), float(np.log(1e4))),
    (0.0, float(np.log(999.0))),
)


@dataclass(frozen=True, slots=True)
class Kernel:
    """What one person's two phones show: variances of one axis in km2, and the share explained."""

    still_km2: float  # two cells that serve one place
    per_hour_km2: float  # added for each hour of delay
    explained: float  # q

    def density(self, km: Floats, delay_s: Floats) -> Floats:
        """g: the density per km2 of the first phone's cell at this distance from the second's."""
        return gauss(km, self.still_km2 + self.per_hour_km2 * delay_s / HOUR_S)


@dataclass(frozen=True, slots=True)
class Public:
    """Where training people were: places in degrees, the share of records at each, the area in km2."""

    lat: Floats
    lon: Floats
    share: Floats
    area_km2: float


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that scoring needs beside the records themselves."""

    kernel: Kernel
    public: Public


@dataclass(frozen=True, slots=True)
class Scores:
    """One value for each slice. A slice with `enough` False is insufficient: score 0, no LR but 1."""

    score: Floats  # sum of log10 f/m over the switches / square root of their number
    against: Floats  # share of the switches with f < m
    switches: Ints
    contradicting: Ints  # switches with f < m
    enough: Flags

    def features(self) -> Floats:
        """What calibration reads: slices x (score, share against)."""
        return np.column_stack([self.score, self.against])


def fit(fixes: Fixes, same: Slices, people: Ints) -> Model:
    """The model of training people: `same` are slices of one person's two phones, `people` all phones.

    With no switch at all in `same` there is nothing to fit and the fit is refused.
    """
    public = _public(fixes, people)
    found = switches_of(fixes, same, MAX_DELAY_S)
    if found.slice.size == 0:
        raise NoData(
            f"co-movement: expected training people with two phones used within {MAX_DELAY_S} s of "
            "each other, found no switch; add volunteers who carried two phones."
        )
    return Model(_fit_kernel(_apart_km(fixes, found), found.delay_s, public.area_km2), public)


def score(fixes: Fixes, slices: Slices, model: Model) -> Scores:
    """The score of each slice, the habits taken from the second phone's records outside the slice.

    Positive: the two moved as one by more than the second's habits explain. A score is no LR.
    """
    found = switches_of(fixes, slices, MAX_DELAY_S)
    other = _other_density(fixes, slices, found, model)
    q, g = model.kernel.explained, model.kernel.density(_apart_km(fixes, found), found.delay_s)
    weight = np.log10(q * g / other + (1 - q))
    count = np.bincount(found.slice, minlength=slices.first.size)
    against = np.bincount(found.slice[weight < 0], minlength=slices.first.size)
    total = np.bincount(found.slice, weights=weight, minlength=slices.first.size)
    enough = count >= MIN_SWITCHES
    number = np.maximum(count, 1)
    return Scores(
        np.where(enough, total / np.sqrt(number), 0.0), against / number, count, against, enough
    )


def _apart_km(fixes: Fixes, found: Switches) -> Floats:
    a, b = found.first_cell, found.second_cell
    return distance_km(fixes.lat[a], fixes.lon[a], fixes.lat[b], fixes.lon[b])


def _other_density(fixes: Fixes, slices: Slices, found: Switches, model: Model) -> Floats:
    """m, per km2, at the first phone's cell of each switch.

    Where the second phone has no records outside the slice its habits are the public's.
    """
    spans = np.column_stack([slices.second, slices.start_s, slices.end_s])
    distinct, which = np.unique(spans, axis=0, return_inverse=True)
    windows = Slices(distinct[:, 0], distinct[:, 0], distinct[:, 1], distinct[:, 2])
    been = visits_outside(fixes, windows)
    still, cells = model.kernel.still_km2, (fixes.lat, fixes.lon)
    spread = been @ gauss_between(cells, cells, still)
    known = gauss_between((model.public.lat, model.public.lon), cells, still)
    public = (known.T @ model.public.share)[found.first_cell]
    window = which.reshape(-1)[found.slice]
    records = np.asarray(been.sum(axis=1))[window]
    near = np.asarray(spread[window, found.first_cell])
    habits = np.where(records > 0, near / np.maximum(records, 1), public)
    return np.asarray(HABITS * habits + PUBLIC * public + WIDE / model.public.area_km2)


def _public(fixes: Fixes, people: Ints) -> Public:
    cells, records = np.unique(fixes.cell[np.isin(fixes.phone, people)], return_counts=True)
    if cells.size == 0:
        raise NoData(
            "co-movement: expected records of training people, found none; add their phones."
        )
    lat, lon = fixes.lat[cells], fixes.lon[cells]
    height = distance_km(lat.min(), lon[0], lat.max(), lon[0])
    width = distance_km(lat.mean(), lon.min(), lat.mean(), lon.max())
    return Public(lat, lon, records / records.sum(), max(1.0, float(height * width)))


def _fit_kernel(km: Floats, delay_s: Floats, area_km2: float) -> Kernel:
    """Maximum likelihood of q g + (1 - q) / area over the training switches."""

    def read(x: Floats) -> Kernel:
        return Kernel(float(np.exp(x[0])), float(np.exp(x[1])), float(expit(x[2])))

    def loss(x: Floats) -> float:
        kernel = read(x)
        q = kernel.explained
        return -float(np.log(q * kernel.density(km, delay_s) + (1 - q) / area_km2).mean())

    start = max(0.02, float(np.median(np.square(km))) / 2)
    found = minimize(loss, np.log([start, start, 9.0]), method="L-BFGS-B", bounds=LIMITS)
    return read(np.asarray(found.x, dtype=np.float64))

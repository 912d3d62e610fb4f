"""Densities on the ground that depend on distance alone, per square kilometre."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import coo_array, csr_array
from scipy.spatial import KDTree

from lineholder.maths.geodesy import EARTH_RADIUS_KM, directions
from lineholder.maths.sample import Floats

Places = tuple[Floats, Floats]  # latitudes and longitudes, in degrees
REACH = 6.0  # standard deviations; beyond it the density is below 2e-8 of its peak and taken as 0


def gauss(distance_km: ArrayLike, variance_km2: ArrayLike) -> Floats:
    """The two-dimensional normal density at a distance; `variance_km2` is that of one axis."""
    twice = 2 * np.asarray(variance_km2, dtype=np.float64)
    squared = np.square(np.asarray(distance_km, dtype=np.float64))
    return np.asarray(np.exp(-squared / twice) / (np.pi * twice), dtype=np.float64)


def gauss_between(centres: Places, at: Places, variance_km2: float) -> csr_array:
    """The density of `gauss` round each centre at each place: centres x places, 0 beyond REACH.

    Distances are straight lines through the earth: a part in 10,000 short of the way on the ground
    at 300 km. Sparse and on one thread, so that a country's cells fit and the sums keep their order.
    """
    reach = REACH * np.sqrt(variance_km2) / EARTH_RADIUS_KM
    near = KDTree(directions(*centres)).sparse_distance_matrix(
        KDTree(directions(*at)), reach, output_type="ndarray"
    )
    density = gauss(near["v"] * EARTH_RADIUS_KM, variance_km2)
    return coo_array((density, (near["i"], near["j"])), (centres[0].size, at[0].size)).tocsr()

"""Distances on the ground.

Source: the haversine formula on a sphere of the mean radius of GRS 80 (Moritz, 1980).
Blind to: the flattening of the earth (at most 0.6 % of a distance) and to height; both vanish beside
    the size of a cell.
"""

import numpy as np
from numpy.typing import ArrayLike

from lineholder.maths.sample import Floats

EARTH_RADIUS_KM = 6371.0088


def distance_km(lat1: ArrayLike, lon1: ArrayLike, lat2: ArrayLike, lon2: ArrayLike) -> Floats:
    """Great-circle kilometres between points in degrees; shapes broadcast; NaN where a place is NaN."""
    p1, p2 = np.radians(lat1), np.radians(lat2)
    half_lat = np.sin((p2 - p1) / 2)
    half_lon = np.sin((np.radians(lon2) - np.radians(lon1)) / 2)
    chord = half_lat * half_lat + np.cos(p1) * np.cos(p2) * half_lon * half_lon
    km = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
    return np.asarray(km, dtype=np.float64)


def directions(lat: Floats, lon: Floats) -> Floats:
    """Unit vectors from the middle of the earth, points x 3."""
    p, m = np.radians(lat), np.radians(lon)
    return np.column_stack([np.cos(p) * np.cos(m), np.cos(p) * np.sin(m), np.sin(p)])

"""Distances: places of known distance, and what a distance must obey."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineholder.maths.geodesy import EARTH_RADIUS_KM, directions, distance_km

lat, lon = st.floats(-90, 90), st.floats(-180, 180)


def test_london_to_maidstone_and_a_quarter_of_the_earth():
    assert distance_km(51.5074, -0.1278, 51.2720, 0.5292) == pytest.approx(52.6, abs=0.3)
    assert distance_km(0, 0, 90, 0) == pytest.approx(EARTH_RADIUS_KM * np.pi / 2)
    assert distance_km(0, 0, 0, 180) == pytest.approx(EARTH_RADIUS_KM * np.pi)  # antipodes
    assert distance_km(51, 179.5, 51, -179.5) == pytest.approx(distance_km(51, 0.5, 51, -0.5))


def test_metres_stay_metres():
    assert distance_km(51.0, 0.0, 51.0 + 1e-5, 0.0) == pytest.approx(0.001112, rel=1e-3)
    assert distance_km(51.0, 0.1, 51.0, 0.1) == 0.0


def test_shapes_broadcast_and_no_place_gives_no_distance():
    found = distance_km(np.array([[51.0], [52.0]]), 0.0, np.array([51.0, np.nan, 53.0]), 0.0)
    assert found.shape == (2, 3)
    assert np.isnan(found[:, 1]).all() and np.isfinite(found[:, [0, 2]]).all()


@settings(deadline=None)
@given(lat, lon, lat, lon)
def test_agrees_with_the_angle_between_directions(lat1, lon1, lat2, lon2):
    a, b = directions(np.array([lat1, lat2]), np.array([lon1, lon2]))
    angle = np.arctan2(np.linalg.norm(np.cross(a, b)), a @ b)
    found = distance_km(lat1, lon1, lat2, lon2)
    assert found == pytest.approx(angle * EARTH_RADIUS_KM, abs=1e-3)
    assert found == pytest.approx(distance_km(lat2, lon2, lat1, lon1))

"""Plane densities: they hold one unit in all, and the sparse table is the plain formula."""

import numpy as np
import pytest

from lineholder.maths.geodesy import distance_km
from lineholder.maths.planar import REACH, gauss, gauss_between


def test_holds_one_unit_over_the_plane():
    r = np.linspace(0, 60, 60_001)
    for variance in (0.3, 4.0, 30.0):
        whole = np.trapezoid(gauss(r, variance) * 2 * np.pi * r, r)
        assert whole == pytest.approx(1.0, abs=1e-5)


def test_between_places_is_the_formula_near_and_nothing_far():
    rng = np.random.default_rng(3)
    lat, lon = rng.uniform(51, 52, 80), rng.uniform(0, 1, 80)
    centres, at = (lat[:30], lon[:30]), (lat, lon)
    km = distance_km(lat[:30, np.newaxis], lon[:30, np.newaxis], lat, lon)
    table = gauss_between(centres, at, 25.0).toarray()
    near = km < REACH * 5 - 0.01
    np.testing.assert_allclose(table[near], gauss(km, 25.0)[near], rtol=1e-3)
    assert (table[km > REACH * 5 + 0.01] == 0).all()
    assert near.any() and not near.all()


def test_no_centres_give_no_density():
    none = np.zeros(0)
    assert gauss_between((none, none), (np.array([51.0]), np.array([0.0])), 1.0).shape == (0, 1)

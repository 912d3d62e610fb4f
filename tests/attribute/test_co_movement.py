"""The co-movement score: a story, the density by the formula, the edges, and what it must obey."""

import numpy as np
import pytest
from walkers import day_slices, walkers

from lineholder.attribute.co_movement import MAX_DELAY_S, Kernel, Model, Public, fit, score
from lineholder.attribute.merged import Fixes, Slices, switches_of
from lineholder.maths.geodesy import distance_km
from lineholder.maths.planar import gauss
from lineholder.model.errors import NoData

DAY_S = 86_400


@pytest.fixture(scope="module")
def county():
    fixes, person = walkers(5)
    slices = day_slices(range(person.size))
    same = person[slices.first] == person[slices.second]
    return fixes, slices, same, fit(fixes, slices.where(same), np.arange(person.size))


def test_two_phones_of_one_person_score_above_those_of_two(county):
    fixes, slices, same, model = county
    found = score(fixes, slices, model)
    assert found.enough.all()
    assert np.quantile(found.score[same], 0.1) > np.quantile(found.score[~same], 0.99)
    assert found.against[same].mean() < 0.3 < found.against[~same].mean()


def test_the_fitted_kernel_is_the_radio_that_made_the_records(county):
    """Two errors of 1 km and two roundings to 2 km: about 2 (1 + 4/12) km2 an axis, before walking."""
    kernel = county[3].kernel
    assert 1.5 < kernel.still_km2 < 5.0
    assert 0.5 < kernel.per_hour_km2 < 10.0
    assert kernel.explained > 0.9


def test_the_score_is_the_formula_switch_by_switch(county):
    fixes, slices, _, model = county
    chosen = np.zeros(slices.first.size, dtype=bool)
    chosen[[0, 1, 30, 200]] = True
    some = slices.where(chosen)
    found, switches = score(fixes, some, model), switches_of(fixes, some, MAX_DELAY_S)
    still, area = model.kernel.still_km2, model.public.area_km2
    for k in range(some.first.size):
        out = (fixes.phone == some.second[k]) & (
            (fixes.time_s < some.start_s[k]) | (fixes.time_s >= some.end_s[k])
        )
        weights = []
        for s in np.flatnonzero(switches.slice == k):
            a, b = switches.first_cell[s], switches.second_cell[s]
            x, y = fixes.lat[a], fixes.lon[a]
            been = distance_km(x, y, fixes.lat[fixes.cell[out]], fixes.lon[fixes.cell[out]])
            known = distance_km(x, y, model.public.lat, model.public.lon)
            m = 0.7 * gauss(been, still).mean() + 0.2 * model.public.share @ gauss(known, still)
            m += 0.1 / area
            spread = still + model.kernel.per_hour_km2 * switches.delay_s[s] / 3600
            g = gauss(distance_km(x, y, fixes.lat[b], fixes.lon[b]), spread)
            q = model.kernel.explained
            weights.append(np.log10((q * g + (1 - q) * m) / m))
        assert found.switches[k] == len(weights)
        assert found.contradicting[k] == sum(w < 0 for w in weights)
        assert found.score[k] == pytest.approx(sum(weights) / np.sqrt(len(weights)), rel=1e-3)


def model_of(lat, lon):
    lat, lon = np.asarray(lat), np.asarray(lon)
    return Model(Kernel(1.0, 1.0, 0.95), Public(lat, lon, np.full(lat.size, 1 / lat.size), 400.0))


def in_turn(cells, lat, lon, habits=()):
    """Phones 0 and 1 in turn each minute from 0 at these cells; habits: cells of phone 1 a day on."""
    rows = [(k % 2, 60 * k, c) for k, c in enumerate(cells)]
    rows += [(1, DAY_S + 60 * k, c) for k, c in enumerate(habits)]
    phone, time_s, cell = np.array(sorted(rows), dtype=np.int64).T
    return Fixes(phone, time_s, cell, np.asarray(lat), np.asarray(lon))


DAY = Slices(*(np.array([v]) for v in (0, 1, 0, DAY_S)))
LAT, LON = [51.0, 51.3, 51.3], [0.0, 0.0, 0.5]  # three places tens of kilometres apart


def test_going_together_where_the_second_never_otherwise_is_weighs_more_than_at_its_own_home():
    away = score(in_turn([0] * 6, LAT, LON, habits=[1] * 9), DAY, model_of(LAT, LON))
    home = score(in_turn([0] * 6, LAT, LON, habits=[0] * 9), DAY, model_of(LAT, LON))
    assert away.score[0] > home.score[0] + 0.3
    assert away.contradicting[0] == 0
    # at home habits explain as much as one person does: next to nothing is said
    assert abs(home.score[0]) < 0.4


def test_far_apart_within_a_minute_speaks_against_and_stays_finite():
    apart = score(in_turn([0, 1] * 4, LAT, LON, habits=[1] * 9), DAY, model_of(LAT, LON))
    assert apart.contradicting[0] == apart.switches[0] == 7
    assert apart.against[0] == 1.0
    assert apart.score[0] == pytest.approx(7 * np.log10(0.05) / np.sqrt(7), rel=1e-6)


@pytest.mark.parametrize("records, enough", [(0, False), (1, False), (3, False), (4, True)])
def test_fewer_than_three_switches_are_insufficient(records, enough):
    fixes = in_turn([0] * records, LAT, LON, habits=[1])
    found = score(fixes, DAY, model_of(LAT, LON))
    assert found.switches[0] == max(0, records - 1)
    assert found.enough[0] == enough
    assert (found.score[0] != 0) == enough


def test_a_phone_seen_on_one_day_alone_is_given_the_publics_habits():
    model = model_of(LAT[:1], LON[:1])
    unknown = score(in_turn([0] * 6, LAT, LON), DAY, model)
    public = score(in_turn([0] * 6, LAT, LON, habits=[0] * 4), DAY, model)
    assert unknown.score[0] == pytest.approx(public.score[0])


def test_no_slice_depends_on_the_slices_beside_it(county):
    fixes, slices, same, model = county
    whole, part = score(fixes, slices, model), score(fixes, slices.where(same), model)
    np.testing.assert_allclose(part.score, whole.score[same], rtol=1e-12)
    np.testing.assert_array_equal(part.switches, whole.switches[same])


def test_refuses_to_fit_on_nobody_or_on_phones_never_used_near_in_time():
    fixes = in_turn([0, 1], LAT, LON)
    with pytest.raises(NoData, match="records of training people"):
        fit(fixes, DAY, np.array([7]))
    late = Slices(*(np.array([v]) for v in (0, 1, DAY_S, 2 * DAY_S)))
    with pytest.raises(NoData, match="found no switch"):
        fit(fixes, late, np.array([0, 1]))

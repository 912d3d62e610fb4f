"""Postings against a look at every record: what lies beside a place and a time, and where one number was."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineholder.attribute import postings
from lineholder.attribute.postings import BLOCK_KM, DAY_S, HOUR_S, Fixes, Index, build, plane
from lineholder.maths.geodesy import distance_km
from lineholder.model.errors import BadValue


def world(seed: int, records: int = 60, numbers: int = 9, days: int = 2, side: float = 9) -> Fixes:
    """Records of a small world, by number and time."""
    rng = np.random.default_rng(seed)
    number = np.sort(rng.integers(0, numbers, records)).astype(np.int32)
    time_s = rng.integers(0, days * DAY_S, records)
    order = np.lexsort((time_s, number))
    place = rng.uniform(-side, side, (2, records)).astype(np.float32)
    return Fixes(number, time_s[order], *place)


def split(fixes: Fixes) -> list[postings.Day]:
    day = fixes.time_s // DAY_S
    return [build(int(d), fixes.where(day == d)) for d in np.unique(day)]


def told(fixes: Fixes) -> set[tuple]:
    return set(zip(*(getattr(fixes, name).tolist() for name in Fixes.__slots__), strict=True))


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_every_record_stands_under_its_hour_and_block_and_under_its_number(seed):
    fixes = world(seed)
    index = Index(split(fixes), 9)
    for day in index.days.values():
        key = np.repeat(day.keys, np.diff(day.start))
        assert (key == postings.keys(day.second // HOUR_S, day.north, day.east)).all()
        assert (np.diff(day.keys) > 0).all()
    some = np.array([1, 4, 5])
    found = index.of(some)
    wanted = fixes.where(np.isin(fixes.number, some))
    assert told(Fixes(some[found.number], found.time_s, found.north, found.east)) == told(wanted)
    order = np.lexsort((found.time_s, found.number))
    assert (order == np.arange(order.size)).all()


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_everybodys_density_is_a_count_of_records_in_the_block(seed):
    fixes = world(seed)
    index = Index(split(fixes), 9)
    row = np.floor(np.stack([fixes.north, fixes.east]) / BLOCK_KM)
    count = (row[:, :, None] == row[:, None]).all(axis=0).sum(axis=1)
    wanted = count / (BLOCK_KM**2 * fixes.time_s.size)
    assert index.public(fixes.north, fixes.east) == pytest.approx(wanted)
    nowhere = np.array([500.0], dtype=np.float32)
    assert 0 < index.public(nowhere, nowhere)[0] < wanted.min()


def test_a_day_that_is_added_leaves_what_a_new_build_gives():
    fixes = world(3, records=300, days=3)
    days = split(fixes)
    added = Index(days[:2], 9).extended(days[2:], 9)
    whole = Index(days, 9)
    every = np.arange(9)
    assert told(added.of(every)) == told(whole.of(every)) == told(fixes)
    assert (added.public(fixes.north, fixes.east) == whole.public(fixes.north, fixes.east)).all()
    again = added.extended(days[:1], 9)
    assert again.records == fixes.time_s.size


def test_records_of_another_day_or_out_of_order_are_refused():
    fixes = world(1)
    with pytest.raises(BadValue, match="that day's records alone"):
        build(0, fixes)
    one = fixes.where(fixes.time_s < DAY_S)
    with pytest.raises(BadValue, match="out of order"):
        build(0, one.where(np.arange(one.time_s.size)[::-1]))


def test_no_day_at_all_has_no_records_and_no_density_of_nothing():
    empty = Index([], 0)
    assert empty.of(np.array([], dtype=np.int64)).time_s.size == 0
    assert empty.public(np.zeros(2, np.float32), np.zeros(2, np.float32)).min() > 0


def test_distances_on_the_plane_are_those_on_the_ground_within_four_in_a_hundred():
    rng = np.random.default_rng(0)
    lat, lon = rng.uniform(50, 58.5, 500), rng.uniform(-7, 3, 500)
    angle = rng.uniform(0, 2 * np.pi, 500)
    near = lat + 0.02 * np.sin(angle), lon + 0.02 * np.cos(angle)
    (y, x), (y2, x2) = plane(lat, lon), plane(*near)
    ratio = np.hypot(y2 - y, x2 - x) / distance_km(lat, lon, *near)
    assert ratio.min() > 0.955
    assert ratio.max() < 1.045

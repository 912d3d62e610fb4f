"""Switches and habits from columns: against plain loops over small records."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineholder.attribute.merged import Fixes, Slices, switches_of, visits_outside
from lineholder.model.errors import BadValue

CELLS = 4
records = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 50), st.integers(0, CELLS - 1)), max_size=25
)
spans = st.lists(
    st.tuples(
        st.sampled_from([(0, 1), (1, 0), (0, 2), (2, 1)]), st.integers(-5, 50), st.integers(0, 60)
    ).map(lambda s: (*s[0], s[1], s[1] + s[2])),
    min_size=1,
    max_size=5,
)


def fixes_of(rows):
    phone, time_s, cell = np.array(sorted(rows), dtype=np.int64).reshape(-1, 3).T
    return Fixes(phone, time_s, cell, np.full(CELLS, 51.0), np.arange(CELLS) / 10)


def slices_of(rows):
    return Slices(*np.array(rows, dtype=np.int64).T)


def by_hand(fixes, slices, most):
    """Every switch as (slice, cell of the first, cell of the second, delay), by walking the line."""
    found = []
    for k, (a, b, start, end) in enumerate(
        zip(slices.first, slices.second, slices.start_s, slices.end_s, strict=True)
    ):
        rows = [
            (fixes.time_s[i], i, fixes.phone[i] == b, fixes.cell[i])
            for i in range(fixes.phone.size)
            if fixes.phone[i] in (a, b) and start <= fixes.time_s[i] < end
        ]
        rows.sort()
        for (t1, _, b1, c1), (t2, _, b2, c2) in pairwise(rows):
            if b1 != b2 and t2 - t1 <= most:
                found.append((k, c2, c1, t2 - t1) if b1 else (k, c1, c2, t2 - t1))
    return found


def as_rows(s):
    return list(zip(s.slice, s.first_cell, s.second_cell, s.delay_s, strict=True))


@settings(deadline=None)
@given(records, spans, st.integers(0, 30))
def test_switches_are_those_of_a_walk_along_the_line(rows, pairs, most):
    fixes, slices = fixes_of(rows), slices_of(pairs)
    assert as_rows(switches_of(fixes, slices, most)) == by_hand(fixes, slices, most)


@settings(deadline=None)
@given(records, spans)
def test_swapping_the_phones_swaps_the_cells_and_nothing_else(rows, pairs):
    fixes = fixes_of(rows)
    straight = switches_of(fixes, slices_of(pairs), 20)
    turned = switches_of(fixes, slices_of([(b, a, s, e) for a, b, s, e in pairs]), 20)
    assert as_rows(straight) == [(k, x, y, d) for k, y, x, d in as_rows(turned)]


@settings(deadline=None)
@given(records, spans)
def test_visits_outside_are_the_second_phones_records_out_of_the_slice(rows, pairs):
    fixes, slices = fixes_of(rows), slices_of(pairs)
    expected = np.zeros((len(pairs), CELLS))
    for k, (_, b, start, end) in enumerate(pairs):
        for phone, t, cell in rows:
            expected[k, cell] += phone == b and not start <= t < end
    np.testing.assert_array_equal(visits_outside(fixes, slices).toarray(), expected)


def test_the_story_of_two_phones_in_turn():
    """A1 A2 B1 B2 A3: A2-B1 and B2-A3 are switches, and nothing else."""
    fixes = fixes_of([(0, 0, 0), (0, 10, 1), (1, 15, 2), (1, 20, 3), (0, 26, 0)])
    found = switches_of(fixes, slices_of([(0, 1, 0, 100)]), 60)
    assert as_rows(found) == [(0, 1, 2, 5.0), (0, 0, 3, 6.0)]


@pytest.mark.parametrize(
    "start, end, most, count",
    [(0, 11, 10, 1), (0, 10, 10, 0), (1, 11, 10, 0), (0, 11, 9, 0)],
)
def test_the_end_is_out_the_start_is_in_and_the_longest_delay_counts(start, end, most, count):
    fixes = fixes_of([(0, 0, 0), (1, 10, 1)])
    assert switches_of(fixes, slices_of([(0, 1, start, end)]), most).slice.size == count


def test_refuses_records_that_are_out_of_order_or_without_a_place():
    three, lat = np.zeros(3, dtype=np.int64), np.array([51.0])
    with pytest.raises(BadValue, match="ordered by phone, then time"):
        Fixes(three, np.array([0, 2, 1]), three, lat, lat)
    with pytest.raises(BadValue, match="ordered by phone, then time"):
        Fixes(np.array([1, 0, 0]), three, three, lat, lat)
    with pytest.raises(BadValue, match="cell codes from 0 to 0, found 0 to 1"):
        Fixes(three, three, np.array([0, 0, 1]), lat, lat)
    with pytest.raises(BadValue, match="one length"):
        Fixes(three, three[:2], three, lat, lat)
    with pytest.raises(BadValue, match="a place for every cell"):
        Fixes(three, three, three, np.array([np.nan]), lat)


def test_refuses_a_slice_that_ends_before_it_starts():
    with pytest.raises(BadValue, match="found 1 that end before"):
        slices_of([(0, 1, 10, 9), (0, 1, 10, 10)])

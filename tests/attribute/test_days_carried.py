"""Who had the number on which day: against every path, written out."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineholder.attribute import carrying, segments
from lineholder.attribute.movement import DAY_S, MORNING_S, Days
from lineholder.model.attribution import Gap

scores = st.lists(st.lists(st.floats(-6, 6), min_size=2, max_size=2), min_size=1, max_size=5)


def days_of(rank: list[list[float]]) -> Days:
    """`rank[day][owner]`."""
    owner, day = np.meshgrid(np.arange(len(rank[0])), np.arange(len(rank)), indexing="ij")
    value = np.array(rank).T.reshape(-1)
    ones = np.ones(value.size, dtype=np.int64)
    return Days(owner.reshape(-1), day.reshape(-1), ones, 0 * ones, value, 0 * value, 0 * value)


@given(scores)
@settings(max_examples=40, deadline=None)
def test_expected_days_against_every_path(rank):
    states = len(rank[0]) + 1
    weight, carried = 0.0, np.zeros(states)
    turn = (1 - carrying.STAYS) / states
    for path in product(range(states), repeat=len(rank)):
        p = 1.0
        for day, state in enumerate(path):
            p *= 10 ** rank[day][state - 1] if state else 1.0
            if day:
                p *= turn + (carrying.STAYS if state == path[day - 1] else 0.0)
        weight += p
        carried += p * np.bincount(path, minlength=states)
    assert carrying.expected_days(days_of(rank), 2) == pytest.approx(
        (carried / weight)[1:], rel=1e-6
    )


@given(scores)
@settings(max_examples=60, deadline=None)
def test_segments_are_the_best_of_all_paths(rank):
    def worth(path):
        said = sum(rank[d][s - 1] for d, s in enumerate(path) if s)
        turns = sum(a != b for a, b in pairwise(path))
        return said - segments.CHANGE * turns

    best = max(worth(p) for p in product(range(3), repeat=len(rank)))
    held = segments.held(days_of(rank), [(0, "a"), (1, "b")])
    path = [
        {"a": 1, "b": 2, None: 0}[s.top]
        for s in held.segments
        for _ in range((s.to_s - s.from_s) // DAY_S)
    ]
    assert len(path) == len(rank)
    assert worth(path) == pytest.approx(best)
    assert len(held.handovers) == len(held.segments) - 1


def test_a_handover_is_found_on_its_day_and_its_range_holds_it():
    rank = [[3.0, -1.0]] * 6 + [[0.2, 0.1]] * 2 + [[-1.0, 3.0]] * 6
    held = segments.held(days_of(rank), [(0, "holder"), (1, "deputy")])
    (change,) = held.handovers
    assert (change.before, change.after) == ("holder", "deputy")
    assert [s.top for s in held.segments] == ["holder", "deputy"]
    day = [(t - MORNING_S) // DAY_S for t in (change.earliest_s, change.at_s, change.latest_s)]
    assert day == [6, 8, 8]
    assert change.at_s == held.segments[0].to_s == held.segments[1].from_s


def test_days_that_speak_for_nobody_are_nobodys():
    held = segments.held(days_of([[-2.0, -2.0]] * 4), [(0, "a"), (1, "b")])
    assert [s.top for s in held.segments] == [None]
    assert held.handovers == ()
    assert segments.held(days_of([[1.0, 1.0]]), []).segments == ()


def test_gaps_are_a_day_or_longer_without_a_placed_record():
    at = np.array([0, 10, 10 + segments.LONG_S, 20 + segments.LONG_S])
    assert segments.gaps(at) == (Gap(10, 10 + segments.LONG_S),)
    assert segments.gaps(at[:2]) == ()
    assert segments.gaps(np.empty(0, dtype=np.int64)) == ()


def test_nobody_with_a_switch_has_carried_nothing():
    empty = days_of([[1.0, 1.0]])
    none = Days(*(v[:0] for v in (getattr(empty, n) for n in Days.__slots__)))
    assert carrying.expected_days(none, 3).tolist() == [0, 0, 0]


def test_a_day_on_which_a_candidate_was_not_seen_does_not_count_for_it():
    whole = days_of([[1.0, -3.0]] * 10)
    once = (whole.owner == 1) | (whole.day == 4)
    some = Days(*(getattr(whole, name)[once] for name in Days.__slots__))
    carried = carrying.expected_days(some, 2)
    assert carried[0] <= 1
    assert carrying.expected_days(whole, 2)[0] > 9

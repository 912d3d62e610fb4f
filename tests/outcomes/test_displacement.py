"""Arrivals in other markets after closures in one."""

import re

import pytest
from histories import at, history
from hypothesis import given
from hypothesis import strategies as st

from lineholder.outcomes.displacement import displacement

MARKETS = {"a": "Maldon", "b": "Maldon", "c": "Harwich", "d": "Harwich", "e": None}


def told(histories, window=90, until=365):
    return {
        (d.closed_in, d.into): d
        for d in displacement(histories, MARKETS, at(0), at(until), window)
    }


def test_arrivals_after_a_closure_are_set_against_the_rest_of_the_year():
    year = [
        history(
            "a", (0, "new"), (100, "t1"), (150, "back")
        ),  # there at the opening; its return is no arrival
        history("b", (20, "new")),
        history("c", (110, "new")),
        history("d", (300, "new")),
        history("e", (120, "new"), (130, "t1")),  # of no known market
        history("f", (121, "new")),  # nor this one
    ]
    pairs = told(year)
    assert pairs.keys() == {("Maldon", "Harwich"), ("Maldon", "Maldon")}
    into = pairs["Maldon", "Harwich"]
    assert (into.closures, into.arrived_after, into.days_after) == (1, 1, 90)
    assert (into.arrived_else, into.days_else) == (1, 275)
    assert into.ratio == pytest.approx((1 / 90) / (1 / 275))
    assert into.lower < 1 < into.upper
    assert into.sentence.endswith("these counts do not tell the two apart.")
    assert (pairs["Maldon", "Maldon"].arrived_after, pairs["Maldon", "Maldon"].arrived_else) == (
        0,
        1,
    )


def test_overlapping_windows_are_one_stretch_cut_at_the_end():
    year = [
        history("a", (1, "new"), (300, "t1")),
        history("b", (1, "new"), (320, "t2")),
        history("c", (330, "new")),
    ]
    into = told(year)["Maldon", "Harwich"]
    assert (into.closures, into.arrived_after, into.days_after) == (2, 1, 65)


def test_nothing_but_windows_leaves_nothing_to_compare():
    year = [history("a", (1, "new"), (1, "t1")), history("c", (5, "new"))]
    into = displacement(year, MARKETS, at(1), at(30), 90)[0]
    assert (into.ratio, into.lower, into.upper) == (None, None, None)
    assert into.sentence.endswith("too little to compare.")


def test_a_clear_difference_is_said_without_a_reason():
    year = [history("a", (1, "new"), (200, "t1"))]
    many = [history(f"n{n}", (201 + n, "new")) for n in range(40)]
    markets = {"a": "Maldon"} | {h.line: "Harwich" for h in many}
    more = displacement(year + many, markets, at(0), at(365))[0]
    assert more.lower > 1
    early = [history(h.line, (10 + n, "new")) for n, h in enumerate(many)]
    fewer = displacement(year + early, markets, at(0), at(365))[0]
    assert fewer.upper < 1
    for one in (more, fewer):
        assert one.sentence.endswith("which says nothing of why.")
        assert not re.search(r"caus|because|due to|led to|displaced", one.sentence)


@given(
    st.lists(st.integers(1, 200), min_size=1, max_size=8),
    st.lists(st.integers(1, 200), min_size=1, max_size=8),
)
def test_each_arrival_counts_once_and_on_its_side(closed, came):
    """Brute force: an arrival is after where any closure lies within 30 days before it."""
    year = [history(f"a{n}", (0, "new"), (day, "t1")) for n, day in enumerate(closed)]
    year += [history(f"c{n}", (day, "new")) for n, day in enumerate(came)]
    markets = {h.line: "Maldon" if h.line[0] == "a" else "Harwich" for h in year}
    (into,) = (d for d in displacement(year, markets, at(0), at(210), 30) if d.into == "Harwich")
    # two windows that meet are one stretch, so that the day on which they meet is inside it
    days = {day for start in closed for day in range(start, start + 30)}
    inside = [d for d in came if d in days and d - 1 in days]
    assert into.arrived_after == len(inside)
    assert into.arrived_else == len(came) - len(inside)
    assert into.days_after == len({d for d in days if d < 210})

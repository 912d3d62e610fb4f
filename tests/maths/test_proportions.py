"""Intervals on few: published figures, brute force over the binomial, and refusals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, binomtest, poisson

from lineholder.maths import proportions
from lineholder.model.errors import BadValue


@given(st.integers(0, 60), st.integers(0, 60))
def test_shares_equal_scipy(part, more):
    whole = part + more
    if whole == 0:
        assert proportions.wilson(0, 0) == proportions.Interval(None, None, None)
        assert proportions.exact(0, 0) == proportions.Interval(None, None, None)
        return
    for method, ours in (("wilson", proportions.wilson), ("exact", proportions.exact)):
        told = binomtest(part, whole).proportion_ci(0.95, method=method)
        found = ours(part, whole)
        assert (found.lower, found.upper) == pytest.approx((told.low, told.high), abs=1e-9)
        assert found.value == part / whole


def test_three_of_ten_as_printed():
    """Newcombe, Stat Med 17 (1998) 857, gives 81/263 by Wilson as 0.2553 to 0.3662."""
    found = proportions.wilson(81, 263)
    assert (found.lower, found.upper) == pytest.approx((0.2553, 0.3662), abs=5e-5)


@given(st.integers(0, 200))
def test_a_count_is_bounded_by_the_means_under_which_it_is_just_unlikely(n):
    found = proportions.count(n)
    assert poisson.cdf(n, found.upper) == pytest.approx(0.025)
    if n:
        assert poisson.sf(n - 1, found.lower) == pytest.approx(0.025)
    else:
        assert found.lower == 0.0
        assert found.upper == pytest.approx(3.689, abs=1e-3)  # as Garwood prints it


def test_a_ratio_of_counts():
    """20 after and 10 before in as long a time: twice, and hardly told from none."""
    found = proportions.ratio(20, 10)
    assert found.value == 2
    low, high = (r / (1 + r) for r in (found.lower, found.upper))
    assert binom.sf(19, 30, low) == pytest.approx(0.025)  # 20 or more of 30 are just unlikely
    assert binom.cdf(20, 30, high) == pytest.approx(0.025)
    half = proportions.ratio(20, 10, span=2.0)
    assert half.value == 1
    assert half.lower == pytest.approx(found.lower / 2)
    assert proportions.ratio(3, 0).value is None
    assert proportions.ratio(3, 0).upper is None
    assert proportions.ratio(0, 0) == proportions.Interval(None, None, None)
    assert proportions.ratio(0, 4).lower == 0


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40))
def test_the_median_is_held_by_the_narrowest_pair_that_holds_the_level(values):
    found = proportions.median_of(values)
    n, ordered = len(values), sorted(values)
    holds = [
        k
        for k in range((n + 1) // 2)
        if 1 - 2 * binom.cdf(k, n, 0.5)
        >= 0.95  # P(value k below and value n-1-k above the median)
    ]
    if not holds:
        assert (found.lower, found.upper) == (None, None)
        assert n <= 5
    else:
        assert (found.lower, found.upper) == (ordered[holds[-1]], ordered[n - 1 - holds[-1]])


def test_six_values_are_the_fewest_that_bound_a_median():
    assert proportions.median_of([1, 2, 3, 4, 5]) == proportions.Interval(3, None, None)
    assert proportions.median_of([1, 2, 3, 4, 5, 6]) == proportions.Interval(3.5, 1, 6)
    assert proportions.median_of([]) == proportions.Interval(None, None, None)


def test_refuses_a_part_beyond_its_whole():
    with pytest.raises(BadValue, match="found 5 of 4"):
        proportions.wilson(5, 4)
    with pytest.raises(BadValue, match="found -1"):
        proportions.count(-1)
    with pytest.raises(BadValue, match="above 0"):
        proportions.ratio(1, 1, span=0)

"""Before and after: by hand, against least squares, and what may be said."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t as student

from lineholder.model.effect import Point
from lineholder.model.errors import NotFound
from lineholder.outcomes.effect import compare

CAUSAL = re.compile(
    r"caus|because|due to|led to|thanks|result of|effect of|reduc|prevent|impact", re.I
)
HAND = tuple(
    Point(f"2025-{month:02}-01", area, float(value))
    for area, values in (
        ("Colchester", (10, 12, 11, 6, 8, 7)),
        ("Ipswich", (20, 21, 22, 20, 20, 20)),
    )
    for month, value in enumerate(values, 1)
)


def test_by_hand():
    told = compare("admissions", HAND, "2025-04-01", "Colchester", "Ipswich")
    assert [(m.area, m.after, m.n, m.mean) for m in told.means] == [
        ("Colchester", False, 3, 11),
        ("Colchester", True, 3, 7),
        ("Ipswich", False, 3, 21),
        ("Ipswich", True, 3, 20),
    ]
    assert told.change == -4
    assert told.difference == pytest.approx(-3)
    assert told.lower < -3 < told.upper
    assert told.sentence.startswith("Colchester changed by 3.0 a period less than Ipswich (95 %")
    assert "rises with effort" in told.warnings[0]


def test_without_a_comparison_no_reason_is_given():
    told = compare("admissions", HAND, "2025-04-01", "Colchester", None)
    assert told.sentence == (
        "Colchester: 11.0 a period in 3 periods before 2025-04-01, 7.0 in 3 from then on. This says "
        "nothing of why."
    )
    assert (told.difference, told.lower, told.drift) == (None, None, None)
    assert told.warnings[1].startswith("No comparison area")
    late = compare("admissions", HAND, "2026-01-01", "Colchester", None)
    assert late.change is None
    for one in (told, late):
        assert not CAUSAL.search(one.sentence)


values = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=4, max_size=24)


@settings(deadline=None, max_examples=50)
@given(values, st.integers(2, 20))
def test_equals_least_squares_on_the_gap_with_the_variances_apart(rows, at):
    """Oracle: the coefficient of "after" in a regression of the gap, HC2 errors, Welch's degrees."""
    at = min(at, len(rows) - 2)
    days = [f"2025-01-{n + 1:02}" for n in range(len(rows))]
    series = [
        Point(day, area, float(value))
        for day, pair in zip(days, rows, strict=True)
        for area, value in zip("ab", pair, strict=True)
    ]
    told = compare("x", series, days[at], "a", "b")
    assert not CAUSAL.search(told.sentence)
    gap = np.array([a - b for a, b in rows], dtype=float)
    x = np.column_stack([np.ones(len(rows)), np.arange(len(rows)) >= at])
    inverse = np.linalg.inv(x.T @ x)
    beta = inverse @ x.T @ gap
    assert told.difference == pytest.approx(beta[1], abs=1e-9)
    if told.lower is None:
        assert np.ptp(gap[:at]) == np.ptp(gap[at:]) == 0
        return
    rest = gap - x @ beta
    hat = np.einsum("ij,jk,ik->i", x, inverse, x)
    spread = inverse @ (x.T * (rest**2 / (1 - hat))) @ x @ inverse
    parts = [np.var(side, ddof=1) / len(side) for side in (gap[:at], gap[at:])]
    sizes = (at - 1, len(rows) - at - 1)
    degrees = sum(parts) ** 2 / sum(p * p / n for p, n in zip(parts, sizes, strict=True))
    half = student.ppf(0.975, degrees) * np.sqrt(spread[1, 1])
    assert (told.lower, told.upper) == pytest.approx((beta[1] - half, beta[1] + half), abs=1e-6)


def test_areas_that_moved_apart_before_and_periods_that_hang_together_are_said():
    days = [f"2025-01-{n + 1:02}" for n in range(20)]
    apart = [Point(d, "a", float(n)) for n, d in enumerate(days)]
    apart += [Point(d, "b", 0.1 * (n % 2)) for n, d in enumerate(days)]
    told = compare("x", apart, days[10], "a", "b")
    assert told.drift == pytest.approx(1, abs=0.05)
    assert any("moved apart already" in w for w in told.warnings)
    assert any("hang together" in w for w in told.warnings)


def test_the_interval_holds_the_truth_as_often_as_it_says():
    """1,000 pairs of independent series with a difference of -2: 95 % of intervals hold it."""
    rng = np.random.default_rng(8)
    days = [f"2025-{n // 28 + 1:02}-{n % 28 + 1:02}" for n in range(24)]
    held = 0
    for _ in range(1000):
        common = rng.normal(0, 5, 24)
        a, b = rng.poisson(20, 24) + common, rng.poisson(30, 24) + common
        a[12:] -= 2
        series = [Point(d, "a", x) for d, x in zip(days, a, strict=True)]
        series += [Point(d, "b", x) for d, x in zip(days, b, strict=True)]
        told = compare("x", series, days[12], "a", "b")
        held += told.lower <= -2 <= told.upper
    assert 930 <= held <= 970


def test_too_few_periods_have_no_interval():
    few = [Point("2025-01-01", "a", 1.0), Point("2025-02-01", "a", 2.0)]
    few += [Point("2025-01-01", "b", 1.0), Point("2025-02-01", "b", 1.0)]
    told = compare("x", few, "2025-02-01", "a", "b")
    assert (told.difference, told.lower, told.drift, told.lag) == (1, None, None, None)
    assert told.sentence.endswith("too few, or too alike, for an interval.")
    apart = [Point("2025-01-01", "a", 1.0), Point("2025-02-01", "b", 2.0)]
    told = compare("x", apart, "2025-02-01", "a", "b")
    assert told.difference is None
    assert told.sentence.endswith("no comparison can be made.")


def test_refuses_an_area_without_values():
    with pytest.raises(NotFound, match="found 'Harlow'"):
        compare("x", HAND, "2025-04-01", "Colchester", "Harlow")

"""Bounds: against the published definitions, threshold by threshold, and by what they must obey."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineholder.maths import bounds
from lineholder.maths.likelihood import cllr
from lineholder.model.errors import BadValue

few = st.lists(st.integers(-12, 12).map(lambda x: x / 4), min_size=1, max_size=12)
STEP = 1 / 512  # log10; a power of two, so that no threshold misses a step by rounding


def beyond(values, t, at=False):
    """How many values lie above (`at`: at or above) each threshold."""
    table = np.asarray(values)[:, np.newaxis]
    return (table >= t if at else table > t).sum(axis=0)


def utility(t, h1, h2):
    """Vergeer's expected utility of deciding at LR 10^t, one misleading LR added to each class."""
    missed = (1 + len(h1) - beyond(h1, t)) / (len(h1) + 1)
    return missed + 10**t * (1 + beyond(h2, t)) / (len(h2) + 1)


def elub_by_definition(h1, h2):
    """The first thresholds on a fine grid, outwards from 0, at which deciding blindly is better."""
    t = np.arange(STEP / 2, 4, STEP)
    return -t[utility(-t, h1, h2) > 10**-t][0], t[utility(t, h1, h2) > 1][0]


def iv_upper_by_definition(h1, h2):
    """Alberink's: the first threshold of all at which LRs of at least it are worth less than it."""
    t = np.arange(-5 + STEP / 2, max(0.0, *h1, *h2) + STEP, STEP)
    above1 = (beyond(h1, t, at=True) + 0.5) / (len(h1) + 1)
    above2 = (beyond(h2, t, at=True) + 0.5) / (len(h2) + 1)
    bad = t[np.log10(above1) - np.log10(above2) < t]
    return max(0.0, bad[0] if bad.size else max(h1))


@settings(deadline=None)
@given(few, few)
def test_elub_is_its_definition(h1, h2):
    found = bounds.elub(h1, h2)
    lower, upper = elub_by_definition(h1, h2)
    assert found.upper == pytest.approx(upper, abs=2 * STEP)
    assert found.lower == pytest.approx(lower, abs=2 * STEP)


@settings(deadline=None)
@given(few, few)
def test_iv_is_its_definition(h1, h2):
    found = bounds.iv(h1, h2)
    mirrored = iv_upper_by_definition([-x for x in h2], [-x for x in h1])
    assert found.upper == pytest.approx(iv_upper_by_definition(h1, h2), abs=2 * STEP)
    assert found.lower == pytest.approx(-mirrored, abs=2 * STEP)


@settings(deadline=None)
@given(few, few)
def test_bounds_are_mirrored_when_the_hypotheses_are(h1, h2):
    for method in (bounds.elub, bounds.iv, bounds.tighter):
        straight = method(h1, h2)
        turned = method([-x for x in h2], [-x for x in h1])
        assert (straight.lower, straight.upper) == (-turned.upper, -turned.lower)


@settings(deadline=None)
@given(few, few)
def test_tighter_never_says_more_than_either_nor_than_the_numbers_bear(h1, h2):
    tight = bounds.tighter(h1, h2)
    for wide in (bounds.elub(h1, h2), bounds.iv(h1, h2)):
        assert wide.lower <= tight.lower <= 0 <= tight.upper <= wide.upper
    assert tight.upper <= np.log10(len(h2) + 1)
    assert tight.lower >= -np.log10(len(h1) + 1)


def test_perfect_separation_is_bounded_by_the_number_of_pairs_alone():
    """25 pairs of one person and 200 of two, all far apart: one misleading LR more on either side."""
    found = bounds.elub([5.0] * 25, [-5.0] * 200)
    assert found.upper == pytest.approx(np.log10(25 / 26 * 201))
    assert found.lower == pytest.approx(-np.log10(200 / 201 * 26))


def test_a_violation_narrower_than_any_grid_is_seen():
    """Between the two LRs at 1 no pair of one person is left and one of two still is."""
    h1, h2 = [1.0] * 40, [-1.0] * 39 + [1.0 + 1e-7]
    assert bounds.elub(h1, h2).upper == pytest.approx(1.0)


def test_a_system_that_is_wrong_may_say_nothing():
    assert bounds.tighter([-1.0] * 9, [1.0] * 9) == bounds.Bounds(0.0, 0.0)


def test_infinite_lrs_are_bounded():
    found = bounds.tighter([np.inf] * 9, [-np.inf] * 9)
    assert found.upper == pytest.approx(np.log10(9))
    assert np.isfinite(found.clip([np.inf, -np.inf, 0.0])).all()


def test_clip_moves_what_lies_beyond_and_floor_is_what_that_costs():
    found = bounds.Bounds(-1.0, 2.0)
    np.testing.assert_array_equal(found.clip([-3.0, -1.0, 0.5, 2.5]), [-1.0, -1.0, 0.5, 2.0])
    assert found.floor() == pytest.approx(cllr([2.0] * 3, [-1.0] * 5))
    assert bounds.Bounds(0.0, 0.0).floor() == pytest.approx(1.0)


@pytest.mark.parametrize("lower, upper", [(0.1, 1.0), (-1.0, -0.1), (-np.inf, 1.0), (np.nan, 1.0)])
def test_refuses_bounds_that_are_none(lower, upper):
    with pytest.raises(BadValue, match="expected finite lower <= 0 <= upper"):
        bounds.Bounds(lower, upper)


def test_more_that_mislead_than_a_rule_allows_lower_the_upper_bound_to_where_they_begin():
    given = bounds.Bounds(-1.5, 1.8)
    assert bounds.unless_misled(given, [0.5] * 99 + [1.2], 1.0, 0.01) == given
    assert bounds.unless_misled(given, [0.5] * 98 + [1.2], 1.0, 0.01) == bounds.Bounds(-1.5, 1.0)
    assert bounds.unless_misled(given, [2.5], 3.0, 0.01) == given

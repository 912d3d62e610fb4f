"""Logistic calibration: known LRs found again, the optimum checked, people kept apart."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from lineholder.maths.calibration import Logistic, fit_logistic, person_folds
from lineholder.maths.likelihood import cllr, cllr_cal
from lineholder.model.errors import BadValue


def two_normals(seed, n1, n2):
    """Scores of N(1, 1) under H1 and N(-1, 1) under H2: the true ln LR is twice the score."""
    rng = np.random.default_rng(seed)
    scores = np.concatenate([rng.normal(1, 1, n1), rng.normal(-1, 1, n2)])
    return scores[:, np.newaxis], np.arange(n1 + n2) < n1


def test_finds_the_true_lrs_whatever_the_mix_of_the_training_pairs():
    for n1, n2 in ((20_000, 20_000), (2_000, 60_000)):
        scores, is_h1 = two_normals(1, n1, n2)
        found = fit_logistic(scores, is_h1)
        assert found.weights[0] * np.log(10) == pytest.approx(2.0, rel=0.06)
        assert found.intercept == pytest.approx(0.0, abs=0.05)


def test_calibrates_new_pairs():
    fitted = fit_logistic(*two_normals(2, 500, 2000))
    scores, is_h1 = two_normals(3, 500, 2000)
    lrs = fitted.log10_lr(scores)
    assert cllr_cal(lrs[is_h1], lrs[~is_h1]) < 0.03
    assert cllr(lrs[is_h1], lrs[~is_h1]) < 0.6


def test_is_the_optimum_that_a_plain_minimiser_finds():
    rng = np.random.default_rng(4)
    rows = rng.normal(size=(60, 2)) * [1.0, 30.0] + [5.0, -200.0]
    is_h1 = rows[:, 0] + rng.normal(size=60) > 5.5
    weight = rng.uniform(0.5, 2, 60)
    half = np.where(is_h1, weight * 30 / weight[is_h1].sum(), weight * 30 / weight[~is_h1].sum())
    share = half / half.sum()
    centre = share @ rows
    z = (rows - centre) / np.sqrt(share @ (rows - centre) ** 2)

    def loss(b):
        logit = b[0] + z @ b[1:]
        return half @ (np.logaddexp(0, logit) - is_h1 * logit) + 3 * (b[1:] @ b[1:]) / 2

    best = minimize(loss, np.zeros(3), method="BFGS", options={"gtol": 1e-9})
    found = fit_logistic(rows, is_h1, l2=3.0, weight=weight)
    expected = (best.x[0] + z @ best.x[1:]) / np.log(10)
    np.testing.assert_allclose(found.log10_lr(rows), expected, atol=1e-6)


def test_complete_separation_stays_finite_and_a_constant_feature_weighs_nothing():
    rows = np.column_stack([np.r_[np.full(5, 9.0), np.full(50, -9.0)], np.full(55, 7.0)])
    found = fit_logistic(rows, np.arange(55) < 5)
    assert found.weights[1] == 0.0
    lrs = found.log10_lr(rows)
    assert np.isfinite(lrs).all() and (lrs[:5] > 0.5).all() and (lrs[5:] < -0.5).all()


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_and_the_unit_of_rows_do_not_matter(seed):
    rng = np.random.default_rng(seed)
    rows, is_h1 = rng.normal(size=(20, 2)), rng.permutation(20) < 7
    order = rng.permutation(20)
    plain = fit_logistic(rows, is_h1).log10_lr(rows)
    turned = fit_logistic(rows[order] * 1000 + 5, is_h1[order]).log10_lr(rows * 1000 + 5)
    np.testing.assert_allclose(turned, plain, atol=1e-6)


def test_reads_as_a_sum():
    assert Logistic(0.5, (2.0, -1.0)).log10_lr([[1.0, 3.0]]) == pytest.approx([-0.5])


def test_refuses_what_it_cannot_fit():
    rows, is_h1 = np.zeros((3, 1)), np.array([True, False, False])
    with pytest.raises(BadValue, match="one truth and one weight a row"):
        fit_logistic(np.zeros(3), is_h1)
    with pytest.raises(BadValue, match="found 3 of one person and 0 of two"):
        fit_logistic(rows, np.ones(3, dtype=bool))
    with pytest.raises(BadValue, match="finite features"):
        fit_logistic(np.array([[np.nan], [0.0], [0.0]]), is_h1)
    with pytest.raises(BadValue, match="weights of 0 or more"):
        fit_logistic(rows, is_h1, weight=[1.0, -1.0, 1.0])
    with pytest.raises(BadValue, match="penalty above 0"):
        fit_logistic(rows, is_h1, l2=0.0)


pairs = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=40)


@settings(deadline=None)
@given(pairs, st.integers(1, 12))
def test_no_person_stands_on_both_sides_and_each_pair_is_held_out_once(drawn, folds):
    a, b = np.array(drawn).T
    held_times = np.zeros(a.size, dtype=int)
    for held, rest in person_folds(a, b, folds):
        held_times += held
        out = set(a[held]) | set(b[held])
        assert not out & (set(a[rest]) | set(b[rest]))
    assert (held_times == 1).all()


def test_as_many_folds_as_people_leave_two_people_out():
    a, b = np.triu_indices(5)
    for held, rest in person_folds(a, b, 5):
        assert held.sum() == 1
        gone = len({int(a[held][0]), int(b[held][0])})
        assert rest.sum() == (5 - gone) * (6 - gone) // 2

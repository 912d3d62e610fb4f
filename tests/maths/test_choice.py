"""Choice among rows or none of them: by hand, by oracle, and with weights that keep their sign."""

import numpy as np
import pytest
from scipy.optimize import approx_fprime

from lineholder.maths.choice import Case, Choice, fit_choice, log_likelihood
from lineholder.model.errors import BadValue


def case(features, right):
    rows = np.array(features, dtype=np.float64)
    return Case(rows, np.zeros(len(rows)), np.array(right, dtype=bool))


def test_by_hand():
    one = case([[1.0], [0.0]], [True, False])
    odds = np.exp([2.0 + 0.5, 0.5]) / 2
    assert log_likelihood(Choice((2.0,), 0.5), one) == pytest.approx(
        np.log(odds[0] / (odds.sum() + 1))
    )
    none = case([[1.0], [0.0]], [False, False])
    assert log_likelihood(Choice((2.0,), 0.5), none) == pytest.approx(np.log(1 / (odds.sum() + 1)))


def cases(rng, n=60, weight=(2.0, -1.0)):
    drawn = []
    for _ in range(n):
        rows = rng.normal(size=(8, 2))
        utility = np.append(rows @ weight - np.log(8), 0.0) + rng.gumbel(size=9)
        right = np.zeros(8, dtype=bool)
        if (best := int(np.argmax(utility))) < 8:
            right[best] = True
        drawn.append(case(rows, right))
    return drawn


def test_the_fit_is_a_stationary_point_and_finds_the_signs():
    drawn = cases(np.random.default_rng(1))
    found = fit_choice(drawn)

    def loss(x):
        choice = Choice((x[0], x[1]), x[2])
        return (x[0] ** 2 + x[1] ** 2) / 2 - sum(log_likelihood(choice, c) for c in drawn)

    at = np.array([*found.weights, found.intercept])
    assert approx_fprime(at, loss, 1e-6) == pytest.approx([0, 0, 0], abs=0.02)
    assert found.weights[0] > 0.8 > -0.3 > found.weights[1]


def test_a_weight_stays_within_what_it_may_bear():
    found = fit_choice(cases(np.random.default_rng(1)), within=[(0.0, 0.5), (0.0, None)])
    assert found.weights == (0.5, 0.0)


def test_cases_of_different_features_are_refused():
    with pytest.raises(BadValue, match="same features"):
        fit_choice([case([[1.0]], [True]), case([[1.0, 2.0]], [True])])
    with pytest.raises(BadValue, match="none"):
        fit_choice([])

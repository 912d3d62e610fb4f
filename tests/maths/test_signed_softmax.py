import numpy as np
import pytest

from lineholder.maths.signed_softmax import THE_CLASS, fit


def kinds_of(labels: np.ndarray) -> np.ndarray:
    """One other kind alone: the class where true, else kind 0."""
    return np.where(labels, THE_CLASS, 0)


def test_it_finds_the_weights_that_made_the_kinds():
    """Two other kinds, each told from the class by another figure."""
    rng = np.random.default_rng(3)
    x = rng.random((60_000, 2))
    against = np.column_stack([1 + 4 * (x[:, 0] - 0.5), 0.5 + 3 * (x[:, 1] - 0.5)])
    weighed = np.column_stack([np.ones(len(x)), np.exp(-against)])
    chance = (weighed / weighed.sum(axis=1, keepdims=True)).cumsum(axis=1)
    kinds = (rng.random((len(x), 1)) > chance).sum(axis=1) - 1
    found = fit(x, kinds, (0, 0), 1e-6)
    assert found.weights == pytest.approx(np.array([[4, 0], [0, 3]]), abs=0.15)
    at_half = found.intercepts + ((0.5 - found.centres) * found.weights).sum(axis=1)
    assert at_half == pytest.approx([1, 0.5], abs=0.05)


def test_with_one_other_kind_it_is_logistic_regression():
    rng = np.random.default_rng(8)
    x = rng.random((40_000, 2))
    odds = -1 + 3 * (x[:, 0] - 0.5) - 2 * (x[:, 1] - 0.5)
    labels = rng.random(len(x)) < 1 / (1 + np.exp(-odds))
    assert fit(x, kinds_of(labels), (1, -1), 1e-6).weights[0] == pytest.approx([3, -2], abs=0.15)


def test_a_weight_never_takes_the_other_sign():
    rng = np.random.default_rng(4)
    x = rng.random((500, 1))
    kinds = kinds_of(x[:, 0] < 0.5)  # more of it speaks against, but it may only speak for
    assert fit(x, kinds, (1,), 0.1).weights.tolist() == [[0.0]]
    assert fit(x, kinds, (0,), 0.1).weights[0, 0] < 0


def test_an_unknown_figure_is_as_if_it_stood_at_the_centre():
    rng = np.random.default_rng(5)
    x = rng.random((300, 2))
    kinds = kinds_of(x[:, 0] > 0.6)
    known = fit(x, kinds, (1, 1), 0.1)
    hidden = x.copy()
    hidden[:, 1] = np.nan
    half_known = fit(hidden, kinds, (1, 1), 0.1)
    assert half_known.weights[0, 1] == 0
    assert half_known.centres[0, 1] == 0
    assert half_known.weights[0, 0] == pytest.approx(known.weights[0, 0], rel=0.2)


def test_a_figure_that_one_side_never_shows_is_centred_on_the_others_mean():
    x = np.array([[0.2], [0.4], [np.nan], [np.nan]])
    assert fit(x, np.array([-1, -1, 0, 0]), (1,), 1.0).centres[0, 0] == pytest.approx(0.3)


def test_a_larger_penalty_holds_the_weights_down():
    rng = np.random.default_rng(6)
    x = rng.random((300, 1))
    kinds = kinds_of(x[:, 0] > 0.5)
    sizes = [fit(x, kinds, (1,), l2).weights[0, 0] for l2 in (0.01, 1.0, 100.0)]
    assert sizes == sorted(sizes, reverse=True)

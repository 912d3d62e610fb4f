import numpy as np
import pytest

from lineholder.maths.signed_logistic import fit


def test_it_finds_the_weights_that_made_the_labels():
    rng = np.random.default_rng(3)
    x = rng.random((40_000, 2))
    odds = -1 + 3 * (x[:, 0] - 0.5) - 2 * (x[:, 1] - 0.5)
    labels = rng.random(len(x)) < 1 / (1 + np.exp(-odds))
    found = fit(x, labels, (1, -1), 1e-6)
    assert found.weights == pytest.approx([3, -2], abs=0.15)
    at_half = found.intercept + (np.array([0.5, 0.5]) - found.centres) @ found.weights
    assert at_half == pytest.approx(-1, abs=0.05)


def test_a_weight_never_takes_the_other_sign():
    rng = np.random.default_rng(4)
    x = rng.random((500, 1))
    labels = x[:, 0] < 0.5  # more of it speaks against, but it may only speak for
    assert fit(x, labels, (1,), 0.1).weights.tolist() == [0.0]
    assert fit(x, labels, (0,), 0.1).weights[0] < 0


def test_an_unknown_figure_is_as_if_it_stood_at_the_centre():
    rng = np.random.default_rng(5)
    x = rng.random((300, 2))
    labels = x[:, 0] > 0.6
    known = fit(x, labels, (1, 1), 0.1)
    hidden = x.copy()
    hidden[:, 1] = np.nan
    half_known = fit(hidden, labels, (1, 1), 0.1)
    assert half_known.weights[1] == 0
    assert half_known.centres[1] == 0
    assert half_known.weights[0] == pytest.approx(known.weights[0], rel=0.2)


def test_a_larger_penalty_holds_the_weights_down():
    rng = np.random.default_rng(6)
    x = rng.random((300, 1))
    labels = x[:, 0] > 0.5
    sizes = [fit(x, labels, (1,), l2).weights[0] for l2 in (0.01, 1.0, 100.0)]
    assert sizes == sorted(sizes, reverse=True)

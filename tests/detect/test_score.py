"""Combine and weights: additive, unknown says nothing, and no key is passed over."""

import json
from importlib import resources
from math import exp, log

import numpy as np
import pytest

from lineholder.detect import SIGNALS, weights
from lineholder.detect.combine import Measured, names, score
from lineholder.model.errors import BadValue


def measured(features: np.ndarray, own: list[bool]) -> Measured:
    return Measured(tuple(str(i) for i in range(len(own))), np.array(own), features, {})


def test_contributions_add_up_to_the_score():
    rng = np.random.default_rng(1)
    figures = rng.random((50, len(names(SIGNALS))))
    figures[rng.random(figures.shape) < 0.3] = np.nan
    found = score(measured(figures, [i % 2 == 0 for i in range(50)]), weights.shipped(), SIGNALS)
    assert np.allclose(found.contributions.sum(axis=1), found.scores)
    assert found.contributions.shape == (50, 1 + len(SIGNALS))


def test_what_is_not_known_says_nothing():
    figures = np.full((2, len(names(SIGNALS))), np.nan)
    found = score(measured(figures, [True, False]), weights.shipped(), SIGNALS)
    for row, context in enumerate((weights.shipped().own, weights.shipped().seen)):
        odds = [exp(against.prior) for against in context.values()]
        assert found.scores[row] == pytest.approx(-log(sum(1 / o for o in odds)))
        assert found.nearest[row] == min(context, key=lambda kind: context[kind].prior)


def test_the_score_is_below_the_odds_against_the_nearest_by_what_the_others_take():
    """1 / odds of all = sum of 1 / odds against each, worked by hand for one line."""
    rng = np.random.default_rng(2)
    figures, order = rng.random((1, len(names(SIGNALS)))), names(SIGNALS)
    found = score(measured(figures, [True]), weights.shipped(), SIGNALS)
    odds = {
        kind: against.prior
        + sum(
            against.features[name].weight * (value - against.features[name].centre)
            for name, value in zip(order, figures[0], strict=True)
        )
        for kind, against in weights.shipped().own.items()
    }
    assert found.nearest == (min(odds, key=lambda kind: odds[kind]),)
    assert found.scores[0] == pytest.approx(-log(sum(exp(-value) for value in odds.values())))


def test_more_of_what_speaks_for_a_line_never_speaks_against_it():
    for against in every_against():
        for signal in SIGNALS:
            for feature in signal.features:
                weight = against.features[f"{signal.name}: {feature.name}"].weight
                assert weight * feature.sign >= 0


def every_against() -> list[weights.Against]:
    shipped = weights.shipped()
    return [*shipped.own.values(), *shipped.seen.values()]


def shipped_json() -> dict:
    return json.loads(
        resources.files("lineholder.detect").joinpath("weights.json").read_text("utf-8")
    )


def test_an_unknown_or_missing_key_is_refused():
    with pytest.raises(BadValue, match="keys fitted_on, own, seen"):
        weights.from_json({**shipped_json(), "extra": 1})


def test_the_digest_changes_with_any_weight():
    data = shipped_json()
    data["own"]["private phone"]["prior"] += 0.0001
    assert weights.from_json(data).digest != weights.shipped().digest


def test_every_feature_has_its_weight_in_both_contexts():
    for against in every_against():
        assert set(against.features) == set(names(SIGNALS))

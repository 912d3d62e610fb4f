"""Weights are data that somebody may edit: what is not understood is refused, by name."""

import copy
import json
from importlib import resources

import pytest

from lineholder.detect import weights
from lineholder.model.errors import BadValue
from lineholder.model.lines import Lookalike

FEATURE = "customers: regulars"
KIND = Lookalike.PRIVATE.value


@pytest.fixture
def data() -> dict:
    text = resources.files("lineholder.detect").joinpath("weights.json").read_text("utf-8")
    return json.loads(text)


def without(data: dict, *path: str) -> dict:
    changed = copy.deepcopy(data)
    at = changed
    for key in path[:-1]:
        at = at[key]
    del at[path[-1]]
    return changed


def with_key(data: dict, *path: str) -> dict:
    changed = copy.deepcopy(data)
    at = changed
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = 1.0
    return changed


@pytest.mark.parametrize("context", ["own", "seen"])
def test_a_missing_look_alike_is_refused_and_named(data, context):
    with pytest.raises(BadValue, match=f"{context}.*{KIND}"):
        weights.from_json(without(data, context, KIND))


@pytest.mark.parametrize("key", ["fitted_on", "own", "seen"])
def test_a_missing_part_is_refused(data, key):
    with pytest.raises(BadValue, match="keys fitted_on, own, seen"):
        weights.from_json(without(data, key))


@pytest.mark.parametrize("path", [("own", KIND, "prior"), ("seen", KIND, "features")])
def test_a_missing_key_of_a_context_is_refused_and_named(data, path):
    with pytest.raises(BadValue, match=f"{path[0]}.*features, prior"):
        weights.from_json(without(data, *path))


def test_an_unknown_key_of_a_context_is_refused(data):
    with pytest.raises(BadValue, match=r"seen.*intercept"):
        weights.from_json(with_key(data, "seen", KIND, "intercept"))


@pytest.mark.parametrize("key", ["weight", "centre"])
def test_a_missing_key_of_a_feature_is_refused_and_named(data, key):
    with pytest.raises(BadValue, match=f"own, {KIND}, {FEATURE}.*centre, weight"):
        weights.from_json(without(data, "own", KIND, "features", FEATURE, key))


def test_an_unknown_key_of_a_feature_is_refused(data):
    with pytest.raises(BadValue, match=f"own, {KIND}, {FEATURE}.*scale"):
        weights.from_json(with_key(data, "own", KIND, "features", FEATURE, "scale"))


def test_what_is_read_is_what_stands_in_the_file(data):
    read = weights.from_json(data)
    assert read.own[Lookalike.PRIVATE].prior == data["own"][KIND]["prior"]
    told = data["seen"][KIND]["features"][FEATURE]
    assert read.seen[Lookalike.PRIVATE].features[FEATURE] == weights.Weight(**told)
    assert read.fitted_on == data["fitted_on"]
    assert read == weights.shipped()

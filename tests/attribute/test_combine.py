"""Strands are added up only where they read different records; and nobody seen is never a certainty."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineholder.attribute import MODELS
from lineholder.attribute.absent import ABSENT, silent
from lineholder.attribute.combine import MIN_SWITCHES, moved, not_in_data, refuse_double
from lineholder.attribute.model import Reads
from lineholder.attribute.movement import Days
from lineholder.model.errors import BadValue


def test_no_record_is_counted_twice():
    refuse_double(MODELS)


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.name)
def test_a_second_model_on_the_same_records_is_refused(model):
    """The same traffic counted twice is twice as strong as it is."""
    twin = dataclasses.replace(model, name="twin")
    with pytest.raises(BadValue, match=next(iter(model.uses)).value):
        refuse_double((*MODELS, twin))


def test_a_model_that_reads_places_beside_movement_is_refused():
    with pytest.raises(BadValue, match="movement"):
        refuse_double((dataclasses.replace(MODELS[0], uses=frozenset({Reads.PLACES})),))


def test_models_without_records_say_so_and_no_listed_model_reads_them():
    assert next(s.sentence for s in silent()) == "This holding has no saved names."
    reads = {kind for model in MODELS for kind in model.uses}
    assert not reads & {kind for _, kind in ABSENT}
    assert reads | {kind for _, kind in ABSENT} | {Reads.PLACES} == set(Reads)


def test_posterior_by_hand():
    """LR 100 of the first, prior one half: 1 in 101 nobody; the rest in the ratio of the scores."""
    unseen, posterior = not_in_data(np.array([2.0, 0.0]), 0.5)
    assert unseen == pytest.approx(1 / 101)
    assert posterior == pytest.approx([100 / 101 * 100 / 101, 100 / 101 / 101])


def test_an_lr_of_one_leaves_the_prior_whatever_the_number_searched():
    for n in (1, 1000):
        assert not_in_data(np.zeros(n), 0.3)[0] == pytest.approx(0.3)


def test_nobody_searched_is_nobody_in_this_data():
    assert not_in_data(np.empty(0), 0.5)[0] == 1.0


@given(st.lists(st.floats(-30, 30), min_size=1, max_size=50), st.floats(0.01, 0.99))
def test_not_in_this_data_is_never_zero_and_all_sum_to_one(log10_lrs, prior):
    unseen, posterior = not_in_data(np.array(log10_lrs), prior)
    assert unseen > 0
    assert unseen + posterior.sum() == pytest.approx(1)


def days_with(switches: int) -> Days:
    one = np.array([0])
    return Days(
        one, one, np.array([switches]), one, np.array([2.0]), np.array([1.0]), np.array([1.0])
    )


def test_fewer_than_three_switches_say_nothing():
    beside = np.array([0.5, 0.0])
    few = moved(days_with(MIN_SWITCHES - 1), 2, beside)
    enough = moved(days_with(MIN_SWITCHES), 2, beside)
    assert not few.ranking().any()
    assert not few.features().any()
    assert enough.ranking()[0].all()
    assert not enough.ranking()[1].any()

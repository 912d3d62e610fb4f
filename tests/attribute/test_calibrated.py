"""Bounded LRs of new people: calibrated, within the bounds, within Turing's rule, no infinities."""

import numpy as np
import pytest
from walkers import day_slices, walkers

from lineholder.attribute.calibrated import train
from lineholder.attribute.co_movement import score
from lineholder.attribute.merged import Slices
from lineholder.maths.likelihood import at_least, cllr, turing_excess
from lineholder.model.errors import NoData


@pytest.fixture(scope="module")
def trained():
    fixes, person = walkers(6, people=8)
    return train(fixes, day_slices(range(person.size)), person, folds=4)


@pytest.fixture(scope="module")
def tested(trained):
    """log10 LRs of people of another county, (h1, h2)."""
    fixes, person = walkers(7, people=10)
    slices = day_slices(range(person.size))
    lrs = trained.log10_lr(score(fixes, slices, trained.model))
    same = person[slices.first] == person[slices.second]
    return lrs[same], lrs[~same]


def test_the_bounds_rest_on_every_training_slice_held_out_once(trained):
    assert trained.same == 8 * 4
    assert trained.different == (16 * 15 // 2 - 8) * 4
    assert 0 < trained.bounds.upper <= np.log10(trained.different + 1)
    assert -np.log10(trained.same + 1) <= trained.bounds.lower < 0


def test_new_people_get_lrs_that_tell_and_do_not_mislead(trained, tested):
    h1, h2 = tested
    assert np.isfinite(h1).all() and np.isfinite(h2).all()
    assert trained.bounds.lower <= min(h1.min(), h2.min())
    assert max(h1.max(), h2.max()) <= trained.bounds.upper
    assert trained.bounds.floor() <= cllr(h1, h2) < 0.25


def test_new_people_keep_within_turings_rule(tested):
    h1, h2 = tested
    assert turing_excess(h1, h2) <= 1e-12
    assert (at_least(h2, [1.0, 1.5]) <= [0.1, 10**-1.5]).all()


def test_an_insufficient_slice_gets_lr_one(trained):
    fixes, _ = walkers(6, people=8)
    empty = Slices(*(np.array([v]) for v in (0, 1, 10**9, 10**9 + 60)))
    assert trained.log10_lr(score(fixes, empty, trained.model)) == [0.0]


def test_two_people_cannot_be_left_out_of_two():
    fixes, person = walkers(8, people=2)
    with pytest.raises(NoData, match="found 0 slices of one person and 0 of two"):
        train(fixes, day_slices(range(4)), person, folds=2)

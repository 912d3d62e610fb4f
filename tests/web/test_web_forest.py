"""The forest plot's places: every LR with its bounds on one axis, and what is written there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineholder.model.attribution import Alternative, Evidence
from lineholder.web import forest

LOG10 = st.floats(-6, 6)


def said(log10_lr: float, lower: float, upper: float) -> Evidence:
    return Evidence(Alternative.PARTNER, log10_lr, lower, upper, "v")


def test_one_stands_where_two_people_and_one_are_as_probable() -> None:
    axis = forest.axis([said(0.0, -1.5, 2.2)])
    assert (axis.low, axis.high) == (-2, 3)
    ticks = axis.ticks()
    assert [t.text for t in ticks] == ["1/100", "1/10", "1", "10", "100", "1,000"]
    assert [t.text for t in ticks if t.one] == ["1"]


@given(st.lists(st.tuples(LOG10, LOG10, LOG10), min_size=1))
def test_every_mark_lies_between_its_bounds_and_on_the_axis(
    found: list[tuple[float, float, float]],
) -> None:
    evidence = [said(mid, low, high) for low, mid, high in (sorted(each) for each in found)]
    axis = forest.axis(evidence)
    for mark in forest.marks(evidence, axis):
        assert 0 <= mark.low <= mark.at + 0.02
        assert mark.at <= mark.low + mark.width + 0.02 <= 100.02


def test_an_lr_at_its_bound_says_so() -> None:
    axis = forest.axis([said(1.5, -1.5, 1.5)])
    (mark,) = forest.marks([said(1.5, -1.5, 1.5)], axis)
    assert mark.at_bound
    assert mark.told == (
        "against a partner of the same home: LR 32, within 1/32 to 32, at its bound"
    )


@pytest.mark.parametrize(
    ("log10", "text"), [(0.0, "1"), (1.0, "10"), (-1.0, "1/10"), (2.7, "500"), (-0.02, "1")]
)
def test_an_lr_is_written_as_people_say_it(log10: float, text: str) -> None:
    assert forest.lr(log10) == text


def test_each_alternative_has_a_sign_of_its_own() -> None:
    """Colour is never the only carrier."""
    assert set(forest.SIGNS) == set(forest.NAMES) == set(Alternative)
    assert len(set(forest.SIGNS.values())) == len(Alternative)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineholder.chain.carry import posteriors


@given(
    st.lists(st.floats(-3, 8), min_size=1, max_size=5), st.floats(0.01, 0.99), st.floats(0.1, 0.9)
)
def test_under_the_same_prior_what_is_left_is_that_of_the_attribution(lrs, not_in_data, prior):
    chances = posteriors({str(i): lr for i, lr in enumerate(lrs)}, not_in_data, (prior, prior))
    assert sum(chances.values()) == pytest.approx(1 - not_in_data)


def test_a_lower_prior_of_absence_raises_every_candidate():
    half = posteriors({"a": 2.0, "b": 1.0}, 0.5, (0.5, 0.5))
    less = posteriors({"a": 2.0, "b": 1.0}, 0.5, (0.5, 0.2))
    assert less["a"] == pytest.approx(10 * less["b"])
    assert sum(half.values()) == pytest.approx(0.5)
    assert sum(less.values()) == pytest.approx(0.8)  # odds of 1 against 1 become 4 against 1


def test_nobody_compared_is_nobody_carrying():
    assert posteriors({}, 1.0, (0.5, 0.2)) == {}
    assert posteriors({"a": 3.0}, 1.0, (0.5, 0.2)) == {"a": 0.0}

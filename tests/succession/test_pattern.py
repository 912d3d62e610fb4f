"""Stories: whether two numbers kept to the same places."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineholder.succession.pattern import ALIKE, alike

# kilometres north and east: two masts of one corner, a mast across town, a mast far away
PLACED = {"a1": (0.0, 0.0), "a2": (0.0, 0.3), "b": (0.0, 3.0), "far": (90.0, 0.0)}


def kept(**hours: int) -> tuple[list[str], np.ndarray]:
    return list(hours), np.array(list(hours.values()), dtype=np.float64)


def test_masts_of_one_corner_are_one_place_and_another_corner_of_the_town_is_not():
    home = kept(a1=40, far=4)
    assert alike(home, kept(a2=30, far=3), PLACED) > ALIKE
    assert alike(home, kept(b=30, far=3), PLACED) < ALIKE - 0.3
    assert alike(home, kept(far=30), PLACED) < 0.2


def test_a_cell_without_a_place_is_like_itself_alone():
    assert alike(kept(x=3), kept(x=9), {}) == pytest.approx(1)
    assert alike(kept(x=3), kept(y=9), {}) == pytest.approx(0)


@given(
    st.dictionaries(st.sampled_from(sorted(PLACED)), st.integers(1, 99), min_size=1),
    st.dictionaries(st.sampled_from(sorted(PLACED)), st.integers(1, 99), min_size=1),
)
def test_likeness_lies_between_nothing_and_one_and_is_mutual(one, other):
    said = alike(kept(**one), kept(**other), PLACED)
    assert -1e-9 <= said <= 1 + 1e-9
    assert said == pytest.approx(alike(kept(**other), kept(**one), PLACED))

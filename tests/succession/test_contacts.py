import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineholder.succession.contacts import damped


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 4)), max_size=12))
def test_the_kth_rarest_counts_by_the_root_of_k_less(rows):
    group = np.array([g for g, _ in rows], dtype=np.int64)
    said = np.array([x for _, x in rows])
    got = damped(group, said, 4)
    for g in range(4):
        ordered = sorted((x for i, x in rows if i == g), reverse=True)
        assert got[g] == pytest.approx(sum(x / k**0.5 for k, x in enumerate(ordered, 1)))

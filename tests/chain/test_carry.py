"""Stories: whose own number goes where a phone of the line goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineholder.chain.carry import chances, own, together
from lineholder.chain.people import People
from lineholder.model.chain import Carrier

NOBODY = People(())


def test_numbers_of_a_line_add_up_and_so_do_numbers_of_one_person():
    changed = People((("a", "b"),))
    carriers = (
        Carrier("L1", "a", 1.5, 10),
        Carrier("L2", "b", 2.0, 10),
        Carrier("x", "a", 9.0, 10),
    )
    assert together(carriers, ("L1", "L2"), changed) == {"a": 3.5}


def test_no_sum_says_more_than_the_bounds():
    carriers = (Carrier("L", "a", 5.0, 9), Carrier("M", "a", 5.0, 9), Carrier("L", "b", -7.0, 9))
    assert together(carriers, ("L", "M"), NOBODY) == {"a": 6.0, "b": -1.0}


@given(st.dictionaries(st.text(max_size=3), st.floats(-1, 6), max_size=5), st.integers(0, 10**6))
def test_carriers_and_somebody_unseen_share_one(lrs, searched):
    shares = chances(lrs, searched)
    assert set(shares) == set(lrs)
    assert sum(shares.values()) < 1


def test_of_a_thousand_numbers_one_that_is_a_thousand_times_likelier_carries_it_half_the_time():
    assert chances({"a": 3.0}, 1000) == {"a": pytest.approx(0.5)}


def test_a_workers_own_phone_goes_where_the_phone_goes_that_he_works_with():
    carriers = (
        Carrier("w1", "mine", 6.0, 100),
        Carrier("w2", "his", 1.0, 100),
        Carrier("L", "h", 6, 9),
    )
    found = own(carriers, {"w1": ("w1",), "w2": ("w2",)}, NOBODY)
    assert found["mine"] > 0.99
    assert found["his"] < 0.1
    assert "h" not in found

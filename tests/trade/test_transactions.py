"""Transactions: potential and confirmed, a case worked by hand to the gram, and the edges of the window."""

import pytest
from handmade import DAY, HOUR, LINE, MINUTE, customer, seen
from hypothesis import given, settings
from hypothesis import strategies as st
from telling import Told

from lineholder.model.trade import Assumption
from lineholder.trade.transactions import confirmed, potential

RUNNER = "+447700999991"
FIXED = (
    Assumption("heroin wraps", 2, 2, 2, "a sale", "the case"),
    Assumption("crack wraps", 1, 1, 1, "a sale", "the case"),
    Assumption("heroin a wrap", 0.1, 0.1, 0.1, "g", "the case"),
    Assumption("crack a wrap", 0.2, 0.2, 0.2, "g", "the case"),
    Assumption("sales a transaction", 1, 1, 1, "sales", "the case"),
)
HOUR_FIXED = Assumption("time to ring back", 60, 60, 60, "minutes", "the case")


def dropped(estimate) -> dict[str, int]:
    return {d.rule: d.communications for d in estimate.dropped if d.communications}


def test_a_case_worked_by_hand_comes_out_to_the_gram():
    """Three customers on two days; the line rings one back, the runner another, the third nobody."""
    told = Told()
    for day in (0, DAY):
        for n in (1, 2, 3):
            told.call(customer(n), LINE, day + n * HOUR, 0)
    told.text(customer(3), LINE, 4 * HOUR)
    told.call(LINE, customer(1), HOUR + 10 * MINUTE)
    told.call(RUNNER, customer(2), DAY + 2 * HOUR + 20 * MINUTE)
    contacts = seen(told, workers=[RUNNER])
    maybe, sure = potential(contacts, FIXED), confirmed(contacts, FIXED, HOUR_FIXED)
    assert (maybe.count, maybe.counted, dropped(maybe)) == (6, 7, {"outgoing": 1})
    assert dict(maybe.by_drug) == pytest.approx({"heroin": 1.2, "crack": 1.2})
    assert maybe.grams == pytest.approx(2.4)  # 6 sales of two 0.1 g and one 0.2 g
    assert (sure.count, sure.counted) == (2, 2)
    assert dropped(sure) == {"outgoing": 1, "not_answered": 5}
    assert (sure.grams, sure.lower, sure.upper) == pytest.approx((0.8, 0.8, 0.8))


@pytest.mark.parametrize(
    ("after", "is_confirmed"), [(-1, False), (0, False), (1, True), (3600, True), (3601, False)]
)
def test_the_window_opens_after_the_contact_and_closes_with_its_last_second(after, is_confirmed):
    told = Told()
    told.call(customer(1), LINE, 9 * HOUR)
    told.call(LINE, customer(1), 9 * HOUR + after)
    assert confirmed(seen(told), FIXED, HOUR_FIXED).count == int(is_confirmed)


def test_a_call_after_midnight_is_not_of_that_day():
    told = Told()
    told.call(customer(1), LINE, 23 * HOUR + 50 * MINUTE)
    told.call(LINE, customer(1), DAY + 1)
    found = confirmed(seen(told))
    assert (found.count, found.grams, found.category) == (0, 0.0, None)


def test_neither_a_text_nor_a_call_to_somebody_else_confirms():
    told = Told()
    told.call(customer(1), LINE, HOUR)
    told.call(customer(2), LINE, 5 * HOUR)
    told.text(LINE, customer(1), HOUR + MINUTE)
    told.call(LINE, customer(2), HOUR + MINUTE)
    told.call(customer(3), customer(1), HOUR + MINUTE)
    assert confirmed(seen(told)).count == 0


def test_all_contacts_of_a_confirmed_day_stand_behind_it():
    told = Told()
    for hour in (1, 5, 9):
        told.call(customer(1), LINE, hour * HOUR)
    told.call(LINE, customer(1), 5 * HOUR + MINUTE)
    found = confirmed(seen(told))
    assert (found.count, found.counted) == (1, 3)


def test_a_worker_buys_nothing_and_the_line_does_not_ring_itself():
    told = Told()
    told.call(RUNNER, LINE, HOUR)
    told.call(LINE, RUNNER, HOUR + MINUTE)
    told.call(LINE, "+447700999992", 2 * HOUR)
    found = confirmed(seen(told, [RUNNER], numbers=(LINE, "+447700999992")))
    assert (found.count, dropped(found)) == (0, {"outgoing": 1, "worker": 1})


def test_a_longer_time_to_ring_back_confirms_more_and_the_tornado_says_so():
    told = Told()
    for n, minutes in ((1, 20), (2, 50), (3, 100)):
        told.call(customer(n), LINE, 9 * HOUR)
        told.call(LINE, customer(n), 9 * HOUR + minutes * MINUTE)
    found = confirmed(seen(told), FIXED)
    assert found.count == 2
    (time,) = [s for s in found.tornado if s.assumption.name == "time to ring back"]
    assert (time.grams_low, time.grams_high) == pytest.approx((0.4, 1.2))
    assert found.tornado[0] == time  # the only one with a range
    assert found.lower < found.grams < found.upper


MOMENTS = st.tuples(
    st.integers(1, 3), st.sampled_from(["in", "back", "runner"]), st.integers(0, 2 * DAY - 1)
)


@settings(max_examples=30, deadline=None)
@given(st.lists(MOMENTS, max_size=30))
def test_confirmed_are_those_of_a_plain_loop_and_nothing_is_lost(moments):
    told = Told()
    for n, way, at in moments:
        ends = {
            "in": (customer(n), LINE),
            "back": (LINE, customer(n)),
            "runner": (RUNNER, customer(n)),
        }
        told.call(*ends[way], at)
    contacts = seen(told, [RUNNER])
    sure, maybe = confirmed(contacts, FIXED, HOUR_FIXED), potential(contacts, FIXED)
    assert maybe.count == len({(n, at // DAY) for n, way, at in moments if way == "in"})
    expected = {
        (n, at // DAY)
        for n, way, at in moments
        for m, other, then in moments
        if way == "in" and other != "in" and n == m
        if 0 < then - at <= HOUR and then // DAY == at // DAY
    }
    assert sure.count == len(expected)
    with_line = sum(way != "runner" for _, way, _ in moments)
    for found in (sure, maybe):
        assert found.counted + sum(d.communications for d in found.dropped) == with_line

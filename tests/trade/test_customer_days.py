"""Customer-days: the published rules, one at a time, and a case worked by hand to the gram."""

import math

import pytest
from handmade import DAY, HOUR, LINE, customer, seen
from hypothesis import given, settings
from hypothesis import strategies as st
from telling import Told

from lineholder.model.trade import Assumption, Estimate
from lineholder.trade.customer_days import ASSUMPTIONS, customer_days

MEANS = (
    Assumption("heroin a day", 0.2, 0.2, 0.2, "g", "the case"),
    Assumption("crack a day", 0.3, 0.3, 0.3, "g", "the case"),
    Assumption("share bought here", 1, 1, 1, "of the day's use", "the case"),
)
ALIKE = {"heroin": 0.0, "crack": 0.0}  # every user uses the mean
OTHERS = range(1, 7)


def told(*calls: tuple[int, int, int], listed: bool = True) -> Told:
    """A list of six customers, sent on the Monday at 8; calls as (customer, moment, seconds)."""
    told = Told()
    for n in OTHERS if listed else ():
        told.text(LINE, customer(n), 8 * HOUR + n)
    for n, at, seconds in calls:
        told.call(customer(n), LINE, at, seconds)
    return told


def dropped(estimate: Estimate) -> dict[str, int]:
    return {d.rule: d.communications for d in estimate.dropped if d.communications}


def test_a_case_worked_by_hand_comes_out_to_the_gram():
    """Customer 1 rings on three days of one week (four times on one), customer 2 on two: five days."""
    days = [(1, 9 * HOUR + i, 20) for i in range(4)]
    days += [(1, DAY + 9 * HOUR, 20), (1, 6 * DAY + 9 * HOUR, 20)]
    days += [(2, 10 * HOUR, 7), (2, 3 * DAY + 10 * HOUR, 300)]
    found = customer_days(seen(told(*days)), MEANS, ALIKE)
    assert found.count == 5
    assert dict(found.by_drug) == pytest.approx({"heroin": 1.0, "crack": 1.5})
    assert found.grams == pytest.approx(2.5)  # 5 days of 0.2 g heroin and 0.3 g crack
    assert (found.lower, found.upper) == pytest.approx((2.5, 2.5))  # nothing is assumed here
    assert (found.counted, dropped(found)) == (8, {"outgoing": 6})
    assert found.category == 3  # straight to users: not 4, though under 5 g


@pytest.mark.parametrize(
    ("seconds", "rule"), [(0, "line_off"), (4, "line_off"), (5, "short"), (6, "short"), (7, None)]
)
def test_calls_up_to_four_seconds_find_the_line_off_and_up_to_six_are_not_successful(
    seconds, rule
):
    found = customer_days(seen(told((1, 9 * HOUR, seconds), (1, DAY, 20), (1, 2 * DAY, 20))))
    assert found.count == (2 if rule else 3)
    assert dropped(found) == {"outgoing": 6, **({rule: 1} if rule else {})}


def test_a_call_without_a_length_is_not_shown_to_be_successful():
    one = told((1, DAY, 20), (1, 2 * DAY, 20))
    one.contacts.append((customer(1), LINE, "call", one.contacts[-1][3] + DAY, None))
    assert dropped(customer_days(seen(one))) == {"outgoing": 6, "no_duration": 1}


def test_who_rang_on_one_day_of_a_week_is_left_out_of_that_week_alone():
    """Sunday and the Monday after are two weeks; two days in the week after that count."""
    days = [(1, 6 * DAY, 20), (1, 7 * DAY, 20), (1, 14 * DAY, 20), (1, 15 * DAY, 20)]
    found = customer_days(seen(told(*days)))
    assert found.count == 2
    assert dropped(found) == {"outgoing": 6, "one_day_in_week": 2}


def test_days_that_other_rules_dropped_do_not_make_up_a_week():
    found = customer_days(seen(told((1, DAY, 20), (1, 2 * DAY, 3))))
    assert (found.count, found.grams, found.category) == (0, 0.0, None)
    assert dropped(found) == {"outgoing": 6, "line_off": 1, "one_day_in_week": 1}


def test_a_number_that_no_bulk_text_went_to_is_no_customer():
    days = [(n, day * DAY, 20) for n in (1, 9) for day in (1, 2)]
    found = customer_days(seen(told(*days)))
    assert (found.count, dropped(found)) == (2, {"outgoing": 6, "not_listed": 2})
    assert "bulk text" in found.readings[0]


def test_without_any_bulk_text_everybody_counts_and_the_reading_is_said():
    days = [(n, day * DAY, 20) for n in (1, 9) for day in (1, 2)]
    found = customer_days(seen(told(*days, listed=False)))
    assert (found.count, dropped(found)) == (4, {})
    assert found.readings[0].startswith("No bulk text")


def test_texts_of_customers_do_not_count_and_a_worker_goes_last():
    one = told(*[(n, day * DAY, 20) for n in (1, 2) for day in (1, 2)])
    one.text(customer(1), LINE, DAY)
    found = customer_days(seen(one, workers=[customer(2)]))
    assert dropped(found) == {"outgoing": 6, "text": 1, "worker": 2}
    assert found.count == 2


def test_a_day_is_a_london_day():
    """23:30 UTC on a summer Tuesday is Wednesday in London, and so is the Wednesday."""
    spring = 29 * DAY  # Tuesday 1 April 2025
    found = customer_days(seen(told((1, spring + 23 * HOUR + 1800, 20), (1, spring + DAY, 20))))
    assert dropped(found)["one_day_in_week"] == 2


def test_each_assumption_alone_does_what_the_tornado_says():
    days = [(1, day * DAY, 20) for day in range(1, 5)]
    found = customer_days(seen(told(*days)), spreads=ALIKE)
    assert found.grams == pytest.approx(4 * (0.253 + 0.299))
    assert 4 * (0.102 + 0.064) / 2 < found.lower < found.grams < found.upper < 4 * (0.466 + 0.598)
    assert found == customer_days(seen(told(*days)), spreads=ALIKE)  # the seed is fixed
    assert {s.assumption for s in found.tornado} >= set(ASSUMPTIONS)
    crack = next(s for s in found.tornado if s.assumption.name == "crack a day")
    assert (crack.grams_low, crack.grams_high) == pytest.approx((4 * 0.317, 4 * 0.851))
    assert found.tornado[0] == crack  # the widest first


def test_few_customers_make_a_wider_interval_than_many_with_as_many_days():
    one = told(*[(1, day * DAY, 20) for day in range(12)])
    many = told(*[(n, day * DAY, 20) for n in OTHERS for day in (1, 2)])
    few, several = (customer_days(seen(t)) for t in (one, many))
    assert few.grams == several.grams
    assert few.upper > several.upper
    (swing,) = [s for s in several.tornado if s.assumption.name == "heroin: customers"]
    relative_variance = math.expm1(1.349**2) / 6  # six alike
    assert swing.assumption.log_sd == pytest.approx(math.sqrt(math.log1p(relative_variance)))


CALLS = st.tuples(st.integers(1, 8), st.integers(0, 20 * DAY), st.integers(0, 12))


@settings(max_examples=30, deadline=None)
@given(st.lists(CALLS, max_size=40), st.booleans(), st.booleans())
def test_every_communication_is_counted_or_dropped_once_and_days_are_those_of_a_plain_loop(
    calls, listed, has_worker
):
    one = told(*calls, listed=listed)
    found = customer_days(seen(one, workers=[customer(3)] if has_worker else []))
    total = len(one.contacts)
    assert found.counted + sum(d.communications for d in found.dropped) == total
    good = {(n, at // DAY) for n, at, s in calls if s > 6 and (n in OTHERS or not listed)}
    weeks = [(n, day // 7) for n, day in good]  # Told begins on a Monday, in winter
    expected = [
        one
        for one in good
        if weeks.count((one[0], one[1] // 7)) > 1 and not (has_worker and one[0] == 3)
    ]
    assert found.count == len(expected)

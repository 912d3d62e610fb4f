"""Activity: days and hours by the London clock, and rows that are those the figure counted."""

import pyarrow as pa
import pytest
from telling import DAY, HOUR, LINE, MINUTE, MONDAY, Told, customer

from lineholder.detect import activity, relays
from lineholder.detect.measure import table
from lineholder.maths import localtime
from lineholder.model.lines import Day
from lineholder.model.records import OBSERVATIONS

SECOND = "+447700999990"
NUMBERS = (LINE, SECOND)
SPRING = 1_774_746_000 - MONDAY  # 29 March 2026, 01:00 UTC: clocks go to 02:00


def hours_of(told: Told) -> pa.Table:
    return told.asker().answer(activity.ask_hours(NUMBERS)).table


def others_of(told: Told) -> dict[str, activity.Other]:
    asker = told.asker()
    asker.hold(relays.ask(relays.Params()), {"candidates": table([(n, "") for n in NUMBERS])})
    return {o.number: o for o in activity.others(asker.answer(activity.ask_others()).table)}


def test_each_way_and_kind_is_counted_and_a_day_without_contact_is_a_day_of_none():
    told = Told()
    told.call(customer(1), LINE, 9 * HOUR)
    told.call(SECOND, customer(1), 10 * HOUR)
    told.text(customer(1), SECOND, 2 * DAY)
    told.text(LINE, customer(2), 2 * DAY + HOUR)
    told.text(LINE, customer(3), 2 * DAY + HOUR)
    assert activity.days(hours_of(told)) == (
        Day("2025-03-03", 1, 1, 0, 0),
        Day("2025-03-04", 0, 0, 0, 0),
        Day("2025-03-05", 0, 0, 1, 2),
    )


def test_a_call_between_two_numbers_of_the_line_is_no_activity_with_others():
    told = Told()
    told.call(LINE, SECOND, 0)
    assert activity.days(hours_of(told)) == ()
    assert activity.heat(hours_of(told)) == ((0,) * 24,) * 7
    assert others_of(told) == {}


def test_a_call_half_an_hour_before_midnight_utc_in_summer_is_of_the_next_london_day():
    told = Told()
    told.call(customer(1), LINE, SPRING + 22 * HOUR + 30 * MINUTE)  # 23:30 UTC, 00:30 London
    (day,) = activity.days(hours_of(told))
    assert day.day == "2026-03-30"
    assert activity.heat(hours_of(told))[0][0] == 1  # Monday, the hour from midnight


def test_the_hour_that_london_skips_stays_empty():
    told = Told()
    for minute in range(-90, 90, 10):
        told.call(customer(1), LINE, SPRING + minute * MINUTE)
    sunday = activity.heat(hours_of(told))[6]
    assert sunday[:5] == (6, 0, 6, 3, 0)
    assert activity.heat(hours_of(told))[5][23] == 3


def test_the_heat_map_and_the_days_count_the_same():
    told = Told()
    for n in range(200):
        told.call(customer(n % 7), LINE, n * 7919)
    answer = hours_of(told)
    assert (
        sum(map(sum, activity.heat(answer))) == sum(d.total for d in activity.days(answer)) == 200
    )


def test_a_field_of_the_heat_map_knows_its_hours():
    told = Told()
    for week in range(3):
        told.call(customer(1), LINE, week * 7 * DAY + 18 * HOUR)
    told.call(customer(1), LINE, DAY + 18 * HOUR)
    answer = hours_of(told)
    monday = activity.hours_at(answer, 0, 18)
    assert monday == [(MONDAY + week * 7 * DAY) // HOUR + 18 for week in range(3)]
    assert activity.hours_at(answer, 0, 17) == []


def test_most_contacted_first_and_who_gets_the_orders_is_marked():
    told = Told()
    for day in range(2):
        for n in range(3):
            told.call(customer(n), LINE, day * DAY + n * HOUR)
            told.call(SECOND, "+447700999901", day * DAY + n * HOUR + MINUTE)
    seen = others_of(told)
    assert list(seen) == ["+447700999901", *(customer(n) for n in range(3))]
    assert [o.is_worker for o in seen.values()] == [True, False, False, False]
    assert (seen[customer(0)].contacts, seen[customer(0)].is_customer) == (2, True)


@pytest.mark.parametrize(
    ("relays", "mirrors", "days", "worker"),
    [(5, 2, 2, True), (6, 3, 2, True), (4, 0, 2, False), (5, 3, 2, False), (5, 0, 1, False)],
)
def test_a_worker_is_no_customer_and_the_count_is_that_of_the_list(relays, mirrors, days, worker):
    """The board counts and the line's page lists: both by the rule of `relays`."""
    names = ("n_in", "calls_out", "texts_out", "relays", "mirrors", "days", "first_s", "last_s")
    rows = [
        {**dict.fromkeys(names, 1), "line": "L", "other": other, "days_in": days_in}
        | {"relays": relays, "mirrors": mirrors, "days": days}
        for other, days_in in (("once", 1), ("twice", 2))
    ]
    asker, given = Told().asker(), {"relays": pa.Table.from_pylist(rows)}
    seen = {o.number: o for o in activity.others(asker.answer(activity.ask_others(), given).table)}
    assert {o.is_worker for o in seen.values()} == {worker}
    assert [o.is_customer for o in seen.values()] == [False, not worker]
    counted = asker.answer(activity.ask_customers(), given).table.to_pylist()
    assert counted == ([] if worker else [{"line": "L", "customers": 1}])


def beside_the_count(told: Told):
    """An engine that also holds what no bar counts: data, a place, a hidden caller, an inner call."""
    told.call(LINE, SECOND, 9 * HOUR + 5)
    asker = told.asker()
    row = {
        "subject": LINE, "direction": "in", "start_s": MONDAY + 9 * HOUR + 7, "start_slack_s": 0,
        "time_means": "start", "ingest": "i", "sheet": "",
    }  # fmt: skip
    rows = [
        {**row, "kind": "data", "other_kind": "none", "row": 9000},
        {**row, "kind": "call", "other_kind": "withheld", "row": 9001},
        {
            **row,
            "kind": "location",
            "other_kind": "number",
            "other_party": customer(1),
            "row": 9002,
        },
    ]
    more = pa.Table.from_pylist(rows, OBSERVATIONS)
    asker._tables["observations"] = pa.concat_tables([asker._tables["observations"], more])
    return asker


def test_a_bar_and_an_hour_open_the_rows_that_they_counted_and_no_others():
    told = Told()
    for n in range(4):
        told.call(customer(n), LINE, 9 * HOUR + n)
    told.call(customer(1), LINE, DAY)
    asker = beside_the_count(told)
    (day, _) = activity.days(asker.answer(activity.ask_hours(NUMBERS)).table)
    since_s, until_s = localtime.day_bounds(day.day)
    rows = asker.answer(activity.rows_between(NUMBERS, since_s, until_s)).table
    assert (day.total, rows.num_rows) == (4, 2 * 4)
    hours = activity.hours_at(asker.answer(activity.ask_hours(NUMBERS)).table, 0, 9)
    assert asker.answer(activity.rows_in_hours(NUMBERS, hours)).table.num_rows == 2 * 4


def test_the_rows_with_one_other_are_both_ends_of_their_contacts():
    told = Told()
    told.call(customer(1), LINE, 0)
    told.text(SECOND, customer(1), HOUR)
    told.call(customer(2), LINE, 0)
    told.call(customer(1), customer(2), 0)
    assert told.asker().answer(activity.rows_with(NUMBERS, customer(1))).table.num_rows == 4


def test_an_hour_that_nobody_used_opens_no_row():
    told = Told()
    told.call(customer(1), LINE, 0)
    assert told.asker().answer(activity.rows_in_hours(NUMBERS, [])).table.num_rows == 0

"""A reason opens exactly the rows that were counted: no others of the same numbers, none twice."""

import pyarrow as pa
import pytest
from telling import DAY, HOUR, LINE, MINUTE, Told, customer

from lineholder.detect import broadcast, customers, dispatch, relays
from lineholder.detect.measure import table
from lineholder.model.records import OBSERVATIONS

SECOND = "+447700999990"
WORKER = "+447700999901"
BOTH = {"candidates": table([(LINE, "L"), (SECOND, "L")])}


def facts(asker, signal) -> dict:
    asker.hold(relays.ask(relays.Params()), BOTH)
    (row,) = asker.answer(signal.ask(), BOTH).table.to_pylist()
    return row


def cited(asker, signal, row) -> int:
    return asker.answer(signal.cite([LINE, SECOND], row)).table.num_rows


def withheld(number: str, rows: int) -> pa.Table:
    """Calls received by this number from callers who hide theirs."""
    one = {
        "subject": number, "direction": "in", "other_kind": "withheld", "kind": "call",
        "start_s": 1_741_000_000, "start_slack_s": 0, "time_means": "start", "ingest": "i", "sheet": "",
    }  # fmt: skip
    return pa.Table.from_pylist([{**one, "row": 9000 + n} for n in range(rows)], OBSERVATIONS)


def two_numbers_of_one_line() -> Told:
    told = Told()
    for i in range(6):
        for day in range(3):
            told.call(customer(i), LINE if day < 2 else SECOND, day * DAY + i * HOUR)
    return told


def test_a_call_between_two_numbers_of_the_line_is_no_customers():
    told = two_numbers_of_one_line()
    told.call(SECOND, LINE, 20 * HOUR)
    told.call(LINE, LINE, 21 * HOUR)
    asker = told.asker()
    row = facts(asker, customers.SIGNAL)
    assert (row["callers"], row["n_in"]) == (6, 18)
    assert cited(asker, customers.SIGNAL, row) == 2 * 18


def test_callers_who_hide_their_number_are_not_counted_and_not_cited():
    asker = two_numbers_of_one_line().asker()
    asker._tables["observations"] = pa.concat_tables(
        [asker._tables["observations"], withheld(LINE, 4)]
    )
    row = facts(asker, customers.SIGNAL)
    assert row["n_in"] == 18
    assert cited(asker, customers.SIGNAL, row) == 2 * 18


def test_one_end_alone_is_cited_where_one_end_alone_is_held():
    told = two_numbers_of_one_line()
    told.held = frozenset({LINE, customer(5)})
    asker = told.asker()
    row = facts(asker, customers.SIGNAL)
    assert row["n_in"] == 13  # 12 by the line's own return, and customer 5 to the second number
    assert cited(asker, customers.SIGNAL, row) == 12 + 2 + 1


def test_texts_to_one_at_a_time_and_calls_within_the_burst_are_not_cited():
    told = Told()
    for i in range(6):
        told.text(LINE, customer(i), 10 * HOUR + i)
        told.text(LINE, customer(i), 15 * HOUR + i * 30 * MINUTE)
        told.call(LINE, customer(i), 10 * HOUR + i)
        told.text(customer(i), LINE, 10 * HOUR + MINUTE)
    asker = told.asker()
    row = facts(asker, broadcast.SIGNAL)
    assert row["texts"] == 6
    assert cited(asker, broadcast.SIGNAL, row) == 2 * 6


def test_a_burst_that_lies_over_the_edge_of_two_slots_is_cited_whole():
    told = Told()
    for i in range(6):
        told.text(LINE, customer(i), broadcast.WINDOW_S - 3 + i)
    asker = told.asker()
    row = facts(asker, broadcast.SIGNAL)
    assert (row["burst_days"], row["texts"]) == (1, 6)
    assert cited(asker, broadcast.SIGNAL, row) == 2 * 6


@pytest.mark.parametrize("sender", [LINE, SECOND])
def test_a_burst_from_either_number_is_cited(sender):
    told = Told()
    for i in range(6):
        told.text(sender, customer(i), i)
        told.text(LINE if i % 2 else SECOND, customer(i), DAY + i)
    asker = told.asker()
    row = facts(asker, broadcast.SIGNAL)
    assert (row["burst_days"], row["texts"]) == (2, 12)
    assert cited(asker, broadcast.SIGNAL, row) == 2 * 12


def test_orders_taken_on_one_number_and_passed_on_by_the_other_are_cited_as_one_line():
    told = Told()
    for day in range(3):
        for i in range(3):
            told.call(customer(i), LINE, day * DAY + i * HOUR)
            told.call(SECOND, WORKER, day * DAY + i * HOUR + MINUTE)
    told.call(customer(7), WORKER, 20 * HOUR)
    asker = told.asker()
    row = facts(asker, dispatch.SIGNAL)
    assert (row["workers"], row["worker_relays"]) == (1, 9)
    assert cited(asker, dispatch.SIGNAL, row) == 2 * 9

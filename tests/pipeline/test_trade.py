"""Trade: what a line of a county sold, through the gate, and the rows behind it."""

import pytest

from lineholder.model.errors import Denied
from lineholder.model.people import Actor
from lineholder.pipeline import lines, rows, trade


@pytest.fixture(scope="module")
def sold(desk):
    first = lines.find_lines(*desk.three).lines[0]
    return first, trade.quantity(*desk.three, first.line)


def test_a_line_has_three_estimates_whose_accounts_add_up(desk, sold):
    candidate, quantity = sold
    assert quantity.line == candidate.line
    names = [e.formula for e in quantity.estimates]
    assert names == ["customer_days", "potential_transactions", "confirmed_transactions"]
    detail = lines.line(*desk.three, candidate.line)
    assert quantity.communications == sum(day.total for day in detail.activity) > 0
    for estimate in quantity.estimates:
        dropped = sum(d.communications for d in estimate.dropped)
        assert estimate.counted + dropped == quantity.communications
        assert 0 < estimate.lower < estimate.upper
    _, maybe, sure = quantity.estimates
    assert 0 < sure.count <= maybe.count


def test_what_workers_ring_in_is_dropped(desk, sold):
    candidate, quantity = sold
    workers = {w.number for w in lines.line(*desk.three, candidate.line).workers}
    assert workers
    by_rule = {d.rule: d.communications for d in quantity.estimates[1].dropped}
    assert by_rule["worker"] > 0


def test_the_reference_opens_the_rows_of_the_communications(desk, sold):
    _, quantity = sold
    shown = rows.rows(*desk.three, quantity.ref, 0, 5)
    assert shown.total >= quantity.communications
    assert len(shown.rows) == 5


def test_a_number_of_the_line_gives_the_same_and_nobody_gets_it_without_a_right(desk, sold):
    candidate, quantity = sold
    assert trade.quantity(*desk.three, candidate.numbers[0].number) == quantity
    with pytest.raises(Denied):
        trade.quantity(desk.store, Actor("nobody", frozenset()), desk.scope, candidate.line)

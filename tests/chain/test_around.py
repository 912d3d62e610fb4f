"""Stories: who is around a line, and whether an order follows upon a contact."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st
from telling import DAY, HOUR, LINE, Told, customer

from lineholder.chain import crew
from lineholder.chain.around import LEAST_ORDER, MOST_ORDER, Around, find
from lineholder.chain.people import People
from lineholder.detect import relays
from lineholder.detect.measure import table
from lineholder.model.question import Question

RUNNER, OWNER, OTHER_LINE = "+447700950001", "+447700960001", "+447700960009"


def circle(told: Told):
    asker = told.asker()
    asker.hold(Question("candidates", "SELECT * FROM given"), {"given": table([(LINE, "L")])})
    asker.hold(relays.ask(relays.Params()))
    asker.hold(crew.customers())
    tables = {
        "crew": pa.table({"number": [RUNNER], "person": [RUNNER]}),
        "alias": People(()).alias(),
        "barred": pa.table({"number": [LINE, OTHER_LINE]}),
    }
    return find(asker, frozenset({"+447700960002"}), tables)


def story() -> Told:
    told = Told()
    for day in range(10):
        told.call(customer(1), LINE, day * DAY + 12 * HOUR)
        told.call(LINE, RUNNER, day * DAY + 12 * HOUR + 120)
        told.call(OWNER, LINE, day * DAY + 15 * HOUR)
        told.call(OWNER, LINE, day * DAY + 15 * HOUR + 60)  # again, of the same visit
    told.call(OWNER, RUNNER, 3 * DAY + 16 * HOUR)
    told.call(OTHER_LINE, RUNNER, 3 * DAY + 17 * HOUR)
    return told


def test_an_order_follows_upon_a_customers_contact_and_not_upon_an_owners():
    found = circle(story())
    buyer, owner = found.people[customer(1)], found.people[OWNER]
    assert (buyer.visits, buyer.followed) == (10, 10)
    assert (owner.visits, owner.followed, owner.persons, owner.days) == (10, 0, 1, 1)
    assert found.usual == 0.5
    assert owner.no_order(found.usual) > 0 > buyer.no_order(found.usual)


def test_ties_count_days_of_either_direction_and_lines_stand_outside():
    found = circle(story())
    assert found.tie(OWNER, LINE) == 10
    assert found.tie(OWNER, RUNNER) == 1
    assert OTHER_LINE not in found.people
    assert found.people["+447700960002"].days_with == {}


@given(st.integers(0, 500), st.floats(0, 1), st.floats(0, 1))
def test_what_orders_say_is_bounded_and_nothing_where_orders_are_hardly_passed_on(n, part, usual):
    one = Around("a", 0, 0, 0, n, round(n * part), {}, 0)
    said = one.no_order(usual)
    assert LEAST_ORDER <= said <= MOST_ORDER
    if usual <= 0.15:
        assert said == 0

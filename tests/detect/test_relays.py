from hypothesis import given, settings
from hypothesis import strategies as st
from relayed_by_hand import chains, visits
from telling import DAY, LINE, MINUTE, Told, customer

WORKER = "+447700999998"


def test_an_order_passed_on_within_ten_minutes_is_a_relay():
    told = Told()
    told.call(customer(1), LINE, 0)
    told.call(LINE, WORKER, 5 * MINUTE)
    seen = told.asker().relays_of(LINE)[WORKER]
    assert (seen["relays"], seen["mirrors"], seen["answers"]) == (1, 0, 0)


def test_ten_minutes_is_inside_and_a_second_more_is_not():
    for gap, relays in ((600, 1), (601, 0)):
        told = Told()
        told.call(customer(1), LINE, 0)
        told.call(LINE, WORKER, gap)
        assert told.asker().relays_of(LINE)[WORKER]["relays"] == relays


def test_calling_back_the_customer_is_an_answer_and_no_relay():
    told = Told()
    told.call(customer(1), LINE, 0, 2)
    told.call(LINE, customer(1), MINUTE)
    seen = told.asker().relays_of(LINE)[customer(1)]
    assert (seen["relays"], seen["answers"]) == (0, 1)


def test_an_outbound_call_that_an_inbound_one_follows_is_the_mirror():
    told = Told()
    told.call(LINE, WORKER, 0)
    told.call(customer(1), LINE, MINUTE)
    seen = told.asker().relays_of(LINE)[WORKER]
    assert (seen["relays"], seen["mirrors"]) == (0, 1)


def test_first_and_last_and_days_are_those_of_the_pair():
    told = Told()
    told.call(customer(1), LINE, 0, 200)
    told.text(LINE, customer(1), 3 * DAY)
    seen = told.asker().relays_of(LINE)[customer(1)]
    assert (seen["days"], seen["days_in"], seen["calls_in"], seen["texts_out"]) == (2, 1, 1, 1)
    assert (seen["long_calls"], seen["talk_in_s"]) == (1, 200)
    assert seen["last_s"] - seen["first_s"] == 3 * DAY


contacts = st.lists(
    st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 3000)),
    min_size=1, max_size=25, unique_by=lambda c: c[2],
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(contacts)
def test_relays_and_mirrors_are_those_counted_by_hand(events):
    told = Told()
    for inbound, who, at in events:
        a, b = (customer(who), LINE) if inbound else (LINE, customer(who))
        told.call(a, b, at + 10_000)
    seen = told.asker().relays_of(LINE)
    relays, mirrors = chains(told.contacts, -1), chains(told.contacts, 1)
    assert {n: row["relays"] for n, row in seen.items()} == {n: relays[n] for n in seen}
    assert {n: row["mirrors"] for n, row in seen.items()} == {n: mirrors[n] for n in seen}
    assert sum(row["visits"] for row in seen.values()) == sum(
        c[1] == LINE for c in visits(told.contacts)
    )


def test_what_a_customer_adds_and_the_answer_it_gets_are_of_the_same_visit():
    told = Told()
    told.call(customer(1), LINE, 0)
    told.call(LINE, customer(1), MINUTE)
    told.call(LINE, customer(2), 2 * MINUTE)
    told.call(customer(1), LINE, 5 * MINUTE)
    seen = told.asker().relays_of(LINE)
    assert (seen[customer(2)]["relays"], seen[customer(2)]["mirrors"]) == (1, 0)
    assert (seen[customer(1)]["visits"], seen[customer(1)]["answers"]) == (1, 1)

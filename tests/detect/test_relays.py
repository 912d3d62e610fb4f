from hypothesis import given, settings
from hypothesis import strategies as st
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


def counted(events: list[tuple[bool, int, int]]) -> dict[int, tuple[int, int]]:
    """By hand: relays and mirrors to each number, events being (inbound, who, when)."""
    ordered = sorted(events, key=lambda e: e[2])
    found = {who: [0, 0] for _, who, _ in events}
    for i, (inbound, who, at) in enumerate(ordered):
        if inbound:
            continue
        for j, place in ((i - 1, 0), (i + 1, 1)):
            if 0 <= j < len(ordered):
                near_in, near_who, near_at = ordered[j]
                if near_in and near_who != who and abs(at - near_at) <= 600:
                    found[who][place] += 1
    return {who: (r, m) for who, (r, m) in found.items()}


@settings(max_examples=25, deadline=None)
@given(contacts)
def test_relays_and_mirrors_are_those_counted_by_hand_and_swap_when_time_runs_backwards(events):
    for sign in (1, -1):
        told = Told()
        turned = [(inbound, who, sign * at) for inbound, who, at in events]
        for inbound, who, at in turned:
            a, b = (customer(who), LINE) if inbound else (LINE, customer(who))
            told.call(a, b, at + 10_000)
        seen = told.asker().relays_of(LINE)
        by_hand = counted(turned)
        found = {
            who: (seen[customer(who)]["relays"], seen[customer(who)]["mirrors"]) for who in by_hand
        }
        assert found == by_hand
        forwards = by_hand if sign == 1 else forwards  # noqa: F821 - set in the first round
    assert {who: pair[::-1] for who, pair in by_hand.items()} == forwards

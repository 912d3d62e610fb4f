from telling import DAY, HOUR, LINE, Told, customer

from lineholder.detect import group, relays
from lineholder.detect.measure import table

OTHER = "+447700999990"
THIRD = "+447700999991"


def proposed(told: Told, *numbers: str) -> tuple[group.Pair, ...]:
    asker, suspects = told.asker(), table([(n, n) for n in numbers])
    asker.hold(relays.ask(relays.Params()), {"candidates": suspects})
    params = group.Params()
    return group.judge(asker.answer(group.ask(params), {"suspects": suspects}).table, params)


def pairs(told: Told, *numbers: str) -> tuple[tuple[str, str], ...]:
    return tuple((p.one, p.two) for p in proposed(told, *numbers))


def orders(told: Told, number: str, customers: range, days: range) -> None:
    for i in customers:
        for day in days:
            told.call(customer(i), number, day * DAY + i * 60)


def test_a_number_that_takes_over_the_customers_is_the_same_line():
    told = Told()
    orders(told, LINE, range(20), range(10))
    orders(told, OTHER, range(3, 22), range(10, 20))
    assert pairs(told, LINE, OTHER) == ((OTHER, LINE),)


def test_rivals_who_serve_the_same_customers_side_by_side_stay_two():
    told = Told()
    orders(told, LINE, range(20), range(20))
    orders(told, OTHER, range(20), range(20))
    assert pairs(told, LINE, OTHER) == ()


def passed_on(told: Told, number: str, worker: str, customers: range, days: range) -> None:
    for day in days:
        for i in customers:
            told.call(customer(i), number, day * DAY + i * HOUR / 2)
            told.call(number, worker, day * DAY + i * HOUR / 2 + 120)


def test_two_numbers_side_by_side_that_send_the_same_worker_are_one_line():
    told = Told()
    passed_on(told, LINE, THIRD, range(20), range(10))
    passed_on(told, OTHER, THIRD, range(2, 22), range(10))
    assert pairs(told, LINE, OTHER) == ((OTHER, LINE),)


def test_rivals_with_workers_of_their_own_stay_two():
    told = Told()
    passed_on(told, LINE, THIRD, range(20), range(10))
    passed_on(told, OTHER, "+447700999992", range(20), range(10))
    assert pairs(told, LINE, OTHER) == ()


def test_one_driver_who_works_a_little_for_both_does_not_make_them_one():
    told = Told()
    passed_on(told, LINE, THIRD, range(20), range(10))
    passed_on(told, OTHER, "+447700999992", range(20), range(10))
    passed_on(told, OTHER, THIRD, range(20, 24), range(10))
    assert pairs(told, LINE, OTHER) == ()


def test_a_number_that_a_few_ring_back_still_only_sends():
    told = Told()
    orders(told, LINE, range(20), range(20))
    for day in range(10):
        for i in range(20):
            told.text(OTHER, customer(i), day * DAY + i)
    for i in range(12):
        told.call(customer(i), OTHER, 4 * DAY + i * 60)
    (pair,) = proposed(told, LINE, OTHER)
    assert pair.sender == OTHER


def test_a_new_line_with_other_customers_stays_apart():
    told = Told()
    orders(told, LINE, range(20), range(10))
    orders(told, OTHER, range(14, 34), range(10, 20))  # six of twenty shared
    assert pairs(told, LINE, OTHER) == ()


def test_a_number_that_only_sends_to_the_customers_is_the_lines():
    told = Told()
    orders(told, LINE, range(20), range(20))
    for day in range(3):
        for i in range(20):
            told.text(OTHER, customer(i), day * DAY + 9 * HOUR + i)
    assert proposed(told, LINE, OTHER) == (group.Pair(OTHER, LINE, sender=OTHER),)


def test_a_number_that_only_sends_goes_to_the_nearest_of_two_lines():
    told = Told()
    orders(told, LINE, range(20), range(20))
    orders(told, THIRD, range(6, 26), range(20))
    for i in range(20):
        told.text(OTHER, customer(i), i)
        told.text(OTHER, customer(i), DAY + i)
    assert pairs(told, LINE, OTHER, THIRD) == ((OTHER, LINE),)


def test_two_that_only_send_are_not_joined():
    told = Told()
    for number in (LINE, OTHER):
        for day in range(3):
            for i in range(20):
                told.text(number, customer(i), day * DAY + i)
    assert pairs(told, LINE, OTHER) == ()


def test_a_worker_who_talks_with_the_line_is_not_joined():
    told = Told()
    orders(told, LINE, range(20), range(10))
    orders(told, OTHER, range(20), range(10, 20))
    for day in range(8, 12):
        told.call(LINE, OTHER, day * DAY + 20 * HOUR)
    assert pairs(told, LINE, OTHER) == ()


def test_three_numbers_in_a_row_are_one_line():
    told = Told()
    for number, days in ((LINE, range(10)), (OTHER, range(10, 20)), (THIRD, range(20, 30))):
        orders(told, number, range(20), days)
    sets = group.joined(pairs(told, LINE, OTHER, THIRD))
    assert list(sets.values()) == [tuple(sorted((LINE, OTHER, THIRD)))]


def test_joined_gives_connected_sets_of_two_or_more():
    assert group.joined((("b", "c"), ("a", "b"), ("x", "y"))) == {
        "a": ("a", "b", "c"),
        "x": ("x", "y"),
    }
    assert group.joined(()) == {}

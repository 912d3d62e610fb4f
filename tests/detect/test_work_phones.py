"""Work phones: with whom those are in contact that orders are passed on to."""

from telling import DAY, HOUR, LINE, MINUTE, Told, customer

from lineholder.detect import work_phones
from lineholder.detect.measure import table

WORKER, MOTHER, OTHER = "+447700999901", "+447700999801", "+447700999902"


def orders(told: Told, worker: str = WORKER) -> None:
    for day in range(5):
        for n in range(3):
            at = day * DAY + (10 + 2 * n) * HOUR
            told.call(customer(n), LINE, at)
            told.call(LINE, worker, at + 3 * MINUTE)


def asked(told: Told) -> list[dict]:
    return told.asker().asked(work_phones.SIGNAL, [LINE])


def test_a_runners_phone_serves_the_line_and_its_customers_alone():
    told = Told()
    orders(told)
    told.call(WORKER, customer(1), 3 * DAY)
    (row,) = asked(told)
    assert (row["held_workers"], row["contacts"], row["within"]) == (1, 16, 16)
    assert work_phones.judge(answer(told))[0].tolist() == [1.0]
    assert "16 contacts: none with anybody" in work_phones.sentence(row)


def test_a_driver_has_a_life_on_the_same_phone():
    told = Told()
    orders(told)
    for day in range(5):
        told.call(WORKER, MOTHER, day * DAY + 20 * HOUR, 600)
    (row,) = asked(told)
    assert (row["contacts"], row["within"]) == (20, 15)
    assert "20 contacts: 5 with anybody" in work_phones.sentence(row)


def test_where_no_workers_return_is_held_it_says_nothing():
    told = Told(held=frozenset({LINE}))
    orders(told)
    assert asked(told) == []


def test_two_workers_are_of_one_circle():
    told = Told()
    orders(told)
    for day in range(5):
        for n in range(3):
            told.call(customer(n), LINE, day * DAY + (17 + n) * HOUR)
            told.call(LINE, OTHER, day * DAY + (17 + n) * HOUR + 2 * MINUTE)
    told.call(WORKER, OTHER, 2 * DAY)
    (row,) = asked(told)
    assert (row["held_workers"], row["contacts"], row["within"]) == (2, 32, 32)


def test_the_rows_cited_are_those_of_the_workers_own_returns():
    told = Told()
    orders(told)
    told.call(WORKER, MOTHER, 9 * DAY)
    asker = told.asker()
    (row,) = asker.asked(work_phones.SIGNAL, [LINE])
    assert asker.answer(work_phones.SIGNAL.cite([LINE], row)).table.num_rows == row["contacts"]


def answer(told: Told):
    asker = told.asker()
    asker.asked(work_phones.SIGNAL, [LINE])
    return asker.answer(work_phones.ask(), {"candidates": table([(LINE, LINE)])}).table

import pytest
from telling import DAY, HOUR, LINE, Told, customer

from lineholder.detect.customers import SIGNAL
from lineholder.detect.measure import table


def features(told: Told) -> dict[str, float]:
    asker = told.asker()
    asker.asked(SIGNAL, [LINE])
    answer = asker.answer(SIGNAL.ask(), {"candidates": table([(LINE, LINE)])}).table
    values = SIGNAL.judge(answer)
    return {f.name: float(v[0]) for f, v in zip(SIGNAL.features, values, strict=True)}


def trade(customers: int, days: range, a_visit: int = 1, seconds: int = 20) -> Told:
    told = Told()
    for i in range(customers):
        for day in days:
            for n in range(a_visit):
                told.call(customer(i), LINE, day * DAY + i * 60 + n * HOUR, seconds)
    return told


def test_thirty_who_call_on_every_other_day_are_thirty_regulars():
    told = trade(30, range(0, 28, 2))
    told.call(customer(500), LINE, 0)  # somebody who called once
    (row,) = told.asker().asked(SIGNAL, [LINE])
    assert (row["callers"], row["regulars"], row["customers"], row["once"]) == (31, 30, 30, 1)
    assert "30 of the 31 numbers" in SIGNAL.sentence(row)


def test_three_days_make_a_regular_and_two_do_not():
    assert trade(5, range(3)).asker().asked(SIGNAL, [LINE])[0]["regulars"] == 5
    assert trade(5, range(2)).asker().asked(SIGNAL, [LINE])[0]["regulars"] == 0


def test_figures_in_words():
    seen = features(trade(12, range(28), a_visit=2, seconds=60))
    assert seen["regulars"] == 0.5  # half at twelve
    assert seen["regular share"] == 1.0
    assert seen["visits a week"] == 1.0  # daily
    assert seen["contacts a visit"] == 0.5  # two a visit
    assert seen["customer starts"] == 1.0
    assert seen["short talk"] == 0.5  # a minute


def test_a_call_back_within_ten_minutes_is_still_the_customers_start():
    told = trade(4, range(5))
    for i in range(4):
        for day in range(5):
            told.call(LINE, customer(i), day * DAY + i * 60 + 30, 15)
    assert features(told)["customer starts"] == 1.0


def test_a_number_that_calls_its_contacts_itself_starts_half():
    told = trade(4, range(5))
    for i in range(4):
        for day in range(5):
            told.call(LINE, customer(i), day * DAY + 10 * HOUR + i * HOUR)
    assert features(told)["customer starts"] == 0.5


def test_one_who_nobody_contacts_has_no_row():
    told = Told()
    told.call(LINE, customer(1), 0)
    assert told.asker().asked(SIGNAL, [LINE]) == []


def test_the_rows_cited_are_the_contacts_made_with_it_and_no_others():
    told = trade(5, range(3))
    told.call(LINE, customer(1), 20 * HOUR)
    asker = told.asker()
    (row,) = asker.asked(SIGNAL, [LINE])
    assert asker.answer(SIGNAL.cite([LINE], row)).table.num_rows == 2 * row["n_in"] == 30


@pytest.mark.parametrize("held", [frozenset({LINE}), frozenset(customer(i) for i in range(9))])
def test_the_same_is_counted_from_either_end(held):
    told = trade(9, range(4))
    whole = told.asker().asked(SIGNAL, [LINE])
    told.held = held
    assert told.asker().asked(SIGNAL, [LINE]) == whole

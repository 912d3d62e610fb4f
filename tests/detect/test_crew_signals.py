"""Dispatch, churn of workers and no life: what the line does besides being called."""

from telling import DAY, HOUR, LINE, MINUTE, Told, customer

from lineholder.detect import churn, dispatch, no_life, relays
from lineholder.detect.measure import table

WORKERS = ("+447700999901", "+447700999902")


def figures(told: Told, signal) -> dict[str, float]:
    asker = told.asker()
    asker.asked(signal, [LINE])
    answer = asker.answer(signal.ask(), {"candidates": table([(LINE, LINE)])}).table
    values = signal.judge(answer)
    return {f.name: float(v[0]) for f, v in zip(signal.features, values, strict=True) if len(v)}


def orders(told: Told, worker: str, days: range, a_day: int = 3) -> None:
    for day in days:
        for n in range(a_day):
            at = day * DAY + (10 + 2 * n) * HOUR
            told.call(customer(n), LINE, at)
            told.call(LINE, worker, at + 3 * MINUTE)


def test_every_order_passed_on_to_one_worker():
    told = Told()
    orders(told, WORKERS[0], range(5))
    (row,) = told.asker().asked(dispatch.SIGNAL, [LINE])
    assert (row["workers"], row["worker_relays"], row["worker_mirrors"]) == (1, 15, 0)
    assert dispatch.SIGNAL.sentence(row).startswith(
        "15 times it contacted one number within ten minutes"
    )
    seen = figures(told, dispatch.SIGNAL)
    assert seen["beyond chance"] > 0.85
    assert seen["few workers"] == 0.75  # 15 / (15 + 5)


def test_the_rows_cited_are_the_contacts_with_workers_alone():
    told = Told()
    orders(told, WORKERS[0], range(5))
    told.call(WORKERS[0], LINE, 20 * DAY)
    asker = told.asker()
    asker.asked(dispatch.SIGNAL, [LINE])
    for signal in (dispatch.SIGNAL, churn.SIGNAL):
        assert asker.answer(signal.cite([LINE], {})).table.num_rows == 2 * 16


def test_calls_that_no_order_precedes_are_no_dispatch():
    told = Told()
    for day in range(5):
        for n in range(3):
            told.call(customer(n), LINE, day * DAY + n * HOUR)
            told.call(LINE, WORKERS[0], day * DAY + n * HOUR + 30 * MINUTE)
    (row,) = told.asker().asked(dispatch.SIGNAL, [LINE])
    assert row["workers"] == 0
    assert "not followed by contacts to any few numbers" in dispatch.SIGNAL.sentence(row)


def test_four_relays_make_no_worker_and_five_do():
    for a_day, workers in ((2, 0), (3, 1)):
        told = Told()
        orders(told, WORKERS[0], range(2), a_day)
        assert told.asker().asked(dispatch.SIGNAL, [LINE])[0]["workers"] == workers


def test_two_workers_one_after_the_other_are_short_lived():
    told = Told()
    orders(told, WORKERS[0], range(10))
    orders(told, WORKERS[1], range(10, 20))
    (row,) = told.asker().asked(churn.SIGNAL, [LINE])
    assert (row["workers"], row["short"]) == (2, 2)
    seen = figures(told, churn.SIGNAL)
    assert seen["short-lived"] == 0.5
    assert 0.45 < seen["worker life"] < 0.6


def test_a_worker_who_stays_is_not_short_lived():
    told = Told()
    orders(told, WORKERS[0], range(20))
    (row,) = told.asker().asked(churn.SIGNAL, [LINE])
    assert (row["workers"], row["short"]) == (1, 0)
    assert "most of the time" in churn.SIGNAL.sentence(row)


def test_a_record_of_less_than_two_weeks_tells_nothing_of_churn():
    told = Told()
    orders(told, WORKERS[0], range(13))
    assert told.asker().asked(churn.SIGNAL, [LINE]) == []


def test_a_partner_who_talks_at_length_both_ways_is_a_close_contact():
    told = Told()
    for day in range(4):
        told.call(customer(1), LINE, day * DAY, 600)
        told.call(LINE, customer(1), day * DAY + 5 * HOUR, 900)
        told.call(customer(2), LINE, day * DAY + HOUR, 15)
    (row,) = told.asker().asked(no_life.SIGNAL, [LINE])
    assert (row["close"], row["long_calls"], row["calls"]) == (1, 8, 12)
    assert "1 number that it talks with at length" in no_life.SIGNAL.sentence(row)


def test_what_two_numbers_of_one_line_have_with_each_other_is_no_life():
    """A holder who rings the orders' number from the adverts' one, by night and at length."""
    second = "+447700999990"
    told = Told()
    for day in range(4):  # Monday to Thursday
        told.call(customer(1), LINE, day * DAY + 9 * HOUR)
        told.call(second, LINE, (day + 3) * DAY + 2 * HOUR, 900)
        told.call(LINE, second, (day + 3) * DAY + 3 * HOUR, 900)
    asker, given = told.asker(), {"candidates": table([(LINE, "L"), (second, "L")])}
    asker.hold(relays.ask(relays.Params()), given)
    answer = asker.answer(no_life.SIGNAL.ask(), given).table
    (row,) = answer.to_pylist()
    assert {name: row[name] for name in ("n_in", "night", "weekend", "days_in", "records")} == {
        "n_in": 4, "night": 0, "weekend": 0, "days_in": 4, "records": 4,
    }  # fmt: skip
    cited = asker.answer(no_life.SIGNAL.cite((LINE, second), row), given).table
    assert cited.num_rows == 2 * 4  # both ends' rows of the customer's four calls


def test_contacts_on_weekdays_alone_are_a_figure_of_one():
    told = Told()
    for day in range(5):  # Monday to Friday
        told.call(customer(day), LINE, day * DAY)
    assert figures(told, no_life.SIGNAL)["weekdays only"] == 1.0
    for day in range(5, 7):
        told.call(customer(day), LINE, day * DAY)
    assert figures(told, no_life.SIGNAL)["weekdays only"] == 0.0


def test_data_is_not_known_where_the_own_return_is_not_held():
    told = Told(held=frozenset({customer(1)}))
    told.call(customer(1), LINE, 0)
    assert told.asker().asked(no_life.SIGNAL, [LINE])[0]["data"] is None

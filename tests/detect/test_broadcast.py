from hypothesis import given, settings
from hypothesis import strategies as st
from telling import DAY, HOUR, LINE, MINUTE, Told, customer

from lineholder.detect.broadcast import SIGNAL, WINDOW_S


def advert(told: Told, at: int, recipients: int, apart_s: int = 2) -> None:
    for i in range(recipients):
        told.text(LINE, customer(i), at + i * apart_s)


def test_an_advert_to_seventy_nine_on_three_days_whose_list_answers():
    told = Told()
    for day in range(3):
        advert(told, day * DAY + 10 * HOUR, 79, 1)
        for i in range(40):
            told.call(customer(i), LINE, day * DAY + 10 * HOUR + 20 * MINUTE + i)
    told.text(LINE, customer(1), 20 * HOUR)  # a text to one is no part of it
    asker = told.asker()
    (row,) = asker.asked(SIGNAL, [LINE])
    assert (row["burst_days"], row["day_recipients"], row["listed"]) == (3, 237, 79)
    assert (row["listed_customers"], row["after"], row["before"]) == (40, 120, 0)
    assert "On 3 days it sent texts to 79 numbers within minutes; 40 of the 79" in SIGNAL.sentence(
        row
    )
    cited = asker.answer(SIGNAL.cite([LINE], row)).table
    assert cited.num_rows == 2 * 237  # each text as both ends recorded it


def test_the_list_that_stays_is_told_from_one_that_changes():
    def stays(same: bool) -> float:
        told = Told()
        for day in range(4):
            for i in range(20):
                told.text(LINE, customer(i if same else 20 * day + i), day * DAY + i)
        asker = told.asker()
        asker.asked(SIGNAL, [LINE])
        from lineholder.detect.measure import table

        answer = asker.answer(SIGNAL.ask(), {"candidates": table([(LINE, LINE)])}).table
        return float(SIGNAL.judge(answer)[2][0])

    assert stays(same=True) == 1.0
    assert stays(same=False) == 0.25


def test_five_within_the_window_are_a_burst_and_four_are_not():
    for recipients, rows in ((5, 1), (4, 0)):
        told = Told()
        advert(told, 0, recipients)
        assert len(told.asker().asked(SIGNAL, [LINE])) == rows


def test_a_burst_that_lasts_a_whole_window_lies_in_one_wherever_it_starts():
    for start in range(0, 2 * WINDOW_S, 37):
        told = Told()
        advert(told, start, 5, WINDOW_S // 4)
        assert len(told.asker().asked(SIGNAL, [LINE])) == 1


def test_texts_spread_over_hours_are_no_burst():
    told = Told()
    advert(told, 0, 30, 11 * MINUTE)
    assert told.asker().asked(SIGNAL, [LINE]) == []


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 2000)), min_size=1, max_size=40))
def test_bursts_are_those_counted_by_hand(sent):
    told = Told()
    for who, at in sent:
        told.text(LINE, customer(who), at)
    slots = {at // WINDOW_S for _, at in sent}
    by_hand = max(
        len({who for who, at in sent if slot <= at // WINDOW_S <= slot + 1})
        for slot in slots | {slot - 1 for slot in slots}
    )
    rows = told.asker().asked(SIGNAL, [LINE])
    assert [row["day_recipients"] for row in rows] == ([by_hand] if by_hand >= 5 else [])

from telling import DAY, LINE, Told, customer

from lineholder.detect import callers


def judged(told: Told, **params):
    answer = told.asker().answer(callers.ask()).table
    return callers.judge(answer, callers.Params(**params))


def called_by(n: int, days: int) -> Told:
    told = Told()
    for i in range(n):
        for day in range(days):
            told.call(customer(i), LINE, day * DAY + i * 60)
    return told


def test_a_number_that_four_others_contact_on_two_days_is_judged():
    candidates, insufficient = judged(called_by(4, 2))
    assert candidates.to_pydict() == {"number": [LINE], "line": [LINE]}
    assert insufficient == 4  # its callers: too little is seen of them


def test_three_callers_or_one_day_each_is_insufficient_and_not_low():
    assert judged(called_by(3, 2))[0].num_rows == 0
    assert judged(called_by(9, 1))[0].num_rows == 0


def test_a_number_that_only_texts_fifteen_is_judged_too():
    told = Told()
    for i in range(15):
        told.text(LINE, customer(i), i)
    assert judged(told)[0]["number"].to_pylist() == [LINE]
    assert judged(told, min_texted=16)[0].num_rows == 0


def test_a_number_that_contacts_itself_is_not_its_own_caller():
    told = called_by(3, 2)
    told.call(LINE, LINE, 0)
    told.call(LINE, LINE, DAY)
    assert judged(told)[0].num_rows == 0


def test_nothing_told_gives_no_candidate():
    candidates, insufficient = judged(Told())
    assert (candidates.num_rows, insufficient) == (0, 0)

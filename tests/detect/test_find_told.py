"""Find, on hand-made records: nothing, one line, a line that moved, a line that split, its crew."""

from itertools import pairwise

from telling import DAY, HOUR, LINE, MINUTE, Told, customer

from lineholder.detect import SIGNALS, weights
from lineholder.detect.describe import line_id
from lineholder.detect.find import find, version
from lineholder.model.lines import LinesFound

SECOND = "+447700999990"
WORKER = "+447700999901"
CREW = "+447700999902"


def found(told: Told) -> LinesFound:
    return find(told.asker(), weights.shipped()).lines


def trade(told: Told, number: str, days: range, adverts_from: str | None = None) -> None:
    """Thirty who ring twice every other day, each order passed on; an advert every morning."""
    for day in days:
        for i in range(30):
            told.text(adverts_from or number, customer(i), day * DAY + 9 * HOUR + i * 2)
            if (i + day) % 2:
                at = day * DAY + 10 * HOUR + i * 20 * MINUTE
                told.call(customer(i), number, at, 15)
                told.call(number, WORKER, at + 2 * MINUTE, 15)
                told.call(customer(i), number, at + 15 * MINUTE, 15)


def test_nothing_told_finds_nothing():
    result = found(Told())
    assert (result.lines, result.considered, result.insufficient) == ((), 0, 0)


def test_one_line_is_found_and_named_by_its_number():
    told = Told()
    trade(told, LINE, range(14))
    result = found(told)
    (line,) = result.lines
    assert [use.number for use in line.numbers] == [LINE]
    assert (line.line, line.rank) == (line_id(LINE), 1)
    assert {r.signal for r in line.reasons} == {s.name for s in SIGNALS} | {"prior"}
    assert result.considered + result.insufficient == 32  # the line, its worker, thirty customers


def test_a_line_that_moved_to_a_new_number_is_one_line_named_by_its_first():
    told = Told()
    trade(told, LINE, range(14))
    trade(told, SECOND, range(14, 28))
    (line,) = found(told).lines
    assert [use.number for use in line.numbers] == [LINE, SECOND]  # by use, not by name
    assert line.line == line_id(LINE)
    assert line.numbers[0].to_s < line.numbers[1].from_s
    assert (line.first_s, line.last_s) == (line.numbers[0].from_s, line.numbers[1].to_s)


def test_a_line_that_takes_orders_on_one_number_and_sends_adverts_from_another_is_one():
    told = Told()
    trade(told, LINE, range(21), adverts_from=SECOND)
    (line,) = found(told).lines
    assert {use.number for use in line.numbers} == {LINE, SECOND}


def listed_with_crew(talk_days: int) -> list[str]:
    """The numbers listed where a lesser line talks with LINE on so many days."""
    told = Told()
    trade(told, LINE, range(21))
    for day in range(21):
        for i in range(24):
            told.text(CREW, customer(60 + i), day * DAY + 9 * HOUR + i)
            for at in (i * 900, i * 900 + 300):
                told.call(customer(60 + i), CREW, day * DAY + 10 * HOUR + at, 15)
    for day in range(talk_days):
        told.call(LINE, CREW, day * DAY + 23 * HOUR)
    return [use.number for c in found(told).lines for use in c.numbers]


def test_a_number_that_talks_with_a_better_line_on_four_days_is_of_its_crew():
    best, lesser = listed_with_crew(3)
    assert {best, lesser} == {LINE, CREW}
    assert listed_with_crew(4) == [best]


def test_progress_never_goes_back_and_ends_at_its_end():
    told, steps = Told(), []
    trade(told, LINE, range(7))
    find(told.asker(), weights.shipped(), lambda n, of: steps.append((n, of)))
    assert all(a <= b for (a, _), (b, _) in pairwise(steps))
    assert len({of for _, of in steps}) == 1
    assert steps[-1][0] == steps[-1][1]


def test_the_version_changes_with_the_records_alone_where_nothing_else_does():
    known = weights.shipped()
    assert version(known, "a") == version(known, "a") != version(known, "b")

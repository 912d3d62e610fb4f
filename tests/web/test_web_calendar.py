"""Coverage calendar: order, pages, gaps and the search for a number."""

from lineholder.model.findings import CoverageDay
from lineholder.web.pages.calendar import NUMBERS_A_PAGE, calendar

A, B = "+447700900001", "+447700900002"


def days(number: str, *when: str, calls: int = 1) -> list[CoverageDay]:
    return [CoverageDay(number, f"2025-03-{d}", calls, 1, 0) for d in when]


def test_most_records_first_over_one_period_with_the_longest_gap() -> None:
    found = calendar([*days(A, "01", "05"), *days(B, "02", "03", calls=9)], "", 1)
    assert [s.number for s in found.strips] == [B, A]
    assert (found.first, found.last, found.days) == ("2025-03-01", "2025-03-05", 5)
    assert [s.gap for s in found.strips] == [0, 3]
    assert [s.paths[0].count("M") for s in found.strips] == [3, 3]  # the days without a record
    assert (found.strips[0].calls, found.strips[0].texts) == (18, 2)


def test_a_number_is_found_by_any_part_in_national_writing() -> None:
    both = [*days(A, "01"), *days(B, "01")]
    assert [s.number for s in calendar(both, "07700 900002", 1).strips] == [B]
    assert calendar(both, "0001", 1).strips[0].number == A
    assert calendar(both, "555", 1).strips == ()


def test_pages_hold_every_number_once_and_stay_in_range() -> None:
    many = [d for n in range(NUMBERS_A_PAGE + 5) for d in days(f"+4477009{n:05d}", "01")]
    seen = [s.number for page in (1, 2) for s in calendar(many, "", page).strips]
    assert sorted(seen) == sorted({d.number for d in many})
    assert calendar(many, "", 99).page == calendar(many, "", 2).page == 2
    assert calendar([], "", 1).strips == ()

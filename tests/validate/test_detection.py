import pytest

from lineholder.model.lines import LineCandidate, LinesFound, LineType, Lookalike, NumberUse
from lineholder.validate.detection import CUSTOMERS_HELD, detection

CUSTOMERS = [f"c{n}" for n in range(30)]
TRUTH = {
    "lines": [
        {"line": "A", "numbers": [{"number": "1"}, {"number": "2"}], "customers": CUSTOMERS},
        {"line": "B", "numbers": [{"number": "3"}], "customers": ["c0"]},
        {"line": "C", "numbers": [{"number": "4"}], "customers": []},
    ]
}


def listed(*entries: tuple[str, ...]) -> LinesFound:
    lines = tuple(
        LineCandidate(
            str(rank), rank, 1.0, tuple(NumberUse(n, 0, 1) for n in numbers), None, None,
            LineType.UNKNOWN, 0, (), Lookalike.PRIVATE, 0, 1,
        )
        for rank, numbers in enumerate(entries, 1)
    )  # fmt: skip
    return LinesFound(lines, 9, 9, "s", "v")


HELD = frozenset({"1", "3", "4"})


def test_a_list_of_all_lines_passes():
    result = detection(listed(("1", "2"), ("3",), ("4",)), TRUTH, HELD)
    assert (result.k, result.first, result.wrong, result.twice, result.missed) == (3, 3, (), 0, ())
    assert result.passes


def test_one_line_too_few_passes_and_two_do_not():
    assert detection(listed(("1",), ("3",)), TRUTH, HELD).passes
    assert not detection(listed(("1",)), TRUTH, HELD).passes
    assert detection(listed(("1",)), TRUTH, HELD).missed == ("B", "C")


def test_an_entry_that_is_no_line_or_two_lines_at_once_is_wrong():
    assert detection(listed(("1",), ("9",), ("3",), ("4",)), TRUTH, HELD).wrong == ((2, ("9",)),)
    assert detection(listed(("1", "3"), ("4",)), TRUTH, HELD).wrong == ((1, ("1", "3")),)


def test_a_line_listed_twice_takes_two_places():
    result = detection(listed(("1",), ("2",), ("3",), ("4",)), TRUTH, HELD)
    assert (result.first, result.twice) == (2, 1)


@pytest.mark.parametrize(("customers", "k"), [(CUSTOMERS_HELD - 1, 1), (CUSTOMERS_HELD, 2)])
def test_a_line_that_enough_of_its_customers_returns_show_is_expected(customers, k):
    """Else a method that reads own returns alone would be called perfect."""
    held = frozenset({"3", *CUSTOMERS[:customers]})
    result = detection(listed(("3",)), TRUTH, held)
    assert (result.k, result.missed) == (k, ("A",)[: k - 1])
    assert result.first == 1


def test_a_line_that_the_holding_cannot_show_takes_no_place():
    result = detection(listed(("4",), ("1",), ("3",)), TRUTH, frozenset({"1", "3"}))
    assert (result.k, result.first) == (2, 2)

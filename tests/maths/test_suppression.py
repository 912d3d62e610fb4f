"""Small cells: none that is left out can be worked out again, by trying every table that agrees."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineholder.maths.suppression import Shown, suppress, suppress_list
from lineholder.model.errors import BadValue


def extended(cells, rows, columns, total):
    """Cells and totals as one flat list, in the order that a reader sees them."""
    return [*(v for row in cells for v in row), *rows, *columns, total]


def agreeing(shown: Shown, most: int):
    """Every table of counts up to `most` whose cells and totals agree with all that is shown."""
    free = [range(most + 1) if v is None else [v] for row in shown.cells for v in row]
    height, width = len(shown.cells), len(shown.cells[0])
    told = extended(shown.cells, shown.row_totals, shown.column_totals, shown.total)
    for flat in itertools.product(*free):
        cells = [flat[i * width : (i + 1) * width] for i in range(height)]
        made = extended(cells, map(sum, cells), map(sum, zip(*cells, strict=True)), sum(flat))
        if all(t is None or t == m for t, m in zip(told, made, strict=True)):
            yield made


def exposed(shown: Shown, most: int):
    """The places of what is left out and yet can have one value only."""
    told = extended(shown.cells, shown.row_totals, shown.column_totals, shown.total)
    tables = list(agreeing(shown, most))
    assert tables
    return [i for i, v in enumerate(told) if v is None and len({t[i] for t in tables}) == 1]


tables = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([0, 0, 1, 2, 3, 4]), min_size=width, max_size=width),
        min_size=1,
        max_size=2,
    )
)


@settings(deadline=None, max_examples=60)
@given(tables)
def test_nothing_left_out_can_be_worked_out_again(counts):
    shown = suppress(counts, least=3)
    assert exposed(shown, most=7) == []
    whole = extended(
        counts, map(sum, counts), map(sum, zip(*counts, strict=True)), sum(map(sum, counts))
    )
    told = extended(shown.cells, shown.row_totals, shown.column_totals, shown.total)
    for true, said in zip(whole, told, strict=True):
        assert said in (None, true)
        assert said is None or not 0 < true < 3


@settings(deadline=None)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=5))
def test_of_a_list_neither(counts):
    said, total = suppress_list(counts)
    assert total in (None, sum(counts))
    for true, told in zip(counts, said, strict=True):
        assert told in (None, true)
        assert told is None or not 0 < true < 5
    hidden = [n for n, told in zip(counts, said, strict=True) if told is None]
    assert len(hidden) != 1 or total is None  # else it is the total less the rest


def test_the_only_child_among_those_charged_is_not_the_total_less_the_adults():
    """3 children and 40 adults of 43 in all: leaving out the 3 alone would tell it."""
    assert suppress_list([3, 40]) == ((None, None), 43)
    assert suppress_list([3, 40, 6]) == ((None, 40, None), 49)
    assert suppress_list([3, 2, 40]) == ((None, None, 40), 45)
    assert suppress_list([0, 40]) == ((0, 40), 40)  # nobody is in none
    assert suppress_list([]) == ((), 0)


def test_two_hidden_in_each_row_and_column_may_still_tell_one():
    """A cell that joins two hidden blocks has two hidden in its row and column and is yet one value."""
    counts = [[9, 9, 9, 9], [9, 1, 1, 9], [9, 9, 9, 9]]
    shown = suppress(counts, least=2)
    assert [v for row in shown.cells for v in row].count(None) >= 4
    assert exposed(Shown(((None, 5), (5, 5)), (6, 10), (6, 10), 16), 9) == [0]  # what it prevents


def test_a_hidden_zero_gives_no_cover():
    """1 and 0 in one row, with 3 below the 1 and the columns told, would leave but one table."""
    shown = suppress([[1, 0], [3, 9]], least=5)
    assert exposed(shown, most=13) == []


def test_the_table_turned_hides_as_much():
    counts = [[1, 8, 20], [7, 9, 30]]
    turned = [list(row) for row in zip(*counts, strict=True)]
    assert suppress(counts).left_out == suppress(turned).left_out == 4


def test_refuses_what_is_no_table():
    for wrong in ([], [[]], [[1], [1, 2]], [[-1]]):
        with pytest.raises(BadValue, match="rows of one length"):
            suppress(wrong)
    with pytest.raises(BadValue, match="least count of 2"):
        suppress([[1]], least=1)

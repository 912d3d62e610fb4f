"""Two phones compared in a workspace: the counts are those of the answer, and each pair opens its rows."""

import pytest

from lineholder.model.errors import Refused
from lineholder.pipeline.attribution import attribute
from lineholder.pipeline.comparison import compare
from lineholder.pipeline.lines import find_lines
from lineholder.pipeline.rows import rows


@pytest.fixture(scope="module")
def both(desk):
    """An answer, its first candidate and the comparison of the two."""
    number = find_lines(*desk.three).lines[0].numbers[-1].number
    found = attribute(*desk.three, number)
    first = next(c for c in found.candidates if c.switches)
    return found, first, compare(*desk.three, number, first.number)


def test_switches_and_contradictions_are_those_of_the_answer(both):
    """Two counts of one thing on two pages would be the first question of the defence."""
    found, first, pair = both
    assert (pair.switches, pair.contradicting) == (first.switches, first.contradicting)
    assert (pair.from_s, pair.to_s) == (found.from_s, found.to_s)
    assert sum(m.switches for m in pair.met) == pair.switches
    assert sum(m.contradicting for m in pair.met) == pair.contradicting
    assert len(pair.at_s) == len(pair.km) == len(pair.fits) == pair.switches
    assert list(pair.at_s) == sorted(pair.at_s)


def test_what_contradicts_stands_first(both):
    order = [(m.impossible, m.contradicting, m.switches) for m in both[2].met]
    assert order == sorted(order, reverse=True)


def test_cells_count_every_placed_record_of_both(both):
    pair = both[2]
    assert sum(s.first for s in pair.sectors) == pair.placed
    assert sum(s.second for s in pair.sectors) == pair.other_placed
    used = {s.cell for s in pair.sectors}
    assert {m.cell for m in pair.met} | {m.other_cell for m in pair.met} <= used


def test_a_pair_of_cells_opens_rows_of_both_numbers(desk, both):
    found, first, pair = both
    text = [r.text for r in rows(*desk.three, pair.met[0].ref, 0, 200).rows]
    assert any(found.number in line for line in text)
    assert any(first.number in line for line in text)


def test_asked_again_in_another_writing_it_is_read_and_the_same(desk, both):
    _, first, pair = both
    national = pair.number.replace("+44", "0")
    assert compare(*desk.three, national, first.number) == pair


def test_a_number_with_itself_is_refused_and_one_unseen_says_nothing(desk, both):
    pair = both[2]
    with pytest.raises(Refused, match="two numbers"):
        compare(*desk.three, pair.number, pair.number)
    unseen = compare(*desk.three, pair.number, "+447700999998")
    assert (unseen.switches, unseen.other_placed, unseen.met) == (0, 0, ())
    assert unseen.placed > 0
    nobody = compare(*desk.three, "+447700999998", pair.number)
    assert (nobody.from_s, nobody.sectors, nobody.ref) == (None, (), "")

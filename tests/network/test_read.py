"""A bare network from text: every row counted, every misfit refused with its line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineholder.model.errors import Refused
from lineholder.model.network import Network, Tie
from lineholder.network import read


def test_a_small_network_reads_as_written():
    found = read("from,to,weight\nn2,n1,3\nn1,n2,0.5\nn1,n3,1\n")
    assert found == Network(("n1", "n2", "n3"), (Tie(0, 1, 0.5), Tie(0, 2, 1.0), Tie(1, 0, 3.0)))


def test_names_are_text_whatever_they_look_like():
    found = read('from,to,weight\n0,NA,1\n-77,nan,1\n"a,b",1e3,1\n01,1,1\n')
    assert found.nodes == ("-77", "0", "01", "1", "1e3", "NA", "a,b", "nan")


def test_repeats_add_up_loops_and_zeros_tie_nothing_and_all_are_counted():
    found = read("from,to,weight\na,b,1\na,b,2\nb,a,4\nc,c,9\nd,a,0\n")
    assert found.nodes == ("a", "b", "c", "d")
    assert found.ties == (Tie(0, 1, 3.0), Tie(1, 0, 4.0))
    assert (found.merged, found.loops, found.empty) == (1, 1, 1)


def test_columns_in_any_order_marks_blank_lines_and_line_ends():
    plain = read("from,to,weight\na,b,2\nb,c,1\n")
    assert read("\ufeffweight,to,from\r\n2,b,a\r\n\r\n1, c ,b\r\n") == plain
    assert read("from,to,weight\ra,b,2\rb,c,1") == plain


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty file"),
        ("from,to,weight\n", "header alone"),
        ("source,target,weight\na,b,1\n", "line 1: .*found source,target,weight"),
        ("from,to,weight,kind\na,b,1,call\n", "line 1: "),
        ("a,b,1\n", "line 1: "),
        ("from,to,weight\na,b\n", "line 2: expected 3 values; found 2"),
        ("from,to,weight\n\na,b,1,2\n", "line 3: expected 3 values; found 4"),
        ("from,to,weight\na,,1\n", "line 2: expected a name"),
        ("from,to,weight\n ,b,1\n", "line 2: expected a name"),
        ("from,to,weight\na,b,\n", "line 2: expected a weight"),
        ("from,to,weight\na,b,two\n", "line 2: .*found 'two'"),
        ("from,to,weight\na,b,-1\n", "line 2: .*found '-1'"),
        ("from,to,weight\na,b,nan\n", "line 2: "),
        ("from,to,weight\na,b,inf\n", "line 2: "),
        ("from,to,weight\na,b,1_0\n", "line 2: "),
        ("from,to,weight\na,b,1e308\na,b,1e308\n", "line 3: .*past any number"),
        ('from,to,weight\n"a,b,1\n', "expected comma-separated values"),
        ('from,to,weight\n"a"x,b,1\n', "line 2: "),
    ],
)
def test_misfits_are_refused_with_their_line(text, said):
    with pytest.raises(Refused, match=said):
        read(text)


NAMES = st.sampled_from(["0", "1", "NA", "-77", "ö", "x y"])


@settings(deadline=None)
@given(st.lists(st.tuples(NAMES, NAMES, st.integers(0, 9)), min_size=1), st.randoms())
def test_no_row_is_lost_and_their_order_is_nothing(rows, shuffle):
    text = "from,to,weight\n" + "".join(f"{a},{b},{w}\n" for a, b, w in rows)
    found = read(text)
    assert len(found.ties) + found.merged + found.loops + found.empty == len(rows)
    assert sum(tie.weight for tie in found.ties) == sum(w for a, b, w in rows if a != b)
    assert set(found.nodes) == {name for a, b, _ in rows for name in (a, b)}
    shuffled = rows.copy()
    shuffle.shuffle(shuffled)
    assert found == read("from,to,weight\n" + "".join(f"{a},{b},{w}\n" for a, b, w in shuffled))

"""Standing among those who answer each other: a story, the edges, and what the order must not depend on."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lineholder.model.network import Network, Tie
from lineholder.network import rank, read


def text(*rows):
    return "from,to,weight\n" + "".join(f"{a},{b},{w}\n" for a, b, w in rows)


def both(*rows):
    return text(*rows, *((b, a, w) for a, b, w in rows))


def places(found):
    return {node: place for place, (node, _) in enumerate(found)}


def test_the_head_of_two_crews_comes_first_and_the_callers_last():
    crews = [("head", "left", 9), ("head", "right", 9)]
    crews += [("left", f"l{i}", 4) for i in range(3)] + [("right", f"r{i}", 4) for i in range(3)]
    callers = [(f"caller{i}", "l0", 50) for i in range(4)]
    found = rank(read(text(*crews, *((b, a, w) for a, b, w in crews), *callers)))
    assert {node for node, _ in found[:3]} == {"head", "left", "right"}
    assert {node for node, _ in found[-4:]} == {f"caller{i}" for i in range(4)}


def test_an_answered_tie_outweighs_a_busy_one_that_is_not():
    found = places(rank(read(text(("a", "b", 2), ("b", "a", 2), ("c", "d", 90), ("b", "c", 1)))))
    assert max(found["a"], found["b"]) < found["d"]


def test_where_most_ties_are_answered_one_answered_tie_outweighs_three_that_are_not():
    crew = [(f"m{a}", f"m{b}", 4) for a in range(5) for b in range(a)]
    silent = [(f"m{i}", "x", 4) for i in range(3)]
    found = places(
        rank(read(text(*crew, *((b, a, w) for a, b, w in crew), *silent) + "m3,y,1\ny,m3,1\n"))
    )
    assert found["y"] < found["x"]


def test_equal_nodes_stand_in_text_order_with_one_score():
    found = rank(read(both(("hub", "b", 1), ("hub", "a", 1), ("hub", "10", 1), ("hub", "9", 1))))
    assert [node for node, _ in found] == ["hub", "10", "9", "a", "b"]
    assert len({score for _, score in found[1:]}) == 1


def test_nodes_without_ties_are_ranked_too():
    found = rank(read("from,to,weight\na,b,1\nb,a,1\nalone,alone,1\n"))
    assert [node for node, _ in found] == ["a", "b", "alone"]
    assert rank(Network((), ())) == ()
    assert rank(Network(("a", "b"), ())) == (("a", 0.5), ("b", 0.5))


def test_ties_written_one_way_round_are_read_as_both():
    ties = [("a", "b", 3), ("a", "c", 1), ("c", "d", 5)]
    assert rank(read(text(*ties))) == rank(read(both(*ties)))


TIES = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda ends: ends[0] != ends[1]),
    st.integers(1, 1000),
)


@settings(deadline=None)
@given(TIES)
def test_every_node_once_best_first_and_direction_as_such_is_nothing(ties):
    nodes = tuple("abcdefgh")
    network = Network(nodes, tuple(Tie(a, b, float(w)) for (a, b), w in ties.items()))
    found = rank(network)
    assert sorted(node for node, _ in found) == list(nodes)
    assert list(found) == sorted(found, key=lambda node: (-node[1], node[0]))
    assert all(0 < score < 1 for _, score in found)
    turned = Network(nodes, tuple(Tie(b, a, float(w)) for (a, b), w in ties.items()))
    assert rank(turned) == found


@settings(deadline=None)
@given(TIES.filter(len))
def test_the_unit_of_the_weights_is_nothing_where_all_ties_are_answered(ties):
    def scaled(by):
        joined = {tuple(sorted(ends)): w for ends, w in ties.items()}
        return Network(
            tuple("abcdefgh"),
            tuple(
                Tie(i, j, w * by)
                for (a, b), w in sorted(joined.items())
                for i, j in ((a, b), (b, a))
            ),
        )

    assert rank(scaled(1.0)) == rank(scaled(16.0))

"""Key players: known optima, ties counted, the proof and its limits; brute force on small graphs."""

from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lineholder.model.errors import Cancelled, Refused
from lineholder.model.network import Network, Tie
from lineholder.network import targets


def network(n, ties):
    return Network(
        tuple(f"{v:04}" for v in range(n)), tuple(Tie(a, b, 1.0) for a, b in sorted(ties))
    )


def every_pair(n):
    return set(combinations(range(n), 2))


def left_connected(n, ties, gone):
    found = {v: v for v in range(n) if v not in gone}

    def top(v):
        while found[v] != v:
            v = found[v]
        return v

    for a, b in ties:
        if a not in gone and b not in gone:
            found[top(a)] = top(b)
    sizes = [sum(top(v) == root for v in found) for root in set(map(top, found))]
    return sum(s * (s - 1) // 2 for s in sizes)


def brute(n, ties, k):
    counts = [left_connected(n, ties, set(gone)) for gone in combinations(range(n), k)]
    return min(counts), counts.count(min(counts))


@st.composite
def graphs(draw, most=8):
    n = draw(st.integers(1, most))
    possible = sorted(every_pair(n))
    return n, draw(st.sets(st.sampled_from(possible))) if possible else set()


def test_the_bridge_between_two_crews_is_the_one_to_take():
    crews = {(a, b) for a, b in every_pair(9) if a // 4 == b // 4 and b < 8} | {(0, 8), (4, 8)}
    found = targets(network(9, crews), 1)
    assert found.targets == ("0008",)
    assert found.fragmentation == pytest.approx(1 - 2 * 6 / 36)
    assert (found.optimal, found.ties, found.gap) == (True, 1, 0.0)


def test_where_no_one_matters_every_set_is_as_good():
    found = targets(network(60, every_pair(60)), 5)
    assert found.targets == ("0000", "0001", "0002", "0003", "0004")
    assert (found.optimal, found.ties) == (True, 5_461_512)  # 60 choose 5


def test_direction_and_weight_are_nothing():
    ties = {(0, 1), (1, 2), (2, 3), (3, 4)}
    plain = targets(network(5, ties), 2)
    turned = Network(
        network(5, ties).nodes,
        (*(Tie(b, a, 7.0 + a) for a, b in ties), Tie(0, 1, 0.5)),
    )
    assert targets(turned, 2) == plain
    assert (plain.targets, plain.ties) == (("0001", "0003"), 1)


@pytest.mark.parametrize("k", [0, 3, -1])
def test_more_targets_than_nodes_or_none_are_refused(k):
    with pytest.raises(Refused, match="from 1 to 2"):
        targets(network(2, {(0, 1)}), k)


def test_all_nodes_and_the_single_node():
    assert targets(network(3, every_pair(3)), 3).fragmentation == 1.0
    assert targets(network(1, set()), 1).fragmentation == 1.0
    nothing = targets(network(4, set()), 2)
    assert (nothing.fragmentation, nothing.optimal, nothing.ties) == (1.0, True, 6)


@settings(max_examples=400, deadline=None)
@given(graphs(), st.integers(1, 3))
@example((8, every_pair(8)), 3)
@example((8, {(v, v + 1) for v in range(7)}), 3)
@example((8, {(0, v) for v in range(1, 8)}), 2)
@example((8, {(v, (v + 1) % 8) for v in range(8)} | {(v, (v + 2) % 8) for v in range(8)}), 3)
def test_proved_sets_are_the_brute_force_optimum_with_every_tie(graph, k):
    n, ties = graph
    k = min(k, n)
    found = targets(network(n, ties), k)
    connected, tied = brute(n, ties, k)
    assert (found.optimal, found.ties) == (True, tied)
    gone = {int(name) for name in found.targets}
    assert len(gone) == k
    assert left_connected(n, ties, gone) == connected
    whole = n * (n - 1) / 2
    assert found.fragmentation == pytest.approx(1 - connected / whole if whole else 1)
    assert found.bound == found.fragmentation


def grid(side):
    across = {(v, v + 1) for v in range(side * side) if v % side < side - 1}
    return across | {(v, v + side) for v in range(side * (side - 1))}


def test_progress_is_told_and_can_stop_the_search():
    told = []

    def stop(n, of):
        told.append((n, of))
        if len(told) == 2:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        targets(network(64, grid(8)), 4, stop)
    assert 0 < told[0][0] < told[1][0] <= told[1][1]


def test_a_network_too_large_to_search_says_that_nothing_is_proved():
    stars = {(hub * 100, hub * 100 + spoke) for hub in range(21) for spoke in range(1, 100)}
    found = targets(network(2100, stars), 2)
    assert found.targets == ("0000", "0100")
    assert not found.optimal
    # by counting: 21 components and 98 more for each hub, 2098 nodes in 217 even parts
    even = (2098 % 217) * 45 + (217 - 2098 % 217) * 36
    assert found.bound == pytest.approx(1 - even / (2100 * 2099 / 2))
    assert found.fragmentation == pytest.approx(1 - 19 * 4950 / (2100 * 2099 / 2))

"""Components that a few removals cannot split: never said of one that can be."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from lineholder.maths.graph import pairs, removal
from lineholder.network.solid import solid, whole


def masks(around):
    return [sum(1 << w for w in near) for near in around]


def of(n, ties):
    around = [[] for _ in range(n)]
    for a, b in ties:
        around[a].append(b)
        around[b].append(a)
    return [sorted(near) for near in around]


def circulant(n, reach):
    return of(n, {tuple(sorted((v, (v + d) % n))) for v in range(n) for d in range(1, reach + 1)})


@st.composite
def graphs(draw):
    n = draw(st.integers(1, 8))
    possible = list(combinations(range(n), 2))
    missing = draw(st.sets(st.sampled_from(possible), max_size=n)) if possible else set()
    return of(n, [tie for tie in possible if tie not in missing])


def parts(around, gone):
    alive = [v not in gone for v in range(len(around))]
    return len(removal(around, alive, range(len(around))).component)


@settings(max_examples=300, deadline=None)
@given(graphs().filter(lambda g: parts(g, ()) == 1), st.integers(1, 3))
def test_what_is_called_whole_no_removal_splits(around, left):
    n = len(around)
    splits = any(
        parts(around, gone) > 1
        for size in range(min(left, n) + 1)
        for gone in combinations(range(n), size)
    )
    assert not (whole((1 << n) - 1, left, masks(around)) and splits)


def test_a_ring_of_rings_is_whole_up_to_its_ties():
    around = circulant(20, 2)  # four neighbours each: three removals leave it in one piece
    assert whole((1 << 20) - 1, 3, masks(around))
    assert not whole((1 << 20) - 1, 4, masks(around))


def test_two_cliques_hold_by_as_many_removals_as_they_have_bridges():
    cliques = [(a, b) for a, b in combinations(range(14), 2) if (a < 8) == (b < 8)]
    around = masks(of(14, [*cliques, (0, 8), (1, 9), (2, 10)]))
    assert whole((1 << 14) - 1, 2, around)
    assert not whole((1 << 14) - 1, 3, around)


def test_sets_are_counted_by_sizes_and_small_components_left_aside():
    around = of(9, [*combinations(range(6), 2), (6, 7), (7, 8)])
    effect = removal(around, [True] * 9, range(9))
    counted = solid((1 << 9) - 1, 0, 2, masks(around), effect, pairs(9))
    assert counted is not None
    assert (counted.connected, counted.ties) == (pairs(4) + 3, 15)


def test_kept_nodes_are_not_taken():
    around = of(6, combinations(range(6), 2))
    effect = removal(around, [True] * 6, range(6))
    counted = solid((1 << 6) - 1, 0b11, 2, masks(around), effect, pairs(6))
    assert counted is not None
    assert (counted.ties, counted.nodes) == (6, (2, 3))


def test_equal_components_share_the_removals():
    around = of(6, [(0, 1), (2, 3), (4, 5)])
    effect = removal(around, [True] * 6, range(6))
    counted = solid((1 << 6) - 1, 0, 2, masks(around), effect, pairs(6))
    assert counted is not None
    assert (counted.connected, counted.ties) == (1, 12)  # two of three pairs, either end of each


def test_no_answer_where_splitting_nothing_is_already_worse():
    around = of(6, combinations(range(6), 2))
    effect = removal(around, [True] * 6, range(6))
    assert solid((1 << 6) - 1, 0, 2, masks(around), effect, pairs(4) - 1) is None

"""Branch and bound: what it proves when its steps run out, and that it starts from any promise."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineholder.maths.graph import pairs, removal
from lineholder.model.progress import silent
from lineholder.network.search import Search


@st.composite
def graphs(draw, least=1, most=9):
    n = draw(st.integers(least, most))
    drawn = draw(st.lists(st.booleans(), min_size=pairs(n), max_size=pairs(n)))
    around = [[] for _ in range(n)]
    for (a, b), there in zip(combinations(range(n), 2), drawn, strict=True):
        if there:
            around[a].append(b)
            around[b].append(a)
    return around


def left_connected(around, gone):
    alive = [v not in gone for v in range(len(around))]
    return removal(around, alive, range(len(around))).connected


def searched(around, size, best, steps=10**9):
    search = Search(around, tuple(range(len(around))), best, steps, silent)
    search.run(size)
    return search


@settings(max_examples=300, deadline=None)
@given(graphs(), st.integers(1, 4))
def test_it_needs_no_good_start(around, size):
    size = min(size, len(around))
    counts = [left_connected(around, gone) for gone in combinations(range(len(around)), size)]
    found = searched(around, size, pairs(len(around)))
    assert (found.best, found.ties) == (min(counts), counts.count(min(counts)))
    assert found.open_floor is None
    assert left_connected(around, found.found) == found.best


@settings(deadline=None)
@given(graphs(least=3), st.integers(1, 3))
def test_a_start_that_nothing_matches_stands(around, size):
    optimum = searched(around, size, pairs(len(around))).best
    found = searched(around, size, optimum - 1)
    assert (found.best, found.ties, found.found) == (optimum - 1, 0, ())


@settings(max_examples=200, deadline=None)
@given(graphs(least=4), st.integers(2, 3), st.integers(0, 600))
def test_out_of_steps_nothing_is_better_than_the_open_floor(around, size, steps):
    optimum = searched(around, size, pairs(len(around))).best
    found = searched(around, size, pairs(len(around)), steps)
    if found.open_floor is None:
        assert found.best == optimum
    else:
        assert min(found.best, found.open_floor) <= optimum


def test_the_end_of_the_steps_is_said():
    ring = [[(v - 1) % 30, (v + 1) % 30] for v in range(30)]
    assert searched(ring, 4, pairs(30), 500).open_floor is not None
    # four cuts leave 26 nodes in four parts of 6 or 7: 30 rotations of each order of the parts
    done = searched(ring, 4, pairs(30))
    assert (done.open_floor, done.best) == (None, 2 * pairs(6) + 2 * pairs(7))
    assert done.ties == 30 * 6 // 4


@pytest.mark.parametrize("size", [1, 2, 3])
def test_order_of_the_roots_is_nothing_to_the_optimum(size):
    path = [[1], [0, 2], [1, 3], [2, 4], [3, 5], [4]]
    found = []
    for roots in (tuple(range(6)), (5, 3, 1, 0, 2, 4)):
        search = Search(path, roots, pairs(6), 10**6, silent)
        search.run(size)
        found.append((search.best, search.ties))
    assert found[0] == found[1]

"""Graphs: cut vertices, disjoint paths, standing; each against counting by hand or brute force."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from lineholder.maths.graph import fan, pagerank, pairs, percentiles, removal, standing

PATH = [[1], [0, 2], [1, 3], [2]]


@st.composite
def graphs(draw, most=8):
    n = draw(st.integers(1, most))
    possible = [(i, j) for i in range(n) for j in range(i)]
    drawn = draw(st.sets(st.sampled_from(possible))) if possible else set()
    around = [set() for _ in range(n)]
    for i, j in drawn:
        around[i].add(j)
        around[j].add(i)
    return [sorted(near) for near in around]


def components(neighbours, alive):
    left, found = {v for v, there in enumerate(alive) if there}, []
    while left:
        wave = {min(left)}
        whole = set()
        while wave:
            whole |= wave
            wave = {w for v in wave for w in neighbours[v] if alive[w]} - whole
        found.append(whole)
        left -= whole
    return found


def connected(neighbours, alive):
    return sum(pairs(len(whole)) for whole in components(neighbours, alive))


def test_the_middle_of_a_path_cuts_most():
    effect = removal(PATH, [True] * 4, range(4))
    assert effect.connected == 6
    assert effect.gain == [3, 5, 5, 3]
    assert effect.component == {0: 4}


def test_a_ring_loses_its_own_pairs_only():
    ring = [[4, 1], [0, 2], [1, 3], [2, 4], [3, 0]]
    assert removal(ring, [True] * 5, range(5)).gain == [4] * 5


def test_removed_nodes_have_no_effect_and_split_the_rest():
    effect = removal(PATH, [True, False, True, True], range(4))
    assert effect.connected == 1
    assert effect.gain == [0, 0, 1, 1]
    assert effect.root == [0, -1, 2, 2]


def test_the_first_of_the_roots_is_its_components_root():
    effect = removal(PATH, [True] * 4, (2, 0, 1, 3))
    assert effect.root == [2] * 4
    assert effect.hang == [0, 1, 3, 0]


@settings(deadline=None)
@given(graphs(), st.data())
def test_removal_agrees_with_removing_each(neighbours, data):
    n = len(neighbours)
    alive = data.draw(st.lists(st.booleans(), min_size=n, max_size=n))
    roots = data.draw(st.permutations(range(n)))
    effect = removal(neighbours, alive, roots)
    now = connected(neighbours, alive)
    assert effect.connected == now
    for v in range(n):
        without = [there and w != v for w, there in enumerate(alive)]
        assert effect.gain[v] == now - connected(neighbours, without)
        if alive[v] and effect.root[v] != v:
            tied = next(c for c in components(neighbours, without) if effect.root[v] in c)
            assert effect.hang[v] == effect.component[effect.root[v]] - 1 - len(tied)


def test_two_paths_that_share_a_node_are_one():
    bow = [[1, 2], [0, 2], [0, 1, 3, 4], [2, 4], [2, 3]]
    assert fan(bow, 0, [3, 4]) == 1
    assert fan(bow, 0, [1, 2]) == 2


def test_the_source_is_no_goal_of_its_own():
    assert fan(PATH, 0, [0]) == 0
    assert fan(PATH, 0, [0, 3]) == 1


@settings(deadline=None)
@given(graphs(most=6), st.data())
def test_as_many_paths_as_nodes_are_needed_to_cut_them_all(neighbours, data):
    n = len(neighbours)
    source = data.draw(st.integers(0, n - 1))
    goals = data.draw(st.sets(st.integers(0, n - 1))) - {source}
    cut = min(
        mask.bit_count()
        for mask in range(1 << n)
        if not mask >> source & 1
        and not goals
        & next(
            c for c in components(neighbours, [not mask >> v & 1 for v in range(n)]) if source in c
        )
    )
    assert fan(neighbours, source, sorted(goals)) == cut  # Menger


def test_pagerank_of_a_pair_by_hand():
    # node 0 points at 1, which points nowhere: x0 = .15/2 + .85 x1/2, x1 = x0 + .85 x0
    share = pagerank(csr_array(np.array([[0.0, 1.0], [0.0, 0.0]])))
    assert share == pytest.approx([1 / 2.85, 1.85 / 2.85])


@settings(deadline=None)
@given(
    graphs().filter(lambda g: len(g) > 1),
    st.floats(0.1, 100),
    st.floats(0.0, 0.9),
)
def test_walks_solve_their_equations(neighbours, weight, damping):
    n = len(neighbours)
    dense = np.zeros((n, n))
    for v, near in enumerate(neighbours):
        dense[v, near] = [weight * (v + w + 1) for w in near]
    out = dense.sum(axis=1)
    onward = np.where(out[:, None] > 0, dense / np.where(out > 0, out, 1)[:, None], 1 / n)
    share = pagerank(csr_array(dense), damping)
    assert share.sum() == pytest.approx(1)
    assert share == pytest.approx(damping * onward.T @ share + (1 - damping) / n, abs=1e-8)
    scale = 1 / np.sqrt(np.where(out > 0, out, 1))
    status = standing(csr_array(dense), damping)
    assert status == pytest.approx(
        np.linalg.solve(np.eye(n) - damping * scale[:, None] * dense * scale, np.ones(n))
    )


def test_percentiles_count_equals_half():
    assert percentiles(np.array([5.0, 1.0, 5.0, 9.0])).tolist() == [0.5, 0.125, 0.5, 0.875]


def test_rounding_orders_nothing():
    assert percentiles(np.array([1.0, 1.0 + 1e-12])).tolist() == [0.5, 0.5]
    assert percentiles(np.array([1.0, 1.0 + 1e-9])).tolist() == [0.25, 0.75]


def test_no_value_above_another_is_the_middle():
    assert percentiles(np.zeros(3)).tolist() == [0.5, 0.5, 0.5]

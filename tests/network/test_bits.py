"""Sets as whole numbers: what surely stays tied, by example and against every removal."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from lineholder.maths.graph import pairs, removal
from lineholder.network.bits import closure, members, pendant


def test_members_come_smallest_first():
    assert members(0) == []
    assert members(0b101001) == [0, 3, 5]


def test_neighbours_of_the_core_stay_and_others_by_more_ties_than_removals():
    adjacent = [0b0000110, 0b0001001, 0b0001001, 0b0010110, 0b0001000]
    assert closure(0b1, 0b11111, adjacent, 2) == 0b00111
    assert closure(0b1, 0b11111, adjacent, 1) == 0b01111  # node 3 has two ties to nodes 1 and 2
    assert closure(0b1, 0b11101, adjacent, 1) == 0b00101  # but not without node 1


def test_what_hangs_on_a_loose_node_goes_with_it():
    around = [[1, 2, 3], [0, 4, 5], [0, 6], [0], [1], [1], [2]]
    effect = removal(around, [True] * 7, range(7))
    assert pendant(0b1, 0b1110, 1, effect) == (3, 3)  # node 1 with 4 and 5; three hang in all
    assert pendant(0b1, 0b1110, 2, effect) == (5, 3)
    assert pendant(0b1, 0b1110, 5, effect) == (6, 3)  # no more than there are
    assert pendant(0b1, 0b1110, 2, None) == (2, 0)
    assert pendant(0b10, 0b1, 2, effect) == (1, 0)  # a core without the root


@st.composite
def graphs(draw):
    n = draw(st.integers(2, 8))
    drawn = draw(st.lists(st.booleans(), min_size=pairs(n), max_size=pairs(n)))
    around = [[] for _ in range(n)]
    for (a, b), there in zip(combinations(range(n), 2), drawn, strict=True):
        if there:
            around[a].append(b)
            around[b].append(a)
    return around


@settings(deadline=None)
@given(graphs(), st.integers(1, 3))
def test_no_removal_cuts_more_from_the_core_than_is_said(around, left):
    n = len(around)
    everyone = (1 << n) - 1
    adjacent = [sum(1 << w for w in near) for near in around]
    effect = removal(around, [True] * n, range(n))
    tied = closure(1, everyone, adjacent, left)
    lost, hanging = pendant(1, tied & ~1, left, effect)
    for gone in combinations(range(1, n), min(left, n - 1)):
        after = removal(around, [v not in gone for v in range(n)], range(n))
        assert after.component[0] >= tied.bit_count() + hanging - lost
        assert all(after.root[v] == 0 for v in members(tied) if v not in gone)

"""What a network and its targets refuse to hold."""

import pytest

from lineholder.model.errors import BadValue
from lineholder.model.network import Network, Targets, Tie


@pytest.mark.parametrize("nodes", [("b", "a"), ("a", "a")])
def test_nodes_stand_once_and_in_order(nodes):
    with pytest.raises(BadValue, match="text order"):
        Network(nodes, ())


@pytest.mark.parametrize(
    "tie",
    [Tie(0, 2, 1.0), Tie(-1, 0, 1.0), Tie(1, 1, 1.0), Tie(0, 1, 0.0), Tie(0, 1, float("nan"))],
)
def test_a_tie_joins_two_nodes_by_a_weight(tie):
    with pytest.raises(BadValue):
        Network(("a", "b"), (tie,))


def test_a_tie_stands_once_each_way():
    assert len(Network(("a", "b"), (Tie(0, 1, 1.0), Tie(1, 0, 2.0))).ties) == 2
    with pytest.raises(BadValue, match="found one twice"):
        Network(("a", "b"), (Tie(0, 1, 1.0), Tie(0, 1, 2.0)))


def test_the_gap_is_what_a_set_might_still_gain():
    assert Targets(("a",), 0.5, False, 1, 0.75).gap == 0.25

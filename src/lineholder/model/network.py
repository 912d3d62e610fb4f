"""Bare networks: who is tied to whom, without records behind the ties, and what is asked of them."""

import math
from dataclasses import dataclass

from lineholder.model.errors import BadValue


@dataclass(frozen=True, slots=True)
class Tie:
    """`source` towards `target`: places in `Network.nodes`; `weight` > 0 in the file's own unit."""

    source: int
    target: int
    weight: float


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by name and directed ties; an undirected tie is two ties.

    `nodes` are unique and in text order, so that no answer depends on the order of rows. A node
    without any tie is a node all the same. There is at most one tie from one node to another:
    `merged` counts the rows that were added to an earlier tie, `loops` the rows from a node to itself
    and `empty` the rows of weight 0, which name their nodes and tie nothing.
    """

    nodes: tuple[str, ...]
    ties: tuple[Tie, ...]
    merged: int = 0
    loops: int = 0
    empty: int = 0

    def __post_init__(self) -> None:
        """Refuse nodes out of order and ties that a network cannot hold."""
        if any(a >= b for a, b in zip(self.nodes, self.nodes[1:], strict=False)):
            raise BadValue(
                "expected every node once, in text order; found a node twice or out of order: "
                "sort the names and drop repeats"
            )
        seen = {(tie.source, tie.target) for tie in self.ties}
        if len(seen) < len(self.ties):
            raise BadValue("expected one tie from a node to another; found one twice: add them up")
        for tie in self.ties:
            self._check(tie)

    def _check(self, tie: Tie) -> None:
        """Refuse a tie that leads outside, back to its node, or has no finite weight above 0."""
        ends = (tie.source, tie.target)
        if tie.source == tie.target or not all(0 <= end < len(self.nodes) for end in ends):
            raise BadValue(f"expected a tie between two of {len(self.nodes)} nodes; found {ends}")
        if not (math.isfinite(tie.weight) and tie.weight > 0):
            raise BadValue(f"expected a finite weight above 0; found {tie.weight}")


@dataclass(frozen=True, slots=True)
class Targets:
    """Whose removal breaks the network most, and how surely nothing does better.

    `fragmentation` is the share of all pairs (of the nodes before the removal) that are no longer
    connected. `optimal`: no set of this size does better, and exactly `ties` sets, these targets
    among them, do as well. Otherwise `ties` counts only the sets that were met. `bound`: no set
    of this size can do better than that; equal to `fragmentation` where optimal.
    """

    targets: tuple[str, ...]
    fragmentation: float
    optimal: bool
    ties: int
    bound: float

    @property
    def gap(self) -> float:
        """How much better than these targets a set might still be, at most; 0 where optimal."""
        return self.bound - self.fragmentation

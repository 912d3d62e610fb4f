"""Sets of nodes as whole numbers, a bit a node: what surely stays tied to a kept piece."""

from lineholder.maths.graph import Removal


def members(nodes: int) -> list[int]:
    """The nodes of the set, smallest first."""
    found = []
    while nodes:
        bit = nodes & -nodes
        nodes ^= bit
        found.append(bit.bit_length() - 1)
    return found


def closure(core: int, present: int, adjacent: list[int], left: int) -> int:
    """The core and the nodes that stay tied to it, unless removed themselves, whatever `left` others go.

    Neighbours of the core do, since the core is kept; so does any node with more than `left` neighbours that
    do: one of them remains, and remains tied by the same argument, one step earlier.
    """
    tied = core
    for v in members(core):
        tied |= adjacent[v]
    tied &= present
    rest = members(present & ~tied)
    while True:
        joined = [v for v in rest if (adjacent[v] & tied).bit_count() > left]
        if not joined:
            return tied
        for v in joined:
            tied |= 1 << v
        rest = [v for v in rest if not tied >> v & 1]


def pendant(core: int, loose: int, left: int, effect: Removal | None) -> tuple[int, int]:
    """Most nodes that `left` removals can cut from the core, and how many hang on the `loose` nodes.

    Loose nodes are tied to the core and may be removed. What hangs on one is reached through it alone, so
    groups of two loose nodes share nothing; a removal in a group cuts off no more than the group.
    Unknown effects, or a core without its component's root: nothing is taken to hang.
    """
    groups: list[int] = []
    if effect is not None and core >> effect.root[core.bit_length() - 1] & 1:
        groups = sorted((effect.hang[v] for v in members(loose) if effect.hang[v]), reverse=True)
    largest = groups[:left]
    alone = min(left - len(largest), loose.bit_count() - len(largest))
    return sum(largest) + len(largest) + alone, sum(groups)

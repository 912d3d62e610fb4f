"""Graphs that a few removals cannot split: which ones go changes sizes alone, so sets are counted."""

from dataclasses import dataclass
from itertools import combinations
from math import comb

from lineholder.maths.graph import Removal, fan, pairs
from lineholder.network.bits import members


@dataclass(frozen=True, slots=True)
class Counted:
    """The fewest connected pairs that can be left, how many sets leave them, and one of these sets."""

    connected: int
    ties: int
    nodes: tuple[int, ...]


def solid(
    present: int, kept: int, left: int, adjacent: list[int], effect: Removal, best: int
) -> Counted | None:
    """The best ways to remove `left` of the nodes that are not kept; None where one may split a component.

    Exact wherever it answers. It answers None for some graphs that cannot be split either, and where
    all removals that split nothing leave more than `best` connected pairs.
    """
    components = _components(present, effect)
    largest = components[0].bit_count() - left
    if pairs(max(largest, 0)) > best:
        return None
    aside = 0
    if (components[0] & ~kept).bit_count() >= left:
        # a removal in the largest frees more pairs than these components hold: none is worth one
        small = [c for c in components[1:] if pairs(c.bit_count()) < largest]
        aside = sum(pairs(c.bit_count()) for c in small)
        components = components[: len(components) - len(small)]
    if not all(whole(component, left, adjacent) for component in components):
        return None
    counted = _by_size(components, kept, left)
    return Counted(counted.connected + aside, counted.ties, counted.nodes)


def _by_size(components: list[int], kept: int, left: int) -> Counted:
    """The best ways to take `left` nodes that are not kept from components that do not split."""
    ways = {0: Counted(0, 1, ())}  # by number removed so far
    for component in components:
        free = members(component & ~kept)
        size = component.bit_count()
        onward: dict[int, Counted] = {}
        for used, so_far in ways.items():
            for more in range(min(left - used, len(free)) + 1):
                step = Counted(
                    so_far.connected + pairs(size - more),
                    so_far.ties * comb(len(free), more),
                    (*so_far.nodes, *free[:more]),
                )
                onward[used + more] = _better(onward.get(used + more), step)
        ways = onward
    return ways[left]


def _better(a: Counted | None, b: Counted) -> Counted:
    """The one with fewer connected pairs; of equals, the first with the sets of both."""
    if a is None or b.connected < a.connected:
        return b
    if b.connected > a.connected:
        return a
    return Counted(a.connected, a.ties + b.ties, a.nodes)


def _components(present: int, effect: Removal) -> list[int]:
    """The components as sets, largest first."""
    found = dict.fromkeys(effect.component, 0)
    for v in members(present):
        found[effect.root[v]] |= 1 << v
    return sorted(found.values(), key=lambda nodes: (-nodes.bit_count(), nodes))


def whole(component: int, left: int, adjacent: list[int]) -> bool:
    """Whether what remains of the component is surely in one piece after any `left` removals.

    After Even 1975: `left` + 1 nodes of which every two stay connected, and every other node with as
    many paths, disjoint but for the node, to nodes that joined before. One of the first nodes remains,
    and one path of every other node is not hit, so ends at a node that remains.
    """
    nodes = members(component)
    degree = {v: (adjacent[v] & component).bit_count() for v in nodes}
    if all(d == len(nodes) - 1 for d in degree.values()):
        return True
    if min(degree.values()) <= left:
        return False
    nodes.sort(key=lambda v: (-degree[v], v))
    first = nodes[: left + 1]
    if not all(_inseparable(a, b, component, left, adjacent) for a, b in combinations(first, 2)):
        return False
    joined = sum(1 << v for v in first)
    while True:
        joined = _grow(joined, component, left, adjacent)
        rest = members(component & ~joined)
        if not rest:
            return True
        weakest = min(rest, key=lambda v: (degree[v], v))
        if fan(_lists(component, adjacent), weakest, members(joined)) <= left:
            return False
        joined |= 1 << weakest


def _inseparable(a: int, b: int, component: int, left: int, adjacent: list[int]) -> bool:
    """Whether no `left` removals of other nodes of the component part a from b."""
    if adjacent[a] >> b & 1 or (adjacent[a] & adjacent[b] & component).bit_count() > left:
        return True
    around = members(adjacent[b] & component)
    return fan(_lists(component & ~(1 << b), adjacent), a, around) > left


def _lists(component: int, adjacent: list[int]) -> list[list[int]]:
    """Neighbour lists of the component; none for nodes outside."""
    return [
        members(adjacent[v] & component) if component >> v & 1 else []
        for v in range(len(adjacent))
    ]


def _grow(joined: int, component: int, left: int, adjacent: list[int]) -> int:
    """What has joined, and all that is tied to more than `left` nodes of it, again and again."""
    before = 0
    while joined != before:
        before = joined
        for v in members(component & ~joined):
            if (adjacent[v] & joined).bit_count() > left:
                joined |= 1 << v
    return joined

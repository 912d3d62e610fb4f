"""Whose removal breaks a bare network most: Borgatti's key players (KPP-Neg), proved where possible.

F = 1 - sum of s(s-1)/(n(n-1)) over the components left, s their sizes, n the nodes before the removal: the
share of pairs that can no longer reach each other. Source: Borgatti 2006, Computational and Mathematical
Organization Theory 12:21. Ties count as they are, either way round, whatever their weight.

First greedy with swaps from several starts, then branch and bound (`network.search`) that proves the set
best, betters it, or runs out of steps. Blind to: what happens next. Networks regrow, and the set that breaks
this picture most is not the set that ends the trade; with ties missing the names change more than
the damage does (`ties`, and a second run without a doubtful tie, show how firm they are).
"""

from lineholder.maths.graph import Neighbours, pairs, removal
from lineholder.model.errors import Refused
from lineholder.model.network import Network, Targets
from lineholder.model.progress import Progress, silent
from lineholder.network.search import Search

PROVEN_SIZE = 5  # up to so many targets the proof is worth a minute
STEPS = 150_000_000  # about a minute
STEPS_BEYOND = 20_000_000  # some ten seconds
SEARCHED_NODES = 2_000  # in larger networks only greedy and a plain bound
STARTS = 10


def targets(network: Network, k: int, progress: Progress = silent) -> Targets:
    """The `k` nodes whose removal leaves the fewest connected pairs, in text order.

    For k up to 5 proved in all but large tangled networks; `optimal` says whether it was. The same network
    gives the same answer, whatever the order of its rows.
    """
    n = len(network.nodes)
    if not 1 <= k <= n:
        raise Refused(f"expected a number of targets from 1 to {n}, the nodes; found {k}")
    neighbours = _neighbours(network)
    roots = tuple(sorted(range(n), key=lambda v: (-len(neighbours[v]), v)))
    chosen, connected = _greedy(neighbours, roots, k)
    proven, optimal, ties = _fewest(neighbours, k), False, 1
    if n <= SEARCHED_NODES:
        steps = STEPS if k <= PROVEN_SIZE else STEPS_BEYOND
        search = Search(neighbours, roots, connected, steps, progress)
        search.run(k)
        chosen, connected = search.found or chosen, search.best
        optimal, ties = search.open_floor is None, max(search.ties, 1)
        proven = connected if search.open_floor is None else max(proven, search.open_floor)
    return Targets(
        tuple(network.nodes[v] for v in sorted(chosen)),
        _fragmentation(connected, n),
        optimal,
        ties,
        _fragmentation(min(proven, connected), n),
    )


def _neighbours(network: Network) -> list[list[int]]:
    """Each node's neighbours, either way round, in order."""
    around: list[set[int]] = [set() for _ in network.nodes]
    for tie in network.ties:
        around[tie.source].add(tie.target)
        around[tie.target].add(tie.source)
    return [sorted(near) for near in around]


def _fragmentation(connected: int, n: int) -> float:
    """Share of the pairs of n nodes that are not connected; of a single node, which has none, 1."""
    return 1 - connected / pairs(n) if n > 1 else 1.0


def _greedy(neighbours: Neighbours, roots: tuple[int, ...], k: int) -> tuple[tuple[int, ...], int]:
    """The best of several greedy sets, each improved by swaps, and the pairs that it leaves."""
    starts = roots[:STARTS] if len(roots) <= SEARCHED_NODES else roots[:1]
    found = [_grown(neighbours, roots, k, start) for start in starts]
    connected, chosen = min(found)
    return chosen, connected


def _grown(
    neighbours: Neighbours, roots: tuple[int, ...], k: int, start: int
) -> tuple[int, tuple[int, ...]]:
    """Pairs left and the set: from one node on, the best next node each time, then swaps while they help."""
    alive = [True] * len(neighbours)
    alive[start] = False
    chosen = [start]
    while len(chosen) < k:
        chosen.append(_best(neighbours, alive, roots)[1])
        alive[chosen[-1]] = False
    connected = removal(neighbours, alive, roots).connected
    better = True
    while better:
        better = False
        for place, out in enumerate(chosen):
            alive[out] = True
            fewer, into = _best(neighbours, alive, roots)
            if fewer < connected:
                connected, chosen[place], better = fewer, into, True
            alive[chosen[place]] = False
    return connected, tuple(sorted(chosen))


def _best(neighbours: Neighbours, alive: list[bool], roots: tuple[int, ...]) -> tuple[int, int]:
    """The pairs left by the best single removal, and the node; of equals the one with most ties."""
    effect = removal(neighbours, alive, roots)
    node = max((v for v in roots if alive[v]), key=effect.gain.__getitem__)
    return effect.connected - effect.gain[node], node


def _fewest(neighbours: Neighbours, k: int) -> int:
    """Pairs that any k removals leave connected at least, by counting: what is left in even parts.

    Removing a node of d neighbours makes at most d - 1 more components.
    """
    n = len(neighbours)
    whole = len(removal(neighbours, [True] * n, range(n)).component)
    degrees = sorted((len(near) for near in neighbours), reverse=True)
    parts = whole + sum(max(degree - 1, 0) for degree in degrees[:k])
    remain = n - k
    if remain == 0:
        return 0
    size, larger = divmod(remain, min(parts, remain))
    return larger * pairs(size + 1) + (min(parts, remain) - larger) * pairs(size)

"""Graphs: what falls apart when a node goes, and how standing flows along ties.

Undirected graphs are neighbour lists (`neighbours[v]` holds each neighbour of v once, never v). Weighted
ones are symmetric or directed sparse matrices, entry (i, j) the weight of the tie from i to j.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array
from scipy.sparse.csgraph import maximum_flow
from scipy.stats import rankdata

Floats = NDArray[np.float64]
Neighbours = Sequence[Sequence[int]]
STEPS = 200  # 0.85 to the power of 200 is 8e-15: what is left out is below the rounding
DIGITS = 10  # scores that agree to so many digits of the largest are the same score


def pairs(size: int) -> int:
    """How many pairs `size` things make."""
    return size * (size - 1) // 2


@dataclass(frozen=True, slots=True)
class Removal:
    """What one more removal would do to a graph whose nodes are in part removed already.

    `connected` pairs have a path between them now. Without v also, `gain[v]` fewer have. `hang[v]`
    nodes would be cut off from `root[v]`, a fixed node of v's component (for v = root: all others).
    `component` counts the nodes of each root's component. Removed nodes: 0, 0, and -1 as root.
    """

    connected: int
    gain: list[int]
    hang: list[int]
    root: list[int]
    component: dict[int, int]


def removal(neighbours: Neighbours, alive: Sequence[bool], roots: Sequence[int]) -> Removal:
    """The effect of removing each alive node alone, for all of them in one pass over the ties.

    `roots` lists every node, those first that should be a component's root. Method: cut vertices by
    depth-first search (Hopcroft and Tarjan 1973), with the sizes of what each cut vertex cuts off.
    """
    order, parent, root = _depth_first(neighbours, alive, roots)
    n = len(neighbours)
    at = [0] * n
    for place, v in enumerate(order):
        at[v] = place
    low, below, hang, split = at.copy(), [1] * n, [0] * n, [0] * n
    for v in reversed(order):  # children before their parents
        up = parent[v]
        reach = min((at[w] for w in neighbours[v] if alive[w] and w != up), default=low[v])
        low[v] = min(low[v], reach)
        if up >= 0:
            low[up] = min(low[up], low[v])
            below[up] += below[v]
            if low[v] >= at[up]:
                hang[up] += below[v]
                split[up] += pairs(below[v])
    component = {v: below[v] for v in order if parent[v] < 0}
    gain = [0] * n
    for v in order:
        size = component[root[v]]
        gain[v] = pairs(size) - split[v] - pairs(size - 1 - hang[v])
    return Removal(sum(map(pairs, component.values())), gain, hang, root, component)


def _depth_first(
    neighbours: Neighbours, alive: Sequence[bool], roots: Sequence[int]
) -> tuple[list[int], list[int], list[int]]:
    """Alive nodes in the order of first visit; each node's parent (-1 none) and its tree's root."""
    order: list[int] = []
    parent, root = [-1] * len(neighbours), [-1] * len(neighbours)
    for start in roots:
        if not alive[start] or root[start] >= 0:
            continue
        root[start] = start
        order.append(start)
        path = [(start, iter(neighbours[start]))]
        while path:
            v, onward = path[-1]
            for w in onward:
                if alive[w] and root[w] < 0:
                    root[w], parent[w] = start, v
                    order.append(w)
                    path.append((w, iter(neighbours[w])))
                    break
            else:
                path.pop()
    return order, parent, root


def fan(neighbours: Neighbours, source: int, goals: Sequence[int]) -> int:
    """The most paths from the source to different goals that share nothing but the source.

    A goal that is the source does not count. Method: largest flow with every node let through once.
    """
    n = len(neighbours)
    tails = np.repeat(np.arange(n), [len(around) for around in neighbours])
    heads = np.array([w for around in neighbours for w in around], dtype=np.int64)
    through = np.array([v for v in range(n) if v != source], dtype=np.int64)
    ends = np.array([v for v in goals if v != source], dtype=np.int64)
    # node v is entered at v and left at n + v; every goal leads on to 2n
    leaving = np.concatenate([tails + n, through, ends + n])
    entering = np.concatenate([heads, through + n, np.full(len(ends), 2 * n)])
    room = csr_array(
        (np.ones(len(leaving), dtype=np.int32), (leaving, entering)), shape=(2 * n + 1, 2 * n + 1)
    )
    return int(maximum_flow(room, n + source, 2 * n).flow_value)


def pagerank(ties: csr_array, damping: float = 0.85) -> Floats:
    """Share of a walker's time at each node; the shares add up to 1 (Brin and Page 1998).

    The walker follows ties in proportion to their weight and with chance 1 - `damping`, or where no
    tie leads on, starts anew anywhere. 0.85 is the published value.
    """
    n = ties.shape[0]
    out = np.asarray(ties.sum(axis=1)).ravel()
    onward = csr_array((diags_array(1 / np.where(out > 0, out, 1)) @ ties).T)
    share = np.full(n, 1 / n)
    for _ in range(STEPS):
        lost = share[out == 0].sum()
        share = damping * (onward @ share + lost / n) + (1 - damping) / n
    return share


def standing(ties: csr_array, damping: float = 0.85) -> Floats:
    """Katz's status over ties divided by the roots of both ends' strengths; at least 1 (no tie: 1).

    Between PageRank, where a node hands its standing out in shares, and Katz 1953, where it gives all of it
    to everyone: the division is the normalised Laplacian's, so the sum converges for any `damping` < 1.
    """
    strength = np.asarray(ties.sum(axis=1)).ravel()
    scale = diags_array(1 / np.sqrt(np.where(strength > 0, strength, 1)))
    flow = csr_array(scale @ ties @ scale)
    status = np.ones(ties.shape[0])
    for _ in range(STEPS):
        status = 1 + damping * (flow @ status)
    return status


def percentiles(values: Floats) -> Floats:
    """The share of values below each, ties counting half: above 0 and below 1, mean 1/2.

    Values that differ by less than 1e-10 of the largest are ties, so rounding orders nothing.
    """
    largest = np.abs(values).max(initial=0.0)
    rounded = np.round(values / largest, DIGITS) if largest > 0 else np.zeros_like(values)
    return np.asarray((rankdata(rounded) - 0.5) / len(values), dtype=np.float64)

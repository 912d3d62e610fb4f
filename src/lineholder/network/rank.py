"""Who is likely in command of a bare network: standing among those who answer each other.

A tie that is answered counts by the square root of the geometric mean of its two weights: a hundred
times the traffic is ten times the bond. A tie that runs one way counts less the fewer of them the
network has, whatever its weight. Four views of each node are turned into percentiles and multiplied:
**company** (the PageRank of those it is tied to), **standing** over all ties, **standing** over the
answered ties alone, and **share** (PageRank over the answered ties). Nothing is fitted; 0.85 is
PageRank's published damping.

Who calls whom more is not used: it does not tell who commands (methods that rank by it put the known
head of a wiretapped network at places 12 to 26 of 110). Measured against the usual centralities in
`bench/networks.py`; the views were chosen with those three networks at hand, so their figures flatter.
Blind to: leaders who do not use the observed channel (one in five in published wiretaps), ties of a
kind that the file does not hold, and police attention, which makes whoever is watched look central.
A place in this list is a lead, not a role.
"""

import numpy as np
from scipy.sparse import csr_array

from lineholder.maths.graph import pagerank, percentiles, standing
from lineholder.model.network import Network


def rank(network: Network) -> tuple[tuple[str, float], ...]:
    """Every node once with its score, likeliest in command first; equal scores in text order.

    The score is the geometric mean of the four percentiles, between 0 and 1. It orders the nodes of one
    network; it is no probability and says nothing across networks.
    """
    if not network.nodes:
        return ()
    every, answered = _bonds(network)
    views = (
        every @ pagerank(every),
        standing(every),
        standing(answered),
        pagerank(answered),
    )
    scores = np.exp(sum(np.log(percentiles(view)) for view in views) / len(views))
    scored = zip(network.nodes, np.round(scores, 12).tolist(), strict=True)
    return tuple(sorted(scored, key=lambda node: (-node[1], node[0])))


def _bonds(network: Network) -> tuple[csr_array, csr_array]:
    """Symmetric strengths of all ties, and of those that are answered alone.

    A network in which no tie is answered was written one way round: every tie then counts as answered.
    """
    roots = _roots(network)
    if roots.multiply(roots.T).nnz == 0:
        roots = csr_array(roots + roots.T)
    answered = csr_array(roots.multiply(roots.T))
    one_way = csr_array(abs(roots - roots.T) > 0).astype(np.float64)
    one_way = csr_array(one_way - one_way.multiply(answered.astype(bool)))
    one_way.eliminate_zeros()
    linked = answered.nnz + one_way.nnz
    share = one_way.nnz / linked if linked else 0.0
    return csr_array(answered + share**2 * one_way), answered


def _roots(network: Network) -> csr_array:
    """Entry (i, j) is the fourth root of the weight of the tie from node i to node j."""
    n = len(network.nodes)
    sources = np.array([tie.source for tie in network.ties], dtype=np.int64)
    targets = np.array([tie.target for tie in network.ties], dtype=np.int64)
    weights = np.array([tie.weight for tie in network.ties], dtype=np.float64)
    return csr_array((weights**0.25, (sources, targets)), shape=(n, n))

"""Networks with known answers: who is ranked first, against every usual centrality, and exact targets.

Usage: python bench/networks.py [DATA]; DATA is the folder of public networks, ../shared/data beside the
repository by default. What is absent is skipped, and said. Two warnings belong to every figure: the
heads of wiretapped networks were often the warrant's targets, so centrality partly measures attention;
and with 7 to 23 positives the standard error of an AUC is 0.04 to 0.08.
"""

import csv
import heapq
import itertools
import sys
import time
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import shortest_path
from scipy.stats import rankdata

from lineholder import network
from lineholder.maths.graph import pagerank, percentiles, standing

SIZES = (1, 2, 3, 4, 5)
COMMAND = {"boss", "underboss", "executive"}


def table(path: Path) -> list[list[str]]:
    text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return [[field.strip() for field in row] for row in csv.reader(text.splitlines()) if row]


def adjacency(path: Path) -> tuple[list[str], np.ndarray]:
    head, *rows = table(path)
    weights = np.array([[float(field) for field in row[1:]] for row in rows])
    np.fill_diagonal(weights, 0)
    return head[1:], weights


def caviar(data: Path) -> tuple[list[str], np.ndarray, np.ndarray]:
    names, weights = adjacency(data / "networks" / "morselli_caviar.csv")
    known = {row[0].removeprefix("n") for row in table(data / "networks" / "caviar_roles.csv")[1:]}
    return names, weights, np.array([name in known for name in names])


def london(data: Path) -> tuple[list[str], np.ndarray, np.ndarray]:
    names, weights = adjacency(data / "networks" / "london_gang.csv")
    head, *rows = table(data / "networks" / "london_gang_attributes.csv")
    place = {row[0]: int(row[head.index("Ranking")]) for row in rows}
    return names, weights, np.array([place[name] <= 2 for name in names])


def montagna(data: Path) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Calls as they ran, meetings both ways, weights added."""
    head, *rows = table(data / "montagna" / "montagna_attributes.csv")
    title = {row[0]: row[head.index("title")] for row in rows}
    calls, meetings = (
        table(data / "montagna" / f"montagna_{kind}.csv")[1:] for kind in ("phone", "meetings")
    )
    ties = [(a, b, float(w)) for a, b, w in calls]
    ties += [tie for a, b, w in meetings for tie in ((a, b, float(w)), (b, a, float(w)))]
    names = sorted({name for a, b, _ in ties for name in (a, b)})
    at = {name: i for i, name in enumerate(names)}
    weights = np.zeros((len(names), len(names)))
    for a, b, weight in ties:
        weights[at[a], at[b]] += weight * (a != b)
    return names, weights, np.array([title.get(name) in COMMAND for name in names])


LABELLED = (("caviar", caviar), ("montagna", montagna), ("london", london))


def as_text(names: list[str], weights: np.ndarray) -> str:
    """The file as the command reads it; a row of weight 0 names a node without ties."""
    pairs = zip(*np.nonzero(weights), strict=True)
    rows = [f"{names[i]},{names[j]},{weights[i, j]:g}" for i, j in pairs]
    return "\n".join(["from,to,weight", *rows, *(f"{name},{name},0" for name in names)])


def auc(scores: np.ndarray, positive: np.ndarray) -> float:
    """Chance that a positive stands above another node, equal scores counting half."""
    ranks = rankdata(np.round(scores / (np.abs(scores).max() or 1), 10))
    n = positive.sum()
    return float((ranks[positive].sum() - n * (n + 1) / 2) / (n * (~positive).sum()))


def closeness(lengths: np.ndarray) -> dict[str, np.ndarray]:
    """Both kinds, scaled by the share of nodes reached (Wasserman and Faust) and harmonic."""
    far = shortest_path(lengths).T
    reached = np.isfinite(far) & (far > 0)
    n, count = len(far), reached.sum(axis=1)
    total = np.where(reached, far, 0).sum(axis=1)
    plain = np.where(count > 0, count**2 / (n - 1) / np.where(total > 0, total, 1), 0)
    harmonic = np.where(reached, 1 / np.where(reached, far, 1), 0).sum(axis=1)
    return {"closeness": plain, "harmonic": harmonic}


def paths_from(source: int, near: list[list[tuple[int, float]]]) -> tuple[list, list, np.ndarray]:
    """Nodes in order of distance, the nodes before each on shortest paths, the number of paths."""
    n = len(near)
    distance, count = np.full(n, np.inf), np.zeros(n)
    before: list[list[int]] = [[] for _ in range(n)]
    order, done, queue = [], set(), [(0.0, source)]
    distance[source], count[source] = 0, 1
    while queue:
        d, v = heapq.heappop(queue)
        if v in done:
            continue
        done.add(v)
        order.append(v)
        for w, length in near[v]:
            if d + length < distance[w] - 1e-12:
                distance[w], count[w], before[w] = d + length, count[v], [v]
                heapq.heappush(queue, (d + length, w))
            elif w not in done and abs(d + length - distance[w]) <= 1e-12:
                count[w] += count[v]
                before[w].append(v)
    return order, before, count


def betweenness(lengths: np.ndarray) -> np.ndarray:
    """Brandes 2001."""
    near = [[(j, row[j]) for j in np.nonzero(row)[0]] for row in lengths]
    through = np.zeros(len(lengths))
    for source in range(len(lengths)):
        order, before, count = paths_from(source, near)
        share = np.zeros(len(lengths))
        for w in reversed(order):
            for v in before[w]:
                share[v] += count[v] / count[w] * (1 + share[w])
            if w != source:
                through[w] += share[w]
    return through


def leading(matrix: np.ndarray) -> np.ndarray:
    """The leading eigenvector of a matrix without negative entries; a small shift lets it settle."""
    shifted = matrix + 1e-3 * (matrix.max() or 1) * np.eye(len(matrix))
    vector = np.ones(len(matrix))
    for _ in range(3000):
        vector = shifted @ vector
        vector /= np.linalg.norm(vector)
    return vector


def holes(ties: np.ndarray) -> dict[str, np.ndarray]:
    """Burt's effective size and (less is more) constraint; without ties the most constrained."""
    share = ties / np.where(ties.sum(axis=1) > 0, ties.sum(axis=1), 1)[:, None]
    relative = ties / np.where(ties.max(axis=1) > 0, ties.max(axis=1), 1)[:, None]
    tied = ties > 0
    size = np.where(tied, 1 - share @ relative.T, 0).sum(axis=1)
    constraint = np.where(tied, (share + share @ share) ** 2, 0).sum(axis=1)
    return {"effective size": size, "constraint": -np.where(tied.any(axis=1), constraint, 2)}


def core(tied: np.ndarray) -> np.ndarray:
    degree, left = tied.sum(axis=1).astype(float), np.ones(len(tied), dtype=bool)
    found, level = np.zeros(len(tied)), 0.0
    while left.any():
        v = int(np.where(left, degree, np.inf).argmin())
        level = max(level, degree[v])
        found[v], left[v] = level, False
        degree -= tied[v]
    return found


def undirected(ties: np.ndarray) -> dict[str, np.ndarray]:
    lengths = np.where(ties > 0, 1 / np.where(ties > 0, ties, 1), 0)
    largest = np.abs(np.linalg.eigvalsh(ties)).max()
    status = np.linalg.solve(np.eye(len(ties)) - 0.85 / largest * ties, np.ones(len(ties)))
    return {
        "degree or strength": ties.sum(axis=1),
        "betweenness": betweenness(lengths),
        "eigenvector": leading(ties),
        "pagerank": pagerank(csr_array(ties)),
        "katz": status,
        **closeness(lengths),
        **holes(ties),
    }


def directed(ties: np.ndarray) -> dict[str, np.ndarray]:
    return {
        "out": ties.sum(axis=1),
        "in": ties.sum(axis=0),
        "hub": leading(ties @ ties.T),
        "authority": leading(ties.T @ ties),
        "pagerank": pagerank(csr_array(ties)),
        "pagerank reversed": pagerank(csr_array(ties.T)),
        "eigenvector in": leading(ties.T),
        "eigenvector out": leading(ties),
    }


def baselines(weights: np.ndarray) -> dict[str, np.ndarray]:
    """Each usual centrality of the network, of its ties as they run and as they join, weighed and not."""
    joined = weights + weights.T
    hops = (weights > 0).astype(float)
    found = {
        "core number": core(joined > 0),
        "closeness in": closeness(hops)["closeness"],
        "closeness out": closeness(hops.T)["closeness"],
        "betweenness, directed": betweenness(hops),
    }
    for kind, ties in (("weighted", joined), ("plain", (joined > 0).astype(float))):
        found |= {f"{name}, joined, {kind}": score for name, score in undirected(ties).items()}
    for kind, ties in (("weighted", weights), ("plain", (weights > 0).astype(float))):
        found |= {f"{name}, directed, {kind}": score for name, score in directed(ties).items()}
    return found


def views(weights: np.ndarray) -> dict[str, np.ndarray]:
    """What `network.rank` could be made of: each view over all ties and over the answered ones."""
    root = weights**0.25
    answered = root * root.T
    one_way = (root + root.T > 0) & (answered == 0)
    share = one_way.sum() / (one_way.sum() + (answered > 0).sum())
    found = {}
    for kind, ties in (("all", answered + share**2 * one_way), ("answered", answered)):
        flow = pagerank(csr_array(ties))
        made = {"share": flow, "company": ties @ flow, "standing": standing(csr_array(ties))}
        made["strength"] = ties.sum(axis=1)
        found |= {f"{name}, {kind}": np.log(percentiles(view)) for name, view in made.items()}
    return found


def left_out(known: dict[str, tuple[np.ndarray, np.ndarray]]) -> dict[str, tuple[float, str]]:
    """AUC on each network of the 2 to 4 views that do best on the others: a choice without its labels."""
    made = {name: views(weights) for name, (weights, _) in known.items()}
    names = sorted(next(iter(made.values())))
    chosen = [c for size in (2, 3, 4) for c in itertools.combinations(names, size)]
    scores = {
        name: [auc(sum(made[name][view] for view in c), known[name][1]) for c in chosen]
        for name in known
    }
    found = {}
    for name in known:
        others = [scores[other] for other in known if other != name]
        best = max(range(len(chosen)), key=lambda i: sum(column[i] for column in others))
        found[name] = (scores[name][best], " + ".join(chosen[best]))
    return found


def ranking(data: Path) -> None:
    known = {}
    for name, load in LABELLED:
        try:
            names, weights, positive = load(data)
        except FileNotFoundError as missing:
            print(f"{name}: skipped, {missing.filename} is absent")
            continue
        known[name] = (weights, positive)
        scored = dict(network.rank(network.read(as_text(names, weights))))
        own = auc(np.array([scored[n] for n in names]), positive)
        usual = {b: auc(score, positive) for b, score in baselines(weights).items()}
        order = sorted(usual, key=lambda b: (-usual[b], b))
        beaten = sum(own >= value for value in usual.values())
        best = usual[order[0]]
        print(f"\n{name}: {len(names)} nodes, {positive.sum()} in command")
        print(
            f"  {own:.4f}  network rank: at least {beaten} of {len(usual)} centralities,", end=" "
        )
        print("at least the best" if own >= best else f"{best - own:.4f} below the best")
        for baseline in order:
            print(f"  {usual[baseline]:.4f}  {baseline}")
    if len(known) > 1:
        print("\nviews chosen on the other networks alone, then measured on the one left out:")
        for name, (value, chosen) in left_out(known).items():
            print(f"  {value:.4f}  {name}: {chosen}")


def breaking(data: Path) -> None:
    print("\ntargets: k, fragmentation, proved, sets as good, gap, seconds")
    loaded = {}
    if (data / "montagna").is_dir():
        loaded["montagna"] = montagna(data)[:2]
    for path in sorted((data / "networks").glob("*.csv")):
        if table(path)[0][0] == "" and "attributes" not in path.stem:
            loaded[path.stem] = adjacency(path)
    for name, (names, weights) in loaded.items():
        read = network.read(as_text(names, weights))
        for k in SIZES:
            begun = time.perf_counter()
            found = network.targets(read, k)
            took = time.perf_counter() - begun
            proved = "proved" if found.optimal else "not proved"
            print(f"  {name} {k} {found.fragmentation:.4f} {proved} {found.ties}", end=" ")
            print(f"{found.gap:.4f} {took:.2f} s  {', '.join(found.targets)}")


def main(data: Path) -> None:
    if not data.is_dir():
        print(f"skipped: {data} is absent")
        return
    ranking(data)
    breaking(data)


if __name__ == "__main__":
    ROOT = Path(__file__).resolve().parents[1]
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data")

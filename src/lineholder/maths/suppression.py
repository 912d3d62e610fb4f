"""Suppression: which cells of a table of people to leave out, so that none of them can be worked out again.

A count of 1 to `least` - 1 is left out, in the table and among its totals. A cell left out alone in its
row or column is the total less the rest, so others are left out with it: the smallest that will do. Every
cell that is left out then can have at least two values that agree with all that is shown: proved for whole
numbers of 0 or more, totals included, by the paths of a network (each cell an arc from its row to its
column; a change of one is a way round).

Source: complementary suppression as a network: Cox, JASA 75 (1980) 377, and Gusfield, SIAM J. Comput. 17
    (1988) 552. The least count shown, 5, is a choice (UK statistical offices use 3 to 10), not a law.
Blind to: other tables of the same people, and somebody who reruns this rule on guessed tables; a cell's
    range may be narrow though never one value.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lineholder.model.errors import BadValue

LEAST = 5
_Node = tuple[str, int]
_Place = tuple[int, int]
_ALL, _END = ("all", 0), ("end", 0)


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as it may leave the house: None is a cell left out. Totals stand apart, the last is of all."""

    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None

    @property
    def left_out(self) -> int:
        """How many cells and totals are left out."""
        totals = (*self.row_totals, *self.column_totals, self.total)
        return sum(v is None for v in (*totals, *(v for row in self.cells for v in row)))


@dataclass(frozen=True, slots=True)
class _Arc:
    """A cell as an arc: raised along it always, lowered against it where it is 1 or more."""

    tail: _Node
    head: _Node
    value: int


def suppress(counts: Sequence[Sequence[int]], least: int = LEAST) -> Shown:
    """The table with its totals, small cells and what would give them away left out.

    A single row has no column totals of its own: give it as one row, and the columns' totals repeat it.
    """
    width = _check(counts, least)
    height = len(counts)
    arcs = _arcs(counts, height, width)
    hidden = {place for place, arc in arcs.items() if 0 < arc.value < least}
    for place in sorted(hidden, key=lambda p: (-arcs[p].value, p)):
        if not _varies(arcs, place, hidden):
            hidden |= _cheapest(arcs, place, hidden)
    values = {place: None if place in hidden else arc.value for place, arc in arcs.items()}
    return Shown(
        tuple(tuple(values[i, j] for j in range(width)) for i in range(height)),
        tuple(values[i, width] for i in range(height)),
        tuple(values[height, j] for j in range(width)),
        values[height, width],
    )


def suppress_list(
    counts: Sequence[int], least: int = LEAST
) -> tuple[tuple[int | None, ...], int | None]:
    """One row of counts and its total, small counts and what would give them away left out."""
    if not counts:
        return (), 0
    shown = suppress([[n] for n in counts], least)
    return tuple(row[0] for row in shown.cells), shown.total


def _check(counts: Sequence[Sequence[int]], least: int) -> int:
    widths = {len(row) for row in counts}
    if len(widths) != 1 or 0 in widths or any(n < 0 for row in counts for n in row):
        raise BadValue(
            f"expected rows of one length, of counts of 0 or more; found rows of {sorted(widths)} cells"
        )
    if least < 2:
        raise BadValue(
            f"expected a least count of 2 or more; found {least}: at 1 nothing is left out"
        )
    return widths.pop()


def _arcs(counts: Sequence[Sequence[int]], height: int, width: int) -> Mapping[_Place, _Arc]:
    """All cells; row `height` and column `width` are the totals: all -> row -> column -> end -> all."""
    arcs = {}
    for i, row in enumerate(counts):
        arcs[i, width] = _Arc(_ALL, ("row", i), sum(row))
        for j, n in enumerate(row):
            arcs[i, j] = _Arc(("row", i), ("column", j), n)
    for j in range(width):
        arcs[height, j] = _Arc(("column", j), _END, sum(row[j] for row in counts))
    arcs[height, width] = _Arc(_END, _ALL, sum(map(sum, counts)))
    return arcs


def _varies(arcs: Mapping[_Place, _Arc], place: _Place, hidden: Iterable[_Place]) -> bool:
    """Whether the cell could be one more or one less, with only hidden cells changing."""
    return _path(arcs, place, set(hidden), shown_too=False) is not None


def _cheapest(arcs: Mapping[_Place, _Arc], place: _Place, hidden: set[_Place]) -> set[_Place]:
    """The cells to hide so that this one varies: those of least counts in all."""
    path = _path(arcs, place, hidden, shown_too=True)
    if path is None:
        raise BadValue("expected a way round every cell; found none: the table has no totals")
    return path - hidden


def _path(
    arcs: Mapping[_Place, _Arc], place: _Place, hidden: set[_Place], *, shown_too: bool
) -> set[_Place] | None:
    """The cells of the cheapest way round through this one, raised or lowered; hidden cells cost nothing."""
    own = arcs[place]
    steps: dict[_Node, list[tuple[int, _Node, _Place]]] = {}
    for at, arc in arcs.items():
        if at == place or not (shown_too or at in hidden):
            continue
        cost = 0 if at in hidden else arc.value + 1
        steps.setdefault(arc.tail, []).append((cost, arc.head, at))
        if arc.value > 0:
            steps.setdefault(arc.head, []).append((cost, arc.tail, at))
    ways = [_search(steps, own.head, own.tail)]
    if own.value > 0:
        ways.append(_search(steps, own.tail, own.head))
    found = [way for way in ways if way is not None]
    return min(found, key=lambda way: (way[0], sorted(way[1])))[1] if found else None


def _search(
    steps: Mapping[_Node, Sequence[tuple[int, _Node, _Place]]], start: _Node, goal: _Node
) -> tuple[int, set[_Place]] | None:
    """Cost and cells of the cheapest way (Dijkstra); ties by the cells' places, so it is always the same."""
    queue: list[tuple[int, tuple[_Place, ...], _Node]] = [(0, (), start)]
    done = set[_Node]()
    while queue:
        cost, way, node = heapq.heappop(queue)
        if node == goal:
            return cost, set(way)
        if node in done:
            continue
        done.add(node)
        for more, after, at in steps.get(node, ()):
            if after not in done:
                heapq.heappush(queue, (cost + more, (*way, at), after))
    return None

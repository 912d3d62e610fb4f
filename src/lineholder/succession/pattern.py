"""Pattern: whether both numbers spend their hours at the same places in the same proportions.

Workers who relieve each other serve one line's customers in one town, so that contacts and areas are
shared; yet each has his own bed, haunts and corners. Hours by cell are compared as two densities over the
ground, each cell spread over a kilometre or so, since cells of two operators serve one place from
different masts. No cell table: the cells themselves are compared.

Source: normalised inner product of kernel densities (cosine of their embeddings).
Blind to: relief that sleeps in the same house and works the same corners; somebody who moves house with
    the change; records without cells.
"""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from lineholder.model.question import Asker, Question
from lineholder.succession import place
from lineholder.succession.frame import Floats, Frame, column
from lineholder.succession.strand import Said, Strand

SPREAD_KM = 1.0
ALIKE = 0.93  # at which it says nothing
PATTERN_WEIGHT = 4.0
UNLIKE_MOST, ALIKE_MOST = -1.5, 0.3
FEW_HOURS = 5.0  # hours at which half is said
MOST_CELLS = 30  # of each number, those it was longest at

BY_CELL = """
    WITH compared AS (
        SELECT old AS number FROM pairs UNION SELECT new AS number FROM pairs
    ), hours AS (
        SELECT DISTINCT o.subject AS number, o.cell, o.start_s // 3600 AS hour
        FROM observations o JOIN compared c ON c.number = o.subject
        WHERE o.cell IS NOT NULL AND o.cell <> ''
    ), counted AS (
        SELECT number, cell, COUNT(*) AS n FROM hours GROUP BY number, cell
    ), ranked AS (
        SELECT number, cell, n, ROW_NUMBER() OVER (PARTITION BY number ORDER BY n DESC, cell) AS place
        FROM counted
    )
    SELECT number, cell, n FROM ranked WHERE place <= $most ORDER BY number, cell
"""
Habits = Mapping[str, tuple[list[str], Floats]]


def weigh(asker: Asker, frame: Frame) -> Said:
    """For or against by how alike both are; nothing where either has no record with a cell.

    The figure shown: how alike, 0 to 1; 0 where it is not known.
    """
    asked = Question("hours by cell", BY_CELL, {"most": MOST_CELLS})
    habits = _habits(asker.answer(asked).table)
    placed = _placed(asker.answer(place.cells()).table)
    said, value = np.zeros(len(frame)), np.zeros(len(frame))
    for row, pair in enumerate(frame.pairs.select(["old", "new"]).to_pylist()):
        old, new = habits.get(pair["old"]), habits.get(pair["new"])
        if old is None or new is None:
            continue
        few = min(old[1].sum(), new[1].sum())
        value[row] = alike(old, new, placed)
        worth = PATTERN_WEIGHT * (value[row] - ALIKE)
        said[row] = min(max(worth, UNLIKE_MOST), ALIKE_MOST) * few / (few + FEW_HOURS)
    return Said(said, value)


def sentence(share: float, log10: float) -> str:
    """Whether both kept to the same places."""
    if not log10:
        return "The records do not tell whether both numbers kept to the same places."
    if log10 > 0:
        return f"Both numbers kept to the same places in the same measure ({share:.0%} alike)."
    return f"The numbers kept to different places, or in another measure ({share:.0%} alike)."


def alike(
    one: tuple[list[str], Floats],
    other: tuple[list[str], Floats],
    placed: Mapping[str, tuple[float, float]],
) -> float:
    """Cosine of two densities, each as cells and hours there: 1 the same, 0 nowhere near."""
    cells = sorted({*one[0], *other[0]})
    place = {cell: i for i, cell in enumerate(cells)}
    a, b = np.zeros(len(cells)), np.zeros(len(cells))
    a[[place[cell] for cell in one[0]]] = one[1]
    b[[place[cell] for cell in other[0]]] = other[1]
    near = _near(cells, placed)
    return float(a @ near @ b / np.sqrt((a @ near @ a) * (b @ near @ b)))


def _near(cells: list[str], placed: Mapping[str, tuple[float, float]]) -> Floats:
    """How near each two cells are, 1 for the same; a cell without a place is near itself alone."""
    where = np.array([placed.get(cell, (np.nan, np.nan)) for cell in cells])
    apart = ((where[:, None, :] - where[None, :, :]) ** 2).sum(axis=2)
    near = np.nan_to_num(np.exp(-apart / (2 * SPREAD_KM**2)), nan=0.0)
    np.fill_diagonal(near, 1.0)
    return np.asarray(near, dtype=np.float64)


def _habits(answer: pa.Table) -> Habits:
    found: dict[str, tuple[list[str], list[int]]] = {}
    for row in answer.to_pylist():
        cells, hours = found.setdefault(row["number"], ([], []))
        cells.append(row["cell"])
        hours.append(row["n"])
    return {n: (cells, np.array(hours, dtype=np.float64)) for n, (cells, hours) in found.items()}


def _placed(answer: pa.Table) -> dict[str, tuple[float, float]]:
    """Kilometres north and east of each cell that a table places."""
    at = answer.filter(answer["lat"].is_valid()) if answer.num_rows else answer
    lat, lon = column(at, "lat"), column(at, "lon")
    middle = np.cos(np.radians(lat.mean() if len(lat) else 0.0))
    spots = zip(
        (lat * place.KM_A_DEGREE).tolist(),
        (lon * place.KM_A_DEGREE * middle).tolist(),
        strict=True,
    )
    return dict(zip(map(str, at["cell"].to_pylist()), spots, strict=True))


STRAND = Strand("pattern", weigh, sentence, place.cite)

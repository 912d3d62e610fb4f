"""Place: an area where both numbers spend much of their time and few others do.

Source: home as the strongest trait of a phone's user; agreement on a rare value weighs by its rarity.
Blind to: people who live or work together; somebody who moves with the change; records without cells.
    Without cell tables a place is the cell itself, which differs by operator.
"""

import numpy as np
import pyarrow as pa

from lineholder.model.question import Asker, Question
from lineholder.succession.frame import Frame, column
from lineholder.succession.strand import Said, Strand

AREA_KM = 5.0
SHIFTS = ((0.0, 0.0), (0.0, 0.5), (0.5, 0.0), (0.5, 0.5))
PLACE_WEIGHT = 1.4
KM_A_DEGREE = 111.2

CELLS = "SELECT cell, MIN(lat) AS lat, MIN(lon) AS lon FROM cells GROUP BY cell ORDER BY cell"
HOURS = """
    WITH compared AS (
        SELECT number FROM ended UNION SELECT number FROM begun
    ), hours AS (
        SELECT DISTINCT o.subject AS number, COALESCE(r.area, o.cell) AS area,
               o.start_s // 3600 AS hour
        FROM observations o JOIN compared c ON c.number = o.subject
             LEFT JOIN areas r ON r.cell = o.cell
        WHERE o.cell IS NOT NULL AND o.cell <> ''
    )
    SELECT number, area, COUNT(*) AS n FROM hours GROUP BY number, area
"""
PRESENT = """
    WITH compared AS (
        SELECT number FROM ended UNION SELECT number FROM begun
    ), hours AS (
        SELECT DISTINCT o.subject AS number, o.start_s // 3600 AS hour
        FROM observations o JOIN compared c ON c.number = o.subject
        WHERE o.cell IS NOT NULL AND o.cell <> ''
    )
    SELECT number, COUNT(*) AS n FROM hours GROUP BY number
"""
SHARED = """
    WITH areas AS (
        SELECT area, SUM(n) AS n FROM spent GROUP BY area
    ), everything AS (
        SELECT SUM(n) AS n FROM present
    )
    SELECT p.old, p.new, x.area, x.n AS n_old, y.n AS n_new, u.n AS all_old, v.n AS all_new,
           r.n AS n_area, e.n AS n_all
    FROM pairs p JOIN spent x ON x.number = p.old
         JOIN spent y ON y.number = p.new AND y.area = x.area
         JOIN present u ON u.number = p.old JOIN present v ON v.number = p.new
         JOIN areas r ON r.area = x.area CROSS JOIN everything e
"""
ROWS = """
    SELECT ingest, sheet, row FROM observations
    WHERE subject IN ($old, $new) AND cell IS NOT NULL AND cell <> ''
"""


def cells() -> Question:
    """Ask where each cell of the cell tables stands."""
    return Question("where cells are", CELLS)


def areas(answer: pa.Table) -> pa.Table:
    """`areas` (cell, area): four squares of AREA_KM a cell, shifted by half a side, where it has a position.

    So two cells less than half a side apart share a square wherever the edges run: the cells of two
    operators serve one home from different masts.
    """
    at = answer.filter(answer["lat"].is_valid()) if answer.num_rows else answer
    lat, lon = column(at, "lat"), column(at, "lon")
    middle = np.cos(np.radians(lat.mean() if len(lat) else 0.0))
    north, east = lat * KM_A_DEGREE / AREA_KM, lon * KM_A_DEGREE * middle / AREA_KM
    known, names = [], []
    for up, right in SHIFTS:
        squares = zip(np.floor(north + up).tolist(), np.floor(east + right).tolist(), strict=True)
        names += [f"square {up} {right} {n:.0f} {e:.0f}" for n, e in squares]
        known += at["cell"].to_pylist()
    return pa.table({"cell": pa.array(known, pa.string()), "area": pa.array(names, pa.string())})


def hours() -> Question:
    """Ask in how many hours ended and begun subjects were in each area; held as `spent`."""
    return Question("spent", HOURS)


def present() -> Question:
    """Ask in how many hours ended and begun subjects were anywhere; held as `present`."""
    return Question("present", PRESENT)


def weigh(asker: Asker, frame: Frame) -> Said:
    """The best shared area: the lesser share of hours there, times how rare its hours are in log10.

    The figure shown: that lesser share.
    """
    facts = asker.answer(Question("places shared", SHARED)).table
    rows = frame.rows(facts)
    part = np.minimum(
        column(facts, "n_old") / column(facts, "all_old"),
        column(facts, "n_new") / column(facts, "all_new"),
    )
    rarity = -np.log10(column(facts, "n_area") / column(facts, "n_all"))
    best, share = np.zeros(len(frame)), np.zeros(len(frame))
    np.maximum.at(best, rows, part * rarity)
    np.maximum.at(share, rows, part)
    return Said(PLACE_WEIGHT * best, share)


def sentence(share: float, _log10: float) -> str:
    """The shared part of the time in words."""
    if not share:
        return "The records show no area in which both numbers were."
    return f"Each number spent at least {share:.0%} of its recorded hours in one area that both share."


def cite(_asker: Asker, _frame: Frame, old: str, new: str) -> Question:
    """Ask for the rows of both numbers that say where they were."""
    return Question("rows with a cell", ROWS, {"old": old, "new": new})


STRAND = Strand("place", weigh, sentence, cite)

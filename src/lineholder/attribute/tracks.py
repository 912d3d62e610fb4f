"""Tracks: placed records of the subject and its candidates, and what the holding shows of its networks.

Blind to: places that a row itself gives (latitude, longitude) beside its cell; the dates of a cell table,
    of which the first row that names a cell is taken.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from lineholder.attribute.coverage import BANDS_S, Sites, Steps
from lineholder.attribute.movement import Track
from lineholder.attribute.subject import Subject, table
from lineholder.maths.sample import Floats, Ints
from lineholder.model.question import Asker, Question

PLACED = """
    SELECT cell, lat, lon FROM (
        SELECT cell, lat, lon, ROW_NUMBER() OVER (PARTITION BY cell ORDER BY ingest, sheet, row) AS r
        FROM cells WHERE lat IS NOT NULL AND lon IS NOT NULL
    ) AS one WHERE r = 1 AND cell IN (SELECT cell FROM observations WHERE cell IS NOT NULL) ORDER BY cell
"""
USED = """
    SELECT subject AS number, cell, COUNT(*) AS n FROM observations WHERE cell IS NOT NULL
    GROUP BY subject, cell ORDER BY subject, cell
"""
OF = "observations WHERE"  # what the three questions read; of a larger holding, of some numbers alone
OF_SOME = "observations WHERE subject IN (SELECT number FROM candidates) AND"
STEPS = """
    WITH moves AS (
        SELECT cell AS before, LEAD(cell) OVER w AS after, LEAD(start_s) OVER w - start_s AS delay_s
        FROM observations WHERE cell IS NOT NULL
        WINDOW w AS (PARTITION BY subject ORDER BY start_s, cell)
    )
    SELECT before, after, CASE WHEN delay_s < $middle_s THEN 0 ELSE 1 END AS band, COUNT(*) AS n
    FROM moves WHERE delay_s >= $least_s AND delay_s < $most_s
    GROUP BY before, after, CASE WHEN delay_s < $middle_s THEN 0 ELSE 1 END
    ORDER BY before, after, band
"""
FIXES = """
    SELECT DISTINCT o.subject AS number, o.start_s, o.cell
    FROM observations o JOIN candidates k ON k.number = o.subject
    WHERE o.cell IS NOT NULL AND o.start_s >= $from_s AND o.start_s < $to_s
      AND (o.other_party IS NULL OR o.other_party <> $number)
    ORDER BY o.subject, o.start_s, o.cell
"""


class Ground:
    """The networks as the holding shows them: sites, the shares of the kernel, who was where."""

    def __init__(self, placed: pa.Table, used: pa.Table, steps: pa.Table) -> None:
        self.cells = tuple(str(c) for c in placed["cell"].to_pylist())
        self.code = {cell: i for i, cell in enumerate(self.cells)}
        known = self._known(used, "cell")
        names = used["number"].filter(pa.array(known)).to_pylist()
        self.numbers = sorted({str(name) for name in names})
        place = {name: i for i, name in enumerate(self.numbers)}
        owner = np.array([place[str(name)] for name in names], dtype=np.int64)
        cell, n = self.codes(used, "cell")[known], _floats(used, "n")[known]
        self.share = np.zeros((len(self.numbers), len(self.cells)))
        np.add.at(self.share, (owner, cell), n)
        self.records = self.share.sum(axis=1)
        self.share /= np.maximum(self.records, 1)[:, None]
        used_at = (self.share > 0).astype(np.float32)
        lat, lon = _floats(placed, "lat"), _floats(placed, "lon")
        self.sites = Sites(self.cells, lat, lon, np.asarray(used_at.T @ used_at, dtype=np.float64))
        self.place = place
        self.steps = self._steps(steps)

    def traffic(self) -> Floats:
        """Everybody's share of each cell, each phone counting the same."""
        total = self.share.sum(axis=0) + 1e-9
        return np.asarray(total / total.sum(), dtype=np.float64)

    def public(self, number: str) -> Floats:
        """Shares of the cells among the phones that used the subject's cells at least twice, itself one.

        They are on its network and in its area: the relevant population.
        """
        me = self.place[number]
        here = self.share[me] > 0
        visits = (self.share[:, here] * self.records[:, None]).sum(axis=1)
        total = self.share[visits >= 2].sum(axis=0) + self.share[me]
        return np.asarray(total / total.sum(), dtype=np.float64)

    def codes(self, answer: pa.Table, name: str) -> Ints:
        """Cell codes; -1 where no table places the cell."""
        encoded = answer[name].combine_chunks().dictionary_encode()
        if isinstance(encoded, pa.ChunkedArray):
            encoded = encoded.combine_chunks()
        places = np.array(
            [self.code.get(str(v), -1) for v in encoded.dictionary.to_pylist()], np.int64
        )
        index = encoded.indices.to_numpy(zero_copy_only=False)
        return places[index] if places.size else np.empty(0, dtype=np.int64)

    def _known(self, answer: pa.Table, name: str) -> np.ndarray:
        return self.codes(answer, name) >= 0

    def _steps(self, answer: pa.Table) -> tuple[Steps, ...]:
        before, after = self.codes(answer, "before"), self.codes(answer, "after")
        band, n = _floats(answer, "band"), _floats(answer, "n")
        known = (before >= 0) & (after >= 0)
        rows = [known & (band == b) for b in range(len(BANDS_S))]
        return tuple(Steps(before[r], after[r], n[r]) for r in rows)


def ground(asker: Asker, of: Sequence[str] | None = None) -> Ground:
    """Ask for sites, who used them, and self-transitions: everybody's, or those of some numbers alone."""
    least, middle, most = BANDS_S[0][0], BANDS_S[0][1], BANDS_S[1][1]
    span = {"least_s": least, "middle_s": middle, "most_s": most}
    questions: tuple[Question, ...] = (
        Question("placed cells", PLACED),
        Question("cells that numbers used", USED),
        Question("from cell to cell", STEPS, span),
    )
    given = None if of is None else {"candidates": table(of)}
    if of is not None:
        questions = tuple(replace(q, sql=q.sql.replace(OF, OF_SOME)) for q in questions)
    placed, used, steps = (asker.answer(q, given).table for q in questions)
    return Ground(placed, used, steps)


def tracks(
    asker: Asker, subject: Subject, candidates: Sequence[str], land: Ground
) -> tuple[Track, Track]:
    """The subject's track, and the candidates' (owners numbered in their text order).

    A candidate's records of contact with the subject are left out: the two ends of one call are at one
    time by that call, not by one hand; that contact is the strand "rings itself".
    """
    order = {name: i for i, name in enumerate(sorted(candidates))}
    given = {"candidates": table([*candidates, subject.number])}
    answer = asker.answer(Question("placed records", FIXES, subject.values()), given).table
    cell = land.codes(answer, "cell")
    names = answer["number"].to_pylist()
    owner = np.array([order.get(str(name), -1) for name in names], dtype=np.int64)
    time_s = np.asarray(answer["start_s"].to_numpy(), dtype=np.int64)
    mine, theirs = (owner < 0) & (cell >= 0), (owner >= 0) & (cell >= 0)
    return (
        Track(owner[mine], time_s[mine], cell[mine]),
        Track(owner[theirs], time_s[theirs], cell[theirs]),
    )


def _floats(answer: pa.Table, name: str) -> Floats:
    return np.asarray(answer[name].cast(pa.float64()).to_numpy(), dtype=np.float64)

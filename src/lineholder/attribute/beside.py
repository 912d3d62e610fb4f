"""Beside: two numbers' placed records as switches, pair of cells by pair of cells, what contradicts first.

The switches and what contradicts are those of co-movement itself (`movement`), so that a count on this
page is the count in an answer. Facts of cells only: no LR is made here.

Source: Bosma et al., Science & Justice 60 (2020) 180, for the switch.
Blind to: where in its area a phone was; places that a row gives beside its cell; a cell table's dates.
"""

from dataclasses import dataclass, replace

import numpy as np

from lineholder.attribute import coverage, exclusion, movement
from lineholder.attribute.describe import PLACES
from lineholder.attribute.movement import Switches, Track
from lineholder.attribute.subject import Subject, ask_used
from lineholder.attribute.tracks import Ground, ground, tracks
from lineholder.maths.sample import Flags, Floats, Ints
from lineholder.model.comparison import Comparison, Fit, Met, Sector
from lineholder.model.digest import digest
from lineholder.model.findings import Reference
from lineholder.model.question import Asker, Question, Value

FITS = (Fit.FITS, Fit.CONTRADICTS, Fit.IMPOSSIBLE)
SECTORS = """
    SELECT cell, site_name, lat, lon, azimuth, beamwidth FROM (
        SELECT cell, site_name, lat, lon, azimuth, beamwidth,
               ROW_NUMBER() OVER (PARTITION BY cell ORDER BY ingest, sheet, row) AS r
        FROM cells WHERE lat IS NOT NULL AND lon IS NOT NULL
    ) AS one WHERE r = 1 AND cell IN (
        SELECT cell FROM observations
        WHERE subject IN ($number, $other) AND cell IS NOT NULL AND start_s >= $from_s AND start_s < $to_s
    ) ORDER BY cell
"""
ROWS = """
    SELECT ingest, sheet, row FROM observations
    WHERE start_s >= $from_s AND start_s <= $to_s
      AND ((subject = $number AND cell = $cell) OR (subject = $other AND cell = $other_cell))
"""


@dataclass(frozen=True, slots=True)
class Compared:
    """The comparison, and the references that its figures open."""

    comparison: Comparison
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """Switches with what each says: one value a switch."""

    found: Switches
    km: Floats
    contradicting: Flags
    impossible: Flags

    def fits(self) -> Ints:
        """0 fits, 1 contradicts, 2 impossible."""
        return np.where(self.impossible, 2, self.contradicting.astype(np.int64))


def version(number: str, other: str, period: tuple[int, int], snapshot: str) -> str:
    """Digest of what a comparison rests on."""
    subject = Subject(number, (), *period)
    asked = [Question("s", SECTORS).digest(), _rows(subject, other, "", "", period).digest()]
    return digest(["beside 1", number, other, list(period), asked, snapshot])


def compare(asker: Asker, number: str, other: str, period: tuple[int, int]) -> Compared:
    """The two numbers over the part of the period in which the first was seen."""
    used = asker.answer(ask_used(number, *period)).table.to_pylist()[0]
    if not used["n"]:
        return Compared(_nothing(asker, number, other), ())
    subject = Subject(number, (), used["first_s"], used["last_s"] + 1)
    land = ground(asker)
    if number not in land.place:
        mine = theirs = Track(*(np.empty(0, dtype=np.int64) for _ in range(3)))
        judged = _judged(mine, theirs, None)
    else:
        mine, theirs = tracks(asker, subject, [other], land)
        shares = coverage.learn(land.sites, land.steps, land.traffic())
        kernel = coverage.kernel(land.sites, shares, land.public(number))
        judged = _judged(mine, theirs, kernel)
    places = Question("places of two numbers", PLACES, {**subject.values(), "other": other})
    opened = Reference.of(places, asker.snapshot)
    met, opens = _met(asker, subject, other, land, judged)
    order = np.argsort(judged.found.at_s, kind="stable")
    found = replace(
        _nothing(asker, number, other),
        from_s=subject.from_s,
        to_s=subject.to_s,
        placed=int(mine.time_s.size),
        other_placed=int(theirs.time_s.size),
        switches=int(judged.found.at_s.size),
        contradicting=int(judged.contradicting.sum()),
        impossible=int(judged.impossible.sum()),
        sectors=_sectors(asker, subject, other, land, (mine, theirs)),
        met=met,
        at_s=tuple(judged.found.at_s[order].tolist()),
        km=tuple(np.round(judged.km[order], 2).tolist()),
        fits=tuple(FITS[i] for i in judged.fits()[order]),
        hours=tuple(np.unique(mine.time_s // 3600).tolist()),
        other_hours=tuple(np.unique(theirs.time_s // 3600).tolist()),
        ref=opened.ref,
    )
    return Compared(found, (opened, *opens))


def _judged(mine: Track, theirs: Track, kernel: coverage.Kernel | None) -> Judged:
    found = movement.switches(mine, theirs)
    if kernel is None or found.at_s.size == 0:
        none = np.zeros(0, dtype=bool)
        return Judged(found, np.empty(0), none, none)
    return Judged(
        found,
        np.asarray(kernel.apart_km[found.x, found.y], dtype=np.float64),
        movement.contradicting(found, theirs, kernel),
        exclusion.impossible(found, kernel),
    )


def _met(
    asker: Asker, subject: Subject, other: str, land: Ground, judged: Judged
) -> tuple[tuple[Met, ...], tuple[Reference, ...]]:
    """Every pair of cells, the most contradicted first, then the most frequent; and their references."""
    found = judged.found
    pairs, pair = np.unique(np.stack([found.x, found.y]), axis=1, return_inverse=True)
    met, opens = [], []
    for i in range(pairs.shape[1]):
        of = pair.reshape(-1) == i
        cell, beside = land.cells[pairs[0, i]], land.cells[pairs[1, i]]
        first, last = int(found.at_s[of].min()), int(found.at_s[of].max())
        span = (first - movement.LONGEST_S, last + movement.LONGEST_S)
        opened = Reference.of(_rows(subject, other, cell, beside, span), asker.snapshot)
        opens.append(opened)
        met.append(
            Met(
                cell,
                beside,
                round(float(judged.km[of][0]), 2),
                int(of.sum()),
                int(judged.contradicting[of].sum()),
                int(judged.impossible[of].sum()),
                first,
                last,
                int(found.delay_s[of].min()),
                opened.ref,
            )
        )
    met.sort(key=lambda m: (-m.impossible, -m.contradicting, -m.switches, m.cell, m.other_cell))
    return tuple(met), tuple(opens)


def _rows(subject: Subject, other: str, cell: str, beside: str, span: tuple[int, int]) -> Question:
    bound: dict[str, Value] = {
        "number": subject.number,
        "other": other,
        "cell": cell,
        "other_cell": beside,
        "from_s": span[0],
        "to_s": span[1],
    }
    return Question("rows of two numbers in two cells", ROWS, bound)


def _sectors(
    asker: Asker, subject: Subject, other: str, land: Ground, both: tuple[Track, Track]
) -> tuple[Sector, ...]:
    asked = Question("cells of two numbers", SECTORS, {**subject.values(), "other": other})
    mine, theirs = (np.bincount(t.cell, minlength=len(land.cells)) for t in both)
    return tuple(
        Sector(
            row["cell"],
            row["site_name"],
            row["lat"],
            row["lon"],
            row["azimuth"],
            row["beamwidth"],
            int(mine[land.code[row["cell"]]]),
            int(theirs[land.code[row["cell"]]]),
        )
        for row in asker.answer(asked).table.to_pylist()
    )


def _nothing(asker: Asker, number: str, other: str) -> Comparison:
    return Comparison(
        number=number,
        other=other,
        from_s=None,
        to_s=None,
        placed=0,
        other_placed=0,
        switches=0,
        contradicting=0,
        impossible=0,
        sectors=(),
        met=(),
        at_s=(),
        km=(),
        fits=(),
        hours=(),
        other_hours=(),
        ref="",
        snapshot=asker.snapshot,
        version="",
    )

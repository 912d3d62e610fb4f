"""Block: which numbers are compared at all: those in concurrent use, nearest in time and place first.

Every number in use within the period is searched. Of those with cells, the ones that the exact movement
model reads are the KEEP that were most often near the subject within a quarter of an hour, or all where they
are no more than twice as many; contacts and handsets are compared for all.

Source: blocking by place and time before an exact score (knowledge of re-identification;
    docs/methods/attribution.md).
Blind to: in a larger holding, a number that was never used in the same quarter of an hour.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from lineholder.attribute.subject import Subject
from lineholder.model.question import Question

QUARTER_S = 900
NEAR_DEG2 = 0.0029  # (6 km)^2 in degrees of latitude squared: sparse networks
CLOSE_DEG2 = 0.00032  # (2 km)^2: towns, where everybody is within 6 km
SHRINK = 10  # quarters: a share of few is held down as if so many more had been apart
KEEP = 200
SEEN = """
    WITH ends AS (
        SELECT from_number AS number, start_s FROM communications WHERE from_number IS NOT NULL
        UNION ALL
        SELECT to_number AS number, start_s FROM communications WHERE to_number IS NOT NULL
        UNION ALL
        SELECT subject AS number, start_s FROM observations WHERE kind = 'data'
    )
    SELECT number, COUNT(*) AS n, MIN(start_s) AS first_s, MAX(start_s) AS last_s
    FROM ends WHERE number <> $number
    GROUP BY number
    HAVING COUNT(*) >= $least AND MIN(start_s) < $to_s AND MAX(start_s) >= $from_s
    ORDER BY number
"""
NEAR = """
    WITH placed AS (
        SELECT cell, lat, lon FROM (
            SELECT cell, lat, lon, ROW_NUMBER() OVER (PARTITION BY cell ORDER BY ingest, sheet, row) AS r
            FROM cells WHERE lat IS NOT NULL AND lon IS NOT NULL
        ) AS one WHERE r = 1
    ), seen AS (
        SELECT o.subject, o.start_s // $quarter_s AS q, MIN(o.cell) AS cell
        FROM observations o WHERE o.cell IS NOT NULL AND o.start_s >= $from_s AND o.start_s < $to_s
        GROUP BY o.subject, o.start_s // $quarter_s
    ), paired AS (
        SELECT b.subject AS number, p.lat - r.lat AS north, (p.lon - r.lon) * COS(p.lat * 0.0174533) AS east
        FROM seen a JOIN seen b ON b.q = a.q AND b.subject <> a.subject
             JOIN placed p ON p.cell = a.cell JOIN placed r ON r.cell = b.cell
        WHERE a.subject = $number
    )
    SELECT number, COUNT(*) AS quarters,
           SUM(CASE WHEN north * north + east * east < $near_deg2 THEN 1 ELSE 0 END) AS near,
           SUM(CASE WHEN north * north + east * east < $close_deg2 THEN 1 ELSE 0 END) AS close
    FROM paired GROUP BY number ORDER BY number
"""


@dataclass(frozen=True, slots=True)
class Params:
    """Who counts as in use at all."""

    least: int = 3  # communications and sessions, below which a number says nothing about anybody


def ask_seen(subject: Subject, params: Params) -> Question:
    """Ask for every number in use within the period."""
    return Question("numbers in use", SEEN, {**subject.values(), "least": params.least})


def ask_near(subject: Subject) -> Question:
    """Ask for each other subject's quarters of an hour beside the subject, and how many were near."""
    values = {
        **subject.values(),
        "quarter_s": QUARTER_S,
        "near_deg2": NEAR_DEG2,
        "close_deg2": CLOSE_DEG2,
    }
    return Question("quarters of an hour beside a number", NEAR, values)


def nearest(answer: pa.Table, allowed: frozenset[str], keep: int = KEEP) -> list[str]:
    """The `keep` allowed numbers by share of near quarters and the `keep` by close ones, in text order.

    All of them where they are no more than that: a unit's own holding needs no block.
    """
    if len(allowed) <= 2 * keep:
        return sorted(allowed)
    names = answer["number"].to_pylist()
    whole = np.asarray(answer["quarters"].to_numpy(), dtype=np.float64) + SHRINK
    kept: set[str] = set()
    for distance in ("near", "close"):
        share = np.asarray(answer[distance].to_numpy(), dtype=np.float64) / whole
        order = np.lexsort((np.arange(len(names)), -share))
        kept.update([names[i] for i in order if names[i] in allowed][:keep])
    return sorted(kept)

"""Carry: who was where the line's phone was, hour by hour.

A stand-in for attribution: being in one area in most of the hours in which both were recorded is what
carrying looks like, and what living in the same house looks like.

Source: co-location counts as analysts make them.
Blind to: neighbours, partners and colleagues, who are beside the line as well; numbers without cells.
"""

from collections.abc import Mapping

import pyarrow as pa

from lineholder.model.question import Question

LEAST_HOURS = 5
BESIDE = """
    WITH line AS (
        SELECT DISTINCT o.start_s // 3600 AS hour, COALESCE(r.area, o.cell) AS area
        FROM observations o JOIN candidates k ON k.number = o.subject
             LEFT JOIN areas r ON r.cell = o.cell
        WHERE o.cell IS NOT NULL AND o.cell <> ''
    ), hours AS (
        SELECT DISTINCT hour FROM line
    ), numbers AS (
        SELECT u.name, COALESCE(a.number, u.name) AS number
        FROM above u LEFT JOIN alias a ON a.name = u.name
    ), others AS (
        SELECT DISTINCT n.name, o.start_s // 3600 AS hour, COALESCE(r.area, o.cell) AS area
        FROM observations o JOIN numbers n ON n.number = o.subject
             LEFT JOIN areas r ON r.cell = o.cell
        WHERE o.cell IS NOT NULL AND o.cell <> ''
    )
    SELECT x.name, COUNT(DISTINCT x.hour) AS both,
           COUNT(DISTINCT CASE WHEN l.area IS NULL THEN NULL ELSE x.hour END) AS together
    FROM others x JOIN hours h ON h.hour = x.hour
         LEFT JOIN line l ON l.hour = x.hour AND l.area = x.area
    GROUP BY x.name
"""


def beside() -> Question:
    """Ask in how many hours those above were recorded when the line was, and in how many beside it."""
    return Question("beside the line", BESIDE)


def shares(answer: pa.Table) -> dict[str, float]:
    """The share of common hours spent beside the line, by name, where there are LEAST_HOURS."""
    rows = answer.to_pylist()
    return {r["name"]: r["together"] / r["both"] for r in rows if r["both"] >= LEAST_HOURS}


def posteriors(
    log10_lrs: Mapping[str, float], not_in_data: float, prior: tuple[float, float]
) -> dict[str, float]:
    """How likely each candidate of an attribution carried the phone, under the chain's own prior.

    `log10_lrs` by candidate, and `not_in_data` as attribution found it; `prior` is its prior of not being
    in the data, then the one to use instead.
    """
    odds = {number: 10.0 ** min(lr, 30.0) for number, lr in log10_lrs.items()}
    whole = sum(odds.values())
    if not whole or not_in_data >= 1:
        return dict.fromkeys(odds, 0.0)
    theirs, ours = (p / (1 - p) for p in prior)
    absent = whole * not_in_data / (1 - not_in_data) * ours / theirs
    return {number: value / (whole + absent) for number, value in odds.items()}

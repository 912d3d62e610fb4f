"""Lives: which numbers ended and which began inside what the records could have shown.

A number that falls silent near the end of the records has not ended, and one that is there from their
start has not begun. Where a number has no return of its own, the records show it only while those who
recorded it were being recorded: their time is its window. Observers that took over from one another
(`alias`) count as one, so that a contact seen by a line's old number alone is in sight after the change.

Source: censoring as in survival analysis; silence against a number's own rhythm of active days.
Blind to: a return that was asked for a shorter time than the rest of the material; a number laid
    aside for weeks and taken up again.
"""

from dataclasses import dataclass

import pyarrow as pa

from lineholder.model.question import Question

LIVES = """
    WITH uses AS (
        SELECT subject AS number, start_s, 1 AS own FROM observations
        WHERE kind IN ('call', 'text', 'data')
        UNION ALL
        SELECT other_party AS number, start_s, 0 AS own FROM observations
        WHERE kind IN ('call', 'text', 'data') AND other_party IS NOT NULL
    ), by_day AS (
        SELECT number, MIN(start_s) AS first_s, MAX(start_s) AS last_s, COUNT(*) AS n,
               MAX(own) AS own
        FROM uses GROUP BY number, start_s // 86400
    )
    SELECT number, MIN(first_s) AS first_s, MAX(last_s) AS last_s, SUM(n) AS uses,
           COUNT(*) AS days, MAX(own) AS own
    FROM by_day GROUP BY number
"""
WATCHED = """
    SELECT DISTINCT subject AS observer, other_party AS number FROM observations
    WHERE kind IN ('call', 'text') AND other_party IS NOT NULL AND other_party <> subject
"""
SIGHT = """
    WITH whole AS (
        SELECT MIN(first_s) AS from_s, MAX(last_s) AS to_s FROM lives
    ), observers AS (
        SELECT COALESCE(a.name, l.number) AS name, MIN(l.first_s) AS from_s, MAX(l.last_s) AS to_s
        FROM lives l LEFT JOIN alias a ON a.number = l.number
        WHERE l.own = 1 GROUP BY COALESCE(a.name, l.number)
    ), windows AS (
        SELECT w.number, MIN(o.from_s) AS from_s, MAX(o.to_s) AS to_s
        FROM watched w LEFT JOIN alias a ON a.number = w.observer
             JOIN observers o ON o.name = COALESCE(a.name, w.observer)
        GROUP BY w.number
    )
    SELECT l.number, l.first_s, l.last_s, l.uses, l.days, l.own,
           CASE WHEN l.own = 1 THEN h.from_s ELSE COALESCE(w.from_s, h.from_s) END AS from_s,
           CASE WHEN l.own = 1 THEN h.to_s ELSE COALESCE(w.to_s, h.to_s) END AS to_s
    FROM lives l CROSS JOIN whole h LEFT JOIN windows w ON w.number = l.number
"""
ENDED = """
    SELECT s.number, s.first_s, s.last_s, s.uses, s.days, s.own, s.from_s, s.to_s
    FROM sight s LEFT JOIN alias_old a ON a.number = s.number
    WHERE a.number IS NULL AND s.uses >= $min_uses AND s.to_s > s.last_s
      AND 2 * (s.to_s - s.last_s) * s.days >= $missed_halves * (s.last_s - s.first_s + 86400)
"""
BEGUN = """
    SELECT s.number, s.first_s, s.last_s, s.uses, s.days, s.own, s.from_s, s.to_s
    FROM sight s LEFT JOIN alias_new a ON a.number = s.number
    WHERE a.number IS NULL AND s.uses >= $min_uses AND s.first_s > s.from_s
      AND 2 * (s.first_s - s.from_s) * s.days >= $missed_halves * (s.last_s - s.first_s + 86400)
"""


@dataclass(frozen=True, slots=True)
class Params:
    """When a number counts as ended or begun: `missed_halves` half active days missed by its rhythm."""

    min_uses: int = 3
    missed_halves: int = 2


def lives() -> Question:
    """Ask for first and last use, uses and active UTC days of every number; held as `lives`."""
    return Question("lives", LIVES)


def watched() -> Question:
    """Ask whom each subject recorded; held as `watched`."""
    return Question("watched", WATCHED)


def sight() -> Question:
    """Ask in which time the records could have shown each number; needs `alias`; held as `sight`."""
    return Question("sight", SIGHT)


def ended(params: Params) -> Question:
    """Ask for numbers that fell silent in sight and have no successor yet; held as `ended`."""
    values = {"min_uses": params.min_uses, "missed_halves": params.missed_halves}
    return Question("ended", ENDED, values)


def begun(params: Params) -> Question:
    """Ask for numbers that came up in sight and took over from nobody yet; held as `begun`."""
    values = {"min_uses": params.min_uses, "missed_halves": params.missed_halves}
    return Question("begun", BEGUN, values)


def aliases(pairs: tuple[tuple[str, str], ...]) -> dict[str, pa.Table]:
    """`alias` (number, name): every number of a succession by its first; and who is old, who new."""
    earlier = {new: old for old, new in pairs}
    numbers = sorted({n for pair in pairs for n in pair})
    names = []
    for number in numbers:
        name = number
        while name in earlier:
            name = earlier[name]
        names.append(name)
    return {
        "alias": pa.table(
            {"number": pa.array(numbers, pa.string()), "name": pa.array(names, pa.string())}
        ),
        "alias_old": pa.table({"number": pa.array([o for o, _ in pairs], pa.string())}),
        "alias_new": pa.table({"number": pa.array([n for _, n in pairs], pa.string())}),
    }

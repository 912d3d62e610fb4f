"""Callers: who could be a line at all, by how many different numbers contact it on several days.

The first question of the stage. A number whom fewer than a handful of others contact again and again
cannot be told from a private phone, and is called "insufficient", not low.

Source: none is claimed for the two limits; they were set by hand on synthetic counties
    (docs/methods/callers.md).
Blind to: a line whose customers are not in the holdings.
"""

from dataclasses import dataclass

import pyarrow as pa

from lineholder.detect.signal import column, strings
from lineholder.model.question import Question

CALLERS = """
    WITH days AS (
        SELECT to_number, from_number, start_s // 86400 AS day
        FROM communications WHERE from_number <> to_number
        GROUP BY to_number, from_number, start_s // 86400
    ), pairs AS (
        SELECT to_number AS number, from_number AS other, COUNT(*) AS days
        FROM days GROUP BY to_number, from_number
    ), inward AS (
        SELECT number, COUNT(*) AS callers, SUM(CASE WHEN days >= 2 THEN 1 ELSE 0 END) AS again
        FROM pairs GROUP BY number
    ), outward AS (
        SELECT from_number AS number,
               COUNT(DISTINCT CASE WHEN kind = 'text' THEN to_number END) AS texted
        FROM communications WHERE from_number <> to_number GROUP BY from_number
    )
    SELECT COALESCE(i.number, o.number) AS number, COALESCE(i.callers, 0) AS callers,
           COALESCE(i.again, 0) AS again, COALESCE(o.texted, 0) AS texted
    FROM inward i FULL OUTER JOIN outward o ON i.number = o.number
"""


@dataclass(frozen=True, slots=True)
class Params:
    """How much must be seen before a number is judged."""

    min_again: int = 4  # different numbers that contact it on two days or more
    min_texted: int = 15  # or different numbers that it texts


def ask() -> Question:
    """Ask, for every number, how many others contact it, how many again, and how many it texts."""
    return Question("callers", CALLERS)


def judge(callers: pa.Table, params: Params) -> tuple[pa.Table, int]:
    """Return `candidates` (number, line = number) of those with enough to judge, and how many lack it.

    Ordered by number. The second pass of the stage gives several numbers one `line`.
    """
    enough = (column(callers, "again") >= params.min_again) | (
        column(callers, "texted") >= params.min_texted
    )
    numbers = pa.array(sorted(strings(callers.filter(pa.array(enough)), "number")), pa.string())
    return pa.table({"number": numbers, "line": numbers}), callers.num_rows - len(numbers)

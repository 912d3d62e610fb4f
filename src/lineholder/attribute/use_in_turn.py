"""Use in turn: one person seldom makes two calls at once, one on each phone.

Observed overlaps are compared with what chance gives: the same calls of the candidate moved by one and by
seven days each way. log10 LR = observed x log10(HELD) + (1 - HELD) x expected / ln 10 (two Poisson rates,
HELD being one person's share of the chance rate), within CAP each way. Set a priori, not fitted.

Source: "non-simultaneity" as attribution reports have it; shifted days as a null: Galbraith, Smyth, Stern
    (JRSS-A 2020). Calls end at the records' own end; a call without an end is left out.
Blind to: a phone handed over for a call; calls on hold; clock errors between two operators.
"""

import math

from lineholder.attribute.model import EvidenceModel, Facts, Reads
from lineholder.attribute.subject import Subject
from lineholder.model.question import Question

CAP = 0.25
HELD = 0.3
LONGEST_S = 3600  # a call that lasts longer is cut here: a stuck record, not a talk
CALLS = """
    WITH calls AS (
        SELECT from_number AS number, to_number AS other, start_s,
               start_s + LEAST(duration_s, $longest_s) AS end_s
        FROM communications WHERE kind = 'call' AND duration_s > 0 AND from_number IS NOT NULL
        UNION ALL
        SELECT to_number AS number, from_number AS other, start_s,
               start_s + LEAST(duration_s, $longest_s) AS end_s
        FROM communications WHERE kind = 'call' AND duration_s > 0 AND to_number IS NOT NULL
    ), mine AS (
        SELECT start_s, end_s FROM calls
        WHERE number = $number AND start_s >= $from_s AND start_s < $to_s
    ), hours AS (
        SELECT start_s, end_s, start_s // 3600 AS h FROM mine
        UNION ALL
        SELECT start_s, end_s, end_s // 3600 AS h FROM mine WHERE end_s // 3600 <> start_s // 3600
    ), moved AS (
        SELECT c.number, c.start_s + s.days * 86400 AS start_s, c.end_s + s.days * 86400 AS end_s, s.days
        FROM calls c JOIN candidates k ON k.number = c.number
             CROSS JOIN (SELECT 0 AS days UNION ALL SELECT 1 UNION ALL SELECT -1
                         UNION ALL SELECT 7 UNION ALL SELECT -7) AS s
        WHERE c.other IS NULL OR c.other <> $number
    ), theirs AS (
        SELECT number, start_s, end_s, days, start_s // 3600 AS h FROM moved
        UNION ALL
        SELECT number, start_s, end_s, days, end_s // 3600 AS h FROM moved
        WHERE end_s // 3600 <> start_s // 3600
    ), paired AS (
        SELECT DISTINCT t.number, t.days, t.start_s, t.end_s FROM theirs t JOIN hours m ON m.h = t.h
        WHERE t.start_s < m.end_s AND t.end_s > m.start_s
    )
    SELECT number, SUM(CASE WHEN days = 0 THEN 1 ELSE 0 END) AS at_once,
           SUM(CASE WHEN days <> 0 THEN 1 ELSE 0 END) / 4.0 AS expected
    FROM paired GROUP BY number ORDER BY number
"""
ROWS = """
    SELECT ingest, sheet, row FROM observations
    WHERE kind = 'call' AND subject IN ($number, $other) AND start_s >= $from_s AND start_s < $to_s
"""


def ask(subject: Subject) -> Question:
    """Ask for each candidate's calls during a call of the subject, and those by chance."""
    return Question("calls at once", CALLS, {**subject.values(), "longest_s": LONGEST_S})


def log10_lr(facts: Facts) -> float:
    """Positive where fewer overlap than chance gives."""
    said = float(
        facts["at_once"] * math.log10(HELD) + (1 - HELD) * facts["expected"] / math.log(10)
    )
    return max(-CAP, min(CAP, said))


def for_(facts: Facts) -> str:
    """The sentence for."""
    if facts["at_once"] >= facts["expected"]:
        return ""
    return f"{facts['at_once']} calls at once where chance gives {facts['expected']:.1f}."


def against(facts: Facts) -> str:
    """The sentence against."""
    return (
        f"{facts['at_once']} calls on one phone during a call on the other."
        if facts["at_once"]
        else ""
    )


def cite(subject: Subject, other: str) -> Question:
    """Ask for the calls of both."""
    return Question("calls of two numbers", ROWS, {**subject.values(), "other": other})


MODEL = EvidenceModel(
    name="use in turn",
    uses=frozenset({Reads.CALLS_AT_ONCE}),
    ask=ask,
    log10_lr=log10_lr,
    for_=for_,
    against=against,
    cite=cite,
)

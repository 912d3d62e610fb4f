"""On and off together: days without any use of the subject on which the candidate is unused too.

A person who is in custody, abroad or asleep after a night uses neither phone. Over the days between the
first and the last use of either that lie in both numbers' span, `quiet` are the subject's days without use,
`both` those on which the candidate has none either; by chance `both` is binomial with the candidate's own
share of quiet days on the subject's other days. log10 LR of a share of TOGETHER plus the chance's rest
against chance, within CAP; set a priori, its weight fitted.

Source: "silence in custody" and "on and off together" as attribution reports have them
    (docs/methods/attribution.md).
Blind to: phones used every day, of which it says nothing; strikes of a network; a return with days missing.
"""

import math

from lineholder.attribute.model import EvidenceModel, Facts, Reads
from lineholder.attribute.subject import Subject
from lineholder.model.question import Question

TOGETHER = 0.5
CAP = 1.0
DAYS = """
    WITH ends AS (
        SELECT subject AS number, start_s // 86400 AS day FROM observations
        WHERE start_s >= $from_s AND start_s < $to_s
    ), mine AS (
        SELECT DISTINCT day FROM ends WHERE number = $number
    ), spans AS (
        SELECT e.number, MIN(e.day) AS first_day, MAX(e.day) AS last_day
        FROM ends e JOIN candidates k ON k.number = e.number GROUP BY e.number
    ), whole AS (
        SELECT MIN(day) AS first_day, MAX(day) AS last_day FROM mine
    ), calendar AS (
        SELECT s.number, $from_s // 86400 + g.i AS day
        FROM spans s CROSS JOIN whole w CROSS JOIN (SELECT range AS i FROM range(0, $days)) AS g
        WHERE $from_s // 86400 + g.i BETWEEN GREATEST(s.first_day, w.first_day)
                                         AND LEAST(s.last_day, w.last_day)
    ), theirs AS (
        SELECT DISTINCT e.number, e.day FROM ends e JOIN candidates k ON k.number = e.number
    ), told AS (
        SELECT c.number, CASE WHEN m.day IS NULL THEN 1 ELSE 0 END AS off,
               CASE WHEN t.day IS NULL THEN 1 ELSE 0 END AS theirs_off
        FROM calendar c LEFT JOIN mine m ON m.day = c.day
             LEFT JOIN theirs t ON t.number = c.number AND t.day = c.day
    )
    SELECT number, COUNT(*) AS days, SUM(off) AS quiet, SUM(off * theirs_off) AS both,
           SUM((1 - off) * theirs_off) AS alone
    FROM told GROUP BY number HAVING SUM(off) > 0 AND SUM(theirs_off) > 0 ORDER BY number
"""
ROWS = """
    SELECT ingest, sheet, row FROM observations
    WHERE subject IN ($number, $other) AND start_s >= $from_s AND start_s < $to_s
"""


def ask(subject: Subject) -> Question:
    """Ask for the days on which the subject, and the candidate, had no use."""
    days = (subject.to_s - 1) // 86_400 - subject.from_s // 86_400 + 1
    return Question("days of use of two numbers", DAYS, {**subject.values(), "days": days})


def log10_lr(facts: Facts) -> float:
    """Positive where the two fall silent together more than the candidate's own quiet days explain."""
    quiet, both = int(facts["quiet"]), int(facts["both"])
    chance = (facts["alone"] + 1.0) / (facts["days"] - quiet + 2.0)
    together = TOGETHER + (1 - TOGETHER) * chance
    said = both * math.log10(together / chance)
    said += (quiet - both) * math.log10((1 - together) / (1 - chance))
    return max(-CAP, min(CAP, said))


def for_(facts: Facts) -> str:
    """The sentence for."""
    if log10_lr(facts) <= 0:
        return ""
    return (
        f"On {facts['both']} of {facts['quiet']} days without use of the number it was unused too."
    )


def against(facts: Facts) -> str:
    """The sentence against."""
    if log10_lr(facts) >= 0:
        return ""
    used = facts["quiet"] - facts["both"]
    return f"It was used on {used} of {facts['quiet']} days on which the number was not."


def cite(subject: Subject, other: str) -> Question:
    """Ask for every record of both."""
    return Question("use of two numbers", ROWS, {**subject.values(), "other": other})


MODEL = EvidenceModel(
    name="on and off together",
    uses=frozenset({Reads.DAYS_OF_USE}),
    ask=ask,
    log10_lr=log10_lr,
    for_=for_,
    against=against,
    cite=cite,
)

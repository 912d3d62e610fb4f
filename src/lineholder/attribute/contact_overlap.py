"""Contact overlap: long calls from the subject's phone to people whom the candidate also talks to.

A line's phone is for customers; whoever carries it slips, and rings his mother on it. Only calls of LONG_S
or more that the subject made count, so that customers hardly enter. Damped multinomial LR:
    sum over third parties j of sqrt(long calls to j) x log10((1 - L) share_cj / p_j + L)
share_cj is j's share in the candidate's contacts, p_j in everybody's, L = SMOOTH. One part in DAMP of it
counts, up to CAP; an overlap that is missing says nothing. Set a priori, not fitted.

Source: damped multinomial contact LR, measured on real phone logs (docs/methods/attribution.md).
Blind to: contacts in apps; a crew that changes all its phones; people of one street who know each other.
"""

from lineholder.attribute.model import EvidenceModel, Facts, Reads
from lineholder.attribute.subject import Subject
from lineholder.model.question import Question

LONG_S = 90
SMOOTH = 0.3
DAMP = 4.0
CAP = 0.5
OVERLAP = """
    WITH slips AS (
        SELECT to_number AS third, COUNT(*) AS n FROM communications
        WHERE from_number = $number AND kind = 'call' AND duration_s >= $long_s AND to_number IS NOT NULL
          AND start_s >= $from_s AND start_s < $to_s
        GROUP BY to_number
    ), ends AS (
        SELECT from_number AS number, to_number AS other FROM communications
        WHERE from_number IS NOT NULL AND to_number IS NOT NULL
        UNION ALL
        SELECT to_number AS number, from_number AS other FROM communications
        WHERE from_number IS NOT NULL AND to_number IS NOT NULL
    ), everybody AS (
        SELECT COUNT(*) AS n FROM ends
    ), thirds AS (
        SELECT e.number AS third, COUNT(*) AS n FROM ends e JOIN slips s ON s.third = e.number
        GROUP BY e.number
    ), sizes AS (
        SELECT e.number, COUNT(*) AS n FROM ends e JOIN candidates k ON k.number = e.number
        GROUP BY e.number
    ), shared AS (
        SELECT e.number, e.other AS third, COUNT(*) AS n
        FROM ends e JOIN candidates k ON k.number = e.number JOIN slips s ON s.third = e.other
        GROUP BY e.number, e.other
    )
    SELECT h.number, COUNT(*) AS thirds, SUM(s.n) AS slips,
           SUM(CAST(1000000 * SQRT(s.n) * LOG10(
               (1 - $smooth) * h.n * a.n / (1.0 * z.n * t.n) + $smooth) AS BIGINT)) AS weight_e6
    FROM shared h JOIN sizes z ON z.number = h.number JOIN thirds t ON t.third = h.third
         JOIN slips s ON s.third = h.third CROSS JOIN everybody a
    GROUP BY h.number ORDER BY h.number
"""


def ask(subject: Subject) -> Question:
    """Ask for the third parties that candidates share with the subject's long calls, tallied."""
    values = {**subject.values(), "long_s": LONG_S, "smooth": SMOOTH}
    return Question("third parties in common", OVERLAP, values)


def log10_lr(facts: Facts) -> float:
    """From 0 to CAP."""
    return min(CAP, max(0.0, float(facts["weight_e6"]) / 1e6 / DAMP))


def for_(facts: Facts) -> str:
    """The sentence for."""
    thirds, slips = facts["thirds"], facts["slips"]
    return f"{slips} long calls from the number went to {thirds} of its own contacts."


def cite(subject: Subject, other: str) -> Question:
    """Ask for the long calls of the subject to contacts of the candidate, and those contacts' rows."""
    sql = """
    WITH talks AS (
        SELECT to_number AS third FROM communications
        WHERE from_number = $number AND kind = 'call' AND duration_s >= $long_s
    ), common AS (
        SELECT third FROM talks WHERE third IN (
            SELECT from_number FROM communications WHERE to_number = $other
            UNION SELECT to_number FROM communications WHERE from_number = $other)
    )
    SELECT ingest, sheet, row FROM observations
    WHERE (subject IN ($number, $other) AND other_party IN (SELECT third FROM common))
       OR (other_party IN ($number, $other) AND subject IN (SELECT third FROM common))
"""
    return Question(
        "contacts in common", sql, {**subject.values(), "other": other, "long_s": LONG_S}
    )


MODEL = EvidenceModel(
    name="contact overlap",
    uses=frozenset({Reads.THIRD}),
    ask=ask,
    log10_lr=log10_lr,
    for_=for_,
    against=lambda facts: "",  # noqa: ARG005 - no overlap is no finding against
    cite=cite,
)

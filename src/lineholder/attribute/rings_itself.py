"""Rings itself: nobody needs to ring his own other phone, so contact between the two speaks against one hand.

log10 LR = -min(CAP, log10(1 + contacts in 30 days / USUAL)). Set a priori, not fitted: test calls, lost
phones and lent phones are known from cases, yet no public data counts them.

Source: practice of attribution reports ("never in contact with each other"); docs/methods/attribution.md.
Blind to: contact in an app; a phone that was lent for the call.
"""

import math

from lineholder.attribute.model import EvidenceModel, Facts, Reads
from lineholder.attribute.subject import DAY_S, Subject, ask_rows
from lineholder.model.question import Question

CAP = 0.25
USUAL = 3.0  # contacts in 30 days
MUTUAL = """
    SELECT CASE WHEN m.from_number = $number THEN m.to_number ELSE m.from_number END AS number,
           COUNT(*) AS contacts, MAX($to_s) - MAX($from_s) AS span_s
    FROM communications m
    JOIN candidates k ON k.number = CASE WHEN m.from_number = $number THEN m.to_number ELSE m.from_number END
    WHERE (m.from_number = $number OR m.to_number = $number)
      AND m.start_s >= $from_s AND m.start_s < $to_s
    GROUP BY CASE WHEN m.from_number = $number THEN m.to_number ELSE m.from_number END
    ORDER BY number
"""


def ask(subject: Subject) -> Question:
    """Ask for communications between the subject and each candidate."""
    return Question("contacts between two numbers", MUTUAL, subject.values())


def log10_lr(facts: Facts) -> float:
    """Falls from 0 to -CAP with the rate of contacts."""
    rate = facts["contacts"] / max(facts["span_s"] / (30 * DAY_S), 1 / 30)
    return -min(CAP, math.log10(1 + rate / USUAL))


def against(facts: Facts) -> str:
    """The sentence against."""
    return f"The two numbers were in contact with each other {facts['contacts']} times."


MODEL = EvidenceModel(
    name="rings itself",
    uses=frozenset({Reads.MUTUAL}),
    ask=ask,
    log10_lr=log10_lr,
    for_=lambda facts: "" if facts["contacts"] else "The two were never in contact.",
    against=against,
    cite=ask_rows,
)

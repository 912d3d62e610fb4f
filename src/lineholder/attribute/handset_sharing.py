"""Handset sharing: the candidate's SIM sat in a handset that the subject's SIM also sat in.

One IMEI, two SIMs, is the hardest link that call records hold. log10 LR = SHARED, set a priori: no pair of
strangers in the synthetic counties ever shares a handset, and copied IMEIs or sold handsets are what is
left. A number that lives in the handset is no candidate: it is of the same hand (`subject.same_handset`).

Source: one IMEI, two SIMs, as attribution reports have it (docs/methods/attribution.md).
Blind to: copied IMEIs; a handset sold or lent between the two uses.
"""

from lineholder.attribute.model import EvidenceModel, Facts, Reads
from lineholder.attribute.subject import Subject
from lineholder.model.question import Question

SHARED = 3.0
SHARES = """
    WITH mine AS (
        SELECT DISTINCT imei FROM observations WHERE subject = $number AND imei IS NOT NULL
    )
    SELECT o.subject AS number, COUNT(*) AS records, COUNT(DISTINCT o.imei) AS handsets,
           MIN(o.start_s) AS first_s, MAX(o.start_s) AS last_s
    FROM observations o JOIN mine m ON m.imei = o.imei JOIN candidates k ON k.number = o.subject
    GROUP BY o.subject ORDER BY o.subject
"""
ROWS = """
    SELECT o.ingest, o.sheet, o.row FROM observations o
    WHERE o.subject IN ($number, $other) AND o.imei IN (
        SELECT a.imei FROM observations a JOIN observations b ON b.imei = a.imei
        WHERE a.subject = $number AND b.subject = $other)
"""


def ask(subject: Subject) -> Question:
    """Ask which candidates sat in a handset of the subject."""
    return Question("shared handsets", SHARES, subject.values())


def cite(subject: Subject, other: str) -> Question:
    """Ask for the rows of both numbers in the shared handsets."""
    return Question("rows in a shared handset", ROWS, {**subject.values(), "other": other})


def for_(facts: Facts) -> str:
    """The sentence for."""
    return f"{facts['records']} of its records are from a handset that the number also sat in."


MODEL = EvidenceModel(
    name="handset sharing",
    uses=frozenset({Reads.HANDSETS}),
    ask=ask,
    log10_lr=lambda facts: SHARED if facts["records"] else 0.0,
    for_=for_,
    against=lambda facts: "",  # noqa: ARG005 - never shared a handset is no finding against
    cite=cite,
)

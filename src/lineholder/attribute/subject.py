"""Subject: the number that is asked about, when it was used, and the numbers of the same handset.

Source: one IMEI with two SIMs is one handset (knowledge of handset history; docs/methods/attribution.md).
Blind to: copied IMEIs; a handset whose IMEI no record gives.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from lineholder.model.question import Question

DAY_S = 86_400
USED = """
    SELECT MIN(start_s) AS first_s, MAX(start_s) AS last_s, COUNT(*) AS n,
           COALESCE(SUM(CASE WHEN subject = $number THEN 1 ELSE 0 END), 0) AS own,
           COALESCE(SUM(CASE WHEN subject = $number AND cell IS NOT NULL THEN 1 ELSE 0 END), 0) AS cells
    FROM observations
    WHERE (subject = $number OR other_party = $number) AND start_s >= $from_s AND start_s < $to_s
"""
HANDSETS = """
    WITH sat AS (
        SELECT subject, imei, COUNT(*) AS n FROM observations WHERE imei IS NOT NULL GROUP BY subject, imei
    ), main AS (
        SELECT subject, MAX(n) AS most, SUM(n) AS total FROM sat GROUP BY subject
    ), mine AS (
        SELECT imei, n FROM sat WHERE subject = $number
    )
    SELECT s.subject AS number, s.imei, s.n, m.total, i.n AS mine
    FROM sat s JOIN mine i ON i.imei = s.imei JOIN main m ON m.subject = s.subject
    WHERE s.subject <> $number
    ORDER BY s.subject, s.imei
"""
LIVES_IN = (
    0.5  # share of a number's records in the subject's handset from which the two are one handset
)


@dataclass(frozen=True, slots=True)
class Subject:
    """The number, the numbers of its line, and the period that the records show it in (UTC s)."""

    number: str
    line: tuple[str, ...]
    from_s: int
    to_s: int  # exclusive

    def values(self) -> dict[str, str | int | float | bool | list[str] | list[int] | None]:
        """The values that every question about the subject binds."""
        return {"number": self.number, "from_s": self.from_s, "to_s": self.to_s}


def ask_used(number: str, from_s: int, to_s: int) -> Question:
    """Ask when the number was first and last seen in [from_s, to_s), and how much of it is its own return."""
    return Question("use of a number", USED, {"number": number, "from_s": from_s, "to_s": to_s})


def ask_handsets(number: str) -> Question:
    """Ask which other numbers sat in a handset that this number also sat in."""
    return Question("handsets of a number", HANDSETS, {"number": number})


def same_handset(answer: pa.Table) -> frozenset[str]:
    """Numbers that live in the subject's handset: at least LIVES_IN of their records are in one of its own.

    A number that sat there for a while and lives elsewhere is no number of the same handset: it is a
    candidate with the strongest strand there is (`handset_sharing`).
    """
    there: dict[str, int] = {}
    total: dict[str, int] = {}
    for row in answer.to_pylist():
        there[row["number"]] = there.get(row["number"], 0) + row["n"]
        total[row["number"]] = row["total"]
    return frozenset(number for number, n in there.items() if n >= LIVES_IN * total[number])


def ask_rows(subject: Subject, other: str) -> Question:
    """Ask for the rows in which the two numbers meet or stand as subjects, in the period."""
    sql = """
    SELECT ingest, sheet, row FROM observations
    WHERE start_s >= $from_s AND start_s < $to_s
      AND ((subject = $number AND other_party = $other) OR (subject = $other AND other_party = $number))
"""
    return Question("rows between two numbers", sql, {**subject.values(), "other": other})


def table(numbers: Sequence[str]) -> pa.Table:
    """Candidates as the table that questions join: `number`."""
    return pa.table({"number": pa.array(sorted(numbers), pa.string())})

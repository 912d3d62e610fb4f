"""Values in the free text of a ledger's detail: ages, roles, terms, sums, moments, references.

Each reads one plain writing and gives None for any other; nothing is inferred from what is not written.
"""

import re
from datetime import UTC, datetime

from lineholder.ingest.ledger.words import ROLE_OF, flat

CLAUSE = re.compile(r"[;,|]")
AGE = re.compile(
    r"\bage[ds]?\W{0,3}(\d{1,3})\b|\b(\d{1,3})[\s-]?(?:years?[\s-]old|yo)\b", re.IGNORECASE
)
CHILD = re.compile(r"\b(?:under[\s-]?18|child|juvenile|youth)\b", re.IGNORECASE)
ADULT = re.compile(r"\b(?:adult|over[\s-]?18)\b", re.IGNORECASE)
CHILD_AGE, ADULT_AGE = 17, 18  # where only that side of 18 is written
TERM = re.compile(
    r"(\d{1,4}(?:\.\d+)?)\s*(years?|yrs?|y|months?|mths?|mos?|m|weeks?|wks?|w|days?|d)(?![a-z])",
    re.IGNORECASE,
)
MONTHS_IN = {"y": 12.0, "m": 1.0, "w": 12 / 52, "d": 12 / 365.25}
POUNDS = re.compile(r"£\s*([\d,]+(?:\.\d+)?)|([\d,]+(?:\.\d+)?)\s*(?:gbp|pounds)\b", re.IGNORECASE)
GRAMS = re.compile(r"(\d+(?:\.\d+)?)\s*(kg|kilos?|g|grams?|grammes?)\b", re.IGNORECASE)
ISO = r"(\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)"
FIRST = re.compile(
    rf"(?:first[\s_-]?(?:contact|seen|used?|call|text)|since|from)\W{{0,4}}{ISO}|^\s*{ISO}\s*$",
    re.IGNORECASE,
)
INTO = re.compile(r"\b(?:into|with|to)\b\W{0,2}(\S+)|^\s*(\S+)\s*$", re.IGNORECASE)
CORRECTS = re.compile(
    r"\b(?:corrects|correction[\s_-]?of|replaces|supersedes|amends)\b\s*[:=]?\s*(?:ref(?:erence)?\s+)?([^\s;,|]+)",
    re.IGNORECASE,
)
UNZONED = len("2026-01-01T00:00")


def age(detail: str) -> int | None:
    """Years; 17 where the text only says under 18 (a child), 18 where only adult."""
    found = AGE.search(detail)
    if found:
        years = int(found[1] or found[2])
        return years if years <= 120 else None
    if CHILD.search(detail):
        return CHILD_AGE
    return ADULT_AGE if ADULT.search(detail) else None


def role(detail: str) -> str | None:
    """The role that one clause of the text is: `runner`, `role: runner`, `leading role`."""
    for clause in CLAUSE.split(detail):
        words = flat(clause).removeprefix("role ").removesuffix(" role")
        if words in ROLE_OF:
            return ROLE_OF[words]
    return None


def months(detail: str) -> float | None:
    """A term: `3 years 6 months`, `18 months`, `3y6m`, `26 weeks`. Ages are not terms."""
    text = CHILD.sub(" ", AGE.sub(" ", detail))
    parts = TERM.findall(text)
    if not parts:
        return None
    return round(sum(float(number) * MONTHS_IN[unit[0].lower()] for number, unit in parts), 4)


def run(words: str) -> str | None:
    """Whether a term runs beside others or after them."""
    for way in ("concurrent", "consecutive"):
        if way in words:
            return way
    return None


def pounds(detail: str) -> float | None:
    """A sum of money, in pounds."""
    found = POUNDS.search(detail)
    return float((found[1] or found[2]).replace(",", "") or "0") if found else None


def grams(detail: str) -> float | None:
    """A weight, in grams."""
    found = GRAMS.search(detail)
    if found is None:
        return None
    return float(found[1]) * (1000 if found[2].lower().startswith("k") else 1)


def first_contact(detail: str) -> tuple[int | None, bool]:
    """UTC epoch seconds of the first contact, and whether what stands there can be read.

    A day alone is its first second in UTC; a clock time must carry its zone.
    """
    found = FIRST.search(detail)
    if found is None:
        return None, True
    text = found[1] or found[2]
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None, False
    if at.tzinfo is None:
        if len(text) >= UNZONED:
            return None, False
        at = at.replace(tzinfo=UTC)
    return int(at.timestamp()), True


def other_line(detail: str) -> str | None:
    """The line that one was merged into: `into L2`, or the text alone."""
    found = INTO.search(detail)
    return (found[1] or found[2]).rstrip(".,;") if found else None


def corrected(detail: str) -> str | None:
    """The reference of the row that this one corrects: `corrects A-17`."""
    found = CORRECTS.search(detail)
    return found[1] if found else None

"""Random ledgers of a size: lines that open, close, fail and come back, people arrested to sentenced."""

import csv
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from lineholder.model.ledger import LEDGER_COLUMNS

Row = tuple[str, ...]
YEARS = 5
START = datetime(2019, 1, 1, tzinfo=UTC)
LIVES = (  # what is entered of one line, in turn
    ("suspected", "new", "targeted", "closed T1", "check back: passed"),
    ("new", "seized not closed", "closed T2", "re-emerged", "closed T1", "check back: failed"),
    ("opening", "targeted", "holder charged", "closed T1", "check back: passed", "re-emerged"),
    ("confirmed active", "dormant", "confirmed active", "merged"),
    ("inherited", "closed T2", "closed T1", "check back: passed", "check back: failed"),
    ("targeted", "re-emerged", "new"),  # refused, every one
)
THINGS = ("deal line", "county line", "phone", "SIM", "cash £250", "drugs 12.5 g", "weapon")
ENDS = ("charged and remanded", "rui", "nfa", "charged and bailed")


def write(path: Path, entries: int, seed: int = 1) -> None:
    """A ledger of about so many entries as a file: a few copies and corrections among them."""
    chance = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(LEDGER_COLUMNS)
        written, number = 0, 0
        while written < entries:
            for row in _copied(_chapter(number, chance), chance):
                out.writerow(row)
                written += 1
            number += 1


def _copied(rows: Iterator[Row], chance: random.Random) -> Iterator[Row]:
    for row in rows:
        yield row
        if chance.random() < 0.02:
            yield row


def _chapter(number: int, chance: random.Random) -> Iterator[Row]:
    """One line and the people of it."""
    line, day = f"L{number}", chance.randrange(365 * YEARS)
    for step, word in enumerate(chance.choice(LIVES)):
        yield _row(day + 30 * step, word, line=line)
    yield _row(day, "seizure", line=line, detail=chance.choice(THINGS), reference=f"S{number}")
    for step in ("line referral", "profile", "attribution", "advice"):
        yield _row(day + chance.randrange(40), f"milestone: {step}", line=line)
    for one in range(chance.randrange(4)):
        yield from _case(f"P{number % 9000}-{one}", line, day + 40, chance)
    yield _row(day, "safeguarding referral", person=f"C{number}", detail="aged 15")
    yield _row(day, "disruption", line=line, detail="pursue, moderate")


def _case(person: str, line: str, day: int, chance: random.Random) -> Iterator[Row]:
    told = {"line": line, "person": person}
    yield _row(day, "arrest", **told, reference=f"A{line}{person}")
    yield _row(day, f"disposal: {chance.choice(ENDS)}", **told)
    if chance.random() < 0.6:
        yield _row(
            day + 1, "charge", **told, offence="PWITS", count="2", detail="role: runner, aged 19"
        )
        yield _row(day + 60, "plea", **told, offence="PWITS", detail="guilty, first stage")
        months = chance.randrange(12, 90)
        yield _row(
            day + 200, "sentence", **told, offence="PWITS", detail=f"{months} months, role: runner"
        )
        if chance.random() < 0.05:
            yield _row(
                day + 1,
                "arrest",
                **told,
                detail=f"corrects A{line}{person}",
                reference=f"B{line}{person}",
            )


def _row(day: int, entry: str, **rest: str) -> Row:
    at = f"{START + timedelta(days=day, hours=day % 24, minutes=day % 60):%Y-%m-%dT%H:%M:00Z}"
    word, _, detail = entry.partition(": ")
    told = {**rest, "detail": ", ".join(t for t in (detail, rest.get("detail", "")) if t)}
    return (at, word, *(told.get(name, "") for name in LEDGER_COLUMNS[2:]))

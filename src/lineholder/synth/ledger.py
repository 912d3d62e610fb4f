"""Ledger: a year of a unit's work, ending with the county's records, in the contract's plain layout.

The county's own lines stand in it as its records show them: an arrest is the stay in custody, a number that
fell silent was deactivated (a Type 2 closure) on that day. The other lines of the year, and everybody of
them, are made up for it: their records were never in the files. Every reference begins with SYN.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from lineholder.synth import names
from lineholder.synth.author import County
from lineholder.synth.columns import Rng
from lineholder.synth.world import stream

COLUMNS = ("time", "entry", "line", "person", "offence", "count", "detail", "reference")
NAME = "ledger.csv"
YEAR = 365
OTHERS = 14  # further lines of the year, at least
DRUGS = "possession with intent to supply class A"
CONCERNED = "being concerned in the supply of class A"
FATES = (
    "held", "held", "back", "held", "failed", "on_bail", "merged", "dormant", "held", "inherited", "type_2",
    "held", "active", "held",
)  # fmt: skip
STAGES = ("first stage", "first stage", "before trial", "first day")
MONTHS = {"controller": (54, 96), "runner": (18, 40), "courier": (15, 30), "enforcer": (30, 54)}
Row = tuple[str, ...]


@dataclass(slots=True)
class _Book:
    """The rows so far; what would lie beyond the year was not entered yet, and is left out."""

    rng: Rng
    begins: datetime
    ends: datetime
    rows: list[tuple[datetime, tuple[str, ...]]] = field(default_factory=list)
    people: int = 0

    def add(self, at: datetime, entry: str, detail: str = "", **told: str) -> None:
        """One row, where it lies within the year."""
        if self.begins <= at < self.ends:
            cells = (*(told.get(name, "") for name in COLUMNS[2:6]), detail)
            self.rows.append((at, (entry, *cells)))

    def day(self, low: float, high: float, after: datetime | None = None) -> datetime:
        """A moment so many days after another, in office hours more often than not."""
        days = float(self.rng.uniform(low, high))
        return (after or self.begins) + timedelta(minutes=int(days * 24 * 60))

    def somebody(self) -> str:
        """A person who is in no other file."""
        self.people += 1
        return f"U{self.people:04d}"

    def told(self) -> Iterator[Row]:
        """The rows in order of time, each with its reference."""
        for n, (at, cells) in enumerate(sorted(self.rows), 1):
            yield (f"{at:%Y-%m-%dT%H:%M:%SZ}", *cells, f"SYN-{n:04d}")


def write_ledger(county: County, out: Path) -> None:
    """Write `ledger.csv` beside the county's files; the same county gives the same bytes."""
    ends = _moment(county.truth["period"]["to"])
    book = _Book(stream(county.spec, "ledger"), ends - timedelta(days=YEAR), ends)
    for number, line in enumerate(county.truth["lines"]):
        _own(book, line, county, is_new=number % 2 == 1)
    fates = cycle(FATES)
    brands = [b for b in names.BRANDS if b not in {ln["brand"] for ln in county.truth["lines"]}]
    for number in range(max(OTHERS, 3 * county.spec.lines)):
        name = brands[number % len(brands)] + ("" if number < len(brands) else f" {number}")
        _other(book, f"{name} line", next(fates), others=f"{brands[0]} line")
    with (out / NAME).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(book.told())


def known_as(truth: dict[str, Any], line: dict[str, Any]) -> str:
    """The unit's own name for a line of the county: its brand, and its number where two share one."""
    alike = [other["line"] for other in truth["lines"] if other["brand"] == line["brand"]]
    return f"{line['brand']} line" + (f" {line['line']}" if alike[1:] else "")


def _own(book: _Book, line: dict[str, Any], county: County, *, is_new: bool) -> None:
    """A line of the county: what the unit knows of it, in line with its records."""
    name, first = known_as(county.truth, line), _moment(county.truth["period"]["from"])
    numbers = line["numbers"]
    known = f"number {numbers[0]['number']}"
    since = book.day(-40, -5, first) if is_new else book.begins
    book.add(since, "new" if is_new else "opening", known, line=name)
    book.add(book.day(1, 5, since), "line referral", line=name)
    book.add(book.day(6, 12, max(since, first)), "profile", line=name)
    crew = {w["person"]: w for w in line["workers"]} | {line["holder"]: {"role": "controller"}}
    for stay in county.papers.custody.to_pylist():
        worker = crew.get(stay["person"])
        if worker is not None:
            _stayed(book, name, stay, worker)
    if any(later["use"] == numbers[0]["use"] for later in numbers[1:]):
        silent = _moment(numbers[0]["to"])
        book.add(silent, "seizure", f"SIM, {known}", line=name, count="1")
        book.add(silent, "closed type 2", f"number deactivated, {known}", line=name)


def _stayed(book: _Book, name: str, stay: dict[str, str], worker: dict[str, Any]) -> None:
    """A stay in custody: a child is referred, and only an adult is charged."""
    at, until, person = _moment(stay["from"]), _moment(stay["to"]), stay["person"]
    role = f"role: {worker['role'].replace('_', ' ')}"
    age = "aged 16" if worker.get("minor") else "adult"
    told = {"line": name, "person": person}
    book.add(at, "arrest", f"{role}, {age}", **told)
    if worker.get("minor"):
        book.add(until, "released under investigation", "", **told)
        book.add(until, "safeguarding referral", "NRM, aged 16", **told)
        return
    book.add(until, "charged and bailed", "", **told)
    book.add(until, "charge", f"{role}, {age}", offence=CONCERNED, count="1", **told)
    if worker["role"] == "controller":
        book.add(until, "holder charged", "", line=name)


def _other(book: _Book, name: str, fate: str, others: str) -> None:
    """A line of the year from its first referral to what became of it."""
    begins = book.begins if fate in ("held", "failed", "merged") else book.day(10, 150)
    word = {"inherited": "inherited"}.get(fate, "opening" if begins == book.begins else "new")
    book.add(begins, word, "", line=name)
    profile = book.day(4, 18, begins)
    book.add(book.day(0.5, 3, begins), "line referral", line=name)
    book.add(profile, "profile", line=name)
    if fate in ("active", "dormant", "merged"):
        _quiet(book, name, fate, others, book.day(60, 120, profile))
        return
    attribution = book.day(5, 25, profile)
    book.add(attribution, "attribution", line=name)
    book.add(book.day(2, 9, attribution), "advice", line=name)
    strike = book.day(10, 30, attribution)
    if fate == "type_2":
        book.add(strike, "seizure", "SIM", line=name, count="1")
        book.add(strike, "closed type 2", "number deactivated", line=name)
        return
    closed = _struck(book, name, strike, charged=fate != "on_bail")
    if fate != "on_bail":
        book.add(closed, "closed T1", "holder charged, number silent", line=name)
        _checked(book, name, fate, closed)


def _quiet(book: _Book, name: str, fate: str, others: str, at: datetime) -> None:
    if fate == "dormant":
        book.add(at, "dormant", "no contact for 60 days", line=name)
    elif fate == "merged":
        book.add(at, "merged", f"into {others}", line=name)
    else:
        book.add(at, "targeted", "", line=name)


def _checked(book: _Book, name: str, fate: str, closed: datetime) -> None:
    """Check-backs: most hold; one closure fails its first, one line comes back months later."""
    check = book.day(28, 32, closed)
    if fate == "failed":
        book.add(check, "check-back", "failed: answered, same customers", line=name)
        again = book.day(15, 30, check)
        _struck(book, name, again, charged=True)
        book.add(book.day(1, 2, again), "closed T1", "second holder charged", line=name)
        return
    book.add(check, "check-back", "passed: out of use", line=name)
    if fate == "back":
        contact = book.day(50, 60, check)
        told = f"first contact {contact:%Y-%m-%dT%H:%M:%SZ}, new number, same customers"
        book.add(book.day(4, 9, contact), "re-emerged", told, line=name)


def _struck(book: _Book, name: str, at: datetime, *, charged: bool) -> datetime:
    """A day of action: warrants, seizures, arrests, those referred. Gives when the holder was charged."""
    rng = book.rng
    book.add(at, "warrant", "section 23", line=name)
    cash, grams = int(rng.integers(3, 60)) * 100, int(rng.integers(8, 140))
    things = ["deal line", "phone", f"cash £{cash}", f"drugs {grams} g"]
    if rng.random() < 0.4:
        things.append("weapon")
    for thing in things:
        book.add(at, "seizure", thing, line=name, count="1")
    book.add(at, "disruption", "pursue, major" if charged else "pursue, moderate", line=name)
    more = rng.permutation(["runner", "courier", "enforcer"])[: int(rng.integers(1, 3))]
    roles = ["controller", "runner", *(str(role) for role in more)]
    ends = [_prosecuted(book, name, role, at, charged=charged) for role in roles]
    if rng.random() < 0.6:
        _referred(book, name, at, "aged 15" if rng.random() < 0.5 else "aged 16")
    if rng.random() < 0.5:
        _referred(book, name, at, "adult, cuckooed")
    return ends[0]


def _referred(book: _Book, name: str, at: datetime, who: str) -> None:
    """Somebody whom the line used: a referral, and later what came of it."""
    told = {"line": name, "person": book.somebody()}
    book.add(at, "safeguarding referral", who, **told)
    result = "accepted, support in place" if book.rng.random() < 0.7 else "declined"
    book.add(book.day(10, 40, at), "referral result", result, **told)


def _prosecuted(book: _Book, name: str, role: str, at: datetime, *, charged: bool) -> datetime:
    """One person from arrest onwards; gives when the charge, or the release, was."""
    rng, person = book.rng, book.somebody()
    told, out = {"line": name, "person": person}, book.day(0.4, 1.5, at)
    detail = f"role: {role}, aged {int(rng.integers(19, 44))}"
    book.add(at, "arrest", detail, **told)
    if not charged or (role != "controller" and rng.random() < 0.25):
        book.add(out, "released under investigation" if charged else "pre-charge bail", "", **told)
        return out
    remanded = role == "controller" or rng.random() < 0.4
    book.add(out, "charged and remanded" if remanded else "charged and bailed", "", **told)
    offence = CONCERNED if role == "controller" else DRUGS
    book.add(out, "charge", detail, offence=offence, count=str(int(rng.integers(1, 4))), **told)
    stage = STAGES[int(rng.integers(len(STAGES)))]
    plea, sentence = book.day(25, 40, out), book.day(80, 150, out)
    book.add(plea, "plea", f"guilty, {stage}", offence=offence, **told)
    book.add(plea, "conviction", "convicted", offence=offence, **told)
    months = int(rng.integers(*MONTHS[role]))
    term = (
        f"{months} months" if months >= 24 or rng.random() < 0.6 else f"{months} months suspended"
    )
    book.add(sentence, "sentence", f"{term}, role: {role}, {stage}", offence=offence, **told)
    if role == "controller":
        book.add(sentence, "DDTRO", "5 years", **told)
    return out


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)

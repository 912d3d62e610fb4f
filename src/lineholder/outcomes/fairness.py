"""Fairness: age, sex and, where lawfully held, ethnicity at each stage, for monitoring alone.

Each group is set against itself at the stage before. Small cells are left out with what would give them
away. A difference is a reason to look, never a finding about people, and nothing reads it but a page.
Facts are read from the ledger where it states them (an age; `female` or `sex: male` as a clause of its
own) and from entries made for monitoring. A person's fact holds at every stage; of two that differ neither
is taken as stated.

Source: share by Wilson; small cells by maths/suppression; Equality Act 2010 s.149 asks a force to look.
Blind to: who never entered the work; records that state no group; a stage before that nobody recorded.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from lineholder.maths.proportions import Interval, wilson
from lineholder.maths.suppression import LEAST, suppress_list
from lineholder.model.entry import Entry, EntryKind
from lineholder.model.errors import Refused
from lineholder.model.fairness import (
    Characteristic,
    LawfulBasis,
    Monitored,
    Monitoring,
    Review,
    ReviewsDue,
    StageGroup,
    WorkStage,
)
from lineholder.model.question import Question

NOT_STATED = "not stated"
ADULT_AGE = 18
AGES = ("under 18", "18 or over")  # a ledger often says no more than on which side of 18
SEXES = ("female", "male")
STAGES = {
    "arrest": WorkStage.ARREST,
    "charge": WorkStage.CHARGE,
    "conviction": WorkStage.CONVICTION,
}
CLAUSE = re.compile(r"[;,|]")
STATED = """
    SELECT DISTINCT person, kind, age, detail FROM events
    WHERE person IS NOT NULL AND kind IN ('arrest', 'charge', 'conviction')
        AND NOT (kind = 'conviction' AND coalesce(what, '') = 'acquitted')
    ORDER BY person, kind, age, detail
"""
SOON_DAYS = 28
_People = Mapping[WorkStage, Mapping[str, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Fact:
    """That somebody is at a stage, and one thing that was stated of him or her there, if any."""

    person: str
    stage: WorkStage
    characteristic: Characteristic | None = None
    group: str | None = None


def ask() -> Question:
    """Asks `events` for people arrested, charged and convicted, and what those entries state of them."""
    return Question("people at each stage", STATED)


def in_ledger(answer: pa.Table) -> tuple[Fact, ...]:
    """What the ledger states."""
    facts = []
    for row in answer.to_pylist():
        person, stage = row["person"], STAGES[row["kind"]]
        facts.append(Fact(person, stage))
        if row["age"] is not None:
            band = AGES[row["age"] >= ADULT_AGE]
            facts.append(Fact(person, stage, Characteristic.AGE, band))
        facts += [
            Fact(person, stage, Characteristic.SEX, sex)
            for clause in CLAUSE.split(row["detail"] or "")
            if (sex := " ".join(clause.casefold().split()).removeprefix("sex: ")) in SEXES
        ]
    return tuple(facts)


def in_entries(entries: Iterable[Entry]) -> tuple[Fact, ...]:
    """What was entered for monitoring, without what a later entry superseded."""
    said = [e for e in entries if e.kind is EntryKind.FACT_STATED]
    gone = {e.supersedes for e in said}
    return tuple(
        stated(e.subject, e.payload["stage"], e.payload["characteristic"], e.payload["group"])
        for e in said
        if e.number not in gone
    )


def stated(person: str, stage: str, characteristic: str, group: str) -> Fact:
    """The fact that these words state; Refused where one is empty or none of ours."""
    if not person.strip() or not group.strip():
        raise Refused("Expected a person and a group as the record states it; found one empty.")
    if stage not in tuple(WorkStage) or characteristic not in tuple(Characteristic):
        raise Refused(
            f"Expected a stage of {', '.join(WorkStage)} and one of {', '.join(Characteristic)}; found "
            f"{stage!r} and {characteristic!r}."
        )
    kind, words = Characteristic(characteristic), " ".join(group.split())
    known = {Characteristic.AGE: AGES, Characteristic.SEX: SEXES}.get(kind)
    if known is not None and words not in known:
        raise Refused(f"Expected {kind.value} as one of {', '.join(known)}; found {words!r}.")
    return Fact(person.strip(), WorkStage(stage), kind, words)


def rows(facts: Iterable[Fact]) -> tuple[Monitored, ...]:
    """Each person at each stage, for every characteristic that is stated of anybody."""
    told = tuple(facts)
    known: dict[tuple[str, Characteristic], set[str | None]] = {}
    for fact in told:
        if fact.characteristic is not None:
            known.setdefault((fact.person, fact.characteristic), set()).add(fact.group)
    kinds = sorted({kind for _, kind in known})
    at = sorted({(fact.stage, fact.person) for fact in told})
    made = []
    for stage, person in at:
        for kind in kinds:
            groups = known.get((person, kind), set())
            group = next(iter(groups)) if len(groups) == 1 else None
            made.append(Monitored(person, stage, kind, group))
    return tuple(made)


def basis(entries: Iterable[Entry]) -> LawfulBasis | None:
    """The lawful basis that was decided last; None where none was."""
    said = [e for e in entries if e.kind is EntryKind.BASIS_DECIDED]
    return LawfulBasis(**said[-1].payload) if said else None


def reviews(entries: Iterable[Entry]) -> tuple[tuple[int, Review], ...]:
    """Each review with its entry, as it stands; that of the basis has the number 0."""
    told = tuple(entries)
    said = [e for e in told if e.kind is EntryKind.REVIEW_SET]
    gone = {e.supersedes for e in said}
    found = [
        (e.number, Review(e.subject, e.payload["due_day"], e.payload["done_day"]))
        for e in said
        if e.number not in gone
    ]
    held = basis(told)
    own = [(0, Review("lawful basis for ethnicity", held.review_day))] if held else []
    return (*found, *own)


def monitor(
    people: Iterable[Monitored], day: str, held: LawfulBasis | None = None
) -> tuple[Monitoring, ...]:
    """Each characteristic that a row states, through the stages that have people.

    Refused where ethnicity is given without a lawful basis, or with one whose review day is past.
    """
    told = tuple(people)
    kinds = [c for c in Characteristic if any(r.characteristic is c for r in told)]
    if Characteristic.ETHNICITY in kinds:
        need(held, day)
    return tuple(_monitoring(c, [r for r in told if r.characteristic is c]) for c in kinds)


def reviews_due(reviews: Iterable[Review], day: str, within: int = SOON_DAYS) -> ReviewsDue:
    """Reviews not done by the day, earliest first; a review due on the day itself is due, not overdue."""
    last = (dt.date.fromisoformat(day) + dt.timedelta(days=within)).isoformat()
    left = sorted((r for r in reviews if r.done_day is None), key=lambda r: (r.due_day, r.subject))
    return ReviewsDue(
        tuple(r for r in left if r.due_day < day),
        tuple(r for r in left if day <= r.due_day <= last),
    )


def need(held: LawfulBasis | None, day: str) -> None:
    """Return where a basis for holding ethnicity is in force on the day; else Refused."""
    if held is None or held.review_day < day:
        found = "none" if held is None else f"one that was due for review on {held.review_day}"
        raise Refused(
            f"Expected a lawful basis for holding ethnicity; found {found}. Enter the condition, who "
            "decided and a day of review, or leave ethnicity out."
        )


def _monitoring(characteristic: Characteristic, rows: Sequence[Monitored]) -> Monitoring:
    people: dict[WorkStage, dict[str, frozenset[str]]] = {}
    for stage in WorkStage:
        at: dict[str, set[str]] = {}
        for row in rows:
            if row.stage is stage:
                at.setdefault(row.group or NOT_STATED, set()).add(row.person)
        if at:
            people[stage] = {group: frozenset(own) for group, own in at.items()}
    groups = sorted({group for at in people.values() for group in at})
    shown = {
        stage: suppress_list([len(at.get(group, ())) for group in groups])
        for stage, at in people.items()
    }
    made = [_row(people, shown, stage, groups, group) for stage in people for group in groups]
    hidden = sum(row.people is None for row in made)
    said = (
        f"{characteristic.value.capitalize()} at {len(people)} stages; {hidden} cells left out as "
        "small or to cover a small one. For monitoring alone: no score reads it, and a difference is "
        "a reason to look."
    )
    totals = tuple((stage, shown[stage][1]) for stage in people)
    return Monitoring(characteristic, tuple(made), totals, said)


def _row(
    people: _People,
    shown: Mapping[WorkStage, tuple[tuple[int | None, ...], int | None]],
    stage: WorkStage,
    groups: Sequence[str],
    group: str,
) -> StageGroup:
    at = groups.index(group)
    stages = list(people)
    rate = Interval(None, None, None)
    before = stages[stages.index(stage) - 1] if stage is not stages[0] else None
    if before is not None and shown[stage][0][at] is not None and shown[before][0][at] is not None:
        was = people[before].get(group, frozenset())
        on = len(was & people[stage].get(group, frozenset()))
        small = (
            0 < on < LEAST or 0 < len(was) - on < LEAST
        )  # the share would tell who went on, or not
        rate = rate if small else wilson(on, len(was))
    return StageGroup(stage, group, shown[stage][0][at], rate.value, rate.lower, rate.upper)

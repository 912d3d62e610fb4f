"""Intake: every file with the account of its rows, what is held back and why, and what is covered."""

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from lineholder.model.findings import CoverageDay, QuarantinedRow
from lineholder.model.people import Permission
from lineholder.model.source import Account, Ingest
from lineholder.pipeline import intake, jobs
from lineholder.pipeline.workspace import opened_seals
from lineholder.web import words, work
from lineholder.web.page import Ask, Page, Paper
from lineholder.web.pages.calendar import Calendar, calendar

ROWS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Quarantined rows of one reason: how many, and the first of them."""

    reason: str
    count: int
    rows: tuple[QuarantinedRow, ...]


@dataclass(frozen=True, slots=True)
class IntakeContext:
    """What the intake page shows."""

    title: Annotated[str, "the heading"]
    paper: Annotated[Paper, "what paper states above the page"]
    ingests: Annotated[tuple[Ingest, ...], "newest first"]
    totals: Annotated[Account, "the account of all of them together"]
    sealed: Annotated[tuple[Ingest, ...], "those with sealed rows that nobody opened yet"]
    opened: Annotated[frozenset[str], "ids whose sealed rows a reasoned entry opened"]
    held_back: Annotated[tuple[HeldBack, ...], "quarantine by reason, most first"]
    source: Annotated[str, "digest of the one source whose quarantine is shown, empty for all"]
    calendar: Annotated[Calendar | None, "records a day of each number; None without READ_ROWS"]
    profiles: Annotated[tuple[str, ...], "layouts to choose from"]
    working: Annotated[tuple[work.Job, ...], "intake jobs that wait or run"]
    trouble: Annotated[
        work.Job | None, "the newest intake job, where it failed or left files unread"
    ]


def load(ask: Ask) -> IntakeContext:
    """All ingests; quarantine of all or of the source in the query."""
    given = (ask.store, ask.actor, ask.scope)
    ingests = tuple(reversed(intake.ingests(*given)))
    opened = opened_seals(ask.store)
    source = ask.query.get("source", "")
    rows_too = ask.actor.may(Permission.READ_ROWS)
    every = [work.job(r, int(time.time())) for r in jobs.jobs(*given) if r.step == "ingest"]
    return IntakeContext(
        title="Intake",
        paper=Paper(
            words.plural(len(ingests), "ingest"),
            (f"quarantine of source {source[:12]} only",) if source else (),
        ),
        ingests=ingests,
        totals=totals(i.account for i in ingests),
        sealed=tuple(i for i in ingests if i.account.sealed and i.id not in opened),
        opened=opened,
        held_back=by_reason(intake.quarantine(*given, source or None)) if rows_too else (),
        source=source,
        calendar=_calendar(ask, intake.coverage(*given)) if rows_too else None,
        profiles=intake.profiles(*given),
        working=tuple(j for j in every if j.active),
        trouble=next((j for j in every[:1] if j.error or j.not_read), None),
    )


def totals(accounts: Iterable[Account]) -> Account:
    """One account over many: the conservation sum holds for the whole as for each."""
    every = list(accounts)
    reasons: Counter[str] = Counter()
    for account in every:
        reasons.update(account.reasons)
    return Account(
        rows_in_file=sum(a.rows_in_file for a in every),
        recorded=sum(a.recorded for a in every),
        quarantined=sum(a.quarantined for a in every),
        structural=sum(a.structural for a in every),
        sealed=sum(a.sealed for a in every),
        reasons=dict(reasons),
    )


def by_reason(rows: Iterable[QuarantinedRow]) -> tuple[HeldBack, ...]:
    """The rows by reason code, most first, each with its first rows."""
    groups: dict[str, list[QuarantinedRow]] = {}
    for row in rows:
        groups.setdefault(row.reason, []).append(row)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(HeldBack(r, len(found), tuple(found[:ROWS_SHOWN])) for r, found in ordered)


def _calendar(ask: Ask, days: tuple[CoverageDay, ...]) -> Calendar:
    given = ask.query.get("page", "1")
    page = int(given) if given.isdecimal() and len(given) < 7 else 1
    return calendar(days, ask.query.get("number", ""), page)


PAGE = Page("/intake", Permission.READ, "intake.html", IntakeContext, load, nav="Intake")

"""Fairness: who is at each stage of the work, for monitoring alone, and the reviews that are due.

It has a right of its own: whoever ranks lines does not see it, and no stage that finds or ranks reads it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lineholder.model.entry import Entry, EntryKind
from lineholder.model.errors import NoData, NotFound, Refused
from lineholder.model.fairness import (
    Characteristic,
    LawfulBasis,
    Monitoring,
    Review,
    ReviewsDue,
)
from lineholder.model.people import Actor, Permission, Scope
from lineholder.outcomes import fairness as monitoring
from lineholder.pipeline import outcomes
from lineholder.pipeline.access import now_s, require
from lineholder.pipeline.workspace import ledger
from lineholder.storage import Store
from lineholder.storage.register import entries

KINDS = (EntryKind.FACT_STATED, EntryKind.BASIS_DECIDED, EntryKind.REVIEW_SET)
MONITOR = Permission.MONITOR


@dataclass(frozen=True, slots=True)
class Watched:
    """What is monitored on a day. `left_out` says why ethnicity is not, where it was stated."""

    day: str
    monitored: tuple[Monitoring, ...]
    basis: LawfulBasis | None
    due: ReviewsDue
    open: tuple[tuple[int, Review], ...]  # by entry; the basis has 0 and is renewed by another
    left_out: str = ""


def watched(store: Store, actor: Actor, scope: Scope, day: str = "") -> Watched:
    """Each characteristic through the stages, small cells left out; reviews due. Today where no day."""
    require(store, actor, MONITOR, scope, "monitor fairness", {"day": day})
    on = _day(day) if day else _today()
    log = entries.all_of(store.register, *KINDS)
    held = monitoring.basis(log)
    told = monitoring.rows((*_in_ledger(store, scope), *monitoring.in_entries(log)))
    why = ""
    try:
        found = monitoring.monitor(told, on, held)
    except Refused as error:
        why = str(error)
        kept = [one for one in told if one.characteristic is not Characteristic.ETHNICITY]
        found = monitoring.monitor(kept, on, held)
    known = monitoring.reviews(log)
    due = monitoring.reviews_due((review for _, review in known), on)
    left = tuple((entry, one) for entry, one in known if one.done_day is None)
    return Watched(on, found, held, due, left, why)


def state(store: Store, actor: Actor, scope: Scope, told: Mapping[str, str], reason: str) -> Entry:
    """The entry that states who a person is: `person`, `stage`, `characteristic`, `group`.

    Refused for ethnicity where no lawful basis is in force today.
    """
    stage, kind = told.get("stage", ""), told.get("characteristic", "")
    require(
        store, actor, MONITOR, scope, "state a fact for monitoring", {"stage": stage, "of": kind}
    )
    fact = monitoring.stated(told.get("person", ""), stage, kind, told.get("group", ""))
    if fact.characteristic is Characteristic.ETHNICITY:
        monitoring.need(monitoring.basis(entries.all_of(store.register, *KINDS)), _today())
    payload = {"stage": stage, "characteristic": kind, "group": fact.group}
    return _enter(store, actor, scope, EntryKind.FACT_STATED, fact.person, payload, reason)


def decide_basis(
    store: Store, actor: Actor, scope: Scope, told: Mapping[str, str], reason: str
) -> Entry:
    """The entry of a lawful basis: `condition`, `decided_by`, `review_day`. It takes the place of others."""
    require(store, actor, MONITOR, scope, "decide on a lawful basis")
    made = LawfulBasis(
        told.get("condition", "").strip(),
        told.get("decided_by", "").strip(),
        _day(told.get("review_day", "")),
    )
    payload = {
        "condition": made.condition,
        "decided_by": made.decided_by,
        "review_day": made.review_day,
    }
    kind = EntryKind.BASIS_DECIDED
    return _enter(store, actor, scope, kind, "ethnicity", payload, reason)


def set_review(
    store: Store, actor: Actor, scope: Scope, told: Mapping[str, str], reason: str
) -> Entry:
    """The entry of a review: `subject` and `due_day`; or with `entry` alone that it was done today."""
    require(store, actor, MONITOR, scope, "set a review", dict(told))
    if not told.get("entry"):
        subject = told.get("subject", "").strip()
        if not subject:
            raise Refused("Expected what is to be reviewed; found nothing. Name it.")
        payload: dict[str, Any] = {"due_day": _day(told.get("due_day", "")), "done_day": None}
        return _enter(store, actor, scope, EntryKind.REVIEW_SET, subject, payload, reason)
    log = entries.all_of(store.register, *KINDS)
    known = {str(entry): one for entry, one in monitoring.reviews(log) if entry}
    old = known.get(told["entry"])
    if old is None or old.done_day is not None:
        raise NotFound(f"Expected the entry of a review that is open; found {told['entry']!r}.")
    payload = {"due_day": old.due_day, "done_day": _today()}
    return _enter(
        store, actor, scope, EntryKind.REVIEW_SET, old.subject, payload, reason, int(told["entry"])
    )


def _in_ledger(store: Store, scope: Scope) -> tuple[monitoring.Fact, ...]:
    try:
        with ledger(store, scope) as (asker, _):
            held = {"events": outcomes.kept(store, scope)["events"]}
            return monitoring.in_ledger(asker.answer(monitoring.ask(), held).table)
    except NoData:
        return ()


def _today() -> str:
    return dt.datetime.fromtimestamp(now_s(), dt.UTC).date().isoformat()


def _day(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise Refused(f"Expected a day as YYYY-MM-DD; found {text!r}.") from None


def _enter(  # noqa: PLR0913 - what an entry is made of
    store: Store,
    actor: Actor,
    scope: Scope,
    kind: EntryKind,
    subject: str,
    payload: Mapping[str, Any],
    reason: str,
    supersedes: int | None = None,
) -> Entry:
    said = Entry(0, kind, subject, payload, actor.name, now_s(), reason.strip(), supersedes)
    with store.register.writing() as connection:
        return entries.append(connection, said, scope)

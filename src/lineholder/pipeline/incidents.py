"""Incidents and intelligence: what was recorded, what is proposed, and what people decided of a line."""

import re
from dataclasses import dataclass

from lineholder.model.entry import Entry, EntryKind
from lineholder.model.errors import NoData, NotFound, Refused
from lineholder.model.harm import IntelItem
from lineholder.model.harm_said import IncidentSeen, Linked, Reported
from lineholder.model.lines import LineCandidate
from lineholder.model.outside import INCIDENT_COLUMNS
from lineholder.model.people import Actor, Permission, Scope
from lineholder.outcomes import harm_said
from lineholder.outcomes import incidents as crimes
from lineholder.pipeline import lines, masks
from lineholder.pipeline.access import now_s, require
from lineholder.pipeline.workspace import beside
from lineholder.storage import Store
from lineholder.storage.register import entries, references


@dataclass(frozen=True, slots=True)
class AboutLine:
    """What people said of one line, and the incidents that are proposed for it."""

    decided: tuple[
        tuple[Linked, IncidentSeen | None], ...
    ]  # None: the scope holds its rows no more
    proposed: tuple[IncidentSeen, ...]
    reported: tuple[Reported, ...]


def seen(store: Store, actor: Actor, scope: Scope) -> tuple[IncidentSeen, ...]:
    """Every recorded crime that the scope allows, victims masked; none where no file was ingested."""
    require(store, actor, Permission.READ, scope, "read incidents")
    key = masks.secret(store)
    try:
        with beside(store, scope, "incidents", ",".join(INCIDENT_COLUMNS)) as (asker, snapshot):
            table = asker.answer(crimes.ask()).table
    except NoData:
        return ()
    found, opens = crimes.seen(table, snapshot, lambda named: masks.victim(key, scope, named))
    references.save(store.register, *opens)
    return found


def about(store: Store, actor: Actor, scope: Scope, line: str) -> AboutLine:
    """Incidents and intelligence of one line of the list."""
    require(store, actor, Permission.READ, scope, "read harm of a line", {"line": line})
    candidate = _candidate(store, actor, scope, line)
    log = entries.all_of(store.register, *harm_said.KINDS)
    decided, known = harm_said.links(log), seen(store, actor, scope)
    own, by = harm_said.names(candidate), {one.reference: one for one in known}
    return AboutLine(
        tuple((one, by.get(one.reference)) for one in decided if one.line.of(own)),
        harm_said.proposed(candidate, decided, known),
        tuple(one for one in harm_said.reports(log) if one.line.of(own)),
    )


def decide(  # noqa: PLR0913 - the three of every function, then what a decision is made of
    store: Store,
    actor: Actor,
    scope: Scope,
    line: str,
    reference: str,
    says: str,
    reason: str,
) -> Entry:
    """The entry that links a crime to a line ("linked"), or says that it is not of it ("not_linked")."""
    told = {"line": line, "reference": reference, "says": says}
    require(store, actor, Permission.DECIDE, scope, "decide on an incident", told)
    if says not in ("linked", "not_linked"):
        raise Refused(f"Expected linked or not_linked; found {says!r}. Choose one and send again.")
    candidate = _candidate(store, actor, scope, line)
    if not any(one.reference == reference for one in seen(store, actor, scope)):
        raise NotFound(f"Expected the reference of a recorded crime; found {reference!r}.")
    payload = {"number": _first(candidate), "reference": reference, "linked": says == "linked"}
    return _enter(store, actor, scope, EntryKind.INCIDENT_DECIDED, candidate, payload, reason)


def report(  # noqa: PLR0913 - the three of every function, then what a report is made of
    store: Store,
    actor: Actor,
    scope: Scope,
    line: str,
    item: IntelItem,
    conditions: str,
    reason: str,
) -> Entry:
    """The entry of an intelligence report on a line; a grade of 3, D or E is kept and raises nothing."""
    told = {"line": line, "reference": item.reference}
    require(store, actor, Permission.DECIDE, scope, "enter intelligence", told)
    if not item.reference.strip() or not item.claim.strip():
        raise Refused(
            "Expected the report's reference and what it claims; found one of them empty."
        )
    if item.handling == "C" and not conditions.strip():
        raise Refused(
            "Expected the conditions of handling code C; found none. Say what may be done."
        )
    candidate = _candidate(store, actor, scope, line)
    payload = {
        "number": _first(candidate), "reference": item.reference.strip(), "source": item.source,
        "assessment": item.assessment, "handling": item.handling, "claim": _claim(item.claim),
        "conditions": conditions.strip(), "withdrawn": False,
    }  # fmt: skip
    kind = EntryKind.INTELLIGENCE_ENTERED
    return _enter(store, actor, scope, kind, candidate, payload, reason)


def withdraw_report(store: Store, actor: Actor, scope: Scope, number: int, reason: str) -> Entry:
    """The entry that takes a report back; it stays in the register, and counts no more."""
    require(store, actor, Permission.DECIDE, scope, "withdraw intelligence", {"entry": number})
    with store.register.writing() as connection:
        log = entries.read(connection, EntryKind.INTELLIGENCE_ENTERED)
        old = next((e for e in log if e.number == number), None)
        if old is None or number not in {one.entry for one in harm_said.reports(log)}:
            raise NotFound(f"Expected the entry of a report that stands; found {number}.")
        said = Entry(
            0, old.kind, old.subject, {**old.payload, "withdrawn": True}, actor.name, now_s(), reason,
            supersedes=number,
        )  # fmt: skip
        return entries.append(connection, said, scope)


def _candidate(store: Store, actor: Actor, scope: Scope, line: str) -> LineCandidate:
    found = lines.lines_found(store, actor, scope)
    for one in found.lines if found else ():
        if line in harm_said.names(one):
            return one
    raise NotFound(f"Expected a line of the list, by its id or a number of it; found {line!r}.")


def _first(candidate: LineCandidate) -> str:
    return min(candidate.numbers, key=lambda use: (use.from_s, use.number)).number


def _claim(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")


def _enter(  # noqa: PLR0913 - what an entry is made of
    store: Store,
    actor: Actor,
    scope: Scope,
    kind: EntryKind,
    candidate: LineCandidate,
    payload: dict[str, object],
    reason: str,
) -> Entry:
    said = Entry(0, kind, candidate.line, payload, actor.name, now_s(), reason.strip())
    with store.register.writing() as connection:
        return entries.append(connection, said, scope)

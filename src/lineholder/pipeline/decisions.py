"""Decisions on attributions: one person accepts or disputes, another checks blind; all can be withdrawn.

A decision pins the version of the finding that its author had before him. Every move is one entry.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from lineholder.attribute import location
from lineholder.attribute.difference import difference
from lineholder.model import deciding
from lineholder.model.attribution import Attribution, Candidate
from lineholder.model.decision import (
    KINDS,
    Basis,
    Claim,
    Decision,
    Says,
    Since,
    Withdrawal,
    decisions,
    payload,
    seen_by,
    without,
)
from lineholder.model.entry import Entry, EntryKind
from lineholder.model.errors import NotFound, Refused
from lineholder.model.people import Actor, Permission, Scope
from lineholder.pipeline.access import now_s, require
from lineholder.pipeline.attribution import Period, attribution_found, rested_on, saved_as
from lineholder.pipeline.lines import canonical
from lineholder.storage import Store
from lineholder.storage.register import entries

DECIDE = Permission.DECIDE


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies before the person who decides: the finding by its version, and earlier decisions.

    `period` is the one that was asked; `decisions` are entries that this decision rests on too.
    """

    number: str
    candidate: str
    version: str
    period: Period = (None, None)
    decisions: tuple[int, ...] = ()


def decisions_on(
    store: Store, actor: Actor, scope: Scope, numbers: Sequence[str] | None = None
) -> tuple[Decision, ...]:
    """The decisions on these numbers (all where None), as this person may see them, oldest first."""
    require(store, actor, Permission.READ_ROWS, scope, "read decisions", _named(numbers))
    wanted = None if numbers is None else {canonical(number) for number in numbers}
    known = decisions(entries.all_of(store.register, *KINDS))
    return tuple(
        seen_by(decision, actor.name)
        for decision in known
        if wanted is None or decision.claim.number in wanted
    )


def decision_and_evidence(
    store: Store, actor: Actor, scope: Scope, number: int
) -> tuple[Decision, Attribution]:
    """A decision as this person may see it, and the finding that it pinned."""
    require(store, actor, Permission.READ_ROWS, scope, "read a decision", {"decision": number})
    known = decisions(entries.all_of(store.register, *KINDS))
    decision = seen_by(deciding.by_number(known, number), actor.name)
    return decision, rested_on(store, scope, decision.claim, decision.basis)


def since(store: Store, actor: Actor, scope: Scope, decision: Decision) -> Since:
    """What has happened to the records and to the answer since the decision was made on them."""
    basis = decision.basis
    period = (basis.asked_from_s, basis.asked_to_s)
    said = attribution_found(store, actor, scope, decision.claim.number, *period)
    if said is None:
        return Since(True, False, ())
    now, current = said
    if current and now.version == basis.version:
        return Since(False, True, ())
    then = rested_on(store, scope, decision.claim, basis)
    told = difference(then, now, decision.claim.candidate) if current else ()
    return Since(True, current, told)


def decide(  # noqa: PLR0913 - the three of every function, then what a decision is made of
    store: Store,
    actor: Actor,
    scope: Scope,
    ground: Ground,
    says: Says,
    reason: str,
    person: str | None = None,
) -> Decision:
    """The decision: accepted or disputed, on the finding of that version; it awaits its check.

    `person` is a name, shown once a second person has given the same one unasked.
    """
    asked = {"number": ground.number, "candidate": ground.candidate, "version": ground.version}
    require(store, actor, DECIDE, scope, "decide on an attribution", asked)
    found = saved_as(store, scope, ground.number, ground.period, ground.version)
    candidate = _candidate(found, ground.candidate)
    if found.from_s is None or found.to_s is None:
        raise Refused("Expected a number that was seen in the period; found one that was not.")
    claim = Claim(found.number, candidate.number, found.from_s, found.to_s)
    told = payload(
        claim, says, _basis(ground, found, candidate), _name(person), location.alone(candidate)
    )
    with store.register.writing() as connection:
        deciding.decidable(_known(connection), claim, ground.decisions)
        made = _enter(connection, EntryKind.ATTRIBUTION_DECIDED, claim, told, actor, scope, reason)
        return seen_by(deciding.by_number(_known(connection), made.number), actor.name)


def check(  # noqa: PLR0913 - the three of every function, then what a check is made of
    store: Store,
    actor: Actor,
    scope: Scope,
    number: int,
    says: Says,
    reason: str,
    person: str | None = None,
) -> Decision:
    """The decision after a second person's say on the same evidence, made without seeing the first's."""
    require(store, actor, DECIDE, scope, "check a decision", {"decision": number})
    with store.register.writing() as connection:
        decision = deciding.checkable(_known(connection), number, actor.name)
        told = {"decision": number, "says": says.value, "person": _name(person)}
        kind = EntryKind.ATTRIBUTION_CHECKED
        _enter(connection, kind, decision.claim, told, actor, scope, reason)
        return deciding.by_number(_known(connection), number)


def adopt(  # noqa: PLR0913 - the three of every function, then who signs what and why
    store: Store, actor: Actor, scope: Scope, number: int, name: str, role: str, reason: str
) -> Decision:
    """The decision after a named expert has adopted it as his or her own opinion."""
    return _sign(store, actor, scope, EntryKind.ATTRIBUTION_ADOPTED, number, (name, role, reason))


def allow(  # noqa: PLR0913 - the three of every function, then who decides what and why
    store: Store, actor: Actor, scope: Scope, number: int, name: str, role: str, reason: str
) -> Decision:
    """The decision after the reviewing lawyer has let it into a case without an expert."""
    return _sign(store, actor, scope, EntryKind.ATTRIBUTION_ALLOWED, number, (name, role, reason))


def falls(store: Store, actor: Actor, scope: Scope, number: int) -> tuple[Decision, ...]:
    """What would change if this entry were withdrawn, as it would stand then."""
    require(store, actor, DECIDE, scope, "see what rests on a decision", {"entry": number})
    log = entries.all_of(store.register, *KINDS)
    deciding.withdrawable(decisions(log), log, number, actor.name)
    return tuple(seen_by(d, actor.name) for d in without(log, number))


def withdraw(store: Store, actor: Actor, scope: Scope, number: int, reason: str) -> Withdrawal:
    """Withdraw a decision or what was said of one; the log is replayed and says what fell with it."""
    require(store, actor, DECIDE, scope, "withdraw a decision", {"entry": number})
    with store.register.writing() as connection:
        log = entries.read(connection, *KINDS)
        old = deciding.withdrawable(decisions(log), log, number, actor.name)
        changed = without(log, number)
        told = {"falls": [d.entry for d in changed]}
        kind, at = EntryKind.ATTRIBUTION_WITHDRAWN, now_s()
        entry = Entry(0, kind, old.subject, told, actor.name, at, reason, supersedes=number)
        kept = entries.append(connection, entry, scope)
        after = {d.entry: d for d in _known(connection)}
    return Withdrawal(kept, tuple(seen_by(after[d.entry], actor.name) for d in changed))


def _sign(
    store: Store,
    actor: Actor,
    scope: Scope,
    kind: EntryKind,
    number: int,
    signed: tuple[str, str, str],
) -> Decision:
    require(store, actor, DECIDE, scope, "record who takes a decision on", {"decision": number})
    name, role, reason = (" ".join(text.split()) for text in signed)
    if not name or not role:
        raise Refused(
            "Expected the name and the role of whoever takes it on; found one of them empty."
        )
    told = {"decision": number, "name": name, "role": role}
    with store.register.writing() as connection:
        decision = deciding.signable(_known(connection), number)
        _enter(connection, kind, decision.claim, told, actor, scope, reason)
        return deciding.by_number(_known(connection), number)


def _known(connection: Connection) -> tuple[Decision, ...]:
    """Every decision, inside the write transaction, where nobody can change it meanwhile."""
    return decisions(entries.read(connection, *KINDS))


def _enter(  # noqa: PLR0913 - what an entry is made of
    connection: Connection,
    kind: EntryKind,
    claim: Claim,
    told: Mapping[str, Any],
    actor: Actor,
    scope: Scope,
    reason: str,
) -> Entry:
    entry = Entry(0, kind, claim.number, told, actor.name, now_s(), reason)
    return entries.append(connection, entry, scope)


def _basis(ground: Ground, found: Attribution, candidate: Candidate) -> Basis:
    opened = tuple(dict.fromkeys(strand.ref for strand in candidate.strands))
    since, until = ground.period
    return Basis(
        found.version,
        found.snapshot,
        candidate.evidence[0].validation,
        opened,
        tuple(sorted(set(ground.decisions))),
        since,
        until,
    )


def _candidate(found: Attribution, number: str) -> Candidate:
    wanted = canonical(number)
    for candidate in found.candidates:
        if candidate.number == wanted:
            return candidate
    raise NotFound(
        f"Expected one of the {len(found.candidates)} candidates of {found.number}; found {number!r}."
    )


def _name(person: str | None) -> str | None:
    return " ".join(person.split()) or None if person else None


def _named(numbers: Sequence[str] | None) -> Mapping[str, Any]:
    return {} if numbers is None else {"numbers": list(numbers)}

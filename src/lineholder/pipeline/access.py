"""The gate: every pipeline function passes it first, and every passing is audited before the answer.

Deny by default: the register alone says who somebody is and what they may do, at the moment of asking.
"""

import time
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from lineholder.model.digest import digest
from lineholder.model.entry import Entry, EntryKind
from lineholder.model.errors import Denied, Refused
from lineholder.model.people import WORKSPACE, Actor, Permission, Role, Scope
from lineholder.model.roster import KINDS, Roster, local, name_key, roster
from lineholder.storage import Store
from lineholder.storage.register import audit, entries

NOTHING: Mapping[str, Any] = MappingProxyType({})


def require(
    store: Store,
    actor: Actor,
    permission: Permission,
    scope: Scope,
    verb: str,
    detail: Mapping[str, Any] = NOTHING,
) -> None:
    """Return when the actor may; else Denied. Either way one audit row is on disk before it ends.

    An actor never has more than the register grants the person of that name now: a closed account, or
    roles taken away a moment ago, count at once.
    """
    refusal = _refusal(everybody(store), actor, permission, verb)
    with store.register.writing() as connection:
        row = {**detail, **_limits(scope), "permission": permission.value, "allowed": not refusal}
        audit.append(connection, now_s(), actor.name, verb, scope, row)
    if refusal:
        raise Denied(refusal)


def everybody(store: Store) -> Roster:
    """Everybody who was ever added, by key. For the gate and for `pipeline.people`: not an answer."""
    return roster(entries.all_of(store.register, *KINDS))


def default_scope() -> Scope:
    """What a fresh workspace asks under."""
    return WORKSPACE


def local_officer(store: Store) -> Actor:
    """The one officer of a fresh workspace; without any right once that account is closed."""
    person = next(person for person in everybody(store).values() if person.is_local)
    return Actor(person.name, frozenset() if person.closed else person.roles)


def acting(store: Store, name: str) -> Actor:
    """The person of this name with the roles of this moment; without any when closed or unknown."""
    person = everybody(store).get(name_key(name))
    return Actor(name, frozenset() if person is None or person.closed else person.roles)


def name_local_officer(store: Store, name: str) -> Actor:
    """Name the local officer of a workspace just made. Refused when anybody has been named already."""
    person = local(name)
    key, payload = name_key(person.name), {"name": person.name, "roles": [Role.LOCAL.value]}
    why = "the workspace was made"
    entry = Entry(0, EntryKind.PERSON_ADDED, key, payload, person.name, now_s(), why)
    with store.register.writing() as connection:
        if entries.read(connection, *KINDS):
            raise Refused(
                "Expected a workspace in which nobody is named yet; found people. Add a person."
            )
        entries.append(connection, entry, default_scope())
    return local_officer(store)


def now_s() -> int:
    """UTC epoch seconds: the one place where the pipeline reads the clock."""
    return int(time.time())


def _refusal(people: Roster, actor: Actor, permission: Permission, verb: str) -> str:
    """Why not, as a sentence; empty when the actor may."""
    person = people.get(name_key(actor.name))
    if person is None:
        return f"Expected an open account; found nobody named {actor.name!r}. Ask to be added."
    if person.closed:
        return f"Expected an open account; found {person.name}, which is closed."
    granted = Actor(person.name, person.roles & actor.roles)
    if granted.may(permission):
        return ""
    roles = ", ".join(sorted(role.value for role in granted.roles)) or "no role"
    return (
        f"{person.name} may not {verb}: that takes the right to {permission.value}, which "
        f"{roles} does not give. Ask somebody who manages people."
    )


def _limits(scope: Scope) -> dict[str, Any]:
    """What an audit row says of a scope's permitted sources: how many, and the digest of their list."""
    if scope.sources is None:
        return {}
    return {"sources": len(scope.sources), "sources_digest": digest(sorted(scope.sources))}

"""Accounts and sign-in: who may come in, with what rights; every change is a reasoned entry."""

from collections.abc import Iterable

from sqlalchemy import Connection

from lineholder.model.entry import Entry, EntryKind
from lineholder.model.errors import Denied
from lineholder.model.people import WORKSPACE, Actor, Permission, Person, Role, Scope
from lineholder.model.roster import (
    KINDS,
    Roster,
    added,
    name_key,
    roster,
    still_open,
    with_roles,
    without,
)
from lineholder.pipeline.access import everybody, now_s, require
from lineholder.storage import Store
from lineholder.storage.register import attempts, audit, entries, passwords, sessions

MANAGE = Permission.MANAGE_PEOPLE
UNKNOWN = "(unknown name)"  # what was typed may be a password: it is not written down


def people(store: Store, actor: Actor, scope: Scope) -> tuple[Person, ...]:
    """Everybody who was ever added, closed accounts too, by name."""
    require(store, actor, MANAGE, scope, "list people")
    return tuple(sorted(everybody(store).values(), key=lambda person: name_key(person.name)))


def add_person(  # noqa: PLR0913 (who asks, under what, and the four things an account is made of)
    store: Store,
    actor: Actor,
    scope: Scope,
    name: str,
    roles: Iterable[Role],
    password: str,
    reason: str,
) -> Person:
    """The new account. From now on the web application asks everybody to sign in."""
    require(store, actor, MANAGE, scope, "add a person", {"name": name})
    password_hash = passwords.hashed(password)
    with store.register.writing() as connection:
        person = added(_everybody(connection), name, roles)
        entry = _entry(EntryKind.PERSON_ADDED, person, actor, reason)
        passwords.keep(connection, entry.subject, password_hash, entry.at)
        return _enter(connection, entry, scope)


def set_roles(
    store: Store, actor: Actor, scope: Scope, name: str, roles: Iterable[Role], reason: str
) -> Person:
    """The person with these roles instead; they count from the next thing that it asks."""
    require(store, actor, MANAGE, scope, "set roles", {"name": name})
    with store.register.writing() as connection:
        person = with_roles(_everybody(connection), actor.name, name, roles)
        return _enter(connection, _entry(EntryKind.PERSON_ROLES, person, actor, reason), scope)


def close_person(store: Store, actor: Actor, scope: Scope, name: str, reason: str) -> Person:
    """The person, closed: no sign-in, and every session of it ends now. The name stays taken."""
    require(store, actor, MANAGE, scope, "close an account", {"name": name})
    with store.register.writing() as connection:
        person = without(_everybody(connection), name)
        entry = _entry(EntryKind.PERSON_CLOSED, person, actor, reason)
        sessions.end_all(connection, entry.subject, entry.at)
        return _enter(connection, entry, scope)


def set_password(store: Store, actor: Actor, scope: Scope, name: str, password: str) -> None:
    """Give an open account a new password; every session of it ends. Its owner should change it."""
    require(store, actor, MANAGE, scope, "set a password", {"name": name})
    password_hash = passwords.hashed(password)
    with store.register.writing() as connection:
        key = name_key(still_open(_everybody(connection), name).name)
        passwords.keep(connection, key, password_hash, now_s())
        sessions.end_all(connection, key, now_s())


def sign_in_needed(store: Store) -> bool:
    """Whether the web application must ask who is there: once anybody was added, for good.

    Until then the local officer acts there; afterwards on the command line only.
    """
    return any(not person.is_local for person in everybody(store).values())


def sign_in(store: Store, name: str, password: str) -> str:
    """A session's token. Denied in the same words and time whether name or password is wrong.

    Audited either way, before the answer.
    """
    at, key = now_s(), name_key(name)
    person = everybody(store).get(key)
    wait_s = attempts.begin(store.register, key, at)
    right = not wait_s and passwords.matches(store.register, key, password)
    entered = right and person is not None and not person.closed
    who = UNKNOWN if person is None else person.name
    with store.register.writing() as connection:
        detail = {"allowed": entered, "throttled": wait_s > 0}
        audit.append(connection, at, who, "sign in", WORKSPACE, detail)
        if entered:
            attempts.clear(connection, key)
            return sessions.start(connection, key, at)
    if wait_s:
        raise Denied(
            f"Too many wrong passwords were tried. Wait {wait_s} seconds, then try again."
        )
    raise Denied("Expected a name and its password; found two that do not go together. Try again.")


def change_password(store: Store, name: str, password: str, new: str) -> str:
    """A new session's token, after signing in with the old password; every other session ends."""
    sign_in(store, name, password)
    at, key, password_hash = now_s(), name_key(name), passwords.hashed(new)
    with store.register.writing() as connection:
        person = still_open(_everybody(connection), name)
        audit.append(connection, at, person.name, "change the own password", WORKSPACE, {})
        passwords.keep(connection, key, password_hash, at)
        sessions.end_all(connection, key, at)
        return sessions.start(connection, key, at)


def actor_of(store: Store, token: str) -> Actor | None:
    """Who is signed in with this token, with the roles of this moment; None for nobody."""
    key = sessions.key_of(store.register, token, now_s())
    person = None if key is None else everybody(store).get(key)
    if person is None or person.closed:
        return None
    return Actor(person.name, person.roles)


def sign_out(store: Store, token: str) -> None:
    """End the session; a token that is nobody's changes nothing."""
    actor = actor_of(store, token)
    if actor is None:
        return
    with store.register.writing() as connection:
        sessions.end(connection, token, now_s())
        audit.append(connection, now_s(), actor.name, "sign out", WORKSPACE, {})


def _everybody(connection: Connection) -> Roster:
    """As `everybody`, inside the write transaction, where nobody can change it meanwhile."""
    return roster(entries.read(connection, *KINDS))


def _entry(kind: EntryKind, person: Person, actor: Actor, reason: str) -> Entry:
    payload = {"name": person.name, "roles": sorted(role.value for role in person.roles)}
    return Entry(0, kind, name_key(person.name), payload, actor.name, now_s(), reason)


def _enter(connection: Connection, entry: Entry, scope: Scope) -> Person:
    """The person as the log now tells it."""
    entries.append(connection, entry, scope)
    return _everybody(connection)[entry.subject]

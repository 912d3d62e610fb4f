"""Entries: what people say, append-only. Everything decided is a fold over them.

The audit row that is written with an entry holds the entry's digest, so an entry that is changed
behind the program's back is found (`check`).
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, func, select

from lineholder.model.digest import digest
from lineholder.model.entry import Entry, EntryKind
from lineholder.model.errors import NotFound, Refused
from lineholder.model.findings import Fault
from lineholder.model.people import Scope
from lineholder.storage.register import audit
from lineholder.storage.register.json_column import plain
from lineholder.storage.register.open import Register
from lineholder.storage.register.tables import audit as audit_table
from lineholder.storage.register.tables import entries

VERB = "enter"


def append(connection: Connection, entry: Entry, scope: Scope) -> Entry:
    """The entry under its number (the one handed in is ignored), with its audit row.

    Both are kept when the caller's `register.writing()` ends without an error. NotFound when it
    supersedes an entry that does not exist, Refused without a reason.
    """
    if not entry.reason.strip():
        raise Refused("Expected a reason for the record; found none. Say in a few words why.")
    last = connection.execute(select(func.coalesce(func.max(entries.c.number), 0))).scalar_one()
    if entry.supersedes is not None and not 0 < entry.supersedes <= last:
        raise NotFound(
            f"Expected an entry to supersede; found no entry {entry.supersedes}, the last is {last}."
        )
    entry = replace(entry, number=last + 1, payload=plain(entry.payload))
    detail = {"entry": entry.number, "kind": entry.kind.value, "digest": digest(_content(entry))}
    row = audit.append(connection, entry.at, entry.actor, VERB, scope, detail)
    connection.execute(entries.insert().values({**_content(entry), "audit": row.number}))
    return entry


def all_of(register: Register, *kinds: EntryKind, subject: str | None = None) -> tuple[Entry, ...]:
    """The entries in the order they were made; of these kinds (all when none is named)."""
    with register.reading() as connection:
        return read(connection, *kinds, subject=subject)


def read(
    connection: Connection, *kinds: EntryKind, subject: str | None = None
) -> tuple[Entry, ...]:
    """The same on an open connection: in a write transaction, what nobody else can change meanwhile."""
    query = select(entries).order_by(entries.c.number)
    if kinds:
        query = query.where(entries.c.kind.in_([kind.value for kind in kinds]))
    if subject is not None:
        query = query.where(entries.c.subject == subject)
    return tuple(_entry(row) for row in connection.execute(query))


def check(register: Register) -> tuple[Fault, ...]:
    """Every entry that is not what its audit row says was entered."""
    query = (
        select(entries, audit_table.c.detail)
        .join(audit_table, audit_table.c.number == entries.c.audit, isouter=True)
        .order_by(entries.c.number)
    )
    with register.reading() as connection:
        rows = connection.execute(query).all()
    faults = []
    for row in rows:
        expected = (row.detail or {}).get("digest", "an audit row")
        found = digest(_row_content(row))
        if found != expected:
            faults.append(Fault("entries", f"entry {row.number}", expected, found))
    return tuple(faults)


def _entry(row: Row[Any]) -> Entry:
    values = _row_content(row)
    return Entry(**{**values, "kind": EntryKind(values["kind"])})


def _row_content(row: Row[Any]) -> dict[str, Any]:
    return {name: row._mapping[name] for name in Entry.__slots__}


def _content(entry: Entry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "kind": entry.kind.value,
        "subject": entry.subject,
        "payload": dict(entry.payload),
        "actor": entry.actor,
        "at": entry.at,
        "reason": entry.reason,
        "supersedes": entry.supersedes,
    }

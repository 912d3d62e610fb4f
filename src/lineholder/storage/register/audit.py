"""The audit: who did what to which scope, append-only, each row chained to the one before.

`chain` is SHA-256 over the previous row's chain and the canonical JSON of the row. `check` finds any
row that was changed, taken out or put in. Blind to: rows cut off the end, and a chain rewritten
whole: note `head` outside the workspace (print it, mail it) and compare.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, select

from lineholder.model.digest import canonical
from lineholder.model.entry import AuditRow
from lineholder.model.findings import Fault
from lineholder.model.people import Scope
from lineholder.storage.register.json_column import plain
from lineholder.storage.register.open import Register
from lineholder.storage.register.tables import audit

FIRST = "0" * 64  # what stands before the first row
BATCH = 10_000


def append(
    connection: Connection, at: int, actor: str, verb: str, scope: Scope, detail: Mapping[str, Any]
) -> AuditRow:
    """The row as written; it is kept when the caller's `register.writing()` ends without an error."""
    number, previous = _head(connection)
    who, what, operation, purpose, more = plain(
        [actor, verb, scope.operation, scope.purpose, detail]
    )
    row = AuditRow(number + 1, at, who, what, operation, purpose, more, previous, "")
    row = replace(row, chain=_chain(row))
    connection.execute(
        audit.insert().values({**_content(row), "previous": previous, "chain": row.chain})
    )
    return row


def rows(
    register: Register, *, before: int | None = None, limit: int = 200, actor: str | None = None
) -> tuple[AuditRow, ...]:
    """At most `limit` rows, newest first; `before` an audit number pages back, `actor` narrows."""
    query = select(audit).order_by(audit.c.number.desc()).limit(limit)
    if before is not None:
        query = query.where(audit.c.number < before)
    if actor is not None:
        query = query.where(audit.c.actor == actor)
    with register.reading() as connection:
        return tuple(_audit_row(row) for row in connection.execute(query))


def head(register: Register) -> tuple[int, str]:
    """The last row's number and chain: what to note outside the workspace. (0, 64 zeros) when empty."""
    with register.reading() as connection:
        return _head(connection)


def check(register: Register) -> tuple[Fault, ...]:
    """Every row whose number, predecessor or content is not what was committed, in order."""
    faults: list[Fault] = []
    number, chain = 0, FIRST
    for row in _walk(register):
        where = f"audit row {row.number}"
        if row.number != number + 1:
            faults.append(Fault("audit chain", where, f"row {number + 1}", f"row {row.number}"))
        if row.previous != chain:
            faults.append(
                Fault("audit chain", where, f"follows {chain}", f"follows {row.previous}")
            )
        if row.chain != _chain(row):
            faults.append(
                Fault("audit chain", where, f"chain {row.chain}", f"chain {_chain(row)}")
            )
        number, chain = row.number, row.chain
    return tuple(faults)


def _walk(register: Register) -> Iterator[AuditRow]:
    with register.reading() as connection:
        result = connection.execute(
            select(audit).order_by(audit.c.number), execution_options={"yield_per": BATCH}
        )
        for row in result:
            yield _audit_row(row)


def _head(connection: Connection) -> tuple[int, str]:
    last = select(audit.c.number, audit.c.chain).order_by(audit.c.number.desc()).limit(1)
    row = connection.execute(last).first()
    return (0, FIRST) if row is None else (row.number, row.chain)


def _audit_row(row: Row[Any]) -> AuditRow:
    return AuditRow(**row._mapping)


def _content(row: AuditRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "at": row.at,
        "actor": row.actor,
        "verb": row.verb,
        "operation": row.operation,
        "purpose": row.purpose,
        "detail": row.detail,
    }


def _chain(row: AuditRow) -> str:
    return hashlib.sha256(row.previous.encode() + canonical(_content(row))).hexdigest()

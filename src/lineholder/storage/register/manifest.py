"""The manifest: one row an ingest, the only commit point of records.

Until the row is there the segments are garbage that the sweep removes; once it is there they count.
The database itself refuses a row that breaks the row conservation law. The audit row that is written
with it holds the row's digest, so a manifest changed behind the program's back is found (`check`).
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, func, not_, select
from sqlalchemy.sql.elements import ColumnElement

from lineholder.model.digest import digest
from lineholder.model.errors import BadValue, Damaged, Refused
from lineholder.model.findings import Fault
from lineholder.model.people import WORKSPACE, Scope
from lineholder.model.source import Account, Ingest, Power, Segment, Source
from lineholder.storage.register import audit
from lineholder.storage.register.json_column import plain
from lineholder.storage.register.open import Register
from lineholder.storage.register.tables import audit as audit_table
from lineholder.storage.register.tables import manifest

VERB = "commit an ingest"
ACCOUNT = ("rows_in_file", "recorded", "quarantined", "structural", "sealed")


def commit(register: Register, ingest: Ingest, actor: str, scope: Scope = WORKSPACE) -> None:
    """Commit an ingest whose segments are on disk: its row and its audit row, in one transaction.

    Refused when an ingest of the same id (source, profile version, options) is there already.
    """
    with register.writing() as connection:
        earlier = connection.execute(
            select(manifest.c.at, manifest.c.actor).where(manifest.c.id == ingest.id)
        ).first()
        if earlier is not None:
            raise Refused(
                f"Expected a new ingest; found {ingest.id} of {ingest.source.name} already "
                f"ingested by {earlier.actor}. Nothing was added."
            )
        _insert(connection, ingest, actor, scope)


def find(register: Register, ingest_id: str) -> Ingest | None:
    """The committed ingest of this id."""
    with register.reading() as connection:
        row = connection.execute(select(manifest).where(manifest.c.id == ingest_id)).first()
    return None if row is None else _ingest(row)


def all_ingests(register: Register) -> tuple[Ingest, ...]:
    """Every committed ingest, in commit order."""
    with register.reading() as connection:
        rows = connection.execute(select(manifest).order_by(manifest.c.number)).all()
    return tuple(_ingest(row) for row in rows)


def check(register: Register) -> tuple[Fault, ...]:
    """Every row that breaks the conservation law, or is not what its audit row says was committed."""
    columns = manifest.c
    total: ColumnElement[int] = columns.recorded + columns.quarantined + columns.structural
    broken = not_((columns.rows_in_file == total) & (columns.sealed <= columns.recorded))
    query = (
        select(manifest, audit_table.c.detail, broken.label("broken"))
        .join(audit_table, audit_table.c.number == columns.audit, isouter=True)
        .order_by(columns.number)
    )
    with register.reading() as connection:
        rows = connection.execute(query).all()
    faults = []
    for row in rows:
        where = f"ingest {row.id}"
        if row.broken:
            sum_of = f"{row.recorded} + {row.quarantined} + {row.structural}"
            faults.append(Fault("conservation", where, f"{row.rows_in_file} rows", sum_of))
        expected = (row.detail or {}).get("digest", "an audit row")
        found = digest(_stored(row._mapping))
        if found != expected:
            faults.append(Fault("manifest", where, expected, found))
    return tuple(faults)


def _insert(connection: Connection, ingest: Ingest, actor: str, scope: Scope) -> None:
    last = connection.execute(select(func.coalesce(func.max(manifest.c.number), 0))).scalar_one()
    values = plain({**_values(ingest), "number": last + 1, "actor": actor})
    detail = {
        "ingest": ingest.id,
        "source": ingest.source.sha256,
        "rows_in_file": ingest.account.rows_in_file,
        "digest": digest(values),
    }
    row = audit.append(connection, ingest.at, actor, VERB, scope, detail)
    connection.execute(manifest.insert().values({**values, "audit": row.number}))


def _values(ingest: Ingest) -> dict[str, Any]:
    return {
        "id": ingest.id,
        "sha256": ingest.source.sha256,
        "name": ingest.source.name,
        "size": ingest.source.size,
        "format": ingest.format,
        "profile_digest": ingest.profile_digest,
        "options": dict(ingest.options),
        "power": None if ingest.power is None else ingest.power.as_json(),
        **{name: getattr(ingest.account, name) for name in ACCOUNT},
        "reasons": dict(ingest.account.reasons),
        "segments": [asdict(segment) for segment in ingest.segments],
        "quarantine": ingest.quarantine,
        "notes": list(ingest.notes),
        "at": ingest.at,
    }


def _stored(row: Mapping[Any, Any]) -> dict[str, Any]:
    """What `_insert` took the digest of, from the row as it stands now."""
    return {column.name: row[column.name] for column in manifest.c if column.name != "audit"}


def _ingest(row: Row[Any]) -> Ingest:
    try:
        account = Account(
            row.rows_in_file,
            row.recorded,
            row.quarantined,
            row.structural,
            row.sealed,
            row.reasons,
        )
    except BadValue as error:
        raise Damaged(f"The register's row of ingest {row.id} was changed: {error}") from error
    return Ingest(
        row.id,
        Source(row.sha256, row.name, row.size),
        row.format,
        row.profile_digest,
        row.options,
        None if row.power is None else Power.from_json(row.power),
        account,
        tuple(Segment(**segment) for segment in row.segments),
        row.quarantine,
        tuple(row.notes),
        row.at,
    )

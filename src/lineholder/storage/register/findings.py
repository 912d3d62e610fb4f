"""Saved results of a stage, so that a page opens without computing again. Always rebuildable.

A result is named by (stage, version); the version is the digest of questions, parameters, code and
snapshot. `latest` looks across versions: where operations must not see each other's results, the
stage's name carries the operation.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from lineholder.model.errors import Damaged
from lineholder.storage.register.json_column import plain
from lineholder.storage.register.open import Register
from lineholder.storage.register.tables import findings


def save(
    register: Register, stage: str, version: str, payload: Mapping[str, Any], at: int
) -> None:
    """Keep a result; the same one again changes nothing.

    Damaged when another payload stands under the version: what makes it must give the same twice.
    """
    with register.writing() as connection:
        kept = connection.execute(
            select(findings.c.payload).where(
                findings.c.stage == stage, findings.c.version == version
            )
        ).first()
        if kept is not None:
            if kept.payload != plain(payload):
                raise Damaged(
                    f"Expected the same result again from {stage} {version}; found another. The "
                    "saved one stays; please report this."
                )
            return
        last = connection.execute(select(func.coalesce(func.max(findings.c.number), 0)))
        values = {"stage": stage, "version": version, "payload": payload, "at": at}
        connection.execute(findings.insert().values(number=last.scalar_one() + 1, **values))


def find(register: Register, stage: str, version: str) -> Mapping[str, Any] | None:
    """The result of exactly this version."""
    query = select(findings.c.payload).where(
        findings.c.stage == stage, findings.c.version == version
    )
    with register.reading() as connection:
        payload: Mapping[str, Any] | None = connection.execute(query).scalar()
    return payload


def latest(register: Register, stage: str) -> tuple[str, Mapping[str, Any], int] | None:
    """The version, payload and time of the result that was first saved last; None when never run."""
    query = (
        select(findings.c.version, findings.c.payload, findings.c.at)
        .where(findings.c.stage == stage)
        .order_by(findings.c.number.desc())
        .limit(1)
    )
    with register.reading() as connection:
        row = connection.execute(query).first()
    return None if row is None else (row.version, row.payload, row.at)

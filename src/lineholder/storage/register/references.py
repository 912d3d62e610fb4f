"""References: the short string on a figure, to the question and snapshot that bring its rows back."""

from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects import postgresql, sqlite

from lineholder.model.errors import Damaged
from lineholder.model.findings import Reference
from lineholder.model.question import Question
from lineholder.storage.register.json_column import plain
from lineholder.storage.register.open import Register
from lineholder.storage.register.tables import references

BATCH = 500  # SQLite takes a limited number of bound values in one statement


def save(register: Register, *saved: Reference) -> None:
    """Keep references, all in one transaction; the same reference twice is kept once.

    Damaged, and none is kept, when a string already opens another question: no figure may ever open
    to the rows of another.
    """
    insert = sqlite.insert if register.is_sqlite else postgresql.insert
    wanted = {reference.ref: reference for reference in saved}
    values = [_values(reference) for reference in saved]
    if not values:
        return
    with register.writing() as connection:
        connection.execute(insert(references).on_conflict_do_nothing(), values)
        for start in range(0, len(values), BATCH):
            batch = [value["ref"] for value in values[start : start + BATCH]]
            query = select(references).where(references.c.ref.in_(batch))
            for row in connection.execute(query):
                _same(_reference(row), wanted[row.ref])


def find(register: Register, ref: str) -> Reference | None:
    """What this string opens. Letters may be typed in either case."""
    query = select(references).where(references.c.ref == ref.strip().lower())
    with register.reading() as connection:
        row = connection.execute(query).first()
    return None if row is None else _reference(row)


def _values(reference: Reference) -> dict[str, Any]:
    return {
        "ref": reference.ref,
        "question": reference.question.as_json(),
        "snapshot": reference.snapshot,
    }


def _reference(row: Row[Any]) -> Reference:
    return Reference(row.ref, Question.from_json(row.question), row.snapshot)


def _same(kept: Reference, wanted: Reference) -> None:
    if _values(kept) != plain(_values(wanted)):
        raise Damaged(
            f"Expected the reference {wanted.ref} to open '{wanted.question.name}'; found that it "
            f"already opens '{kept.question.name}' on another question or snapshot. Nothing was "
            "kept; please report this."
        )

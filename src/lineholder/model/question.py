"""Question: the one noun that carries what is asked of the records.

It is at once the engine's input, the reference on a page, the rows drawer, the disclosure entry and
the replay; an expert can read what was asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import pyarrow as pa

from lineholder.model.digest import digest

Value = str | int | float | bool | None | list[str] | list[int]


@dataclass(frozen=True, slots=True)
class Question:
    """SQL in DuckDB's dialect with named values (`$window_s`), never with values pasted into the text.

    `name` says in a few words what is asked. Stage questions keep to the portable subset
    (docs/architecture.md); normalisation alone is free of it.
    """

    name: str
    sql: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The question as plain data, from which `from_json` rebuilds it."""
        return {"name": self.name, "sql": self.sql, "values": dict(self.values)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Question":
        """The inverse of `as_json`."""
        return cls(data["name"], data["sql"], dict(data["values"]))

    def digest(self) -> str:
        """64 hexadecimal digits that change when the text or any value changes."""
        return digest(self.as_json())


@dataclass(frozen=True, slots=True)
class Answer:
    """What the records said, and the digest of the snapshot that was asked."""

    table: pa.Table
    snapshot: str


class Asker(Protocol):
    """An engine opened on a scope: it sees the permitted segments and nothing else."""

    @property
    def snapshot(self) -> str:
        """Digest of the ordered list of record segments that the scope allows."""

    def answer(self, question: Question, tables: Mapping[str, pa.Table] | None = None) -> Answer:
        """Ask; `tables` are Arrow tables that the SQL may name besides the records."""

    def hold(self, question: Question, tables: Mapping[str, pa.Table] | None = None) -> None:
        """Keep the answer as a table named `question.name` for the questions that follow."""

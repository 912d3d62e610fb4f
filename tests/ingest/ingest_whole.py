"""A ten-line engine for normalisation, and one call that ingests bytes whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import duckdb
import pyarrow as pa

from lineholder import ingest
from lineholder.model.ledger import LEDGER
from lineholder.model.outside import INCIDENTS, SERIES
from lineholder.model.profile import Profile
from lineholder.model.question import Answer, Question
from lineholder.model.records import CELLS, OBSERVATIONS, QUARANTINE

SCHEMAS = {"cells": CELLS, "ledger": LEDGER, "series": SERIES, "incidents": INCIDENTS}


class Workbench:
    """Answers questions over the tables handed in, and can reach nothing else."""

    snapshot = ""

    def __init__(self) -> None:
        self._con = duckdb.connect()
        self._con.execute("SET enable_external_access=false; SET threads=2")

    def answer(self, question: Question, tables: Mapping[str, pa.Table] | None = None) -> Answer:
        for name, table in (tables or {}).items():
            self._con.register(name, table)
        asked = self._con.sql(question.sql, params=dict(question.values) or None)
        return Answer(asked.to_arrow_table(), self.snapshot)

    def close(self) -> None:
        self._con.close()

    def hold(self, question: Question) -> None:
        raise AssertionError("normalisation keeps nothing")


@dataclass
class Whole:
    """A file ingested whole, with its account."""

    records: pa.Table
    quarantine: pa.Table
    structural: int
    rows: int
    notes: list[str]
    facts: ingest.Facts
    why: tuple[str, ...] = ()
    strings: list[Any] = field(default_factory=list)

    def rows_of(self, *names: str) -> list[tuple[Any, ...]]:
        return list(zip(*(self.records[name].to_pylist() for name in names), strict=True))

    def held_back(self) -> list[tuple[int, str | None, str]]:
        taken = self.quarantine.select(["row", "column", "reason"]).to_pylist()
        return [(r["row"], r["column"], r["reason"]) for r in taken]


WORKBENCH = Workbench()
SHIPPED = ingest.shipped()


def take_in(
    data: bytes | str,
    name: str = "return.csv",
    profiles: tuple[Profile, ...] | None = None,
    zone: str | None = None,
) -> Whole:
    """Recognise, read and normalise; the conservation law is checked here for every test."""
    raw = data.encode() if isinstance(data, str) else data
    found = ingest.recognise(raw[: 64 << 10], name, profiles or SHIPPED)
    reading = ingest.read(BytesIO(raw), found, name, zone=zone)
    schema = SCHEMAS.get(found.profile.records, OBSERVATIONS)
    records, quarantine = [schema.empty_table()], [QUARANTINE.empty_table()]
    rows = structural = 0
    strings = []
    for batch in reading:
        done = ingest.normalise_batch(WORKBENCH, batch, found.profile, "ingest-1")
        records.append(done.records)
        quarantine.append(done.quarantine)
        rows += batch.rows
        structural += batch.structural
        strings.append(batch)
    whole = Whole(
        pa.concat_tables(records), pa.concat_tables(quarantine), structural, rows,
        list(reading.notes), reading.facts, found.why, strings,
    )  # fmt: skip
    assert rows == whole.records.num_rows + whole.quarantine.num_rows + structural
    return whole

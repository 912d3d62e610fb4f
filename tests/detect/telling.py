"""Hand-made communications, and an engine over them: what a test tells, the signals are asked of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from lineholder.detect import relays
from lineholder.detect.measure import table
from lineholder.model.question import Answer, Question
from lineholder.model.records import CELLS, COMMUNICATIONS, OBSERVATIONS

MINUTE, HOUR, DAY = 60, 3600, 86400
MONDAY = 1_740_960_000  # 2025-03-03 00:00 UTC
LINE = "+447700999999"


def customer(n: int) -> str:
    return f"+4477009{n:05d}"


@dataclass
class Told:
    """Contacts as (from, to, kind, start_s, duration_s), each recorded by the ends in `held`."""

    held: frozenset[str] | None = None  # whose returns are held; None: everybody's
    contacts: list[tuple[str, str, str, int, int | None]] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)  # number -> cell it always uses
    sites: dict[str, str] = field(default_factory=dict)  # cell -> site name
    handsets: dict[str, str] = field(default_factory=dict)  # number -> IMEI of its only handset

    def call(self, a: str, b: str, at: int, seconds: int = 20) -> None:
        self.contacts.append((a, b, "call", MONDAY + at, seconds))

    def text(self, a: str, b: str, at: int) -> None:
        self.contacts.append((a, b, "text", MONDAY + at, None))

    def holds(self, number: str) -> bool:
        return self.held is None or number in self.held

    def asker(self) -> "Asker":
        return Asker(self)


class Asker:
    """The product's own engine over these contacts."""

    def __init__(self, told: Told) -> None:
        from lineholder.storage.engines import duckdb

        self.snapshot = "told"
        self._engine = duckdb.workbench()
        self._tables = {
            "communications": _communications(told),
            "observations": _observations(told),
            "cells": _cells(told),
        }

    def answer(self, question: Question, tables: Mapping[str, pa.Table] | None = None) -> Answer:
        given = {**self._tables, **(tables or {})}
        return Answer(self._engine.answer(question, given).table, self.snapshot)

    def hold(self, question: Question, tables: Mapping[str, pa.Table] | None = None) -> None:
        self._engine.hold(question, {**self._tables, **(tables or {})})

    def asked(self, signal, numbers: Iterable[str], relayed: bool = True) -> list[dict]:
        """The signal's answer for candidates, one line each."""
        given = {"candidates": table([(n, n) for n in numbers])}
        if relayed:
            self.hold(relays.ask(relays.Params()), given)
        return self.answer(signal.ask(), given).table.to_pylist()

    def relays_of(self, number: str) -> dict[str, dict]:
        self.hold(relays.ask(relays.Params()), {"candidates": table([(number, number)])})
        rows = self.answer(Question("all", "SELECT * FROM relays")).table.to_pylist()
        return {row["other"]: row for row in rows}


def _communications(told: Told) -> pa.Table:
    rows = [
        {
            "from_number": a, "to_number": b, "kind": kind, "start_s": start, "start_slack_s": 0,
            "duration_s": seconds, "from_cell": told.cells.get(a) if told.holds(a) else None,
            "to_cell": told.cells.get(b) if told.holds(b) else None,
            "from_ingest": "i" if told.holds(a) else None, "to_ingest": "i" if told.holds(b) else None,
        }
        for a, b, kind, start, seconds in told.contacts
        if told.holds(a) or told.holds(b)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, COMMUNICATIONS)


def _observations(told: Told) -> pa.Table:
    rows = []
    for a, b, kind, start, seconds in told.contacts:
        for subject, other, way in ((a, b, "out"), (b, a, "in")):
            if told.holds(subject):
                rows.append(
                    {
                        "subject": subject, "direction": way, "other_party": other,
                        "other_kind": "number", "kind": kind, "start_s": start, "start_slack_s": 0,
                        "end_s": start + seconds if seconds is not None else None,
                        "time_means": "start", "cell": told.cells.get(subject), "ingest": "i",
                        "imei": told.handsets.get(subject),
                        "sheet": "", "row": len(rows) + 2,
                    }
                )  # fmt: skip
    return pa.Table.from_pylist(rows, OBSERVATIONS)


def _cells(told: Told) -> pa.Table:
    rows = [
        {"cell": c, "lat": 51.0, "lon": 0.1, "site_name": s, "ingest": "i", "sheet": "", "row": 2}
        for c, s in told.sites.items()
    ]
    return pa.Table.from_pylist(rows, CELLS)

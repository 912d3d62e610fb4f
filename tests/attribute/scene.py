"""Hand-made records with places and handsets, and the product's own engine over them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from lineholder.attribute.subject import Subject, table
from lineholder.model.question import Answer, Question
from lineholder.model.records import CELLS, COMMUNICATIONS, OBSERVATIONS

MINUTE, HOUR, DAY = 60, 3600, 86_400
MONDAY = 1_740_960_000  # 2025-03-03 00:00 UTC
LINE, OWN, OTHER, THIRD = (f"+44770099{n:04d}" for n in (1, 2, 3, 4))
NETWORK = {f"c{i}": (51.0 + 0.02 * (i // 6), 0.5 + 0.03 * (i % 6)) for i in range(36)}


@dataclass
class Scene:
    """Calls that both ends recorded, and data sessions; `cells` is where each number is at present."""

    cells: dict[str, str] = field(default_factory=dict)
    handsets: dict[str, str] = field(default_factory=dict)
    communications: list[dict] = field(default_factory=list)
    observations: list[dict] = field(default_factory=list)

    def call(self, a: str, b: str, at: int, seconds: int = 20, kind: str = "call") -> None:
        start = MONDAY + at
        self.communications.append({
            "from_number": a, "to_number": b, "kind": kind, "start_s": start, "start_slack_s": 0,
            "duration_s": seconds if kind == "call" else None,
        })  # fmt: skip
        self._seen(a, "out", b, kind, start, seconds)
        self._seen(b, "in", a, kind, start, seconds)

    def data(self, number: str, at: int) -> None:
        self._seen(number, "out", None, "data", MONDAY + at, 60)

    def _seen(self, who, way, other, kind, start, seconds) -> None:
        self.observations.append({
            "ingest": "i", "sheet": "", "row": len(self.observations) + 1, "subject": who,
            "direction": way, "other_party": other, "kind": kind, "start_s": start,
            "start_slack_s": 0, "end_s": start + seconds, "cell": self.cells.get(who),
            "imei": self.handsets.get(who),
        })  # fmt: skip

    def subject(self, number: str = LINE) -> Subject:
        times = [
            o["start_s"] for o in self.observations if number in (o["subject"], o["other_party"])
        ]
        return Subject(number, (), min(times), max(times) + 1)

    def asker(self) -> "Asker":
        return Asker(self)

    def facts(self, model, number: str = LINE) -> dict[str, dict]:
        """A model's answer for everybody else, by number."""
        everybody = {o["subject"] for o in self.observations} | {
            o["other_party"] for o in self.observations if o["other_party"]
        }
        given = {"candidates": table(sorted(everybody - {number}))}
        rows = self.asker().answer(model.ask(self.subject(number)), given).table.to_pylist()
        return {row["number"]: row for row in rows}

    def cited(self, question: Question) -> list[int]:
        """The row numbers that a question opens, ascending."""
        return sorted(self.asker().answer(question).table["row"].to_pylist())


class Asker:
    def __init__(self, scene: Scene) -> None:
        from lineholder.storage.engines import duckdb

        self.snapshot = "scene"
        self._engine = duckdb.workbench()
        cells = [
            {"ingest": "i", "sheet": "", "row": n, "cell": cell, "lat": lat, "lon": lon}
            for n, (cell, (lat, lon)) in enumerate(NETWORK.items(), 1)
        ]
        self._tables = {
            "communications": pa.Table.from_pylist(scene.communications, COMMUNICATIONS),
            "observations": pa.Table.from_pylist(scene.observations, OBSERVATIONS),
            "cells": pa.Table.from_pylist(cells, CELLS),
        }

    def answer(self, question: Question, tables: Mapping[str, pa.Table] | None = None) -> Answer:
        given = {**self._tables, **(tables or {})}
        return Answer(self._engine.answer(question, given).table, self.snapshot)

"""Rows: the source rows behind any reference, as they stand in the files."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from lineholder import ingest as reading
from lineholder.model.errors import NotFound, Refused
from lineholder.model.findings import RowsShown, SourceRow
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.question import Asker, Question
from lineholder.model.source import Ingest
from lineholder.pipeline import outcomes
from lineholder.pipeline.access import require
from lineholder.pipeline.workspace import opened_seals
from lineholder.storage import Store
from lineholder.storage.register import manifest, references

PAGE = """
    SELECT ingest, sheet, row, COUNT(*) OVER () AS total
    FROM (SELECT DISTINCT ingest, sheet, row FROM ({sql}) AS asked) AS cited
    ORDER BY ingest, sheet, row LIMIT $page_limit OFFSET $page_offset
"""


def rows(
    store: Store, actor: Actor, scope: Scope, ref: str, offset: int = 0, limit: int = 200
) -> RowsShown:
    """A page of the rows that the reference's question brings back, read from the original bytes."""
    require(store, actor, Permission.READ_ROWS, scope, "open rows", {"ref": ref, "offset": offset})
    if offset < 0 or limit < 1:
        raise Refused(
            "Expected a page that begins at offset 0 or later and holds at least one row; found "
            f"offset {offset} and limit {limit}."
        )
    opens = references.find(store.register, ref)
    if opens is None:
        raise NotFound(
            f"Expected a reference that a figure of this workspace gave; found {ref!r}."
        )
    asked, held = opens.question, store.holding(scope, opened_seals(store))
    beside = outcomes.beside(store, scope, asked)
    with store.engine(scope, opened_seals(store)) as asker:
        places = _page(asker, asked, beside, offset, limit)
        counted = places or _page(
            asker, asked, beside, 0, 1
        )  # past the end the first row says how many
        changed = opens.snapshot not in {asker.snapshot, *held.snapshots}
    total = counted[0]["total"] if counted else 0
    return RowsShown(_texts(store, places), total, asked, opens.snapshot, changed)


def _page(
    asker: Asker, asked: Question, beside: Mapping[str, pa.Table], offset: int, limit: int
) -> list[dict[str, Any]]:
    """Places of one page, each with how many places there are in all."""
    values = {**asked.values, "page_limit": limit, "page_offset": offset}
    question = Question(asked.name, PAGE.format(sql=asked.sql), values)
    return asker.answer(question, beside).table.to_pylist()


def _texts(store: Store, places: list[dict[str, Any]]) -> tuple[SourceRow, ...]:
    by_ingest: dict[str, list[int]] = defaultdict(list)
    for place in places:
        by_ingest[place["ingest"]].append(place["row"])
    ingests = {i.id: i for i in manifest.all_ingests(store.register) if i.id in by_ingest}
    text = {named: _read(store, ingests[named], wanted) for named, wanted in by_ingest.items()}
    return tuple(
        SourceRow(
            ingests[p["ingest"]].source.sha256,
            ingests[p["ingest"]].source.name,
            p["sheet"],
            p["row"],
            text[p["ingest"]][p["row"]],
        )
        for p in places
    )


def _read(store: Store, ingest: Ingest, wanted: list[int]) -> dict[int, str]:
    with store.vault.open(ingest.source.sha256) as stream:
        return reading.texts(stream, wanted)

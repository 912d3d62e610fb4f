"""Small observations for the tests of storage, written as one reads them."""

import io
from collections.abc import Iterable, Mapping

import pyarrow as pa

from lineholder.model.records import CELLS, OBSERVATIONS
from lineholder.model.source import Account, Ingest, Power, PowerKind
from lineholder.storage import Part, Store, lease
from lineholder.storage.register import manifest

Row = Mapping[str, object]
A, B, C = "+447700900001", "+447700900002", "+447700900003"


def seen(subject: str, direction: str, other: str, start_s: int, **more: object) -> Row:
    """One observation: a call unless `kind` says another thing; `duration_s` gives the end."""
    duration_s = more.pop("duration_s", None)
    assert duration_s is None or isinstance(duration_s, int)
    row: dict[str, object] = {
        "subject": subject,
        "direction": direction,
        "other_party": other,
        "other_kind": "number",
        "kind": "call",
        "start_s": start_s,
        "start_slack_s": 0,
        "end_s": None if duration_s is None else start_s + duration_s,
        "time_means": "start",
        "sheet": "",
    }
    return row | more


def table(rows: Iterable[Row], ingest: str = "i" * 16) -> pa.Table:
    """The rows as records of one ingest; row numbers count from 2, as under a header."""
    rows = [{"row": n, "ingest": ingest} | dict(row) for n, row in enumerate(rows, 2)]
    return pa.Table.from_pylist(rows, schema=OBSERVATIONS)


def commit(
    store: Store,
    ingest: str,
    rows: Iterable[Row],
    sealed: Iterable[Row] = (),
    cells: Iterable[Row] = (),
    source_of: str | None = None,
) -> Ingest:
    """One whole ingest, as the pipeline does it. `ingest` is filled up to sixteen characters.

    With `source_of`, of the same source as that other ingest.
    """
    ingest = ingest.ljust(16, "0")
    content = (source_of or ingest).ljust(16, "0").encode()
    parts = {
        Part(ingest, "observations"): table(rows, ingest),
        Part(ingest, "observations", "no_power"): table(sealed, ingest),
        Part(ingest, "cells"): pa.Table.from_pylist(
            [{"ingest": ingest} | dict(c) for c in cells], schema=CELLS
        ),
    }
    with lease.hold(store.path, lease.Work.WRITING):
        source = store.vault.admit(io.BytesIO(content), f"{ingest}.csv")
        written = [store.segments.write(part, [rows]) for part, rows in parts.items()]
        segments = tuple(s for s in written if s is not None)
        count = sum(s.rows for s in segments)
        account = Account(count, count, 0, 0, sum(s.rows for s in segments if s.seal))
        made = Ingest(
            id=ingest,
            source=source,
            format="plain",
            profile_digest="p" * 64,
            options={},
            power=Power(PowerKind.EXERCISE, "exercise"),
            account=account,
            segments=segments,
            quarantine=None,
            notes=(),
            at=1_700_000_000,
        )
        manifest.commit(store.register, made, "tester")
    return made

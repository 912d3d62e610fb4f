"""Ingests and quarantine as outside programs read them."""

from collections.abc import Iterable, Mapping
from typing import Any

from lineholder.model.findings import QuarantinedRow
from lineholder.model.source import Ingest, NotRead

COUNTS = ("rows_in_file", "recorded", "quarantined", "structural", "sealed")


def ingests_json(
    ingests: Iterable[Ingest],
    not_read: Iterable[NotRead] = (),
    pairing: Mapping[str, float] | None = None,
) -> dict[str, Any]:
    """`ingest`: the account of every file, the totals, how both ends met, and the files not read."""
    listed = [ingest_json(ingest) for ingest in ingests]
    return {
        "ingests": listed,
        "totals": {key: sum(one[key] for one in listed) for key in COUNTS},
        "pairing": dict(pairing or {}),
        "not_read": [{"name": file.name, "why": file.why} for file in not_read],
    }


def ingest_json(ingest: Ingest) -> dict[str, Any]:
    """One file's account."""
    account = ingest.account
    return {
        "ingest": ingest.id,
        "sha256": ingest.source.sha256,
        "name": ingest.source.name,
        "format": ingest.format,
        **{key: getattr(account, key) for key in COUNTS},
        "already_ingested": ingest.already_ingested,
        "reasons": dict(sorted(account.reasons.items())),
        "notes": list(ingest.notes),
    }


def quarantine_json(rows: Iterable[QuarantinedRow]) -> dict[str, Any]:
    """`quarantine`: every row held back."""
    keys = ("source", "name", "sheet", "row", "column", "reason", "text")
    return {"rows": [{key: getattr(row, key) for key in keys} for row in rows]}

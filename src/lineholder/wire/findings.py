"""Hits, source rows and faults as outside programs read them."""

from collections.abc import Iterable
from typing import Any

from lineholder.model.findings import Fault, Hit, RowsShown
from lineholder.wire.times import iso


def hits_json(hits: Iterable[Hit]) -> dict[str, Any]:
    """`find TEXT`: where it has been seen, most often first."""
    return {
        "hits": [
            {
                "kind": h.kind,
                "value": h.value,
                "where": h.where,
                "first": iso(h.first_s),
                "last": iso(h.last_s),
                "count": h.count,
                "ref": h.ref,
            }
            for h in hits
        ]
    }


def rows_json(shown: RowsShown) -> dict[str, Any]:
    """`rows REF`: the source rows behind a figure."""
    keys = ("source", "name", "sheet", "row", "text")
    return {
        "rows": [{key: getattr(row, key) for key in keys} for row in shown.rows],
        "total": shown.total,
        "question": shown.question.as_json(),
        "snapshot": shown.snapshot,
        "snapshot_changed": shown.snapshot_changed,
    }


def faults_json(faults: Iterable[Fault]) -> dict[str, Any]:
    """`verify`: what does not hold."""
    keys = ("what", "where", "expected", "found")
    listed = [{key: getattr(fault, key) for key in keys} for fault in faults]
    return {"holds": not listed, "faults": listed}

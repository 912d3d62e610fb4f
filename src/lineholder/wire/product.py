"""Products as outside programs read of them: which file was written, of which days, and its figures."""

import hashlib
from typing import Any

from lineholder.model.product import LEFT_OUT, NOT_KNOWN, Product, ProductForm


def product_json(one: Product, form: ProductForm, file: str, written: bytes) -> dict[str, Any]:
    """`report`: the file and its digest; `left_out` names the figures of too few people."""
    rows = [row for part in one.parts for row in part.figures]
    return {
        "kind": one.kind.value,
        "form": form.value,
        "file": file,
        "bytes": len(written),
        "sha256": hashlib.sha256(written).hexdigest(),
        "days": one.days,
        "least": one.least,
        "left_out": [row.name for row in rows if row.cell.told == LEFT_OUT],
        "not_known": [row.name for row in rows if row.cell.told == NOT_KNOWN],
        "snapshot": one.snapshot,
    }

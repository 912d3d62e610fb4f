"""One way to name a thing by its content: SHA-256 over canonical JSON or over bytes."""

import hashlib
import json
from typing import Any


def canonical(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces: equal values give equal bytes on every machine.

    Floats are written as Python's shortest round-trip form; NaN and infinities are refused.
    """
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def digest(value: Any) -> str:
    """64 hexadecimal digits: the SHA-256 of the canonical JSON of the value."""
    return hashlib.sha256(canonical(value)).hexdigest()

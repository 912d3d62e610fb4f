"""A column that keeps a value as canonical JSON text, byte for byte the same on both databases."""

import json
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from lineholder.model.digest import canonical
from lineholder.model.errors import Refused


def json_text(value: Any) -> str:
    """The canonical JSON of the value; text that is not Unicode (half a surrogate pair) is refused."""
    try:
        return canonical(value).decode()
    except UnicodeEncodeError as error:
        raise Refused(
            f"Expected Unicode text; found {error.object[error.start : error.end]!r}, which no "
            "file can hold. Type or rename it again."
        ) from error


def plain(value: Any) -> Any:
    """The value as the register gives it back: lists for tuples, text for the keys of mappings."""
    return json.loads(json_text(value))


class Json(TypeDecorator[Any]):
    """Canonical JSON text. The database's own JSON types reorder keys and rewrite numbers."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """None becomes NULL, everything else its canonical JSON."""
        return None if value is None else json_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """The inverse: NULL becomes None."""
        return None if value is None else json.loads(value)

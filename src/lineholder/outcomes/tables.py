"""Tables: versioned data that a force loads as CSV, read strictly: what is not understood is refused."""

import csv
import datetime as dt
import io
import math
from collections.abc import Iterator, Mapping, Sequence

from lineholder.model.errors import Refused


def read(text: str, columns: Sequence[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each row with the line it stands on; Refused where columns are missing, unknown or not filled."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        raise Refused(
            f"Line {reader.line_num}: expected CSV; found {error}. Save it as CSV."
        ) from error
    header = rows[0][1] if rows else []
    if sorted(header) != sorted(columns):
        raise Refused(
            f"Expected a first line {','.join(columns)}; found {','.join(header) or 'nothing'}."
        )
    for place, row in rows[1:]:
        if not any(row):
            continue
        if len(row) != len(header):
            raise Refused(f"Line {place}: expected {len(header)} cells; found {len(row)}.")
        yield place, dict(zip(header, row, strict=True))


def number(row: Mapping[str, str], column: str, place: int) -> float:
    """A finite number with a decimal point."""
    try:
        value = float(row[column])
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise Refused(
            f"Line {place}, {column}: expected a number such as 12.5; found {row[column]!r}."
        )
    return value


def day_of(row: Mapping[str, str], column: str, place: int) -> str | None:
    """A day as YYYY-MM-DD; None where it is empty and the column is `to`, else empty is refused."""
    text = row[column]
    if not text and column == "to":
        return None
    try:
        if len(text) != len("2026-01-01"):
            raise ValueError
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise Refused(
            f"Line {place}, {column}: expected a day as YYYY-MM-DD; found {text!r}."
        ) from None

"""Comma: a product as CSV, a row a number, so that any program reads it without knowing the layout.

UTF-8 with the mark that Excel looks for. Text that a spreadsheet would run as a
formula (`=`, `+`, `-`, `@`, tab or return first) has an apostrophe before it.
"""

import csv
import io
from collections.abc import Iterator

from lineholder.model.product import Cell, Part, Product, Row

COLUMNS = (
    "product", "from_to", "part", "item", "measure", "value", "note", "unit", "of", "definition", "ref",
)  # fmt: skip
RUN_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
BEFORE = "the period before"


def csv_bytes(product: Product) -> bytes:
    """The head, then sentences (in `note`), figures, tables and the legend, in the order of the product."""
    text = io.StringIO(newline="")
    out = csv.writer(text)
    out.writerow(COLUMNS)
    for row in _rows(product):
        out.writerow((product.kind.value, product.days, *map(_safe, row)))
    return text.getvalue().encode("utf-8-sig")


def _rows(product: Product) -> Iterator[tuple[object, ...]]:
    yield _said("status", product.status)
    for part in (*product.front, *product.parts):
        for sentence in part.sentences:
            yield _said(part.heading, sentence)
        for row in part.figures:
            yield from _figure(part, row)
        yield from _grid(part)
    for sentence in product.legend:
        yield _said("legend", sentence)


def _said(part: str, sentence: str) -> tuple[object, ...]:
    return (part, "", "", "", sentence, "", "", "", "")


def _figure(part: Part, row: Row) -> Iterator[tuple[object, ...]]:
    note = row.cell.told or ("published" if row.published else "")
    of = "" if row.of is None else row.of
    value = _value(row.cell)
    ref = row.cell.ref or ""
    yield (part.heading, row.name, "value", value, note, row.unit, of, row.definition, ref)
    if row.before is not None:
        earlier = row.before
        yield (
            part.heading, row.name, BEFORE, _value(earlier), earlier.told, row.unit, "", row.definition,
            earlier.ref or "",
        )  # fmt: skip


def _grid(part: Part) -> Iterator[tuple[object, ...]]:
    """Each cell beside its row's name, with its own reference or that name's; words stand in `note`."""
    if part.grid is None:
        return
    names = part.grid.names
    for row in part.grid.rows:
        item = " / ".join(_words(cell) for cell in row[:names])
        opens = row[0].ref or ""
        for head, cell in zip(part.grid.heads[names:], row[names:], strict=True):
            of_words = isinstance(cell.value, str)
            value, note = ("", cell.value) if of_words else (_value(cell), cell.told)
            yield (part.heading, item, head.text, value, note, "", "", "", cell.ref or opens)


def _words(cell: Cell) -> str:
    return cell.told if cell.value is None else str(cell.value)


def _value(cell: Cell) -> object:
    """Whole numbers as whole numbers, shares from 0 to 1, nothing where there is no value."""
    if cell.value is None or isinstance(cell.value, str):
        return ""
    return int(cell.value) if cell.value == int(cell.value) else cell.value


def _safe(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(RUN_AS_FORMULA) else value

"""Sheets: a product as a workbook: a summary, the bridge, all figures in one list, a sheet a table.

Numbers are numbers; words are never read as formulas, links or numbers. Every sheet prints on A4 with its
head repeated, page numbers and the legend. No person stands in the file's properties, and its only date is
the product's last day.
"""

import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from lineholder.model.product import Cell, Grid, Head, Part, Product, Row
from lineholder.paper import bridge_sheet

A4 = 9
TEXT = {"valign": "top", "text_wrap": True}
FORMATS = {
    "text": TEXT,
    "title": {"bold": True, "font_size": 16},
    "heading": {"bold": True, "font_size": 12, "bottom": 1},
    "head": {**TEXT, "bold": True, "bg_color": "#D9E1EA", "bottom": 1},
    "head_right": {**TEXT, "bold": True, "bg_color": "#D9E1EA", "bottom": 1, "align": "right"},
    "whole": {"valign": "top", "num_format": "#,##0"},
    "decimal": {"valign": "top", "num_format": "#,##0.00"},
    "share": {"valign": "top", "num_format": "0.0%"},
    "told": {"valign": "top", "italic": True, "align": "right"},
    "mono": {"valign": "top", "font_name": "Courier New", "font_size": 9},
}
FIGURES = (
    Head("Part", 24), Head("Figure", 30), Head("Value", 12, True), Head("Period before", 12, True),
    Head("Counts", 16), Head("Of", 8, True), Head("Basis", 11), Head("Definition", 70), Head("REF", 15),
    Head("Name", 30),
)  # fmt: skip


@dataclass(slots=True)
class Book:
    """A workbook being written, with its formats and the product that heads every sheet."""

    workbook: Workbook
    product: Product
    formats: dict[str, Format] = field(default_factory=dict)

    def sheet(
        self, name: str, heads: Sequence[Head] = (), *, landscape: bool = False
    ) -> Worksheet:
        """A new sheet, its head frozen and repeated on paper, its print set up."""
        sheet: Worksheet = self.workbook.add_worksheet(self._free(name))
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.5, 0.5, 0.8, 0.9)
        if landscape:
            sheet.set_landscape()
        p = self.product
        sheet.set_header(f"&L{_plain(p.title)}, {_plain(p.days)}&R&A")
        sheet.set_footer(
            f"&L&8left out: 1 to {p.least - 1} people, or what would give them away. "
            "REF: lineholder rows REF&R&8Page &P of &N"
        )
        if heads:
            self._head(sheet, heads)
        return sheet

    def write(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        """A number as a number, words as words."""
        value = cell.value
        if value is None:
            sheet.write_string(row, column, cell.told, self.formats["told"])
        elif isinstance(value, str):
            sheet.write_string(row, column, value, self.formats["text"])
        else:
            kind = "share" if cell.share else "whole" if value == int(value) else "decimal"
            sheet.write_number(row, column, value, self.formats[kind])

    def words(
        self, sheet: Worksheet, row: int, column: int, text: str, kind: str = "text"
    ) -> None:
        """Words in a format."""
        sheet.write_string(row, column, text, self.formats[kind])

    def _head(self, sheet: Worksheet, heads: Sequence[Head]) -> None:
        for column, head in enumerate(heads):
            sheet.set_column(column, column, head.width)
            self.words(sheet, 0, column, head.text, "head_right" if head.is_number else "head")
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)

    def _free(self, name: str) -> str:
        """A sheet name that Excel takes: 31 characters, none of its signs, not there yet."""
        clean = re.sub(r"[\[\]:*?/\\']", " ", name)[:31].strip()
        taken = {sheet.get_name().casefold() for sheet in self.workbook.worksheets()}
        number = 2
        while clean.casefold() in taken:
            clean, number = f"{clean[:28].rstrip()} {number}", number + 1
        return clean


def xlsx_bytes(product: Product) -> bytes:
    """The workbook."""
    out = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False,
    }  # fmt: skip
    with xlsxwriter.Workbook(out, options) as workbook:
        day = dt.datetime.combine(dt.date.fromisoformat(product.until), dt.time())
        workbook.set_properties({"title": f"{product.title}, {product.days}", "created": day})
        formats = {name: workbook.add_format(told) for name, told in FORMATS.items()}
        book = Book(workbook, product, formats)
        _summary(book)
        if product.bridge is not None and product.bridge.balances is not None:
            sheet = book.sheet("Bridge", bridge_sheet.HEADS)
            bridge_sheet.fill(workbook, sheet, product.bridge, formats)
        _figures(book)
        for part in product.parts:
            if part.grid is not None:
                _grid(book, part, part.grid)
    return out.getvalue()


def _summary(book: Book) -> None:
    sheet, product = book.sheet("Summary"), book.product
    sheet.set_column(0, 0, 110)
    lines = [(product.title, "title"), (product.days, "text"), (product.status, "text")]
    for part in (*product.front, *(p for p in product.parts if not p.figures and not p.grid)):
        lines += [("", "text"), (part.heading, "heading"), *((s, "text") for s in part.sentences)]
    lines += [("", "text"), ("How to read it", "heading"), *((s, "text") for s in product.legend)]
    for number, (words, kind) in enumerate(lines):
        book.words(sheet, number, 0, words, kind)
        if kind == "text":
            sheet.set_row(number, 15 * max(1, -(-len(words) // 105)))


def _figures(book: Book) -> None:
    """Every figure, one under another, so that they can be filtered and sorted."""
    told = [(part.heading, row) for part in book.product.parts for row in part.figures]
    with_before = any(row.before is not None for _, row in told)
    sheet = book.sheet("Figures", FIGURES, landscape=True)
    for number, (heading, row) in enumerate(told, 1):
        _figure(book, sheet, number, heading, row)
        sheet.set_row(number, 15 * max(1, -(-len(row.definition) // 62)))
    sheet.autofilter(0, 0, max(len(told), 1), len(FIGURES) - 1)
    sheet.freeze_panes(1, 2)
    if not with_before:
        sheet.set_column(3, 3, None, None, {"hidden": True})


def _figure(book: Book, sheet: Worksheet, number: int, heading: str, row: Row) -> None:
    book.words(sheet, number, 0, heading)
    book.words(sheet, number, 1, row.label)
    book.write(sheet, number, 2, row.cell)
    if row.before is not None:
        book.write(sheet, number, 3, row.before)
    book.words(sheet, number, 4, row.unit)
    if row.of is not None:
        book.write(sheet, number, 5, Cell(row.of))
    book.words(sheet, number, 6, "published" if row.published else "")
    book.words(sheet, number, 7, row.definition)
    book.words(sheet, number, 8, row.cell.ref or "", "mono")
    book.words(sheet, number, 9, row.name, "mono")


def _grid(book: Book, part: Part, grid: Grid) -> None:
    """A table on a sheet of its own; its last column opens the row."""
    opens = any(cell.ref for row in grid.rows for cell in row)
    heads = (*grid.heads, *((Head("REF", 15),) if opens else ()))
    sheet = book.sheet(part.heading, heads, landscape=sum(h.width for h in heads) > 90)
    for number, row in enumerate(grid.rows, 1):
        for column, cell in enumerate(row):
            book.write(sheet, number, column, cell)
        if opens:
            ref = next((cell.ref for cell in row if cell.ref), "")
            book.words(sheet, number, len(grid.heads), ref, "mono")
    sheet.autofilter(0, 0, max(len(grid.rows), 1), len(heads) - 1)
    for number, sentence in enumerate(part.sentences, len(grid.rows) + 2):
        sheet.merge_range(number, 0, number, len(heads) - 1, sentence, book.formats["text"])
        sheet.set_row(number, 15 * max(1, -(-len(sentence) // 80)))


def _plain(words: str) -> str:
    """Words in a page header: `&` begins a code there."""
    return words.replace("&", "&&")

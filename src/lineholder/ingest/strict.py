"""The strict reader: the standard library's csv in strict mode, row by row, with physical line numbers.

One bad row never swallows another: where a quote is left open, its line alone is quarantined and reading
goes on with the next line. A quoted field may run over lines; it is believed only when the record then
has the right number of fields and no line inside it has as many delimiters as a whole row.
Blind to: a quoted field of more than 100 lines, which is quarantined line by line.
"""

import csv
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from lineholder.ingest.layout import Layout
from lineholder.ingest.parsed import Parsed, Rejected, is_sparse, matches, raw_names

LINES_IN_A_FIELD = 100  # a quoted field longer than this is an unclosed quote

RAGGED = "RAGGED"
UNCLOSED_QUOTE = "UNCLOSED_QUOTE"
STRAY_QUOTE = "STRAY_QUOTE"
STRAY_CARRIAGE_RETURN = "STRAY_CARRIAGE_RETURN"
FIELD_TOO_LONG = "FIELD_TOO_LONG"
UNDECODABLE = "UNDECODABLE"
NUL_BYTE = "NUL_BYTE"

CSV_ERRORS = (  # the standard library's words, which carry no code
    ("unexpected end of data", UNCLOSED_QUOTE),
    ("new-line character seen", STRAY_CARRIAGE_RETURN),
    ("expected after", STRAY_QUOTE),
    ("field larger than", FIELD_TOO_LONG),
)


class _Record(NamedTuple):
    """One record: the index of its first line, how many lines it takes, its fields or what is wrong."""

    at: int
    span: int
    fields: list[str]
    wrong: str | None = None


class _Lines:
    """The lines from `at` on, for csv; ends early at `stop` and before a line that is not text."""

    def __init__(self, lines: Sequence[str], unreadable: Sequence[str | None]) -> None:
        self._lines, self._unreadable = lines, unreadable
        self.at = 0
        self.stop = 0

    def begin(self) -> None:
        """Let the record that begins here take as many lines as any may."""
        self.stop = min(self.at + LINES_IN_A_FIELD, len(self._lines))

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        at = self.at
        if at >= self.stop or self._unreadable[at]:
            raise StopIteration
        self.at = at + 1
        return self._lines[at]


def parse(
    block: bytes, first_row: int, layout: Layout, structural: Sequence[str], *, last: bool
) -> Parsed:
    """The block's rows. Unless it is the `last`, a record still open at its end is left unconsumed."""
    lines, unreadable = _decode(block)
    rows = _whole_rows(lines, unreadable, layout)
    if rows is not None and set(map(len, rows)) <= {layout.width}:
        at = np.arange(first_row, first_row + len(rows), dtype=np.int64)
        return Parsed(_table(rows, at, layout), 0, len(block))
    if rows is not None:
        records = [_Record(i, 1, row) for i, row in enumerate(rows)]
    else:
        records = list(_each(lines, unreadable, layout))
    start = None if last else _open_start(records[-LINES_IN_A_FIELD:], lines, layout)
    if start is None:
        return _sort(records, lines, first_row, layout, structural, len(block))
    kept = [r for r in records if r.at < start]
    consumed = len(block) - _tail_bytes(block, len(lines) - start)
    return _sort(kept, lines, first_row, layout, structural, consumed)


def _sort(
    records: Sequence[_Record],
    lines: Sequence[str],
    first_row: int,
    layout: Layout,
    structural: Sequence[str],
    consumed: int,
) -> Parsed:
    """The records told apart: good, blank, footer, rejected."""
    good = [r for r in records if r.wrong is None and len(r.fields) == layout.width]
    odd = [r for r in records if r.wrong is not None or len(r.fields) != layout.width]
    blank = {r.at for r in odd if r.wrong is None and not "".join(r.fields).strip()}
    footers = _footers([r for r in odd if r.wrong is None and r.at not in blank], structural)
    rejected = [
        Rejected(first_row + r.at, r.wrong or RAGGED, _text(lines, r))
        for r in odd
        if r.at not in blank and r.at not in footers
    ]
    at = np.fromiter((first_row + r.at for r in good), np.int64, len(good))
    return Parsed(
        _table([r.fields for r in good], at, layout),
        len(blank) + len(footers),
        consumed,
        rejected,
        {first_row + r.at: r.span for r in records if r.span > 1},
    )


def _decode(block: bytes) -> tuple[list[str], list[str | None]]:
    """Lines with their ends as text, and for each why it cannot be read (None where it can)."""
    try:
        text = block.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_each(block.split(b"\n"))
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    if not lines[-1]:
        lines.pop()
    nul = "\0" in text
    return lines, [NUL_BYTE if nul and "\0" in line else None for line in lines]


def _decode_each(pieces: list[bytes]) -> tuple[list[str], list[str | None]]:
    lines, unreadable = [], []
    if not pieces[-1]:
        pieces.pop()
        ends = len(pieces)
    else:
        ends = len(pieces) - 1
    for i, piece in enumerate(pieces):
        wrong = None
        try:
            text = piece.decode("utf-8")
        except UnicodeDecodeError:
            text, wrong = piece.decode("utf-8", "backslashreplace"), UNDECODABLE
        lines.append(text + "\n" if i < ends else text)
        unreadable.append(NUL_BYTE if "\0" in text else wrong)
    return lines, unreadable


def _whole_rows(
    lines: Sequence[str], unreadable: Sequence[str | None], layout: Layout
) -> list[list[str]] | None:
    """All rows at once where every line is one record; None where anything is out of order."""
    if any(unreadable):
        return None
    try:
        rows = list(csv.reader(lines, delimiter=layout.delimiter, strict=True))
    except csv.Error:
        return None
    return rows if len(rows) == len(lines) else None


def _each(
    lines: Sequence[str], unreadable: Sequence[str | None], layout: Layout
) -> Iterator[_Record]:
    source = _Lines(lines, unreadable)
    reader = csv.reader(source, delimiter=layout.delimiter, strict=True)
    while source.at < len(lines):
        at = source.at
        source.begin()
        bad = unreadable[at]
        fields: list[str] = []
        if bad is None:
            try:
                fields = next(reader)
            except csv.Error as error:
                bad = _reason(error) if source.at - at == 1 else UNCLOSED_QUOTE
            else:
                if source.at - at > 1 and not _is_believable(lines, at, source.at, fields, layout):
                    bad = UNCLOSED_QUOTE
        if bad is not None:
            yield _Record(at, 1, [], bad)
            source.at = at + 1
            reader = csv.reader(source, delimiter=layout.delimiter, strict=True)
        else:
            yield _Record(at, source.at - at, fields)


def _reason(error: csv.Error) -> str:
    words = str(error)
    return next((code for part, code in CSV_ERRORS if part in words), STRAY_QUOTE)


def _is_believable(
    lines: Sequence[str], at: int, end: int, fields: Sequence[str], layout: Layout
) -> bool:
    """Whether a record over several lines is one, and no unclosed quote that swallowed rows.

    A line inside it that has as many delimiters as a row has is taken for a row; the last line may
    have them where the quoted field is the first of the record.
    """
    if len(fields) != layout.width:
        return False
    last = end - 1 if layout.delimiter not in lines[at] else end
    return all(line.count(layout.delimiter) != layout.width - 1 for line in lines[at + 1 : last])


def _open_start(records: Sequence[_Record], lines: Sequence[str], layout: Layout) -> int | None:
    """The first line of the first of the records that the block's end cuts through, else None."""
    for record in records:
        left = lines[record.at :]
        if record.wrong == UNCLOSED_QUOTE and len(left) < LINES_IN_A_FIELD:
            try:
                next(csv.reader(left, delimiter=layout.delimiter, strict=True))
            except csv.Error as error:
                if _reason(error) == UNCLOSED_QUOTE:
                    return record.at
    return None


def _tail_bytes(block: bytes, lines: int) -> int:
    """Bytes of the last `lines` lines of the block."""
    at = len(block) - 1 if block.endswith(b"\n") else len(block)
    for _ in range(lines):
        at = block.rfind(b"\n", 0, at)
    return len(block) - at - 1


def _footers(odd: Sequence[_Record], structural: Sequence[str]) -> set[int]:
    sparse = [r for r in odd if is_sparse(r.fields)]
    if not structural or not sparse:
        return set()
    found = matches(pa.array([r.fields[0] for r in sparse], pa.string()), structural)
    return {r.at for r, yes in zip(sparse, found, strict=True) if yes}


def _text(lines: Sequence[str], record: _Record) -> str:
    return "".join(lines[record.at : record.at + record.span]).rstrip("\r\n")


def _table(rows: Sequence[Sequence[str]], at: np.ndarray, layout: Layout) -> pa.Table:
    names = raw_names(layout.width)
    columns = list(zip(*rows, strict=True)) or [()] * layout.width
    arrays = [pa.array(column, pa.string()) for column in columns]
    return pa.Table.from_arrays([*arrays, pa.array(at)], names=[*names, "row"])

"""Places: the text of physical rows, found again in the bytes by their row numbers."""

from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np

from lineholder.ingest.encoding import Encoding, blocks, detect
from lineholder.ingest.proof import count_lines
from lineholder.ingest.strict import LINES_IN_A_FIELD

PAGE = 1 << 20  # bytes looked at together: a row near the start is found without reading on


@dataclass(frozen=True, slots=True)
class BlockText:
    """Gives back rows of one block as they stand; `spans` are the lines of records that take several."""

    block: bytes
    first_row: int
    spans: Mapping[int, int]

    def __call__(self, rows: Sequence[int]) -> list[str]:
        """The text of each row, without its line end; bytes that are no UTF-8 in hexadecimal."""
        starts = line_starts(self.block) if rows else np.zeros(1, np.int64)
        return [
            _between(self.block, starts, row - self.first_row, self.spans.get(row, 1))
            for row in rows
        ]


def line_starts(block: bytes) -> np.ndarray:
    """Byte offsets at which the block's lines start, and its length at the end."""
    ends = np.flatnonzero(np.frombuffer(block, np.uint8) == ord("\n")) + 1
    if block and not block.endswith(b"\n"):
        ends = np.append(ends, len(block))
    return np.concatenate([[0], ends])


def _between(block: bytes, starts: np.ndarray, line: int, span: int) -> str:
    piece = block[starts[line] : starts[min(line + span, len(starts) - 1)]]
    return piece.decode("utf-8", "backslashreplace").rstrip("\r\n")


def texts(
    stream: BinaryIO, rows: Iterable[int], encoding: str | None = None, size: int = PAGE
) -> dict[int, str]:
    """The records that start on these physical lines (from 1), as they stand in the file.

    A record whose quotes are open at its line's end is returned with the lines that close it (at most
    100; else its first line alone). A row beyond the file's end is left out. `encoding` is the name
    that the ingest recorded; without it the file is looked at again. One pass, stopped after the last row.
    """
    rule = _rule(stream, encoding)
    wanted = sorted(set(rows))
    found: dict[int, str] = {}
    first, carried = 1, b""
    for block, _ in blocks(stream, rule, size):
        data = carried + block
        lines = count_lines(data)
        here = [row for row in wanted if first <= row < first + lines]
        wanted = wanted[len(here) :]
        keep = len(data)
        if here:
            starts = line_starts(data)
            for row in here:
                found[row] = _record(data, starts, row - first)
            if '"' in found[here[-1]] and lines - (here[-1] - first) <= LINES_IN_A_FIELD:
                keep = int(starts[here[-1] - first])  # it may go on in the next block
                wanted = [here[-1], *wanted]
        first += data.count(b"\n", 0, keep)
        carried = data[keep:]
        if not wanted:
            break
    return found


def _rule(stream: BinaryIO, name: str | None) -> Encoding:
    """The encoding by its recorded name; looked for again where the name alone does not settle it."""
    stream.seek(0)
    head = stream.read(PAGE)
    if name == "utf-8" and b"\n" in head:
        return Encoding("utf-8", len(BOM_UTF8) if head.startswith(BOM_UTF8) else 0)
    return detect(stream)


def _record(block: bytes, starts: np.ndarray, line: int) -> str:
    last = min(line + LINES_IN_A_FIELD, len(starts) - 1)
    text = _between(block, starts, line, 1)
    if text.count('"') % 2 == 0:
        return text
    for end in range(line + 2, last + 1):
        if block.count(b'"', starts[line], starts[end]) % 2 == 0:
            return _between(block, starts, line, end - line)
    return text

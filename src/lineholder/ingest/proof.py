"""Proof: whether a block of bytes is so plain that a vectorised reader cannot misread it.

Plain means: valid UTF-8, no quote, no NUL, no carriage return but before a line feed, and exactly
width - 1 delimiters a line on average. That every single line has its share is what the vectorised
reader itself refuses to pass over; that it returned as many rows as there are line ends is checked
after it. A block that is not proved goes to the strict reader: nothing is lost by not proving.
"""

from codecs import BOM_UTF8

import numpy as np

FIELD_LIMIT = 131_072  # characters in one field, as in the strict reader
WINDOW = (
    FIELD_LIMIT // 2
)  # a line end in every window: no line, so no field, is longer than the limit


def is_plain(block: bytes, delimiter: str, width: int) -> bool:
    """Whether the block (UTF-8, whole lines) is proved plain."""
    if b'"' in block or b"\0" in block or width < 2 or block.startswith(BOM_UTF8):
        return False
    if b"\r" in block and block.count(b"\r") != block.count(b"\r\n"):
        return False
    lines = count_lines(block)
    if _occurrences(block, delimiter.encode()) != lines * (width - 1):
        return False
    return _has_short_lines(block) and _is_utf8(block)


def count_lines(block: bytes) -> int:
    """Physical lines: line feeds, and a last line that has none."""
    return _occurrences(block, b"\n") + (1 if block and not block.endswith(b"\n") else 0)


def _occurrences(block: bytes, letter: bytes) -> int:
    """How often one byte stands in the block; for a frequent one far faster than bytes.count."""
    return int(np.count_nonzero(np.frombuffer(block, np.uint8) == ord(letter)))


def _has_short_lines(block: bytes) -> bool:
    end = len(block)
    return all(block.find(b"\n", at, at + WINDOW) >= 0 for at in range(0, end - WINDOW, WINDOW))


def _is_utf8(block: bytes) -> bool:
    if block.isascii():
        return True
    try:
        block.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def is_tidy(block: bytes, delimiter: str) -> bool:
    """Whether no field can have blanks at its ends: ASCII, no quote, no tab, no space beside an edge."""
    if not block.isascii() or b"\t" in block or b'"' in block:
        return False
    if b" " not in block:
        return True
    edges = np.frombuffer(delimiter.encode() + b"\r\n", np.uint8)
    letters = np.frombuffer(block, np.uint8)
    spaces = np.flatnonzero(letters == ord(" "))
    if spaces[0] == 0 or spaces[-1] == len(block) - 1:
        return False
    beside = np.concatenate([letters[spaces - 1], letters[spaces + 1]])
    return not bool(np.isin(beside, edges).any())

"""Encoding: which rule turns the bytes of a file into text, decided once for the whole file.

The rule, in this order: a byte order mark decides (UTF-8, UTF-16 LE or BE); bytes that are all ASCII or
valid UTF-8 are UTF-8; a file in which no line with bytes above 127 is valid UTF-8 is Windows-1252, and
says so; anything else is UTF-8 with damaged rows, which are quarantined one by one.
Blind to: other 8-bit encodings (cp850, ISO 8859-2): their accents come out as other letters, noted.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

LINES_ENOUGH = 2  # with so many whole lines in the head, a last one that may be cut is not needed
BLOCK = (
    32 << 20
)  # bytes read at a time: large enough for the vectorised reader, small enough to hold


@dataclass(frozen=True, slots=True)
class Encoding:
    """The rule for one file. `mark` bytes of byte order mark are skipped; `line_end` ends each row.

    `line_end` is a carriage return only where the file has no line feed at all.
    """

    name: str  # utf-8 | utf-16-le | utf-16-be | cp1252
    mark: int = 0
    line_end: str = "\n"
    note: str | None = None


MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def detect(stream: BinaryIO) -> Encoding:
    """The encoding of the whole stream, which is left at its start. Reads all of it once."""
    stream.seek(0)
    head = stream.read(4)
    stream.seek(0)
    name, mark = next(
        ((name, len(mark)) for mark, name in MARKS if head.startswith(mark)), ("utf-8", 0)
    )
    evidence = _Evidence(valid=bool(mark))
    feed, ret = ("\n".encode(name), "\r".encode(name))
    feeds = returns = False
    stream.seek(mark)
    while block := stream.read(BLOCK):
        feeds = feeds or feed in block
        returns = returns or ret in block
        if name == "utf-8" and not block.isascii():
            evidence.weigh(block + stream.readline())  # whole lines: no character is cut in two
    stream.seek(0)
    line_end = "\r" if returns and not feeds else "\n"
    if name == "utf-8" and evidence.invalid and not evidence.valid:
        return Encoding("cp1252", mark, line_end, CP1252_NOTE)
    return Encoding(name, mark, line_end)


CP1252_NOTE = (
    "The bytes are not valid UTF-8 and carry no byte order mark: read as Windows-1252 by rule. "
    "Check a name with an accent in the rows before relying on it."
)


@dataclass(slots=True)
class _Evidence:
    """Whether lines with bytes above 127 were seen that are, and that are not, valid UTF-8."""

    valid: bool = False
    invalid: bool = False

    def weigh(self, block: bytes) -> None:
        if block.isascii() or (self.valid and self.invalid):
            return
        if _is_utf8(block):
            self.valid = True
            return
        for line in block.splitlines():
            if not line.isascii():
                good = _is_utf8(line)
                self.valid = self.valid or good
                self.invalid = self.invalid or not good
                if self.valid and self.invalid:
                    return


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def blocks(
    stream: BinaryIO, encoding: Encoding, size: int = BLOCK
) -> Iterator[tuple[bytes, bool]]:
    """The file as UTF-8 in pieces of about `size` bytes, and with each whether it is the last.

    Every piece but the last ends at a line feed. What cannot be decoded stays as bytes that are not
    valid UTF-8, so that the row which holds it, and no other, is found undecodable later.
    """
    stream.seek(encoding.mark)
    held, rest = b"", b""
    for piece in _as_utf8(stream, encoding, size):
        data = rest + piece if rest else piece
        cut = data.rfind(b"\n") + 1
        rest = data[cut:]
        if cut:
            if held:
                yield held, False
            held = data[:cut]
    if held:
        yield held, not rest
    if rest or not held:
        yield rest, True


def _as_utf8(stream: BinaryIO, encoding: Encoding, size: int) -> Iterator[bytes]:
    decode = _Decoder(encoding.name)
    while True:
        piece = stream.read(size)
        data = decode(piece, not piece)
        yield data.replace(b"\r", b"\n") if encoding.line_end == "\r" else data
        if not piece:
            return


class _Decoder:
    """Bytes in the file's encoding to UTF-8, piece by piece, keeping damage visible as invalid bytes."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._utf16 = codecs.getincrementaldecoder(name)("surrogatepass")

    def __call__(self, piece: bytes, last: bool) -> bytes:
        if self._name == "utf-8":
            return piece
        if self._name == "cp1252":
            return piece.decode("cp1252", "surrogateescape").encode("utf-8", "surrogateescape")
        text = self._utf16.decode(piece)
        odd = b"\xff" if last and self._utf16.getstate()[0] else b""
        return text.encode("utf-8", "surrogatepass") + odd


def head_lines(head: bytes) -> list[str]:
    """The first lines of a file from its first bytes, for recognition; the last, cut one is left out.

    Bytes that do not decode are read as Windows-1252, which never fails to show the header.
    """
    name, mark = next(
        ((name, len(mark)) for mark, name in MARKS if head.startswith(mark)), ("utf-8", 0)
    )
    body = head[mark:]
    if name == "utf-8" and not _is_utf8(body[: body.rfind(b"\n") + 1]):
        name = "cp1252"
    text = body.decode(name, "replace")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return lines if not last or len(lines) >= LINES_ENOUGH else [*lines, last]

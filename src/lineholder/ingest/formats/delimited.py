"""Delimited text: CSV and its relatives (semicolon, tab, bar), in any of the encodings by rule.

Two readers stand behind it. The plain one takes each block that is proved plain; a block that is not is
cut into small pieces, so that one odd line costs a piece and not the file. Both count the same rows.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

import pyarrow as pa

from lineholder.ingest import encoding as encodings
from lineholder.ingest import plain, strict
from lineholder.ingest.facts import find_facts
from lineholder.ingest.format import Format, StringBatch
from lineholder.ingest.layout import Layout, Misfit, find
from lineholder.ingest.parsed import Parsed, raw_names, rejected_table, sift, tidied
from lineholder.ingest.places import BlockText
from lineholder.ingest.proof import count_lines
from lineholder.model.errors import Damaged, Refused, Unrecognised
from lineholder.model.profile import Profile
from lineholder.model.progress import Progress, silent

HEAD = 64 << 10
PIECE = 1 << 20


class DelimitedReading:
    """A file under way. `notes` gain what a person should know; they are complete at the end."""

    def __init__(
        self, stream: BinaryIO, profile: Profile, name: str, zone: str | None, progress: Progress
    ) -> None:
        self._stream, self._profile, self._progress = stream, profile, progress
        self._size = stream.seek(0, 2)
        self._encoding = encodings.detect(stream)
        self._layout = self._find(name)
        self.notes = [self._encoding.note] if self._encoding.note else []
        unused = [own for own in self._layout.unused() if own]
        if unused:
            self.notes.append(f"Columns that no record takes anything from: {', '.join(unused)}.")
        self._name = name
        first = next(self._tables(), None)
        self.facts = find_facts(profile, self._layout, name, self._encoding.name, zone, first)

    def _find(self, name: str) -> Layout:
        self._stream.seek(0)
        found = find(encodings.head_lines(self._stream.read(HEAD)), self._profile)
        if isinstance(found, Misfit):
            raise Unrecognised(
                f"{name} does not fit profile {self._profile.name!r}: {found.why}. Choose another "
                f"profile, or write one as docs/formats/profiles.md shows."
            )
        return found

    def __iter__(self) -> Iterator[StringBatch]:
        """Batches in the order of the file; refused at the end where there was no row of data."""
        seen = False
        for parsed, block, first_row, rows in self._parsed(encodings.BLOCK, self._progress):
            batch = self._batch(parsed, block, first_row, rows)
            seen = seen or batch.structural < batch.rows
            yield batch
        if not seen:
            raise Refused(
                f"{self._name} holds a header and no row of data. If the return is empty, record that; "
                f"if not, ask the sender for the whole file."
            )

    def _tables(self) -> Iterator[pa.Table]:
        for parsed, *_ in self._parsed(PIECE, silent):
            kept, _ = sift(parsed.raw, self._layout, self._profile.structural)
            if kept.num_rows:
                yield tidied(_canonical(kept, self._layout), b"\t", self._layout.delimiter)

    def _batch(self, parsed: Parsed, block: bytes, first_row: int, rows: int) -> StringBatch:
        kept, dropped = sift(parsed.raw, self._layout, self._profile.structural)
        structural = parsed.structural + dropped
        rejected = rejected_table(parsed.rejected)
        if kept.num_rows + rejected.num_rows + structural != rows:
            raise Damaged(
                f"Rows {first_row} to {first_row + rows} of {self._name}: {rows} counted, but "
                f"{kept.num_rows} read + {rejected.num_rows} rejected + {structural} structural. "
                f"Nothing was kept; please report this file's layout."
            )
        text = BlockText(block, first_row, parsed.spans)
        table = tidied(_canonical(kept, self._layout), block, self._layout.delimiter)
        return StringBatch(table, rejected, structural, rows, self.facts, text)

    def _parsed(self, size: int, progress: Progress) -> Iterator[tuple[Parsed, bytes, int, int]]:
        """(what was read, its bytes, its first row, rows counted apart from the readers)."""
        skip, first_row, pending = self._layout.skip, 1, b""
        for block, last in encodings.blocks(self._stream, self._encoding, size):
            head, data = _cut_head(pending + block, skip)
            above = count_lines(head)
            skip -= above
            parsed = self._parse(data, first_row + above, last=last)
            pending, data = data[parsed.consumed :], data[: parsed.consumed]
            lines = above + count_lines(data)
            rows = lines - sum(span - 1 for span in parsed.spans.values())
            yield (
                replace(parsed, structural=parsed.structural + above),
                head + data,
                first_row,
                rows,
            )
            first_row += lines
            progress(min(self._stream.tell(), self._size), self._size)

    def _parse(self, data: bytes, first_row: int, *, last: bool) -> Parsed:
        whole = plain.parse(data, first_row, self._layout) if data else None
        if whole is not None:
            return whole
        parts: list[Parsed] = []
        at, pending_end = 0, 0
        while at < len(data) or not parts:
            end = data.find(b"\n", max(at + PIECE, pending_end)) + 1 or len(data)
            piece, final = data[at:end], last and end == len(data)
            row = first_row + sum(_lines_of(p) for p in parts)
            part = plain.parse(piece, row, self._layout) or strict.parse(
                piece, row, self._layout, self._profile.structural, last=final
            )
            parts.append(part)
            at += part.consumed
            pending_end = end
            if end == len(data):
                break
        return _joined(parts, self._layout)


def _lines_of(part: Parsed) -> int:
    """Physical lines that a part used."""
    records = part.raw.num_rows + part.structural + len(part.rejected)
    return records + sum(span - 1 for span in part.spans.values())


def _joined(parts: list[Parsed], layout: Layout) -> Parsed:
    if len(parts) == 1:
        return parts[0]
    spans: dict[int, int] = {}
    for part in parts:
        spans |= part.spans
    return Parsed(
        pa.concat_tables([part.raw for part in parts]).select([*raw_names(layout.width), "row"]),
        sum(part.structural for part in parts),
        sum(part.consumed for part in parts),
        [rejected for part in parts for rejected in part.rejected],
        spans,
    )


def _cut_head(data: bytes, lines: int) -> tuple[bytes, bytes]:
    at = 0
    for _ in range(lines):
        at = data.find(b"\n", at) + 1
        if not at:
            return data, b""
    return data[:at], data[at:]


def _canonical(raw: pa.Table, layout: Layout) -> pa.Table:
    names = {f"c{i}": name for i, name in enumerate(layout.columns) if name is not None}
    return raw.select([*names, "row"]).rename_columns([*names.values(), "row"])


def sniff(head: bytes, name: str) -> bool:
    """Whether the head is text: no container's magic number, and line ends that are found."""
    magic = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"SQLite format 3", b"\x1f\x8b")
    return not head.startswith(magic) and not name.lower().endswith((".xml", ".json"))


def read(
    stream: BinaryIO,
    profile: Profile,
    name: str,
    *,
    zone: str | None = None,
    progress: Progress = silent,
) -> DelimitedReading:
    """The file under way, with its facts found; refused here where no row can be read rightly."""
    return DelimitedReading(stream, profile, name, zone, progress)


FORMAT = Format("delimited text", sniff, read)

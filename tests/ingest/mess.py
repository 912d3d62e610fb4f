"""Messy returns with a known answer: seed in, bytes and the fate of every row out.

Mixes what reliability catalogues call M1-M5, M7-M9, M12, M17, M21, M23, M24 and M29: lossy and odd
writings of numbers, withheld parties, open and missing hours, preambles, repeated headers, footers,
duplicates, encodings, delimiters, broken quotes, ragged rows, NUL bytes, invisible marks.
"""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1252")
MARKS = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
REQUIRED = ("start", "subject", "direction", "other_party", "type")
OPTIONAL = ("duration_s", "cell_id", "imei", "imsi", "text")
RECORDED, STRUCTURAL = "recorded", "structural"


@dataclass(frozen=True)
class Fate:
    """What must become of the record that starts on a row: recorded, structural or reason codes."""

    row: int
    outcome: tuple[str, ...]
    number: str | None = None
    kind: str | None = None


@dataclass
class Mess:
    seed: int
    data: bytes
    zone: str | None
    fates: list[Fate] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return len(self.fates)


class _Writer:
    def __init__(self, rng: np.random.Generator, seed: int) -> None:
        self.rng = rng
        self.seed = seed
        self.encoding = str(rng.choice(ENCODINGS))
        self.delimiter = str(rng.choice([",", ";", "\t", "|"]))
        self.end = str(rng.choice(["\n", "\r\n"]))
        self.quoting = str(rng.choice(["needed", "all", "some"]))
        self.local = bool(rng.random() < 0.3)
        optional = [name for name in OPTIONAL if rng.random() < 0.7]
        self.columns = [str(c) for c in rng.permutation([*REQUIRED, *optional])]
        self.parts: list[bytes] = []
        self.fates: list[Fate] = []
        self.line = 1

    def encode(self, text: str) -> bytes:
        name = "utf-8" if self.encoding == "utf-8-sig" else self.encoding
        return text.encode(name)

    def put(self, text: str | bytes, fate: Fate | None, lines: int = 1) -> None:
        self.parts.append(self.encode(text) if isinstance(text, str) else text)
        self.parts.append(self.encode(self.end))
        self.fates.append(fate or Fate(self.line, (STRUCTURAL,)))
        self.line += lines

    def quote(self, value: str) -> str:
        needed = any(c in value for c in (self.delimiter, '"', "\n", "\r"))
        wanted = self.quoting == "all" or (self.quoting == "some" and self.rng.random() < 0.3)
        return '"' + value.replace('"', '""') + '"' if needed or wanted else value

    def row(self, values: dict[str, str]) -> str:
        return self.delimiter.join(self.quote(values.get(name, "")) for name in self.columns)


def messy_file(seed: int) -> Mess:
    """A file of 1 to 60 records, every one of which has a known fate."""
    rng = np.random.default_rng(seed)
    writer = _Writer(rng, seed)
    _head(writer)
    faults = float(rng.choice([0.0, 0.05, 0.3]))
    _good(writer)  # at least one row to tell the zone and the subject by
    for _ in range(int(rng.integers(1, 60))):
        draw = rng.random()
        if draw < faults:
            FAULTS[int(rng.integers(len(FAULTS)))](writer)
        elif draw < faults + 0.05:
            ODDITIES[int(rng.integers(len(ODDITIES)))](writer)
        else:
            _good(writer)
    if rng.random() < 0.3:
        writer.put(str(rng.choice(["Total: 12", "total", "# end of data", "End of report"])), None)
    data = b"".join(writer.parts)
    if rng.random() < 0.3 and writer.parts[-2]:  # an empty last line without its end is no line
        data = data[: -len(writer.encode(writer.end))]
    mark = b"\xef\xbb\xbf" if writer.encoding == "utf-8-sig" else MARKS.get(writer.encoding, b"")
    return Mess(seed, mark + data, "Europe/London" if writer.local else None, writer.fates)


def _head(writer: _Writer) -> None:
    if writer.rng.random() < 0.1:
        writer.put(f"sep={writer.delimiter}", None)
    if writer.rng.random() < 0.3 or writer.encoding in ("utf-8", "cp1252"):
        writer.put("Case: Café Fern", None)  # shows valid UTF-8, or bytes that are not
        writer.put("", None)
    writer.header = writer.row({name: name for name in writer.columns})
    writer.put(writer.header, None)


def _number(writer: _Writer) -> tuple[str, str]:
    """A writing of a number and its E.164 form."""
    rng = writer.rng
    tail = f"{int(rng.integers(0, 1000)):03d}"
    n = "7700900" + tail
    ways = [
        f"+44{n}", f"0{n}", f"44{n}", f"0044{n}", f"00440{n}", f"044{n}", n,
        f"+44 (0){n[:4]} {n[4:]}", f"44 {n}", f"0{n[:4]}-{n[4:7]}-{n[7:]}",
        f"0{n[:4]}\u00a0{n[4:]}", f" 0{n} ", f"+440{n}",
    ]  # fmt: skip
    if writer.encoding != "cp1252":
        arabic = "".join(chr(0x660 + int(d)) for d in "0" + n)
        ways += [f"\u202a+44{n}\u202c", arabic, f"\u200e0{n}"]
    if rng.random() < 0.1:
        return "+15555550" + tail, "+15555550" + tail
    return str(ways[int(rng.integers(len(ways)))]), f"+44{n}"


def _time(writer: _Writer) -> str:
    rng = writer.rng
    day = f"2025-{int(rng.integers(4, 9)):02d}-{int(rng.integers(1, 29)):02d}"
    clock = f"{int(rng.integers(0, 24)):02d}:{int(rng.integers(0, 60)):02d}:{int(rng.integers(0, 60)):02d}"
    zone = "" if writer.local else str(rng.choice(["Z", "+01:00", "+0000", "-05:30"]))
    return f"{day}{rng.choice(['T', ' '])}{clock}{rng.choice(['', '', '.250'])}{zone}"


def _values(writer: _Writer) -> tuple[dict[str, str], Fate]:
    rng = writer.rng
    kind = str(rng.choice(["call", "SMS", "data", "Voice", "text"]))
    raw, number = _number(writer)
    fate = Fate(writer.line, (RECORDED,), number, "number")
    if kind == "data":
        raw, fate = "", Fate(writer.line, (RECORDED,), None, "none")
    elif rng.random() < 0.15:
        raw, party = NO_NUMBERS[int(rng.integers(len(NO_NUMBERS)))]
        fate = Fate(writer.line, (RECORDED,), None, party)
    values = {
        "start": _time(writer),
        "subject": _number(writer)[0],
        "direction": str(rng.choice(["in", "OUT", "out"])),
        "other_party": raw,
        "type": kind,
        "duration_s": str(rng.choice(["", "0", "61", "0060", "12.0"])),
        "cell_id": str(rng.choice(["", "1E10", "234-10-5-77", "12E4"])),
        "imei": str(rng.choice(["", "350000000000852", "35-209900-176148-1", "unknown"])),
        "imsi": str(rng.choice(["", "234100000000001"])),
        "text": str(rng.choice(["", "ok", "2 for 1, call me", 'he said "yes"', "Total"])),
    }
    return values, fate


NO_NUMBERS = (
    ("withheld", "withheld"), ("Anonymous", "withheld"), ("0", "withheld"), ("", "withheld"),
    ("UNKNOWN", "withheld"), ("Amazon", "sender"), ("62226", "short_code"), ("121", "voicemail"),
    ("Voicemail", "voicemail"),
)  # fmt: skip


def _good(writer: _Writer) -> None:
    values, fate = _values(writer)
    copies = 2 if writer.rng.random() < 0.05 else 1  # two texts in one second are two texts
    for _ in range(copies):
        writer.put(writer.row(values), Fate(writer.line, fate.outcome, fate.number, fate.kind))


def _blank(writer: _Writer) -> None:
    writer.put(
        str(writer.rng.choice(["", "  ", writer.delimiter * (len(writer.columns) - 1)])), None
    )


def _repeated_header(writer: _Writer) -> None:
    writer.put(writer.header, None)


def _two_lines(writer: _Writer) -> None:
    values, fate = _values(writer)
    if "text" not in writer.columns:
        writer.put(writer.row(values), fate)
        return
    values["text"] = "first line" + writer.end + "second line"
    writer.put(writer.row(values), fate, lines=2)


def _open_hour(writer: _Writer) -> None:
    values, fate = _values(writer)
    values["start"] = "2025-10-26T01:30:00" + ("" if writer.local else "+00:00")
    writer.put(writer.row(values), fate)


def _bad_value(name: str, value: str, reason: str, **more: str):
    def put(writer: _Writer) -> None:
        values, _ = _values(writer)
        values |= {"type": "call", "other_party": "07700900123", name: value, **more}
        good = name not in writer.columns
        writer.put(
            writer.row(values),
            Fate(writer.line, (RECORDED,), "+447700900123", "number") if good
            else Fate(writer.line, (reason,)),
        )  # fmt: skip

    return put


def _missing_hour(writer: _Writer) -> None:
    values, fate = _values(writer)
    values["start"] = "2025-03-30T01:30:00" + ("" if writer.local else "Z")
    held = Fate(writer.line, ("NONEXISTENT_LOCAL",))
    writer.put(writer.row(values), held if writer.local else fate)


def _no_zone(writer: _Writer) -> None:
    values, fate = _values(writer)
    values["start"] = "2025-06-01T10:00:00"
    writer.put(writer.row(values), fate if writer.local else Fate(writer.line, ("NO_ZONE",)))


def _ragged(writer: _Writer) -> None:
    text = writer.row(_values(writer)[0])
    short = writer.delimiter.join(["2025-06-01T10:00:00Z", "07700900001", "in"])
    text = text + writer.delimiter if writer.rng.random() < 0.5 else short
    writer.put(text, Fate(writer.line, ("RAGGED",)))


def _broken_quote(writer: _Writer) -> None:
    values = _values(writer)[0]
    fields = [values.get(name, "").replace('"', "") for name in writer.columns]
    at = int(writer.rng.integers(len(fields)))
    fields[at] = str(writer.rng.choice(['"' + fields[at], '"', '"x"y']))
    fields = [f if i == at or writer.delimiter not in f else "ok" for i, f in enumerate(fields)]
    fate = Fate(writer.line, ("UNCLOSED_QUOTE", "STRAY_QUOTE"))
    writer.put(writer.delimiter.join(fields), fate)


def _nul(writer: _Writer) -> None:
    text = writer.row(_values(writer)[0])
    writer.put(text + "\0", Fate(writer.line, ("NUL_BYTE",)))


def _bare_return(writer: _Writer) -> None:
    values = _values(writer)[0]
    fields = [values.get(name, "").replace('"', "").strip() for name in writer.columns]
    fields = ["ok" if writer.delimiter in f else f for f in fields]
    fields[0] = "a\rb"
    writer.put(writer.delimiter.join(fields), Fate(writer.line, ("STRAY_CARRIAGE_RETURN",)))


def _undecodable(writer: _Writer) -> None:
    text = writer.encode(writer.row(_values(writer)[0]).replace("\u00a0", " "))
    bad = {
        "utf-16-le": b"\x00\xd8", "utf-16-be": b"\xd8\x00", "cp1252": b"\x81",
    }.get(writer.encoding, b"\xff")  # fmt: skip
    writer.put(text + bad, Fate(writer.line, ("UNDECODABLE",)))


def _long_field(writer: _Writer) -> None:
    values = _values(writer)[0]
    values["direction"] = "x" * 140_000
    writer.put(writer.row(values), Fate(writer.line, ("FIELD_TOO_LONG",)))


ODDITIES = (_blank, _repeated_header, _two_lines, _open_hour)
FAULTS = (
    _bad_value("start", "2025-13-01T10:00:00Z", "BAD_TIME"),
    _bad_value("start", "01/02/2025 10:00", "BAD_TIME"),
    _bad_value("start", "2025-02-30T10:00:00Z", "BAD_TIME"),
    _bad_value("start", "", "MISSING_TIME"),
    _bad_value("start", "1889-01-01T10:00:00Z", "TIME_OUT_OF_RANGE"),
    _bad_value("subject", "", "MISSING_SUBJECT"),
    _bad_value("subject", "Ferry Boat", "BAD_SUBJECT"),
    _bad_value("subject", "4.477E+11", "SCI_NOTATION_LOSSY"),
    _bad_value("other_party", "4.477009E+11", "SCI_NOTATION_LOSSY"),
    _bad_value("other_party", "12345678901234567890", "BAD_NUMBER"),
    _bad_value("type", "carrier pigeon", "BAD_KIND"),
    _bad_value("type", "", "BAD_KIND"),
    _bad_value("direction", "sideways", "BAD_DIRECTION"),
    _bad_value("direction", "", "BAD_DIRECTION"),
    _bad_value("duration_s", "-5", "NEGATIVE_DURATION"),
    _bad_value("duration_s", "1 min", "BAD_DURATION"),
    _bad_value("duration_s", "999999999", "DURATION_OUT_OF_RANGE"),
    _bad_value("imei", "3.52099E+14", "SCI_NOTATION_LOSSY"),
    _missing_hour, _no_zone, _ragged, _broken_quote, _broken_quote, _nul, _bare_return,
    _undecodable, _long_field,
)  # fmt: skip


def faults_found(mess: Mess, whole) -> list[str]:
    """What differs between the fates and the ingest, as sentences; empty when all is as it must be."""
    said = []
    if whole.rows != mess.rows:
        said.append(f"{whole.rows} rows counted, {mess.rows} written")
    held = {r["row"]: r["reason"] for r in whole.quarantine.to_pylist()}
    kept = {r["row"]: r for r in whole.records.to_pylist()}
    for fate in mess.fates:
        found = held.get(fate.row) or (RECORDED if fate.row in kept else STRUCTURAL)
        if found not in fate.outcome:
            said.append(f"row {fate.row}: {found}, expected {' or '.join(fate.outcome)}")
        elif found == RECORDED:
            record = kept[fate.row]
            if (record["other_party"], record["other_kind"]) != (fate.number, fate.kind):
                said.append(f"row {fate.row}: {record['other_party']}, expected {fate.number}")
    tally = Counter(outcome for fate in mess.fates for outcome in fate.outcome[:1])
    if whole.structural != tally[STRUCTURAL]:
        said.append(f"{whole.structural} structural, {tally[STRUCTURAL]} written")
    return said

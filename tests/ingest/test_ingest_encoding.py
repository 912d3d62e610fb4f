"""Which rule reads the bytes, and that the rule is said."""

from io import BytesIO

import pytest
from ingest_whole import take_in

from lineholder.ingest.encoding import blocks, detect

HEADER = "start,subject,direction,other_party,type,text\n"
ROW = "2025-06-01T10:00:00Z,07700900001,in,07700900002,sms,{}\n"


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_unicode_files_give_the_same_records(name, end):
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(name, b"")
    text = (HEADER + ROW.format("naïve £5 ☕")).replace("\n", end)
    whole = take_in(mark + text.encode(name))
    assert whole.records["text"].to_pylist() == ["naïve £5 ☕"]
    assert whole.notes == []


def test_bytes_that_are_never_utf8_are_windows_1252_and_say_so():
    whole = take_in((HEADER + ROW.format("£5 café “now”")).encode("cp1252"))
    assert whole.records["text"].to_pylist() == ["£5 café “now”"]
    assert "Windows-1252" in whole.notes[0]
    assert whole.facts.encoding == "cp1252"


def test_a_byte_that_windows_1252_leaves_undefined_quarantines_its_row():
    data = (HEADER + ROW.format("café")).encode("cp1252")
    whole = take_in(data + ROW.format("x").encode().replace(b"x", b"\x81"))
    assert whole.held_back() == [(3, None, "UNDECODABLE")]


def test_utf8_with_one_damaged_row_stays_utf8():
    data = (HEADER + ROW.format("café")).encode() + ROW.format("x").encode().replace(b"x", b"\xe9")
    whole = take_in(data)
    assert whole.facts.encoding == "utf-8"
    assert whole.held_back() == [(3, None, "UNDECODABLE")]
    assert whole.records["text"].to_pylist() == ["café"]


def test_carriage_returns_alone_end_rows_where_there_is_no_line_feed():
    whole = take_in((HEADER + ROW.format("a") + ROW.format("b")).replace("\n", "\r"))
    assert whole.rows_of("row", "text") == [(2, "a"), (3, "b")]


def test_a_truncated_utf16_file_keeps_its_whole_rows():
    text = HEADER + ROW.format("a") + ROW.format("b")
    whole = take_in(b"\xff\xfe" + text.encode("utf-16-le") + b"x")
    assert whole.records.num_rows == 2
    assert whole.held_back() == [(4, None, "UNDECODABLE")]


def test_a_file_cut_within_a_character_keeps_its_whole_rows():
    data = (HEADER + ROW.format("é")).encode() + "2025,é".encode()[:-1]
    assert take_in(data).held_back() == [(3, None, "UNDECODABLE")]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize("name", ["utf-8", "cp1252", "utf-16"])
def test_blocks_put_together_are_the_file_whatever_their_size(size, name):
    text = "né,1\nb,£\n\nlast"
    stream = BytesIO(text.encode(name))
    pieces = list(blocks(stream, detect(stream), size))
    assert b"".join(piece for piece, _ in pieces).decode() == text
    assert [last for _, last in pieces] == [False] * (len(pieces) - 1) + [True]
    assert all(piece.endswith(b"\n") for piece, _ in pieces[:-1])

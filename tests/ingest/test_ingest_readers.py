"""The plain and the strict reader: one law, the same rows."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest_whole import take_in

from lineholder import ingest
from lineholder.ingest import plain, strict
from lineholder.ingest.layout import Layout
from lineholder.ingest.proof import count_lines, is_plain, is_tidy
from lineholder.model.errors import Refused

HEADER = "start,subject,direction,other_party,type,text\n"
GOOD = "2025-06-01T10:00:00Z,07700900001,out,07700900002,call,\n"
THREE = Layout(("a", "b", "c"), ("a", "b", "c"), 1, ",")

fields = st.text(
    st.characters(exclude_characters='",\r\n\0', exclude_categories=["Cs"]), max_size=6
)


def both(block: bytes, layout: Layout = THREE):
    fast = plain.parse(block, 1, layout)
    slow = strict.parse(block, 1, layout, (), last=True)
    return fast, slow


@given(st.lists(st.tuples(fields, fields, fields), min_size=1, max_size=30), st.booleans())
@settings(max_examples=200, deadline=None)
def test_both_readers_agree_row_by_row_on_plain_blocks(rows, windows):
    end = "\r\n" if windows else "\n"
    block = "".join(",".join(row) + end for row in rows).encode()
    fast, slow = both(block)
    if block.startswith(b"\xef\xbb\xbf"):
        assert fast is None
        return
    assert fast is not None
    assert fast.raw.to_pylist() == slow.raw.to_pylist()
    assert [tuple(r[f"c{i}"] for i in range(3)) for r in fast.raw.to_pylist()] == rows
    assert not slow.rejected


@given(st.binary(max_size=200))
@settings(max_examples=400, deadline=None)
def test_any_bytes_are_counted_out_whole(block):
    """Whatever the bytes, rows read + rejected + blank = lines - continuation lines."""
    found = strict.parse(block, 1, THREE, (), last=True)
    inside = sum(span - 1 for span in found.spans.values())
    assert found.consumed == len(block)
    assert (
        found.raw.num_rows + len(found.rejected) + found.structural == count_lines(block) - inside
    )


@pytest.mark.parametrize(
    ("block", "yes"),
    [
        (b"a,b,c\n", True),
        (b"a,b,c", True),
        (b"a,b,c\r\n", True),
        (b"a,b\n", False),
        (b"a,b,c,d\na,b\n", True),  # the share is right on average: the reader refuses the lines
        (b'a,"b",c\n', False),
        (b"a,b\0,c\n", False),
        (b"a,b\r,c\n", False),
        (b"a,\xff,c\n", False),
        (b"a,b,c\n\n", False),
        (b"\xef\xbb\xbfa,b,c\n", False),
        (b"x" * 140_000 + b",b,c\n", False),
    ],
)
def test_what_is_proved_plain(block, yes):
    assert is_plain(block, ",", 3) is yes


def test_a_block_that_is_ragged_but_right_on_average_goes_to_the_strict_reader():
    assert plain.parse(b"a,b,c,d\na,b\n", 1, THREE) is None


@pytest.mark.parametrize(
    ("block", "yes"),
    [
        (b"a,b c,d\n", True),
        (b"a, b,c\n", False),
        (b"a,b ,c\n", False),
        (b" a,b,c\n", False),
        (b"a,b,c \n", False),
        (b"a,b,c \r\n", False),
        (b"a,b,c\n x,y,z\n", False),
        (b"a,b,c ", False),
        (b"a,\tb,c\n", False),
        (b'"a ",b,c\n', False),
        ("a,\u00a0b,c\n".encode(), False),
    ],
)
def test_which_blocks_have_no_blanks_to_take_off(block, yes):
    assert is_tidy(block, ",") is yes


def test_an_unclosed_quote_costs_its_own_line_only():
    bad = '2025-06-01T10:00:00Z,07700900001,out,"07700900002,call,\n'
    whole = take_in(HEADER + GOOD + bad + GOOD * 3)
    assert whole.held_back() == [(3, None, "UNCLOSED_QUOTE")]
    assert whole.quarantine["text"].to_pylist() == [bad.rstrip("\n")]
    assert whole.records["row"].to_pylist() == [2, 4, 5, 6]


def test_two_unclosed_quotes_in_the_same_column_do_not_swallow_each_other():
    bad = GOOD.rstrip("\n") + '"\n'
    for between in ("", GOOD, GOOD * 3):
        whole = take_in(HEADER + GOOD + bad + between + bad + GOOD)
        assert whole.quarantine.num_rows == 2
        assert whole.records.num_rows == 2 + between.count("\n")


def test_a_quoted_field_over_three_lines_is_one_record_at_its_first_line():
    long = '2025-06-01T10:00:00Z,07700900001,in,07700900002,sms,"one, two\nthree\nfour"\n'
    whole = take_in(HEADER + GOOD + long + GOOD)
    assert whole.rows_of("row", "text")[1] == (3, "one, two\nthree\nfour")
    assert whole.records["row"].to_pylist() == [2, 3, 6]
    assert whole.rows == 4


def test_a_quote_left_open_at_the_very_end_is_quarantined():
    whole = take_in(HEADER + GOOD + '2025-06-01T10:00:00Z,"07700900001')
    assert whole.held_back() == [(3, None, "UNCLOSED_QUOTE")]


def test_a_quote_open_over_a_hundred_lines_is_no_record():
    short = HEADER + GOOD + GOOD.rstrip("\n") + '"' + "x\n" * 99 + '"\n' + GOOD
    kept = take_in(short)
    assert kept.records.num_rows == 3
    over = take_in(short.replace("x\n", "x\nx\n", 1))
    assert over.records.num_rows == 2
    assert over.quarantine["reason"].to_pylist()[0] == "UNCLOSED_QUOTE"


def test_lines_that_cannot_be_read_are_shown_with_their_bytes():
    data = (HEADER + GOOD).encode() + "Café,,,,,\n".encode() + b"x\xff,,,,,\n"
    whole = take_in(data)
    assert whole.held_back()[-1] == (4, None, "UNDECODABLE")
    assert whole.quarantine["text"].to_pylist()[-1] == r"x\xff,,,,,"


def test_blank_rows_repeated_headers_and_footers_are_structure():
    whole = take_in(HEADER + GOOD + "\n" + ",,,,,\n" + HEADER + GOOD + "Total,2,,,,\nTotal: 2\n")
    assert (whole.records.num_rows, whole.quarantine.num_rows) == (2, 0)
    assert (whole.structural, whole.rows) == (6, 8)


def test_a_filled_row_is_data_whatever_its_first_field_says():
    header = "text,start,subject,direction,other_party,type\n"
    whole = take_in(header + "Total,2025-06-01T10:00:00Z,07700900001,out,07700900002,sms\n")
    assert whole.records["text"].to_pylist() == ["Total"]
    ragged = take_in(
        header + "ok,2025-06-01T10:00:00Z,07700900001,out,07700900002,sms\nTotal,a,b\n"
    )
    assert ragged.held_back() == [(3, None, "RAGGED")]


def test_one_odd_line_costs_a_piece_and_not_the_file(monkeypatch):
    """The strict reader sees the piece with the odd line; the plain one sees the rest."""
    from lineholder.ingest.formats import delimited

    seen = []
    real = strict.parse

    def watched(block, *args, **kw):
        seen.append(len(block))
        return real(block, *args, **kw)

    monkeypatch.setattr(delimited, "PIECE", 2000)
    monkeypatch.setattr(delimited.strict, "parse", watched)
    whole = take_in(HEADER + GOOD * 300 + "odd\n" + GOOD * 300)
    assert whole.records.num_rows == 600
    assert 0 < sum(seen) < 6000  # of 33,000 bytes, read twice at most


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (HEADER.encode(), "a header and no row"),
        ((HEADER + "\n\n").encode(), "a header and no row"),
        (b"\n\n", "not a text file with rows"),
        (b"PK\x03\x04....", "not a text file"),
        (b"start,subject\n1,2\n", "direction"),
    ],
)
def test_files_without_rows_are_refused_with_what_to_do(data, words):
    with pytest.raises(Refused, match=words):
        take_in(data)


def test_progress_is_told_in_bytes_and_reaches_the_end():
    data = (HEADER + GOOD * 50).encode()
    told = []
    found = ingest.recognise(data, "a.csv", ingest.shipped())
    reading = ingest.read(
        BytesIO(data), found, "a.csv", progress=lambda n, of: told.append((n, of))
    )
    assert sum(batch.rows for batch in reading) == 51
    assert told[-1] == (len(data), len(data))


def test_columns_that_nothing_reads_are_named_in_the_notes():
    whole = take_in(HEADER.replace(",text", ",text,tower colour") + GOOD.replace("\n", ",red\n"))
    assert any("tower colour" in note for note in whole.notes)

"""The text of rows, found again by their numbers."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest_whole import take_in
from mess import messy_file

from lineholder.ingest import texts

TEXT = 'a,b\n1,"two\nthree"\n\n4,é\n5,"open\n6,last'


def found(rows, data=None, **options):
    return texts(BytesIO(TEXT.encode() if data is None else data), rows, **options)


@pytest.mark.parametrize("size", [1, 3, 8, 1000])
def test_rows_come_back_whole_wherever_the_blocks_are_cut(size):
    assert found([1, 2, 4, 5, 6, 7, 99], size=size) == {
        1: "a,b", 2: '1,"two\nthree"', 4: "", 5: "4,é", 6: '5,"open', 7: "6,last",
    }  # fmt: skip


def test_no_rows_need_no_reading():
    assert found([]) == {}


def test_rows_of_an_empty_file_are_left_out():
    assert found([1], b"") == {}


def test_the_encoding_is_the_one_of_the_ingest():
    assert found([1], "£".encode("cp1252")) == {1: "£"}
    assert found([1], "£\n".encode("cp1252"), encoding="utf-8") == {1: r"\xa3"}
    assert found([2], "a\nné".encode("utf-16")) == {2: "né"}
    assert found([1], b"\xef\xbb\xbfa", encoding="utf-8") == {1: "a"}
    assert found([2], b"a\rb", encoding="utf-8") == {2: "b"}


def test_quarantined_text_is_what_stands_in_the_file():
    for seed in range(40):
        mess = messy_file(seed)
        whole = take_in(mess.data, zone=mess.zone)
        held = dict(
            zip(
                whole.quarantine["row"].to_pylist(),
                whole.quarantine["text"].to_pylist(),
                strict=True,
            )
        )
        again = texts(BytesIO(mess.data), held, whole.facts.encoding)
        alone = {row: text for row, text in again.items() if text.count('"') % 2 == 0}
        assert set(again) == set(held)
        assert all(held[row] == text for row, text in alone.items() if "\n" not in text), seed


@given(st.lists(st.text("ab,é", max_size=5), min_size=1, max_size=40), st.integers(1, 20))
@settings(max_examples=80, deadline=None)
def test_every_row_is_found_at_its_number(lines, size):
    data = "\n".join(lines).encode()
    wanted = range(1, len(lines) + 1)
    expected = dict(zip(wanted, lines, strict=True))
    if not lines[-1]:
        del expected[len(lines)]  # an empty last line is no line
    assert texts(BytesIO(data), wanted, "utf-8", size) == expected

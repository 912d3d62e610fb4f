"""Rows: whatever a figure counted opens to the very text of the file."""

from dataclasses import replace

import pytest
from desk import EXERCISE, HEADER, row

from lineholder.model.errors import Denied, NotFound, Refused
from lineholder.model.people import Actor, Role, Scope
from lineholder.pipeline import intake, lines, rows, search

A, B = "+447700900001", "+447700900002"
FIVE = [row(f"2025-03-0{day}T10:00:00Z", A, "out", B) for day in range(1, 6)]


def ingested(desk, data: bytes, name: str = "a.csv"):
    path = desk.files / name
    path.write_bytes(data)
    (one,) = intake.ingest(*desk.three, [path], EXERCISE).ingests
    return one


def ref(desk, text: str = A) -> str:
    return search.find(*desk.three, text)[0].ref


def test_every_reason_of_every_line_opens_to_the_text_of_the_file(desk):
    text = (desk.files / "observations.csv").read_text("utf-8").splitlines()
    for line in lines.find_lines(*desk.three).lines:
        for reason in line.reasons:
            shown = rows.rows(*desk.three, reason.ref, 0, 3)
            assert shown.rows
            assert [r.text for r in shown.rows] == [text[r.row - 1] for r in shown.rows]
            assert {r.source for r in shown.rows} == {desk.received.ingests[0].source.sha256}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_row_reads_as_written_in_whatever_encoding(empty, encoding):
    header = HEADER.replace("\n", ",text\n")
    line = "2025-03-01T10:00:00Z,+447700900001,out,+447700900002,sms,,,,Café für 5 €"
    ingested(empty, (header + line + "\n").encode(encoding))
    (shown,) = rows.rows(*empty.three, ref(empty)).rows
    assert (shown.row, shown.text) == (2, line)


def test_a_row_of_several_lines_is_named_by_its_first_and_shown_whole(empty):
    header = HEADER.replace("\n", ",text\n")
    first = '2025-03-01T10:00:00Z,+447700900001,out,+447700900002,sms,,,,"one\ntwo\n3"'
    after = "2025-03-01T11:00:00Z,+447700900001,out,+447700900002,sms,,,,four"
    ingested(empty, f"{header}{first}\n{after}\n".encode())
    shown = rows.rows(*empty.three, ref(empty)).rows
    assert [(r.row, r.text) for r in shown] == [(2, first), (5, after)]


def test_pages_follow_each_other_and_each_says_how_many_there_are(empty):
    ingested(empty, (HEADER + "".join(FIVE)).encode())
    pages = [rows.rows(*empty.three, ref(empty), at, 2) for at in (0, 2, 4)]
    assert [[r.row for r in page.rows] for page in pages] == [[2, 3], [4, 5], [6]]
    assert [page.total for page in pages] == [5, 5, 5]


def test_a_page_past_the_end_is_empty_and_still_says_how_many_there_are(empty):
    ingested(empty, (HEADER + "".join(FIVE)).encode())
    past = rows.rows(*empty.three, ref(empty), 5, 2)
    assert (past.rows, past.total) == ((), 5)


@pytest.mark.parametrize(("offset", "limit"), [(-1, 10), (0, 0), (0, -1)])
def test_a_page_that_cannot_be_is_refused(empty, offset, limit):
    ingested(empty, (HEADER + "".join(FIVE)).encode())
    with pytest.raises(Refused, match="page"):
        rows.rows(*empty.three, ref(empty), offset, limit)


def test_a_reference_opens_only_what_the_asking_scope_allows(empty):
    one = ingested(empty, (HEADER + FIVE[0]).encode(), "one.csv")
    ingested(empty, (HEADER + FIVE[1]).encode(), "two.csv")
    opened = ref(empty)
    assert rows.rows(*empty.three, opened).total == 2
    narrow = Scope("Max", "analysis", frozenset({one.source.sha256}))
    shown = rows.rows(empty.store, empty.actor, narrow, opened)
    assert [r.name for r in shown.rows] == ["one.csv"]
    assert shown.snapshot_changed


def test_an_unknown_reference_is_not_found(empty):
    with pytest.raises(NotFound, match="reference"):
        rows.rows(*empty.three, "aaaaaaaaaaaa")


def test_who_may_not_open_rows_gets_none(empty):
    ingested(empty, (HEADER + FIVE[0]).encode())
    opened = ref(empty)
    reader = replace(empty, actor=Actor(empty.actor.name, frozenset({Role.SAFEGUARDING})))
    with pytest.raises(Denied, match="may not open rows"):
        rows.rows(*reader.three, opened)

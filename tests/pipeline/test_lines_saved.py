"""The saved list: whose it is, on which records, and what an upgrade or a closed page leaves of it."""

import datetime as dt

import pytest
from desk import EXERCISE, HEADER, row

from lineholder.model.errors import NotFound
from lineholder.model.people import Scope
from lineholder.model.plain import to_plain
from lineholder.pipeline import intake, lines, rows
from lineholder.pipeline.loading import Options
from lineholder.storage.register import findings

A, B = "+447700900001", "+447700900002"


def put(desk, name: str, *at: str):
    path = desk.files / name
    path.write_text(HEADER + "".join(row(t, A, "out", B) for t in at), "utf-8")
    (one,) = intake.ingest(*desk.three, [path], EXERCISE).ingests
    return one


def test_before_the_first_search_there_is_no_list_and_nothing_is_stale(empty):
    put(empty, "a.csv", "2025-03-03T10:00:00Z")
    assert lines.lines_found(*empty.three) is None
    assert not lines.stale(*empty.three)


def test_who_is_limited_to_some_sources_does_not_read_a_list_found_on_others(empty):
    one = put(empty, "a.csv", "2025-03-03T10:00:00Z")
    put(empty, "b.csv", "2025-03-04T10:00:00Z")
    whole = lines.find_lines(*empty.three)
    limited = Scope(empty.scope.operation, empty.scope.purpose, frozenset({one.source.sha256}))
    assert lines.lines_found(empty.store, empty.actor, limited) is None
    own = lines.find_lines(empty.store, empty.actor, limited)
    assert own.snapshot != whole.snapshot
    assert lines.lines_found(empty.store, empty.actor, limited) == own
    assert lines.lines_found(*empty.three) == whole


def test_a_list_that_another_version_kept_in_another_shape_counts_as_none(empty):
    put(empty, "a.csv", "2025-03-03T10:00:00Z")
    found = lines.find_lines(*empty.three)
    older = {**to_plain(found), "a key of before": 1}
    findings.save(empty.store.register, "lines of workspace", "of another version", older, 9)
    assert lines.lines_found(*empty.three) is None
    assert not lines.stale(*empty.three)


def test_opening_a_seal_makes_the_list_stale(empty):
    put(empty, "a.csv", "2025-03-03T10:00:00Z")
    path = empty.files / "sealed.csv"
    path.write_text(HEADER + row("2025-03-05T10:00:00Z", B, "out", A), "utf-8")
    (sealed,) = intake.ingest(*empty.three, [path], Options()).ingests
    lines.find_lines(*empty.three)
    assert not lines.stale(*empty.three)
    intake.open_sealed(*empty.three, sealed.id, "URN/3 was granted")
    assert lines.stale(*empty.three)


@pytest.mark.parametrize("day", ["yesterday", "2025-02-30", "2025-03", "2025-03-03T10:00", ""])
def test_a_day_that_is_none_is_not_found_and_says_how_to_write_one(desk, day):
    first = lines.find_lines(*desk.three).lines[0]
    with pytest.raises(NotFound, match="YYYY-MM-DD"):
        lines.day_rows(*desk.three, first.line, day)


def test_a_day_before_any_record_opens_to_no_rows(desk):
    first = lines.find_lines(*desk.three).lines[0]
    ref = lines.day_rows(*desk.three, first.line, "1999-12-31")
    assert rows.rows(*desk.three, ref).total == 0


def test_the_mondays_and_the_hours_of_monday_open_the_same_rows_and_none_twice(desk):
    first = lines.find_lines(*desk.three).lines[0]
    detail = lines.line(*desk.three, first.line)

    def opened(ref: str) -> list[int]:
        return [r.row for r in rows.rows(*desk.three, ref, 0, 10**6).rows]

    mondays = [d.day for d in detail.activity if dt.date.fromisoformat(d.day).weekday() == 0]
    hours = [hour for hour in range(24) if detail.heat[0][hour]]
    by_day = [n for d in mondays for n in opened(lines.day_rows(*desk.three, first.line, d))]
    by_hour = [n for h in hours for n in opened(lines.hour_rows(*desk.three, first.line, 0, h))]
    assert by_day
    assert sorted(by_day) == sorted(set(by_day)) == sorted(by_hour)


def test_a_seal_outside_the_scope_is_not_found_and_stays(empty):
    one = put(empty, "a.csv", "2025-03-03T10:00:00Z")
    path = empty.files / "sealed.csv"
    path.write_text(HEADER + row("2025-03-05T10:00:00Z", B, "out", A), "utf-8")
    (sealed,) = intake.ingest(*empty.three, [path], Options()).ingests
    limited = Scope("Max", "analysis", frozenset({one.source.sha256}))
    with pytest.raises(NotFound, match="sealed"):
        intake.open_sealed(empty.store, empty.actor, limited, sealed.id, "curious")
    assert {day.number for day in intake.coverage(*empty.three)} == {A}

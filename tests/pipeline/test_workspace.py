"""Workspaces: made, opened, and what a scope sees of the records."""

import pytest
from desk import EXERCISE, HEADER, row

from lineholder.model.errors import NoData, Refused
from lineholder.model.people import Permission, Scope
from lineholder.model.question import Question
from lineholder.pipeline import intake, lines
from lineholder.pipeline.access import local_officer
from lineholder.pipeline.loading import Options
from lineholder.pipeline.workspace import create_store, open_store, opened_seals, records

A, B, C = "+447700900001", "+447700900002", "+447700900003"
SUBJECTS = Question("subjects", "SELECT DISTINCT subject FROM observations ORDER BY subject")


def seen(desk, scope: Scope | None = None) -> list[str]:
    with records(desk.store, scope or desk.scope) as asker:
        return asker.answer(SUBJECTS).table["subject"].to_pylist()


def put(desk, name: str, subject: str, options: Options = EXERCISE):
    path = desk.files / name
    path.write_text(HEADER + row("2025-03-03T10:00:00Z", subject, "out", B), "utf-8")
    (one,) = intake.ingest(*desk.three, [path], options).ingests
    return one


def test_a_fresh_workspace_has_one_officer_who_may_do_everything(tmp_path):
    store = create_store(tmp_path / "w", "PC Ray")
    officer = local_officer(store)
    assert officer.name == "PC Ray"
    assert all(officer.may(permission) for permission in Permission)
    store.close()
    again = open_store(tmp_path / "w")
    assert local_officer(again) == officer
    again.close()


def test_a_workspace_is_never_made_over_something_else(tmp_path):
    create_store(tmp_path / "w").close()
    with pytest.raises(Refused, match="found a workspace"):
        create_store(tmp_path / "w")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_bytes(b"")
    with pytest.raises(Refused, match="found cat"):
        create_store(tmp_path / "photos")
    assert [p.name for p in (tmp_path / "photos").iterdir()] == ["cat.jpg"]


def test_where_there_is_no_workspace_the_refusal_says_how_to_make_one(tmp_path):
    with pytest.raises(Refused, match="lineholder init"):
        open_store(tmp_path / "nothing")
    assert list(tmp_path.iterdir()) == []


def test_without_records_it_says_what_to_ingest(empty):
    with pytest.raises(NoData, match="lineholder ingest"), records(empty.store, empty.scope):
        pass
    cells = empty.files / "cells.csv"
    cells.write_text(
        "cell_id,latitude,longitude,azimuth,site_name\nC1,52.0,1.0,90,Moor\n", "utf-8"
    )
    intake.ingest(*empty.three, [cells], EXERCISE)
    with pytest.raises(NoData, match="only cell tables"), records(empty.store, empty.scope):
        pass


def test_a_scope_sees_its_sources_and_nothing_else(empty):
    one, two = put(empty, "one.csv", A), put(empty, "two.csv", C)
    first = frozenset({one.source.sha256})
    assert seen(empty) == [A, C]
    assert seen(empty, Scope("Max", "x", first)) == [A]
    assert seen(empty, Scope("Max", "x", first | {two.source.sha256})) == [A, C]
    nothing = Scope("Max", "x", frozenset())
    with pytest.raises(NoData), records(empty.store, nothing):
        pass


def test_sealed_records_are_seen_from_the_entry_on_that_opens_them(empty):
    put(empty, "one.csv", A)
    sealed = put(empty, "two.csv", C, Options())
    assert opened_seals(empty.store) == frozenset()
    assert seen(empty) == [A]
    intake.open_sealed(*empty.three, sealed.id, "URN/2 was granted")
    assert opened_seals(empty.store) == {sealed.id}
    assert seen(empty) == [A, C]


def test_a_county_that_was_sealed_gives_the_same_lines_once_it_is_opened(empty, desk):
    files = [desk.files / "observations.csv", desk.files / "cells.csv"]
    held = intake.ingest(*empty.three, files, Options()).ingests
    assert all(i.account.sealed == i.account.recorded > 0 for i in held)
    with pytest.raises(NoData, match="sealed"):
        lines.find_lines(*empty.three)
    for one in held:
        intake.open_sealed(*empty.three, one.id, "granted after all")

    def told(found):
        return [(c.line, c.score, c.numbers, c.market, c.customers) for c in found.lines]

    found = lines.find_lines(*empty.three)
    assert found.lines
    assert told(found) == told(lines.find_lines(*desk.three))

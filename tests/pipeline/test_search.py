"""Have we seen this before? In any writing, in any place where a record can name it."""

from dataclasses import replace

import pytest
from desk import EXERCISE, fresh

from lineholder.model.errors import Denied, Refused
from lineholder.model.people import Actor, Role, Scope
from lineholder.pipeline import intake, rows, search
from lineholder.pipeline.access import local_officer
from lineholder.pipeline.audit import audit_rows
from lineholder.pipeline.loading import Options

NUMBER, OTHER = "+447700900123", "+447700900456"
OBSERVATIONS = """\
start,subject,direction,other_party,type,duration_s,cell_id,imei,imsi,text
2025-03-03T10:00:00Z,07700900123,out,07700900456,call,20,C1,352099001761481,234150000000001,
2025-03-03T11:00:00Z,+447700900123,in,447700900456,sms,,C2,352099001761481,234150000000001,Ring me at 50% off
2025-03-04T11:00:00Z,+447700900123,in,PizzaNow,sms,,C2,352099001761481,234150000000001,Two for one
2025-03-05T11:00:00Z,+447700900456,out,+447700900123,call,9,C1,490154203237518,234150000000002,
"""
CELLS = """\
cell_id,latitude,longitude,azimuth,site_name
C1,52.1,1.1,90,Castlemoor Central
C2,52.2,1.2,180,Castlemoor East
"""
SEALED = OBSERVATIONS.replace("0900123", "0900789").replace("PizzaNow", "BurgerNow")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    made = fresh(tmp_path_factory.mktemp("search"))
    paths = [made.files / name for name in ("observations.csv", "cells.csv")]
    for path, text in zip(paths, (OBSERVATIONS, CELLS), strict=True):
        path.write_text(text, "utf-8")
    done = intake.ingest(*made.three, paths, EXERCISE)
    yield replace(made, received=done)
    made.store.close()


def hits(desk, text: str, scope: Scope | None = None) -> set[tuple[str, str, int]]:
    found = search.find(desk.store, desk.actor, scope or desk.scope, text)
    return {(h.kind, h.value, h.count) for h in found}


@pytest.mark.parametrize(
    "written",
    [
        "07700 900123",
        "07700900123",
        "+44 (0)7700-900123",
        "+44 7700 900 123",
        "0044 7700 900123",
        "447700900123",
        "  +447700900123\n",
    ],
)
def test_a_number_is_known_in_any_writing(files, written):
    assert hits(files, written) == {("number", NUMBER, 3), ("number", NUMBER, 1)}


@pytest.mark.parametrize(
    "written",
    ["352099001761481", "35209900176148", "3520990017614823", "35-209900-176148-1"],
)
def test_a_handset_is_known_with_and_without_its_check_digit(files, written):
    assert hits(files, written) == {("handset", "35209900176148", 3)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("234150000000002", {("sim", "234150000000002", 1)}),
        ("C1", {("cell", "C1", 2)}),
        ("PizzaNow", {("sender", "PizzaNow", 1)}),
        ("RING ME", {("word", "RING ME", 1)}),
        ("castlemoor", {("site", "Castlemoor Central", 1), ("site", "Castlemoor East", 1)}),
        ("Moor E", {("site", "Castlemoor East", 1)}),
    ],
)
def test_sims_cells_senders_words_and_sites_are_known(files, text, found):
    assert hits(files, text) == found


@pytest.mark.parametrize("text", ["5%o", "__", "' OR 1=1 --", "$value", "C3", "+447700900000"])
def test_signs_that_mean_something_to_a_database_mean_nothing_here(files, text):
    assert hits(files, text) == set()


def test_a_hit_says_when_and_how_often_and_the_most_frequent_stands_first(files):
    found = search.find(*files.three, NUMBER)
    assert [h.count for h in found] == [3, 1]
    assert (found[0].first_s, found[0].last_s) == (1740996000, 1741086000)
    assert found[0].where == "as the subject of a return, 1 source"


@pytest.mark.parametrize("text", [NUMBER, "C1", "PizzaNow", "Ring", "Castlemoor East"])
def test_every_hit_opens_to_its_rows_as_they_stand(files, text):
    known = [*OBSERVATIONS.splitlines(), *CELLS.splitlines()]
    for hit in search.find(*files.three, text):
        shown = rows.rows(*files.three, hit.ref)
        assert shown.total == len(shown.rows) == hit.count
        assert {r.text for r in shown.rows} <= set(known)


def test_sealed_records_are_not_searched(empty):
    path = empty.files / "sealed.csv"
    path.write_text(SEALED, "utf-8")
    intake.ingest(*empty.three, [path], Options())
    assert hits(empty, "07700 900789") == hits(empty, "BurgerNow") == set()


def test_a_scope_without_the_source_finds_nothing(files):
    others = Scope("Max", "analysis", frozenset({files.received.ingests[1].source.sha256}))
    assert hits(files, NUMBER, others) == set()
    assert hits(files, "Castlemoor East", others) == {("site", "Castlemoor East", 1)}


@pytest.mark.parametrize("text", ["", " ", "7", " 7 "])
def test_one_sign_is_too_little_to_look_for(files, text):
    with pytest.raises(Refused, match="two characters"):
        search.find(*files.three, text)


def test_who_may_not_open_rows_may_not_search_and_the_attempt_is_kept(files):
    officer = local_officer(files.store)
    nobody = Actor(officer.name, frozenset({Role.AUDITOR}))
    with pytest.raises(Denied):
        search.find(files.store, nobody, files.scope, NUMBER)
    newest = audit_rows(*files.three, limit=2)
    assert any(r.verb == "search" and r.detail["allowed"] is False for r in newest)

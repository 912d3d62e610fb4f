"""A county searched as if it were a large holding: the same findings as comparing everybody, and warm."""

import pytest

from lineholder import ingest as reading
from lineholder.model.attribution import Found
from lineholder.model.question import Question
from lineholder.pipeline import nearby
from lineholder.pipeline.attribution import attribute
from lineholder.pipeline.intake import ingest
from lineholder.pipeline.loading import Options
from lineholder.pipeline.workspace import records

HEADER = "start,subject,direction,other_party,type,duration_s,cell_id,imei\n"


@pytest.fixture(scope="module")
def both(desk):
    """Of every line number whose own return is held: compared with everybody, and with the block."""
    numbers = [n["number"] for line in desk.truth["lines"] for n in line["numbers"]]
    whole = [attribute(*desk.three, n) for n in numbers]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("lineholder.attribute.measure.WIDE", 100)
        patched.setattr("lineholder.attribute.wide.BLOCK", 150)
        patched.setattr("lineholder.attribute.wide.EXACT", 100)
        patched.setattr("lineholder.pipeline.attribution.findings.find", lambda *_: None)
        patched.setattr("lineholder.pipeline.attribution.findings.save", lambda *_: None)
        blocked = [attribute(*desk.three, n) for n in numbers]
    return list(zip(whole, blocked, strict=True))


def test_whoever_stands_out_is_the_same_as_among_everybody(both):
    """Where nobody does, the first of those who do not explain the number may be another."""
    assert len(both) >= 3
    assert any(whole.verdict is Found.CANDIDATE for whole, _ in both)
    for whole, blocked in both:
        assert blocked.searched == whole.searched
        assert blocked.verdict == whole.verdict
        if whole.verdict is Found.CANDIDATE:
            assert blocked.candidates[0].number == whole.candidates[0].number


def test_the_block_holds_every_phone_that_moved_with_the_carrier(desk, both):
    """Recall: of the carriers' own phones that comparing everybody lists with switches, none is lost."""
    owned = {p["person"]: {n["number"] for n in p["numbers"]} for p in desk.truth["people"]}
    carried = {
        c["number"]: owned[c["person"]] for line in desk.truth["lines"] for c in line["carried"]
    }
    wanted = [
        (w.number, c.number, {b.number for b in blocked.candidates if b.switches})
        for w, blocked in both
        for c in w.candidates
        if c.switches >= 3 and c.number in carried.get(w.number, set())
    ]
    assert len(wanted) >= 2
    assert all(number in compared for _, number, compared in wanted)


def test_the_index_is_kept_while_nothing_changes(desk):
    store, _, scope = desk.three
    with records(store, scope) as engine:
        first = nearby.nearby(store, scope, engine)
        assert nearby.nearby(store, scope, engine) is first
        (last,) = (
            engine.answer(Question("last", "SELECT MAX(start_s) AS t FROM observations"))
            .table["t"]
            .to_pylist()
        )
    assert max(first.index.days) <= last // 86_400
    assert first.index.records > 1000


def test_a_later_day_is_added_to_what_is_kept(tmp_path):
    from desk import fresh

    one = fresh(tmp_path)
    cells = tmp_path / "cells.csv"
    cells.write_text("cell_id,latitude,longitude\nx,51.0,-1.0\n", "utf-8")
    indexes = []
    for day in (3, 4):
        file = tmp_path / f"{day}.csv"
        row = f"2025-03-0{day}T10:00:00Z,+44770090000{day},out,+447700900999,call,20,x,\n"
        file.write_text(HEADER + row, "utf-8")
        ingest(*one.three, [file, cells], Options(reading.power("exercise")))
        with records(one.store, one.scope) as engine:
            indexes.append(nearby.nearby(one.store, one.scope, engine))
    before, after = indexes
    (kept,) = before.index.days
    assert after.index.days[kept] is before.index.days[kept]
    assert after.names.to_pylist() == ["+447700900003", "+447700900004"]
    one.store.close()

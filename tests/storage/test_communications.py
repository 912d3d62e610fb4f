import random
import shutil

import pyarrow.parquet as pq
import pytest
from observing import A, B, C, commit, seen

from lineholder.model.errors import Cancelled
from lineholder.model.people import WORKSPACE
from lineholder.model.question import Question
from lineholder.storage import Store, communications, derived

ALL = Question("all", "SELECT * FROM communications")
D = "+447700900004"
PEOPLE = (A, B, C, D)


def rows(store, opened=frozenset()):
    with store.engine(WORKSPACE, opened) as engine:
        return sorted(engine.answer(ALL).table.to_pylist(), key=repr)


def chance_rows(seed, count=60):
    """Contacts among four people as the returns of some of them show them."""
    chance = random.Random(seed)
    made = []
    for _ in range(count):
        one, two = chance.sample(PEOPLE, 2)
        start_s = chance.randrange(2000)
        if chance.random() < 0.7:
            made.append(seen(one, "out", two, start_s, duration_s=chance.randrange(9)))
        if chance.random() < 0.7:
            made.append(seen(two, "in", one, start_s + chance.randrange(-2, 3), cell="c"))
    return made


@pytest.fixture
def copy(tmp_path, empty_workspace):
    """Another empty workspace."""
    opened = Store.open(shutil.copytree(empty_workspace, tmp_path / "copy"))
    yield opened
    opened.close()


def test_the_report_counts_the_paired_and_those_that_should_have_met(store):
    commit(store, "a", [seen(A, "out", B, t) for t in (100, 200, 300, 900)])
    commit(store, "b", [seen(B, "in", A, t) for t in (101, 299, 500)] + [seen(B, "out", C, 150)])
    report = communications.update(store)
    # 200: B's return reaches around it and lacks it. 900 is after B's return; C has no return.
    assert (report.paired, report.from_only, report.to_only) == (2, 1, 1)
    assert report.pairs_touched == 2
    again = communications.update(store)
    assert (again.paired, again.from_only, again.to_only, again.pairs_touched) == (2, 1, 1, 0)


def test_current_until_a_source_comes(store):
    assert not communications.current(store)
    communications.update(store)
    assert communications.current(store)
    commit(store, "a", [seen(A, "out", B, 1)])
    assert not communications.current(store)
    communications.update(store)
    assert communications.current(store)


def test_only_the_pairs_of_a_new_source_are_derived_again(store):
    commit(store, "a", [seen(A, "out", B, 10 * n) for n in range(50)] + [seen(A, "out", C, 7)])
    communications.update(store)
    commit(store, "b", [seen(C, "in", A, 8, cell="c"), seen(D, "out", C, 9)])
    report = communications.update(store)
    assert report.pairs_touched == 2
    base, layer = derived.load(store.path).layers
    assert base.communications.rows == 51
    assert pq.read_table(store.path / layer.superseded.path).to_pylist() == [
        {"from_number": A, "to_number": C}
    ]
    assert layer.communications.rows == 2
    found = [r for r in rows(store) if r["from_number"] == A and r["to_number"] == C]
    assert [(r["start_s"], r["to_cell"]) for r in found] == [(7, "c")]
    assert len(rows(store)) == 52


def test_step_by_step_gives_the_same_as_all_at_once(store, copy, monkeypatch):
    """Eleven sources one by one, with every kind of layer, against one derivation of all."""
    monkeypatch.setattr(communications, "LAYERS_MAX", 4)
    depths = []
    for n in range(11):
        for where in (store, copy):
            commit(where, f"{n:x}", chance_rows(n, 120 if n == 0 else 12))
        communications.update(store)
        depths.append(len(derived.load(store.path).layers))
    assert depths[:6] == [1, 2, 3, 4, 2, 3]
    communications.update(copy)
    assert len(derived.load(copy.path).layers) == 1
    assert rows(store) == rows(copy)
    (store.path / "derived" / derived.LIST).unlink()
    communications.update(store)
    assert derived.load(store.path) == derived.load(copy.path)


def test_deriving_again_gives_the_same_bytes(store):
    commit(store, "a", chance_rows(1))
    commit(store, "b", chance_rows(2))
    communications.update(store)
    first = {p.name: p.read_bytes() for p in (store.path / "derived").iterdir()}
    shutil.rmtree(store.path / "derived")
    (store.path / "derived").mkdir()
    communications.update(store)
    assert {p.name: p.read_bytes() for p in (store.path / "derived").iterdir()} == first


def test_sealed_records_count_once_they_are_opened_and_no_longer_when_closed(store):
    commit(store, "a", [seen(A, "out", B, 10)])
    sealed = commit(store, "b", [], sealed=[seen(B, "in", A, 11)])
    opened = frozenset({sealed.id})
    assert communications.update(store).paired == 0
    assert communications.update(store, opened).paired == 1
    assert communications.current(store, opened)
    assert not communications.current(store)
    assert [r["to_ingest"] for r in rows(store)] == [None]
    assert communications.update(store).paired == 0


def test_a_lost_derived_file_is_derived_again(store):
    commit(store, "a", chance_rows(3))
    communications.update(store)
    before = rows(store)
    for path in (store.path / "derived").glob("*.parquet"):
        path.unlink()
    assert not communications.current(store)
    assert rows(store) == before
    communications.update(store)
    assert communications.current(store)
    assert rows(store) == before


def test_cancelling_keeps_what_was_there(store):
    commit(store, "a", chance_rows(1))
    communications.update(store)
    before = derived.load(store.path)
    commit(store, "b", chance_rows(2))

    def stop(n, of):
        if n == 2:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        communications.update(store, progress=stop)
    assert derived.load(store.path) == before
    communications.update(store)
    assert communications.current(store)


def test_an_empty_workspace(store):
    report = communications.update(store)
    assert (report.paired, report.from_only, report.to_only, report.pairs_touched) == (0, 0, 0, 0)
    assert rows(store) == []

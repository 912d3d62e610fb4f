"""Many small returns stand once more in one sorted file; nothing that is asked may notice."""

import shutil

import pytest

from lineholder import ingest as reading
from lineholder.model.people import Scope
from lineholder.model.question import Question
from lineholder.storage import check, sorted_copy

ALL = Question("all", "SELECT * FROM observations ORDER BY ingest, row")
HEADER = "start,subject,direction,other_party,type,duration_s,cell_id,imei\n"


@pytest.fixture
def desk(tmp_path):
    from lineholder.pipeline.access import default_scope, local_officer
    from lineholder.pipeline.intake import ingest
    from lineholder.pipeline.loading import Options
    from lineholder.pipeline.workspace import create_store

    def returns(first: int, count: int):
        folder = tmp_path / f"in-{first}"
        folder.mkdir()
        for n in range(first, first + count):
            rows = [
                f"2025-03-{day:02}T10:00:00Z,+4477009{n:05},out,+447700900999,call,{n},,\n"
                for day in (9, 3)
            ]
            (folder / f"{n}.csv").write_text(HEADER + "".join(rows), "utf-8")
        options = Options(reading.power("exercise"))
        return ingest(store, local_officer(store), default_scope(), [folder], options)

    store = create_store(tmp_path / "workspace")
    yield store, returns
    store.close()


def asked(store, scope=None):
    with store.engine(scope or Scope("workspace", "analysis")) as engine:
        return engine.answer(ALL).table


def test_a_few_returns_make_no_copy(desk):
    store, returns = desk
    returns(0, sorted_copy.MANY - 1)
    assert sorted_copy.load(store.path) is None


def test_many_make_one_that_is_sorted_and_answers_the_same(desk):
    store, returns = desk
    returns(0, sorted_copy.MANY)
    copy = sorted_copy.load(store.path)
    assert copy.made.rows == 2 * sorted_copy.MANY
    kept = store.segments.read(copy.made.path)
    assert kept.sort_by([("subject", "ascending"), ("start_s", "ascending")]) == kept
    with_copy = asked(store)
    shutil.rmtree(store.path / "derived")
    (store.path / "derived").mkdir()
    assert asked(store) == with_copy
    assert check.check(store) == ()


def test_new_returns_make_it_anew_and_the_old_one_is_swept(desk):
    store, returns = desk
    returns(0, sorted_copy.MANY)
    old = sorted_copy.load(store.path).made.path
    returns(100, 3)
    new = sorted_copy.load(store.path)
    assert new.made.rows == 2 * (sorted_copy.MANY + 3)
    assert not store.sort_small()
    type(store).open(store.path).close()
    assert not (store.path / old).exists()
    assert (store.path / new.made.path).exists()


def test_a_narrower_scope_never_reads_the_copy(desk):
    store, returns = desk
    one = returns(0, sorted_copy.MANY).ingests[0]
    scope = Scope("workspace", "analysis", frozenset({one.source.sha256}))
    assert set(asked(store, scope)["ingest"].to_pylist()) == {one.id}


def test_a_damaged_copy_is_told(desk):
    store, returns = desk
    returns(0, sorted_copy.MANY)
    path = store.path / sorted_copy.load(store.path).made.path
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert {fault.what for fault in check.check(store)} == {"derived file"}

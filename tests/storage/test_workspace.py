import pytest
from observing import A, B, C, commit, seen

from lineholder.model.errors import Refused
from lineholder.model.people import WORKSPACE, Scope
from lineholder.model.question import Question
from lineholder.storage import Store
from lineholder.storage.register import manifest

COUNT = Question("rows", "SELECT COUNT(*) AS n FROM observations")


def counted(store, scope=WORKSPACE, opened=frozenset()):
    with store.engine(scope, opened) as engine:
        return engine.answer(COUNT).table["n"][0].as_py()


def test_an_ingest_is_there_after_the_workspace_is_opened_again(store):
    made = commit(store, "a", [seen(A, "out", B, 1), seen(A, "out", C, 2)])
    again = Store.open(store.path)
    assert manifest.all_ingests(again.register) == (made,)
    assert counted(again) == 2
    again.close()


def test_a_directory_that_is_no_workspace_is_refused(tmp_path):
    with pytest.raises(Refused, match=r"found nothing there.*lineholder init"):
        Store.open(tmp_path / "nowhere")
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(Refused, match="a directory without vault, segments"):
        Store.open(tmp_path)
    with pytest.raises(Refused, match="found a file"):
        Store.open(tmp_path / "notes.txt")
    with pytest.raises(Refused, match=r"found notes\.txt"):
        Store.create(tmp_path)
    with pytest.raises(Refused, match="found a file"):
        Store.create(tmp_path / "notes.txt")
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


def test_a_workspace_is_not_made_twice_and_a_half_made_one_is_finished(workspace):
    with pytest.raises(Refused, match="found a workspace"):
        Store.create(workspace)
    (workspace / "tmp").rmdir()
    Store.create(workspace).close()
    Store.open(workspace).close()


def test_the_scope_and_the_seal_decide_what_an_engine_sees(store):
    one = commit(store, "a", [seen(A, "out", B, 1)])
    two = commit(store, "b", [seen(B, "in", A, 1)], sealed=[seen(B, "out", C, 5)] * 2)
    only_one = Scope("op", "analysis", frozenset({one.source.sha256}))
    assert counted(store) == 2
    assert counted(store, only_one) == 1
    assert counted(store, opened=frozenset({two.id})) == 4
    assert counted(store, only_one, frozenset({two.id})) == 1
    assert counted(store, Scope("op", "analysis", frozenset())) == 0


def test_the_snapshot_names_records_and_scope_in_whatever_order_they_came(
    store, tmp_path, empty_workspace
):
    import shutil

    other = Store.open(shutil.copytree(empty_workspace, tmp_path / "other"))
    for name, here in (("a", store), ("b", store), ("b", other), ("a", other)):
        commit(here, name, [seen(A, "out", B, 1)])
    assert store.holding(WORKSPACE).snapshot == other.holding(WORKSPACE).snapshot
    operation = Scope("op", "analysis")
    assert store.holding(WORKSPACE).snapshot != store.holding(operation).snapshot
    before = store.holding(WORKSPACE).snapshot
    sealed = commit(store, "c", [], sealed=[seen(A, "out", B, 1)])
    assert store.holding(WORKSPACE).snapshot == before
    assert store.holding(WORKSPACE, frozenset({sealed.id})).snapshot != before
    with store.engine(WORKSPACE) as engine:
        assert engine.snapshot == before
    other.close()


def test_an_engine_knows_the_names_of_its_sources(store):
    made = commit(store, "a", [seen(A, "out", B, 1)])
    with store.engine(WORKSPACE) as engine:
        rows = engine.answer(Question("names", "SELECT * FROM ingests")).table.to_pylist()
    assert rows == [{"ingest": made.id, "sha256": made.source.sha256, "name": made.source.name}]


def test_cells_are_a_table_of_their_own(store):
    commit(store, "a", [], cells=[{"cell": "c1", "lat": 51.5, "lon": 0.1}])
    with store.engine(WORKSPACE) as engine:
        asked = Question("cells", "SELECT cell, lat, azimuth FROM cells")
        (row,) = engine.answer(asked).table.to_pylist()
    assert row == {"cell": "c1", "lat": 51.5, "azimuth": None}

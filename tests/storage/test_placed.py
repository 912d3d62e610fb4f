"""Placed records by day: what a day's file holds, which files a new return makes, and what is swept."""

import pytest
from observing import A, B, C, commit, seen

from lineholder.model.people import WORKSPACE
from lineholder.storage import Store, check, derived, placed

DAY = 86_400
CELLS = [
    {"cell": "x", "lat": 51.0, "lon": -1.0, "sheet": "", "row": 2},
    {"cell": "x", "lat": 57.0, "lon": -5.0, "sheet": "", "row": 3},
    {"cell": "nowhere", "sheet": "", "row": 4},
]


@pytest.fixture
def store(tmp_path):
    made = Store.create(tmp_path / "workspace")
    yield made
    made.close()


def update(store):
    with store.engine(WORKSPACE) as engine:
        return placed.update(store.path, store.holding(WORKSPACE), engine)


def rows(store, day):
    table = day.read(store.path)
    return list(zip(*(table[c].to_pylist() for c in table.column_names), strict=True))


def test_a_day_holds_its_placed_records_by_number_and_time(store):
    calls = [
        seen(B, "out", C, 5 * DAY + 9, cell="x"),
        seen(A, "out", C, 5 * DAY + 20, cell="x"),
        seen(A, "out", C, 5 * DAY + 10, lat=52.0, lon=-2.0),
        seen(A, "out", C, 5 * DAY + 30, cell="nowhere"),
        seen(A, "out", C, 5 * DAY + 40, cell="unknown"),
        seen(A, "out", C, 6 * DAY, cell="x"),
    ]
    commit(store, "a", calls, cells=CELLS)
    first, second = update(store)
    assert (first.day, second.day) == (5, 6)
    assert rows(store, first) == [
        (A, 5 * DAY + 10, 52.0, -2.0),
        (A, 5 * DAY + 20, 51.0, -1.0),
        (B, 5 * DAY + 9, 51.0, -1.0),
    ]
    assert rows(store, second) == [(A, 6 * DAY, 51.0, -1.0)]
    assert check.check(store) == ()


def test_a_new_day_makes_one_file_and_leaves_the_others(store):
    commit(store, "a", [seen(A, "out", C, d * DAY, cell="x") for d in (5, 6)], cells=CELLS)
    before = update(store)
    assert update(store) == before
    commit(store, "b", [seen(B, "out", C, 7 * DAY, cell="x")])
    assert update(store)[:2] == before


def test_added_day_by_day_is_what_is_made_at_once(store, tmp_path):
    whole = Store.create(tmp_path / "whole")
    for n, day in enumerate((5, 6, 7)):
        calls = [seen(who, "out", C, day * DAY + n, cell="x") for who in (A, B)]
        for each in (store, whole):
            commit(each, f"i{n}", calls, cells=CELLS if n == 0 else ())
        added = update(store)
    assert update(whole) == added
    whole.close()


def test_a_late_return_makes_its_own_day_anew_and_the_old_file_goes(store):
    commit(store, "a", [seen(A, "out", C, d * DAY, cell="x") for d in (5, 6)], cells=CELLS)
    before = update(store)
    commit(store, "late", [seen(B, "out", C, 5 * DAY, cell="x")])
    after = update(store)
    assert after[1] == before[1]
    assert [r[0] for r in rows(store, after[0])] == [A, B]
    assert derived.orphans(store.path) == [store.path / before[0].made.path]
    type(store).open(store.path).close()
    assert not (store.path / before[0].made.path).exists()
    assert rows(store, after[1])


def test_another_cell_table_makes_every_day_anew(store):
    commit(store, "a", [seen(A, "out", C, 5 * DAY, cell="x")])
    (before,) = update(store)
    assert rows(store, before) == []
    commit(store, "cells", [], cells=CELLS)
    (after,) = update(store)
    assert rows(store, after) == [(A, 5 * DAY, 51.0, -1.0)]


def test_a_narrower_scope_has_files_of_its_own(store):
    one = commit(store, "a", [seen(A, "out", C, 5 * DAY, lat=52.0, lon=-2.0)])
    commit(store, "b", [seen(B, "out", C, 5 * DAY, lat=52.0, lon=-2.0)])
    (whole,) = update(store)
    narrow = type(WORKSPACE)(
        WORKSPACE.operation, WORKSPACE.purpose, frozenset({one.source.sha256})
    )
    with store.engine(narrow) as engine:
        (mine,) = placed.update(store.path, store.holding(narrow), engine)
    assert [r[0] for r in rows(store, mine)] == [A]
    assert [r[0] for r in rows(store, whole)] == [A, B]
    assert update(store) == (whole,)

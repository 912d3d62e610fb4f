"""Folded ledgers: what was kept comes back, the last few views stay, and what no list names is swept."""

import pyarrow as pa

from lineholder.storage import derived, folded
from lineholder.storage.check import check

TABLES = {
    "moves": pa.table({"line": ["L1", None], "at_s": [1, 2]}),
    "flows": pa.table({"at_s": pa.array([], pa.int64())}),
}


def test_tables_come_back_as_they_went_in_and_are_checked(store):
    assert folded.load(store.path, "a" * 64) is None
    folded.save(store.path, "a" * 64, TABLES)
    assert folded.load(store.path, "a" * 64) == TABLES
    assert check(store) == ()
    assert derived.orphans(store.path) == []
    (store.path / derived.ledger_files(store.path)[0].path).unlink()
    assert folded.load(store.path, "a" * 64) is None
    assert [fault.what for fault in check(store)] == ["derived file"]


def test_the_view_that_was_made_first_goes_and_is_swept(store):
    names = [letter * 64 for letter in "abcdef"[: folded.KEPT + 1]]
    for name in names:
        folded.save(store.path, name, TABLES)
    assert folded.load(store.path, names[0]) is None
    assert folded.load(store.path, names[-1]) == TABLES
    assert [path.name for path in derived.orphans(store.path)] == [
        f"ledger-{'a' * 16}-{n}.parquet" for n in range(2)
    ]

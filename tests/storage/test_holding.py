from pathlib import Path

import pytest

from lineholder.model.people import WORKSPACE, Scope
from lineholder.model.source import Account, Ingest, Segment, Source
from lineholder.storage.holding import permitted


def ingest(name: str, *segments: Segment) -> Ingest:
    rows = sum(s.rows for s in segments)
    return Ingest(
        name,
        Source(name * 4, f"{name}.csv", 1),
        "plain",
        "p",
        {},
        None,
        Account(rows, rows, 0, 0),
        segments,
        None,
        (),
        1,
    )


def segment(path: str, rows: int = 1, table: str = "observations", seal: str | None = None):
    return Segment(path, table, rows, f"sha-{path}", seal)


OPEN, SEALED = segment("a1", 5), segment("a2", 7, seal="no_power")
CELLS, OTHER = segment("b1", 2, "cells"), segment("b2", 9)
INGESTS = (ingest("b", CELLS, OTHER), ingest("a", OPEN, SEALED))


@pytest.mark.parametrize(
    ("sources", "opened", "paths"),
    [
        (None, (), ["a1", "b1", "b2"]),
        (None, ("a",), ["a1", "a2", "b1", "b2"]),
        (("aaaa",), (), ["a1"]),
        (("bbbb",), ("a",), ["b1", "b2"]),
        ((), ("a", "b"), []),
    ],
)
def test_scope_and_seal_decide(sources, opened, paths):
    scope = Scope("op", "analysis", None if sources is None else frozenset(sources))
    holding = permitted(INGESTS, scope, frozenset(opened))
    assert [s.path for s in holding.segments] == paths


def test_the_snapshot_does_not_depend_on_the_order_of_commits():
    one = permitted(INGESTS, WORKSPACE, frozenset())
    two = permitted(INGESTS[::-1], WORKSPACE, frozenset())
    assert one.snapshot == two.snapshot
    assert one.basis() == two.basis()


def test_the_basis_is_of_observations_alone():
    with_cells = permitted(INGESTS, WORKSPACE, frozenset())
    without = permitted((ingest("b", OTHER), INGESTS[1]), WORKSPACE, frozenset())
    assert with_cells.basis() == without.basis()
    assert with_cells.snapshot != without.snapshot


def test_the_largest_file_stands_first():
    holding = permitted(INGESTS, WORKSPACE, frozenset({"a"}))
    names = [p.name for p in holding.files(Path("w"), "observations")]
    assert names == ["b2", "a2", "a1"]

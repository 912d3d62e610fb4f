"""Pairing: the SQL against a brute-force reading of the rule, and every edge by a written example."""

import itertools
import random
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from observing import A, B, C, seen, table

from lineholder.model.records import COMMUNICATIONS, OBSERVATIONS
from lineholder.storage import pairing
from lineholder.storage.engines import duckdb

FIELDS = tuple(COMMUNICATIONS.names)


@pytest.fixture(scope="module")
def engine():
    with duckdb.workbench() as opened:
        yield opened


def paired(engine, observations):
    """The communications of these observations, as sorted rows."""
    for step in pairing.STEPS:
        engine.hold(step, {"observations": observations})
    asked = engine.answer(pairing.IN_FULL, {"observations": observations}).table
    assert asked.cast(COMMUNICATIONS).schema == COMMUNICATIONS
    return sorted(asked.cast(COMMUNICATIONS).to_pylist(), key=repr)


def by_hand(observations):
    """The rule of pairing.py, read slowly: a loop over rows, islands, witnesses and ranks."""
    threads = defaultdict(list)
    for row in observations.to_pylist():
        if row["other_kind"] != "number" or row["kind"] not in ("call", "text"):
            continue
        ends = (row["subject"], row["other_party"])
        out = row["direction"] == "out"
        threads[(*(ends if out else ends[::-1]), row["kind"])].append((out, row))
    made = []
    for thread, rows in threads.items():
        rows.sort(key=lambda r: r[1]["start_s"])
        islands = [[rows[0]]]
        for before, row in itertools.pairwise(rows):
            if row[1]["start_s"] - before[1]["start_s"] > 2:
                islands.append([])
            islands[-1].append(row)
        for island in islands:
            made += [dict(zip(FIELDS, c, strict=True)) for c in _contacts(thread, island)]
    return sorted(made, key=repr)


def _contacts(thread, island):
    witnesses = defaultdict(list)
    for out, row in island:
        witnesses[(row["ingest"], not out)].append(row)
    for rows in witnesses.values():
        rows.sort(
            key=lambda r: (
                r["start_s"],
                r["end_s"] is None,
                (r["end_s"] or 0) - r["start_s"],
                r["cell"] is None,
                r["cell"] or "",
                r["start_slack_s"],
            )
        )
    for rank in range(max(len(rows) for rows in witnesses.values())):
        seen_by = {w: rows[rank] for w, rows in sorted(witnesses.items()) if len(rows) > rank}
        ends = []
        for to_side in (False, True):
            of_side = [r for (_, side), r in seen_by.items() if side == to_side]
            cells = [r["cell"] for r in of_side if r["cell"] is not None]
            ends.append((cells[:1] or [None], [r["ingest"] for r in of_side[:1]] or [None]))
        durations = [r["end_s"] - r["start_s"] for r in seen_by.values() if r["end_s"] is not None]
        yield (
            *thread,
            min(r["start_s"] for r in seen_by.values()),
            max(r["start_slack_s"] for r in seen_by.values()),
            max(durations, default=None),
            ends[0][0][0],
            ends[1][0][0],
            ends[0][1][0],
            ends[1][1][0],
        )


def test_both_ends_of_one_call_are_one_communication(engine):
    rows = [
        seen(A, "out", B, 1000, duration_s=60, cell="a", ingest="1"),
        seen(B, "in", A, 1002, duration_s=58, cell="b", ingest="2"),
    ]
    assert paired(engine, table(rows)) == [
        {
            "from_number": A,
            "to_number": B,
            "kind": "call",
            "start_s": 1000,
            "start_slack_s": 0,
            "duration_s": 60,
            "from_cell": "a",
            "to_cell": "b",
            "from_ingest": "1",
            "to_ingest": "2",
        }
    ]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        pytest.param([], 0, id="no rows"),
        pytest.param([seen(A, "out", B, 10)], 1, id="one end"),
        pytest.param([seen(A, "out", B, 10), seen(B, "in", A, 12)], 1, id="two seconds"),
        pytest.param([seen(A, "out", B, 10), seen(B, "in", A, 13)], 2, id="three seconds"),
        pytest.param([seen(B, "in", A, 10), seen(A, "out", B, 12)], 1, id="the other clock first"),
        pytest.param([seen(A, "out", B, 10), seen(A, "in", B, 10)], 2, id="both ways at once"),
        pytest.param(
            [seen(A, "out", B, 10)] * 2 + [seen(B, "in", A, 10)] * 2, 2, id="two and two"
        ),
        pytest.param([seen(A, "out", B, 10)] * 3 + [seen(B, "in", A, 11)], 3, id="three and one"),
        pytest.param([seen(A, "out", B, 10)] * 2, 2, id="two texts in a second"),
        pytest.param(
            [seen(A, "out", B, 10), seen(B, "in", A, 10, kind="text")], 2, id="call and text"
        ),
        pytest.param([seen(A, "out", A, 10), seen(A, "in", A, 10)], 1, id="a call to oneself"),
        pytest.param([seen(A, "out", B, 10), seen(C, "in", A, 10)], 2, id="another pair"),
        pytest.param(
            [seen(A, "out", B, 10), seen(A, "out", B, 12), seen(B, "in", A, 14)], 2, id="a chain"
        ),
        pytest.param(
            [seen(A, "out", B, 10, ingest="1"), seen(A, "out", B, 10, ingest="2")],
            1,
            id="returns that overlap",
        ),
        pytest.param(
            [seen(A, "out", B, 10, kind="data"), seen(A, "out", B, 10, other_kind="withheld")],
            0,
            id="neither data nor withheld",
        ),
    ],
)
def test_edges(engine, rows, count):
    found = paired(engine, table(rows))
    assert len(found) == count
    assert found == by_hand(table(rows))


def test_the_larger_slack_and_duration_stand(engine):
    rows = [
        seen(A, "out", B, 10, start_slack_s=3600),
        seen(B, "in", A, 10, duration_s=7),
    ]
    (one,) = paired(engine, table(rows))
    assert (one["start_slack_s"], one["duration_s"]) == (3600, 7)


def test_overlapping_returns_name_the_lower_ingest_and_a_cell_that_is_known(engine):
    rows = [
        seen(A, "out", B, 10, ingest="2", cell="second"),
        seen(A, "out", B, 11, ingest="1", cell=None),
    ]
    (one,) = paired(engine, table(rows))
    assert (one["from_ingest"], one["from_cell"]) == ("1", "second")


def observed(ends, out, start_s, kind, more):
    subject, other = ends if out else ends[::-1]
    return seen(subject, "out" if out else "in", other, start_s, kind=kind, **more)


OBSERVED = st.builds(
    observed,
    st.sampled_from([(A, B), (B, A), (A, A), (A, C)]),
    st.booleans(),
    st.integers(100, 112),
    st.sampled_from(["call", "text"]),
    st.fixed_dictionaries(
        {
            "ingest": st.sampled_from(["1", "2", "3"]),
            "cell": st.sampled_from([None, "x", "y"]),
            "duration_s": st.sampled_from([None, 0, 5, 9]),
            "start_slack_s": st.sampled_from([0, 3600]),
        }
    ),
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(OBSERVED, max_size=14))
def test_the_sql_is_the_rule_read_slowly(engine, rows):
    assert paired(engine, table(rows)) == by_hand(table(rows))


@settings(max_examples=10, deadline=None)
@given(rows=st.lists(OBSERVED, max_size=14), seed=st.integers(0, 9))
def test_the_order_of_rows_changes_nothing(engine, rows, seed):
    shuffled = random.Random(seed).sample(rows, len(rows))
    assert paired(engine, table(rows)) == paired(engine, table(shuffled))


def test_many_rows_at_once(engine):
    """Ten thousand rows cross DuckDB's vectors, where a window that looks at its neighbours may slip."""
    chance = random.Random(7)
    rows = []
    for _ in range(5000):
        one, two = chance.sample([A, B, C], 2)
        start_s = chance.randrange(60_000)
        kind = chance.choice(["call", "text"])
        rows.append(seen(one, "out", two, start_s, kind=kind, ingest="1", cell="c"))
        skewed = start_s + chance.randrange(-2, 3)
        rows.append(seen(two, "in", one, skewed, kind=kind, ingest="2", duration_s=3))
    assert paired(engine, table(rows)) == by_hand(table(rows))
    assert OBSERVATIONS.equals(table(rows).schema)

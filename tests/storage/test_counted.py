"""Each row of a source counts once; held against sets of rows, whatever was ingested and opened."""

import random

import pytest
from observing import A, B, commit, seen

from lineholder.model.people import WORKSPACE
from lineholder.model.question import Question
from lineholder.model.source import Account, Ingest, Segment, Source
from lineholder.storage import communications, sorted_copy
from lineholder.storage.counted import once

ROWS = {"layout 1": range(2, 12), "layout 2": range(4, 14)}  # the rows that each reading records


def made(chance: random.Random, number: int) -> tuple[Ingest, dict[str, set[int]]]:
    """An ingest of one of two sources by one of two layouts; some rows recorded, the others sealed."""
    layout = chance.choice(sorted(ROWS))
    table = "observations" if chance.random() < 0.8 else "cells"
    first = {row for row in ROWS[layout] if chance.random() < chance.choice([0, 0.5, 1])}
    parts = {None: first, "excess" if first else "no_power": set(ROWS[layout]) - first}
    segments, rows = [], {}
    for seal, held in parts.items():
        if held:
            path = f"{chance.random()}-{seal}"
            segments.append(Segment(path, table, len(held), f"sha {path}", seal))
            rows[path] = held
    source = Source(chance.choice(["s1", "s2"]), "a.csv", 1)
    account = Account(10, 10, 0, 0, sum(s.rows for s in segments if s.seal))
    return (
        Ingest(
            f"i{number}", source, layout, layout, {}, None, account, tuple(segments), None, (), 1
        ),
        rows,
    )


@pytest.mark.parametrize("seed", range(200))
def test_every_permitted_row_counts_once_as_the_rule_says(seed):
    chance = random.Random(seed)
    ingests, rows = [], {}
    for number in range(chance.randint(1, 6)):
        ingest, held = made(chance, number)
        ingests.append(ingest)
        rows |= held
    opened = frozenset(i.id for i in ingests if chance.random() < 0.5)
    counted = {}
    for c in once(ingests, opened):
        of = next(i for i in ingests if c.segment in i.segments)
        left = rows[c.segment.path] - set().union(*(rows[b.path] for b in c.before))
        for row in left:
            key = (of.source.sha256, c.segment.table, row)
            assert key not in counted
            counted[key] = (c.segment.seal is None, of.format)
    assert counted == expected(ingests, rows, opened)


def expected(ingests, rows, opened):
    """Recorded before opened, then the later ingest: written down row by row."""
    best = {}
    for number, ingest in enumerate(ingests):
        for segment in ingest.segments:
            if segment.seal is None or ingest.id in opened:
                for row in rows[segment.path]:
                    key = (ingest.source.sha256, segment.table, row)
                    rank = (segment.seal is None, number)
                    best[key] = max(best.get(key, ((False, -1), "")), (rank, ingest.format))
    return {key: (rank[0], layout) for key, (rank, layout) in best.items()}


def test_a_copy_that_adds_nothing_changes_no_name_when_it_is_opened():
    """Else a list of lines would be called stale although no figure can have changed."""
    source, account = Source("s", "a.csv", 1), Account(1, 1, 0, 0)
    recorded = Segment("p1", "observations", 1, "d1")
    sealed = Segment("p2", "observations", 1, "d2", "no_power")
    both = [
        Ingest(f"i{n}", source, "l", "l", {}, None, account, (segment,), None, (), 1)
        for n, segment in enumerate((sealed, recorded))
    ]
    assert once(both, frozenset({"i0"})) == once(both, frozenset())


def starts(store):
    with store.engine(WORKSPACE) as engine:
        return [
            engine.answer(Question("s", f"SELECT start_s FROM {t} ORDER BY start_s"))
            .table["start_s"]
            .to_pylist()
            for t in ("observations", "communications")
        ]


def test_communications_and_the_sorted_copy_follow_what_counts(store, monkeypatch):
    monkeypatch.setattr(sorted_copy, "MANY", 2)
    commit(store, "a", [seen(A, "out", B, t) for t in (100, 200, 300)])
    commit(store, "b", [seen(A, "out", B, 900)])
    communications.update(store)
    assert store.sort_small()
    assert starts(store) == [[100, 200, 300, 900]] * 2
    anew = [seen(A, "out", B, t) for t in (150, 250)]  # of rows 2 and 3
    commit(store, "c", anew, source_of="a")
    assert not communications.current(store)
    assert starts(store) == [[150, 250, 300, 900]] * 2
    communications.update(store)
    assert store.sort_small()
    assert starts(store) == [[150, 250, 300, 900]] * 2

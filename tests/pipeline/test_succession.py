"""Successors and chains of an ingested county."""

import datetime as dt
import json

import pytest

from lineholder.model.errors import NotFound
from lineholder.pipeline import chains, lines, rows, succession
from lineholder.wire.chain import chain_json
from lineholder.wire.succession import successors_json

CLOCKS_APART_S = 2
moment = dt.datetime.fromisoformat


def test_pairs_are_true_found_once_and_open_to_rows(desk):
    found = succession.successors(*desk.three)
    assert succession.successors(*desk.three) == found
    true = {(p["old"], p["new"]): p["changed"] for p in desk.truth["successors"]}
    said = successors_json(found)["pairs"]
    right = [p for p in said if (p["old"], p["new"]) in true]
    assert len(right) >= 0.9 * len(said) > 0
    for pair in right:  # the two ends' clocks stand up to two seconds apart
        told, true_at = (moment(t) for t in (pair["changed"], true[pair["old"], pair["new"]]))
        assert abs((told - true_at).total_seconds()) <= CLOCKS_APART_S
    for strand in found.pairs[0].strands:
        assert not rows.rows(*desk.three, strand.ref, 0, 1).snapshot_changed


def test_numbers_of_one_line_stand_in_one_entry(desk):
    listed = [{u.number for u in c.numbers} for c in lines.find_lines(*desk.three).lines]
    for pair in succession.successors(*desk.three).pairs:
        assert all({pair.old, pair.new} <= one or not {pair.old, pair.new} & one for one in listed)


def test_the_chain_of_the_first_line_names_runners_of_it(desk):
    first = lines.find_lines(*desk.three).lines[0]
    chain = chains.chain(*desk.three, first.line)
    assert chains.chain(*desk.three, first.numbers[0].number) == chain
    workers = {
        n["number"] for ln in desk.truth["lines"] for w in ln["workers"] for n in w["numbers"]
    }
    said = {n for m in chain.members if m.role == "runner" for n in m.numbers}
    assert said
    assert said <= workers
    assert 0 <= chain.head.not_visible <= 1
    assert json.loads(json.dumps(chain_json(chain)))["line"] == first.line
    assert rows.rows(*desk.three, chain.members[0].grounds[0].ref, 0, 1).total > 0


def test_a_line_that_is_not_listed_has_no_chain(desk):
    with pytest.raises(NotFound, match="explain NUMBER"):
        chains.chain(*desk.three, "nothing")

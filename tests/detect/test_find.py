"""Find, on small counties of both families: the lines, nothing else, the same in any order."""

import numpy as np
import pytest
from county_tables import Held

from lineholder.detect import SIGNALS, weights
from lineholder.detect.explain import explain
from lineholder.detect.find import find
from lineholder.model.lines import Verdict


@pytest.fixture(scope="session")
def found(county):
    tables, truth = county
    return find(Held(tables), weights.shipped()), tables, truth


def numbers_of(truth) -> dict[str, str]:
    return {n["number"]: line["line"] for line in truth["lines"] for n in line["numbers"]}


def test_at_most_one_line_is_missed_and_nothing_else_is_listed(found):
    result, _, truth = found
    lines = numbers_of(truth)
    listed = [{lines.get(use.number) for use in c.numbers} for c in result.lines.lines]
    assert all(len(of) == 1 and None not in of for of in listed)
    assert len(set().union(*listed)) >= len(truth["lines"]) - 1
    assert [c.rank for c in result.lines.lines] == list(range(1, len(listed) + 1))
    scores = [c.score for c in result.lines.lines]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_no_firm_worker_or_holder_is_listed(found):
    result, _, truth = found
    others = {n for firm in truth["businesses"] for n in firm["numbers"]}
    others |= {n["number"] for person in truth["people"] for n in person["numbers"]} - set(
        numbers_of(truth)
    )
    assert not others & {use.number for c in result.lines.lines for use in c.numbers}


def test_reasons_add_up_to_the_score_and_each_opens_to_rows_that_exist(found):
    result, tables, _ = found
    asker = Held(tables)
    opens = {r.ref: r.question for r in result.references}
    for candidate in result.lines.lines:
        assert sum(r.log_odds for r in candidate.reasons) == pytest.approx(candidate.score)
        assert {r.signal for r in candidate.reasons} <= {s.name for s in SIGNALS} | {"prior"}
        for reason in candidate.reasons:
            assert asker.answer(opens[reason.ref]).table.num_rows > 0


def test_shuffled_rows_give_the_same_list(found):
    result, tables, _ = found
    rng = np.random.default_rng(5)
    shuffled = {name: t.take(rng.permutation(t.num_rows)) for name, t in tables.items()}
    assert find(Held(shuffled), weights.shipped()).lines == result.lines


def test_a_line_is_explained_as_a_line_and_a_firm_with_what_speaks_against(found):
    result, tables, truth = found
    asker, known = Held(tables), weights.shipped()
    first = result.lines.lines[0]
    said, _ = explain(asker, known, first.numbers[0].number, first)
    assert (said.verdict, said.line, said.rank) == (Verdict.LINE, first.line, 1)
    firm = next(f["numbers"][0] for f in truth["businesses"] if f["kind"] == "minicab")
    said, opens = explain(asker, known, firm, None)
    assert said.verdict is Verdict.NOT_A_LINE
    assert said.score < 0
    assert any(r.log_odds < 0 for r in said.reasons)
    assert len(opens) == len(said.reasons)


def test_a_number_that_nobody_met_is_not_in_this_data(found):
    _, tables, _ = found
    said, opens = explain(Held(tables), weights.shipped(), "+447700911111", None)
    assert (said.verdict, said.score, opens) == (Verdict.NOT_IN_DATA, None, ())


def test_too_little_is_said_and_what_to_ask_for(found):
    _, tables, truth = found
    lines = numbers_of(truth)
    people = [
        n["number"] for p in truth["people"] for n in p["numbers"] if n["number"] not in lines
    ]
    asker, known = Held(tables), weights.shipped()
    said = next(
        s
        for s in (explain(asker, known, n, None)[0] for n in people)
        if s.verdict is Verdict.INSUFFICIENT
    )
    assert said.score is None
    assert "Ask for its own return" in said.sentence

"""Lines over time: which moves count, which are refused, and that the stock at either end agrees."""

from collections import Counter
from operator import itemgetter

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineholder.model.ledger import StockWord
from lineholder.model.line_states import IN_STOCK, MOVES, LineState
from lineholder.outcomes import bridge
from lineholder.outcomes.kept import Kept
from lineholder.outcomes.laid import lay
from lineholder.outcomes.stock import ORDER, Term, fold

S = LineState
FOREVER = 1 << 40


def answer(rows):
    """`(line, time, word)` or `(line, time, word, count)` as the question brings them back, in this order."""
    told = [
        {
            "what": str(r[2]), "line": r[0], "at_s": r[1], "stands_for": r[3] if len(r) > 3 else None,
            "ingest": "i", "sheet": "", "row": n,
        }
        for n, r in enumerate(rows)
    ]  # fmt: skip
    types = {"at_s": pa.int64(), "stands_for": pa.int64(), "row": pa.int64()}
    names = ("what", "line", "at_s", "stands_for", "ingest", "sheet", "row")
    return pa.table({n: pa.array([t[n] for t in told], types.get(n, pa.string())) for n in names})


def flows(rows):
    return [(f.term, f.at_s) for f in fold(answer(rows)).flows]


def rules(rows):
    return [r.rule for r in fold(answer(rows)).refused]


def built(rows, from_s=0, to_s=FOREVER):
    return whole(rows, from_s, to_s).bridge


def whole(rows, from_s, to_s):
    return bridge.build(Kept(lay(fold(answer(rows))), from_s, to_s), [])


def test_a_life_of_a_line():
    rows = [
        ("L", 1, S.SUSPECTED), ("L", 2, StockWord.NEW), ("L", 3, S.TARGETED), ("L", 4, S.HOLDER_CHARGED),
        ("L", 5, S.CLOSED_T1_PROVISIONAL), ("L", 6, "passed"), ("L", 9, S.RE_EMERGED),
        ("L", 10, S.CLOSED_T2), ("L", 11, S.MERGED),
    ]  # fmt: skip
    stock = fold(answer(rows))
    assert [(f.term, f.at_s) for f in stock.flows] == [
        (Term.NEW, 2), (Term.CLOSED_T1, 5), (Term.RE_EMERGED, 9), (Term.CLOSED_T2, 10),
    ]  # fmt: skip
    assert stock.refused == []
    assert [f.confirmed for f in stock.flows] == [False, True, False, False]
    first, second = stock.histories[0].closures()
    assert (first.type1, first.confirmed, first.re_emerged_s) == (True, True, 9)
    assert (second.type1, second.re_emerged_s, second.merged_s) == (False, None, 11)


def test_a_seizure_state_closes_nothing():
    assert flows([("L", 1, StockWord.NEW), ("L", 2, S.SEIZED_UNCLOSED)]) == [(Term.NEW, 1)]


@pytest.mark.parametrize(
    ("words", "type1"),
    [
        ((S.CLOSED_T2,), False),
        ((S.CLOSED_T1_PROVISIONAL,), True),
        ((S.CLOSED_T2, S.CLOSED_T1_PROVISIONAL), False),
    ],
)
def test_an_undone_closure_keeps_the_type_that_was_entered_first(words, type1):
    rows = [
        ("L", 1, StockWord.NEW),
        *(("L", 5 + n, word) for n, word in enumerate(words)),
        ("L", 9, "failed"),
    ]
    (failed,) = fold(answer(rows)).histories[0].failed
    assert failed.type1 is type1


def test_a_closure_that_fails_its_check_back_never_left_the_stock():
    rows = [("L", 1, StockWord.OPENING), ("L", 5, S.CLOSED_T1_PROVISIONAL), ("L", 6, "failed")]
    stock = fold(answer(rows))
    assert [f.term for f in stock.flows] == [Term.OPENING]
    assert built(rows).closing == 1
    assert [(f.at_s, f.failed_s, f.type1) for f in stock.histories[0].failed] == [(5, 6, True)]
    again = [*rows, ("L", 8, S.RE_EMERGED), ("L", 9, "passed")]
    assert flows(again) == [(Term.OPENING, 1)]
    assert rules(again) == ["NOTHING_TO_CHECK"]
    third = [*rows, ("L", 8, S.CLOSED_T1_PROVISIONAL), ("L", 9, "passed")]
    assert flows(third) == [(Term.OPENING, 1), (Term.CLOSED_T1, 8)]


def test_a_check_back_that_fails_after_the_line_is_known_to_be_back_still_undoes_the_closure():
    rows = [
        ("L", 1, StockWord.NEW),
        ("L", 5, S.CLOSED_T2),
        ("L", 7, S.RE_EMERGED),
        ("L", 8, "failed"),
    ]
    assert flows(rows) == [(Term.NEW, 1)]


@pytest.mark.parametrize("word", [S.CLOSED_T1_PROVISIONAL, S.CLOSED_T1_CONFIRMED])
def test_a_closure_that_passed_and_then_failed_held_in_between_and_is_not_confirmed(word):
    rows = [("L", 1, StockWord.NEW), ("L", 5, word), ("L", 6, "passed"), ("L", 7, "failed")]
    stock = fold(answer(rows))
    assert [(f.term, f.confirmed) for f in stock.flows] == [
        (Term.NEW, False),
        (Term.CLOSED_T1, False),
    ]
    assert [line for line, _ in stock.reopened] == ["L"]
    if word is S.CLOSED_T1_CONFIRMED:
        assert not stock.histories[0].closures()[0].confirmed


def test_closed_twice_in_one_absence_leaves_once():
    rows = [("L", 1, StockWord.NEW), ("L", 5, S.CLOSED_T2), ("L", 6, S.CLOSED_T1_PROVISIONAL)]
    assert flows(rows) == [(Term.NEW, 1), (Term.CLOSED_T2, 5)]


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([("L", 1, StockWord.NEW), ("L", 2, S.RE_EMERGED)], "NEVER_LEFT"),
        ([("L", 1, StockWord.NEW), ("L", 2, "failed")], "NOTHING_TO_CHECK"),
        ([("L", 1, S.TARGETED)], "NOT_IN_STOCK"),
        ([("L", 1, StockWord.NEW), ("L", 2, S.CLOSED_T2), ("L", 3, S.TARGETED)],
         "CLOSED_COMES_BACK_AS_RE_EMERGED"),
        ([("L", 1, StockWord.NEW), ("L", 2, S.CLOSED_T2), ("L", 3, StockWord.NEW)], "CAME_IN_BEFORE"),
        ([("L", 1, StockWord.NEW), ("L", 2, S.MERGED), ("L", 3, S.CLOSED_T2)], "MERGED_IS_THE_END"),
    ],
)  # fmt: skip
def test_what_may_not_follow_is_refused_with_its_rule_and_moves_nothing(rows, rule):
    assert rules(rows) == [rule]
    assert flows(rows) == flows(rows[:-1])


def test_a_line_closed_before_the_ledger_begins_may_come_back():
    assert flows([("L", 5, S.RE_EMERGED)]) == [(Term.RE_EMERGED, 5)]


def test_a_dormant_line_that_is_confirmed_active_came_back():
    rows = [("L", 1, StockWord.NEW), ("L", 2, S.DORMANT), ("L", 3, S.CONFIRMED_ACTIVE)]
    assert flows(rows) == [(Term.NEW, 1), (Term.DORMANT, 2), (Term.RE_EMERGED, 3)]


def test_a_stated_opening_covers_lines_that_leave_without_a_name():
    rows = [
        (None, 0, StockWord.OPENING, 68),
        ("L", 5, S.CLOSED_T1_PROVISIONAL),
        (None, 6, S.CLOSED_T2, 3),
    ]
    found = built(rows)
    assert (found.opening, found.closed_t1, found.closed_t2, found.closing) == (68, 1, 3, 64)
    short = built([(None, 0, StockWord.OPENING, 3), *rows[1:]])
    assert short.opening is short.closing is None
    assert "1 lines leave the stock that never came in (L)" in short.missing[0]


def test_an_opening_of_none_can_be_said():
    assert built([("L", 5, S.SUSPECTED)]).opening is None
    assert built([(None, 0, StockWord.OPENING, 0), ("L", 5, S.SUSPECTED)]).closing == 0


def test_a_later_period_opens_with_what_the_earlier_one_closed_with():
    rows = [
        ("A", 1, StockWord.OPENING),
        ("B", 2, StockWord.NEW),
        ("A", 12, S.CLOSED_T2),
        ("C", 13, StockWord.NEW),
    ]
    first, second = built(rows, 0, 10), built(rows, 10, 20)
    assert first.closing == second.opening == 2
    assert (second.new, second.closed_t2, second.closing) == (1, 1, 2)


def test_a_stated_closing_is_compared_and_not_used():
    rows = [("A", 1, StockWord.OPENING), (None, 9, StockWord.CLOSING, 2)]
    found = whole(rows, 0, 10)
    assert found.bridge.closing == 1
    assert [doubt.code for doubt in found.doubts] == ["STOCK_DIFFERS"]
    rows[1] = (None, 9, StockWord.CLOSING, 1)
    assert whole(rows, 0, 10).doubts == []


def test_an_opening_that_is_stated_again_is_compared_and_not_added():
    rows = [
        (None, 0, StockWord.OPENING, 8),
        (None, 5, S.CLOSED_T2, 2),
        (None, 10, StockWord.OPENING, 6),
    ]
    found = whole(rows, 10, 20)
    assert (found.bridge.opening, found.doubts) == (6, [])
    rows[2] = (None, 10, StockWord.OPENING, 7)
    found = whole(rows, 10, 20)
    assert (found.bridge.opening, [d.code for d in found.doubts]) == (6, ["STOCK_DIFFERS"])


WORDS = [word for word in ORDER if word != StockWord.CLOSING]
NAMED = st.tuples(st.sampled_from("ABCD"), st.integers(1, 30), st.sampled_from(WORDS))
UNNAMED = st.tuples(
    st.none(), st.integers(0, 30),
    st.sampled_from([StockWord.OPENING, StockWord.NEW, S.CLOSED_T2, S.RE_EMERGED]), st.integers(0, 5),
)  # fmt: skip
LEDGERS = st.lists(st.one_of(NAMED, UNNAMED), max_size=25)


@given(LEDGERS, st.integers(0, 31), st.integers(0, 31))
def test_the_bridge_of_events_always_balances(rows, one, two):
    rows = [(None, 0, StockWord.OPENING, 200), *rows]
    found = built(rows, min(one, two), max(one, two) + 1)
    assert found.balances is True
    if not any(told[2] == StockWord.OPENING for told in rows[1:]):
        assert built(rows, 0, min(one, two)).closing in (found.opening, None)


@given(
    LEDGERS.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))),
    st.integers(0, 31),
)
def test_any_order_and_any_repeat_of_a_state_gives_the_same_stock(both, to_s):
    rows, other = both
    repeated = [*other, *(r for r in rows if r[0] is not None)]
    for mine, theirs in ((rows, other), (rows, repeated)):
        a, b = fold(answer(mine)), fold(answer(theirs))
        assert Counter((f.term, f.at_s, f.line, f.confirmed) for f in a.flows) == Counter(
            (f.term, f.at_s, f.line, f.confirmed) for f in b.flows
        )
        assert built(mine, 5, to_s + 6) == built(theirs, 5, to_s + 6)


@given(LEDGERS)
def test_the_moves_of_a_line_join_and_cross_the_border_as_often_as_it_flows(rows):
    stock = fold(answer(rows))
    for history in stock.histories:
        state = None
        for move in history.moves:
            assert move.old is state
            orphan = state in (None, S.SUSPECTED) and move.new not in MOVES[state]
            assert orphan or move.new in MOVES[state]
            state = move.new
        crossings = sum(
            ((m.old in IN_STOCK) != (m.new in IN_STOCK))
            or (m.old in (None, S.SUSPECTED) and m.new not in MOVES[m.old])
            for m in history.moves
        )
        assert crossings == sum(f.line == history.line for f in stock.flows)


@given(LEDGERS)
def test_a_closure_with_a_failed_check_back_is_never_confirmed(rows):
    stock = fold(answer(rows))
    checks = sorted((r for r in rows if r[2] == "failed"), key=itemgetter(1))
    for flow in (f for f in stock.flows if f.confirmed and f.line):
        ends = [f.at_s for f in stock.flows if f.line == flow.line and f.at_s > flow.at_s]
        until = min(ends, default=FOREVER)
        assert not [c for c in checks if c[0] == flow.line and flow.at_s < c[1] < until]

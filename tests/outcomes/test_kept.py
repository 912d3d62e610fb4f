"""What is kept of a ledger: every period cut from it says what its entries say, asked or folded anew."""

import csv
import random

import pyarrow as pa
import pytest
from bench import ledgers
from book import found_in, opened, typed
from hypothesis import given
from hypothesis import strategies as st
from test_stock import LEDGERS, answer

from lineholder.model.line_states import IN_STOCK
from lineholder.model.outcomes import Place
from lineholder.outcomes import bridge, events, stock
from lineholder.outcomes.find import Asked, keep
from lineholder.outcomes.kept import PLACES, Kept
from lineholder.outcomes.laid import histories, lay
from lineholder.outcomes.stock import INS, Term

DAY_S, START_S = 86400, 1546300800


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("kept") / "ledger.csv"
    ledgers.write(path, 1500, seed=5)
    with path.open(encoding="utf-8") as file:
        return typed([tuple(told) for told in list(csv.reader(file))[1:]])


@pytest.mark.parametrize("seed", range(4))
def test_a_figure_of_any_period_is_what_its_own_question_finds_in_the_ledger(ledger, seed):
    chance = random.Random(seed)
    first, last = sorted(START_S + chance.randrange(2000 * DAY_S) for _ in range(2))
    found = found_in(ledger, Asked(first, last))
    by_ref = {r.ref: r.question for r in found.references}
    with opened(ledger) as asker:
        asker.hold(events.counted())
        opens = {ref: asker.answer(q).table.num_rows for ref, q in by_ref.items()}
    for name in (
        "arrests", "charges", "lines_seized", "warrants", "sentences", "referrals", "closed_t1", "closed_t2",
        "new", "re_emerged", "check_backs_passed", "opening", "closing", "closed_t1_confirmed",
    ):  # fmt: skip
        figure = found.outcomes.figure(name)
        assert figure.value is None or figure.value == opens.get(figure.ref, 0), name
    for breakdown in found.outcomes.breakdowns:
        for share in breakdown.rows:
            counted = share.value if breakdown.name != "seizures" else opens[share.ref]
            assert counted == opens[share.ref], breakdown.name
    assert sum(n > 0 for n in opens.values()) > 20


def _brute(folded, from_s, to_s):
    """Opening, closing and flows by hand, from the histories and flows one by one."""

    def stock_at(at_s):
        states = [[m.new for m in h.moves if m.at_s < at_s][-1:] for h in folded.histories]
        named = sum(bool(state) and state[0] in IN_STOCK for state in states)
        before = [f for f in folded.flows if f.at_s < at_s and (f.line is None or f.orphan)]
        return named + sum(f.lines if f.term in INS else -f.lines for f in before)

    within = [f for f in folded.flows if from_s <= f.at_s < to_s]
    flows = {term: sum(f.lines for f in within if f.term is term) for term in Term}
    return stock_at(from_s) + flows[Term.OPENING], stock_at(to_s), flows


@given(LEDGERS, st.integers(0, 31), st.integers(0, 31))
def test_the_bridge_from_columns_is_the_fold_by_hand(rows, one, two):
    from_s, to_s = min(one, two), max(one, two) + 1
    folded = stock.fold(answer([(None, 0, "opening", 300), *rows]))
    built = bridge.build(Kept(lay(folded), from_s, to_s), [])
    if not any(f.at_s < to_s for f in folded.flows):
        return
    opening, closing, flows = _brute(folded, from_s, to_s)
    assert (built.bridge.opening, built.bridge.closing) == (opening, closing)
    for term in set(Term) - {Term.OPENING}:
        assert getattr(built.bridge, term.value) == flows[term]
        cited = {Place(**place) for place in built.places[term.value].to_pylist()}
        assert cited == {
            f.place for f in folded.flows if f.term is term and from_s <= f.at_s < to_s
        }


@given(LEDGERS)
def test_histories_come_back_as_they_were_folded(rows):
    folded = stock.fold(answer(rows))
    assert histories(lay(folded)) == tuple(folded.histories)


def test_a_ledger_without_entries_keeps_empty_tables_of_the_right_columns(ledger):
    with opened(ledger.slice(0, 0)) as asker:
        none = keep(asker)
    with opened(ledger) as asker:
        some = keep(asker)
    for name in ("flows", "moves", "events", "terms", "what each entry adds"):
        assert none[name].schema == some[name].schema
        assert some[name].num_rows > none[name].num_rows == 0


def test_rows_are_cited_by_the_sheet_that_they_stand_in(ledger):
    two = pa.concat_tables([ledger.slice(0, 30), _on(ledger.slice(0, 30), "second")])
    places = two.select(PLACES.names)
    with opened(two) as asker:
        for cited in (places.slice(0, 30), places.slice(3, 1), places.slice(29, 30)):
            found = asker.answer(events.cite_places("rows", cited)).table
            assert sorted(map(repr, found.to_pylist())) == sorted(map(repr, cited.to_pylist()))


def _on(table, sheet):
    at = table.schema.get_field_index("sheet")
    return table.set_column(at, "sheet", pa.array([sheet] * table.num_rows))

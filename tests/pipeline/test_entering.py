"""Rows of the ledger typed by hand: the same words, the rules of line states, and who said so."""

import pytest
from book import YEAR, row

from lineholder.model.entry import EntryKind
from lineholder.model.errors import Refused
from lineholder.model.ledger import LEDGER_COLUMNS
from lineholder.pipeline import outcomes, rows
from lineholder.pipeline.access import default_scope, local_officer
from lineholder.pipeline.entering import enter
from lineholder.pipeline.workspace import create_store
from lineholder.storage.register import entries


@pytest.fixture
def three(tmp_path):
    store = create_store(tmp_path / "workspace")
    yield store, local_officer(store), default_scope()
    store.close()


def type_in(three, time, entry, **rest):
    told = dict(zip(LEDGER_COLUMNS, row(time, entry, **rest), strict=True))
    return enter(*three, told, "from the custody record")


def test_a_line_is_worked_and_closed_by_hand_and_every_figure_opens_to_what_was_typed(three):
    for time, entry in (
        ("2020-05-02", "new"), ("2020-06-01", "targeted"), ("2020-07-01", "closed T1"),
    ):  # fmt: skip
        type_in(three, time, entry, line="L1")
    type_in(three, "2020-08-01", "check back", line="L1", detail="passed")
    made = type_in(three, "2020-07-01T09:00:00Z", "arrest", line="L1", person="P1")
    found = outcomes.outcomes(*three, YEAR)
    assert (found.bridge.new, found.bridge.closed_t1, found.bridge.closing) == (1, 1, 0)
    assert found.figure("closed_t1_confirmed").value == 1
    shown = rows.rows(*three, found.figure("arrests").ref)
    assert [r.text for r in shown.rows] == ["2020-07-01T09:00:00Z,arrest,L1,P1,,,,"]
    said = entries.all_of(three[0].register, EntryKind.LEDGER_ENTERED)
    assert len(said) == 5
    assert said[-1] == made
    assert (made.reason, made.actor) == ("from the custody record", three[1].name)


def test_a_move_that_may_not_follow_is_refused_with_its_rule_and_is_not_in_the_ledger(three):
    with pytest.raises(Refused, match="NOT_IN_STOCK"):
        type_in(three, "2020-05-02", "closed T1", line="L1")
    type_in(three, "2020-05-02", "new", line="L1")
    with pytest.raises(Refused, match="NEVER_LEFT"):
        type_in(three, "2020-06-02", "re-emerged", line="L1")
    with pytest.raises(Refused, match="NOTHING_TO_CHECK"):
        type_in(three, "2020-06-02", "check back", line="L1", detail="failed")
    assert outcomes.outcomes(*three, YEAR).entries == 1


def test_words_that_are_not_known_are_refused_with_what_is_expected(three):
    with pytest.raises(Refused, match="SEIZURE_OF_WHAT in 'detail'"):
        type_in(three, "2020-05-02", "seizure", line="L1")


def test_the_same_entry_twice_is_refused(three):
    type_in(three, "2020-05-02", "arrest", person="P1")
    with pytest.raises(Refused, match="reference of its own"):
        type_in(three, "2020-05-02", "arrest", person="P1")


def test_an_entry_needs_a_reason(three):
    told = dict(zip(LEDGER_COLUMNS, row("2020-05-02", "arrest", person="P"), strict=True))
    with pytest.raises(Refused, match="reason"):
        enter(*three, told, " ")

"""Explain: an answer for any number, and no verdict that the records do not carry."""

import pyarrow as pa
import pytest
from telling import DAY, HOUR, LINE, MONDAY, Told, customer

from lineholder.detect import SIGNALS, weights
from lineholder.detect.explain import explain
from lineholder.model.lines import Verdict
from lineholder.model.records import OBSERVATIONS

STRANGER = "+447700911111"


def said_of(asker, number: str):
    return explain(asker, weights.shipped(), number, None)


def called_by(callers: int, days: int) -> Told:
    told = Told()
    for i in range(callers):
        for day in range(days):
            told.call(customer(i), LINE, day * DAY + i * HOUR)
    return told


def with_rows(told: Told, **columns):
    """An engine that also holds one observation that is no communication."""
    row = {
        "subject": LINE, "direction": "in", "other_kind": "none", "kind": "data", "start_s": MONDAY,
        "start_slack_s": 0, "time_means": "start", "ingest": "i", "sheet": "", "row": 9000, **columns,
    }  # fmt: skip
    asker = told.asker()
    rows = [asker._tables["observations"], pa.Table.from_pylist([row], OBSERVATIONS)]
    asker._tables["observations"] = pa.concat_tables(rows)
    return asker


def test_a_number_that_stands_nowhere_is_not_in_this_data():
    said, opens = said_of(called_by(4, 2).asker(), STRANGER)
    assert (said.verdict, said.score, said.reasons, opens) == (Verdict.NOT_IN_DATA, None, (), ())
    assert "not in this data" in said.sentence


@pytest.mark.parametrize(
    ("callers", "days", "enough"), [(4, 2, True), (3, 9, False), (9, 1, False)]
)
def test_four_who_contact_it_on_two_days_are_enough_to_judge(callers, days, enough):
    said, _ = said_of(called_by(callers, days).asker(), LINE)
    assert (said.verdict is not Verdict.INSUFFICIENT) == enough
    assert (said.score is None) == (not enough)


def test_too_little_names_what_was_seen_and_what_is_needed():
    said, _ = said_of(called_by(3, 2).asker(), LINE)
    assert "3 numbers contact it on two days or more (4 needed)" in said.sentence
    assert "Ask for its own return" in said.sentence


def test_a_caller_is_explained_from_what_little_there_is_and_every_reason_opens():
    said, opens = said_of(called_by(4, 2).asker(), customer(0))
    assert said.verdict is Verdict.INSUFFICIENT
    assert {r.signal for r in said.reasons} == {s.name for s in SIGNALS} | {"prior"}
    assert {r.ref for r in said.reasons} == {o.ref for o in opens}


def test_its_reasons_add_up_to_its_score():
    said, _ = said_of(called_by(12, 6).asker(), LINE)
    assert sum(r.log_odds for r in said.reasons) == pytest.approx(said.score)


def test_contact_with_itself_alone_is_too_little_and_not_unseen():
    told = Told()
    told.call(LINE, LINE, 0)
    assert said_of(told.asker(), LINE)[0].verdict is Verdict.INSUFFICIENT


@pytest.mark.parametrize(
    ("number", "columns"),
    [
        (LINE, {"kind": "data"}),
        (LINE, {"kind": "call", "other_kind": "withheld"}),
        (STRANGER, {"subject": customer(0), "kind": "location", "other_party": STRANGER}),
    ],
)
def test_a_number_whose_rows_are_no_calls_between_numbers_is_too_little_and_not_unseen(
    number, columns
):
    """Law 4: an officer who reads "not in this data" would not ask for the rows that are there."""
    said, opens = said_of(with_rows(called_by(0, 0), **columns), number)
    assert said.verdict is Verdict.INSUFFICIENT
    assert said.score is None
    assert opens

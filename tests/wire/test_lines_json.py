"""What `lines`, `line` and `explain` print, key by key: other programs read it."""

import json

from lineholder.model.lines import (
    CustomerSeen,
    Day,
    Explanation,
    LineCandidate,
    LineDetail,
    LinesFound,
    LineType,
    Lookalike,
    NumberUse,
    Reason,
    Verdict,
    WorkerSeen,
)
from lineholder.model.trade import Quantity
from lineholder.trade.guideline import LATEST
from lineholder.wire.lines import day_json, detail_json, explanation_json, line_json, lines_json
from lineholder.wire.trade import quantity_json

FOR = Reason("broadcast", 12.0, 2.5, "It sends to many at once.", "ref-for")
AGAINST = Reason("no_life", 0.0, -0.5, "It has a life.", "ref-against")
SILENT = Reason("churn", 0.0, 0.0, "It says nothing.", "ref-silent")
CANDIDATE = LineCandidate(
    line="abc",
    rank=1,
    score=2.0,
    numbers=(NumberUse("+447700900001", 0, 86400), NumberUse("+447700900002", 86400, 172800)),
    market="Castlemoor",
    hub=None,
    type=LineType.LOCAL_WORKER,
    customers=25,
    reasons=(FOR, AGAINST, SILENT),
    nearest=Lookalike.DISPATCHER,
    first_s=0,
    last_s=172800,
)
DAY = Day("2025-03-30", 1, 2, 3, 4)
SOLD = Quantity("abc", (), 10, 3, 0.9, 1, 100, LATEST, "ref-q", "snapshot")


def test_a_line_is_written_as_the_contract_says():
    said = line_json(CANDIDATE)
    reasons = said.pop("reasons")
    assert said == {
        "line": "abc",
        "rank": 1,
        "score": 2.0,
        "numbers": [
            {
                "number": "+447700900001",
                "from": "1970-01-01T00:00:00Z",
                "to": "1970-01-02T00:00:00Z",
            },
            {
                "number": "+447700900002",
                "from": "1970-01-02T00:00:00Z",
                "to": "1970-01-03T00:00:00Z",
            },
        ],
        "market": "Castlemoor",
        "hub": None,
        "type": "local-worker",
        "unplaced": None,
        "customers": 25,
        "nearest": "office that sends people out",
    }
    assert reasons[0] == {
        "signal": "broadcast",
        "value": 12.0,
        "supports": True,
        "log_odds": 2.5,
        "sentence": "It sends to many at once.",
        "ref": "ref-for",
    }


def test_only_what_speaks_for_a_line_supports_it():
    assert [r["supports"] for r in line_json(CANDIDATE)["reasons"]] == [True, False, False]


def test_the_list_keeps_its_order_and_says_what_was_judged():
    found = LinesFound((CANDIDATE,), considered=7, insufficient=90, snapshot="s", version="v")
    said = lines_json(found)
    assert [line["line"] for line in said["lines"]] == ["abc"]
    assert (said["considered"], said["insufficient"]) == (7, 90)
    assert (said["snapshot"], said["version"]) == ("s", "v")
    assert lines_json(LinesFound((), 0, 0, "s", "v"))["lines"] == []


def test_a_day_is_written_with_its_sum():
    assert day_json(DAY) == {
        "day": "2025-03-30",
        "calls_in": 1,
        "calls_out": 2,
        "texts_in": 3,
        "texts_out": 4,
        "total": 10,
    }


def test_one_line_adds_its_days_and_shows_customers_by_mask_alone():
    customer = CustomerSeen("Customer K7QXMA", 9, 4, 0, 60, "ref-c")
    worker = WorkerSeen("+447700900009", 8, 1.5, 0, 60, "ref-w")
    heat = tuple(tuple(range(24)) for _ in range(7))
    said = detail_json(LineDetail(CANDIDATE, (DAY,), heat, (customer,), (worker,)), SOLD)
    assert said.items() >= line_json(CANDIDATE).items()
    assert said["activity"] == [day_json(DAY)]
    assert said["heat"] == [list(range(24))] * 7
    (shown,) = said["customers_seen"]
    assert set(shown) == {"mask", "contacts", "days", "first", "last", "ref"}
    assert said["quantity"] == quantity_json(SOLD)
    assert said["workers"][0]["number"] == "+447700900009"
    assert json.loads(json.dumps(said, allow_nan=False)) == said


def test_an_explanation_of_an_unseen_number_has_every_key_and_no_score():
    said = explanation_json(
        Explanation("+447700900003", Verdict.NOT_IN_DATA, None, "Not here.", (), None, None, None),
        (),
        None,
    )
    assert said == {
        "number": "+447700900003",
        "verdict": "not_in_data",
        "score": None,
        "sentence": "Not here.",
        "nearest": None,
        "reasons": [],
        "line": None,
        "rank": None,
        "activity": [],
        "quantity": None,
    }


def test_an_explanation_carries_reasons_and_days():
    explained = Explanation(
        "+447700900001", Verdict.LINE, 2.0, "Why.", (FOR,), Lookalike.TRADE, "abc", 1
    )
    said = explanation_json(explained, [DAY], SOLD)
    assert said["quantity"] == quantity_json(SOLD)
    assert (said["line"], said["rank"], said["score"]) == ("abc", 1, 2.0)
    assert said["reasons"] == line_json(CANDIDATE)["reasons"][:1]
    assert said["activity"] == [day_json(DAY)]

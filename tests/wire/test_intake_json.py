"""What `ingest` and `quarantine` print: the account of every row must survive the way out."""

from dataclasses import replace

from lineholder.model.findings import QuarantinedRow
from lineholder.model.source import Account, Ingest, NotRead, Source
from lineholder.wire.intake import COUNTS, ingest_json, ingests_json, quarantine_json

ONE = Ingest(
    id="0123456789abcdef",
    source=Source("ab" * 32, "a.csv", 100),
    format="plain observations",
    profile_digest="d",
    options={},
    power=None,
    account=Account(10, 6, 3, 1, 2, {"UNKNOWN_KIND": 1, "BAD_TIME": 2}),
    segments=(),
    quarantine=None,
    notes=("line 1 is a header",),
    at=0,
)


def test_a_files_account_is_written_as_the_contract_says():
    assert ingest_json(ONE) == {
        "ingest": "0123456789abcdef",
        "sha256": "ab" * 32,
        "name": "a.csv",
        "format": "plain observations",
        "rows_in_file": 10,
        "recorded": 6,
        "quarantined": 3,
        "structural": 1,
        "sealed": 2,
        "already_ingested": False,
        "reasons": {"BAD_TIME": 2, "UNKNOWN_KIND": 1},
        "notes": ["line 1 is a header"],
    }


def test_reasons_stand_in_one_order_whatever_came_first():
    assert list(ingest_json(ONE)["reasons"]) == ["BAD_TIME", "UNKNOWN_KIND"]


def test_totals_are_the_sums_and_conserve_rows():
    other = replace(ONE, account=Account(5, 4, 0, 1), already_ingested=True)
    said = ingests_json([ONE, other])
    assert [one["already_ingested"] for one in said["ingests"]] == [False, True]
    totals = said["totals"]
    assert totals == {
        "rows_in_file": 15, "recorded": 10, "quarantined": 3, "structural": 2, "sealed": 2,
    }  # fmt: skip
    assert totals["rows_in_file"] == sum(
        totals[key] for key in ("recorded", "quarantined", "structural")
    )


def test_files_that_were_not_read_are_said_with_why():
    said = ingests_json([], [NotRead("notes.txt", "fits no profile", named=False)], {"paired": 3})
    assert said["ingests"] == []
    assert said["totals"] == dict.fromkeys(COUNTS, 0)
    assert said["not_read"] == [{"name": "notes.txt", "why": "fits no profile"}]
    assert said["pairing"] == {"paired": 3}


def test_a_row_held_back_keeps_its_text_letter_by_letter():
    row = QuarantinedRow("ab" * 32, "a.csv", "", 3, None, "TOO_FEW_FIELDS", 'Łódź, "x"\\xff')
    assert quarantine_json([row]) == {
        "rows": [
            {
                "source": "ab" * 32,
                "name": "a.csv",
                "sheet": "",
                "row": 3,
                "column": None,
                "reason": "TOO_FEW_FIELDS",
                "text": 'Łódź, "x"\\xff',
            }
        ]
    }

from lineholder.model.findings import Fault, Hit, RowsShown, SourceRow
from lineholder.model.question import Question
from lineholder.wire.findings import faults_json, hits_json, rows_json


def test_hits_keep_their_order_and_a_thing_without_a_time_has_null():
    number = Hit("number", "+447700900001", "as the subject of a return", 0, 60, 2, "r1")
    site = Hit("site", "Castlemoor Central", "in a cell table", None, None, 1, "r2")
    assert hits_json([number, site]) == {
        "hits": [
            {
                "kind": "number",
                "value": "+447700900001",
                "where": "as the subject of a return",
                "first": "1970-01-01T00:00:00Z",
                "last": "1970-01-01T00:01:00Z",
                "count": 2,
                "ref": "r1",
            },
            {
                "kind": "site",
                "value": "Castlemoor Central",
                "where": "in a cell table",
                "first": None,
                "last": None,
                "count": 1,
                "ref": "r2",
            },
        ]
    }
    assert hits_json([]) == {"hits": []}


def test_rows_come_with_the_question_that_brought_them_and_how_many_there_are():
    question = Question("rows of a number", "SELECT 1 WHERE $n > 0", {"n": 1})
    row = SourceRow("ab" * 32, "a.csv", "", 2, "as it stands")
    said = rows_json(RowsShown((row,), 40, question, "s", snapshot_changed=True))
    assert said["rows"] == [
        {"source": "ab" * 32, "name": "a.csv", "sheet": "", "row": 2, "text": "as it stands"}
    ]
    assert (said["total"], said["snapshot"], said["snapshot_changed"]) == (40, "s", True)
    assert Question.from_json(said["question"]) == question


def test_a_workspace_holds_only_where_no_fault_was_found():
    fault = Fault("original", "vault/ab", "ab", "cd")
    listed = {"what": "original", "where": "vault/ab", "expected": "ab", "found": "cd"}
    assert faults_json([fault]) == {"holds": False, "faults": [listed]}
    assert faults_json([]) == {"holds": True, "faults": []}
    assert faults_json(iter([fault]))["holds"] is False

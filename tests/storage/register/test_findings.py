import pytest

from lineholder.model.errors import Damaged
from lineholder.storage.register import findings

LINES = {"lines": [{"line": "l1", "score": 2.125}], "considered": 40}


def test_a_saved_result_opens_without_computing(register):
    findings.save(register, "lines", "v1", LINES, 100)
    assert findings.find(register, "lines", "v1") == LINES
    assert findings.latest(register, "lines") == ("v1", LINES, 100)


def test_nothing_saved_is_none(register):
    assert findings.find(register, "lines", "v1") is None
    assert findings.latest(register, "lines") is None


def test_the_latest_is_the_one_saved_last_of_its_stage(register):
    findings.save(register, "lines", "v2", {"n": 2}, 200)
    findings.save(register, "lines", "v1", {"n": 1}, 100)
    findings.save(register, "other", "v9", {"n": 9}, 300)
    assert findings.latest(register, "lines") == ("v1", {"n": 1}, 100)


def test_the_same_result_again_changes_nothing(register):
    findings.save(register, "lines", "v1", LINES, 100)
    findings.save(register, "lines", "v1", LINES, 500)
    assert findings.latest(register, "lines") == ("v1", LINES, 100)


def test_another_result_under_the_same_version_is_damaged(register):
    findings.save(register, "lines", "v1", LINES, 100)
    with pytest.raises(Damaged, match="same result again from lines v1"):
        findings.save(register, "lines", "v1", {"lines": []}, 100)
    assert findings.find(register, "lines", "v1") == LINES

"""A saved list is found anew where a threshold changed: most of them stand in no question."""

import shutil
from pathlib import Path

import lineholder.detect
from lineholder.detect import weights
from lineholder.detect.find import code, version

PACKAGE = Path(lineholder.detect.__file__).parent


def test_a_threshold_that_changes_in_the_code_alone_changes_the_codes_digest(tmp_path):
    copy = Path(shutil.copytree(PACKAGE, tmp_path / "detect"))
    assert code(copy) == code(PACKAGE)
    module = copy / "callers.py"
    text = module.read_text("utf-8")
    assert "min_again: int = 4" in text
    module.write_text(text.replace("min_again: int = 4", "min_again: int = 5"), "utf-8")
    assert code(copy) != code(PACKAGE)


def test_the_version_rests_on_the_code(monkeypatch):
    before = version(weights.shipped(), "snapshot")
    monkeypatch.setattr("lineholder.detect.find.code", lambda _package: "of another release")
    assert version(weights.shipped(), "snapshot") != before

"""`attribute` and `validate attribution` as contract and docs/formats/json.md promise them."""

import json
import re
import subprocess
import sys

import pytest
from tests.docs_told import page
from typer.testing import CliRunner

from lineholder import synth
from lineholder.cli.main import app

RUNNER = CliRunner()


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    """A workspace with an ingested county, and a line number whose own return it holds."""
    folder = tmp_path_factory.mktemp("attributed")
    made = synth.generate(synth.Spec("agenda", 13, 300, 28, 3))
    synth.write(made, folder / "files")
    workspace = str(folder / "workspace")
    files = [str(folder / "files" / name) for name in ("observations.csv", "cells.csv")]
    RUNNER.invoke(app, ["--workspace", workspace, "init"])
    RUNNER.invoke(app, ["--workspace", workspace, "ingest", *files, "--power", "exercise"])
    number = made.truth["lines"][0]["numbers"][0]["number"]
    carried = {c["person"] for c in made.truth["lines"][0]["carried"] if c["number"] == number}
    phones = {
        n["number"] for p in made.truth["people"] if p["person"] in carried for n in p["numbers"]
    }
    return workspace, number, phones


def said(workspace, *arguments):
    result = RUNNER.invoke(app, ["--workspace", workspace, *arguments])
    assert result.exception is None, result.exception
    return result.stdout


def keys_of(value):
    if isinstance(value, list):
        return set().union(*(keys_of(item) for item in value))
    if isinstance(value, dict):
        return set(value).union(*(keys_of(inner) for inner in value.values()))
    return set()


def documented(command):
    line = next(x for x in page("formats/json.md").splitlines() if x.startswith(f"| `{command}`"))
    return set(re.findall(r"`(\w+)`", line.split(" | ")[1]))


def test_attribute_has_exactly_the_keys_that_the_page_lists(county):
    workspace, number, phones = county
    found = json.loads(said(workspace, "attribute", number, "--json"))
    silent = {"at", "earliest", "latest", "before", "after"}  # where nothing changed hands
    assert keys_of(found) <= documented("attribute")
    assert documented("attribute") - keys_of(found) <= silent
    assert [c["rank"] for c in found["candidates"]] == list(range(1, len(found["candidates"]) + 1))
    assert found["searched"] > 100
    assert found["candidates"][0]["number"] in phones


def test_a_number_in_national_writing_and_a_period_of_bare_days(county):
    workspace, number, _phones = county
    whole = json.loads(said(workspace, "attribute", number, "--json"))
    day = whole["period"]["from"][:10]
    one = ["attribute", number.replace("+44", "0"), "--from", day, "--to", day, "--json"]
    found = json.loads(said(workspace, *one))
    assert found["number"] == number
    assert {found["period"][k][:10] for k in ("from", "to")} <= {day, whole["period"]["from"][:10]}


def test_people_read_the_sentence_both_sides_and_what_was_not_in_the_data(county):
    workspace, number, _phones = county
    shown = said(workspace, "attribute", number)
    for word in (
        "no UK field validation",
        "numbers searched",
        "not in this data",
        "for",
    ):
        assert word in " ".join(shown.split())


def test_a_sheet_is_text_for_its_reader(county):
    workspace, number, _phones = county
    facts = said(workspace, "attribute", number, "--sheet", "analyst")
    lead = said(workspace, "attribute", number, "--sheet", "investigator")
    assert facts.startswith(f"Analyst's sheet: {number} and ")
    assert "log10" not in facts
    assert lead.index("AGAINST") < lead.index("FOR\n")
    assert "no UK field validation" in lead


@pytest.mark.parametrize("more", [["--json"], ["--from", "2025-03-01"], ["--to", "2025-03-01"]])
def test_a_sheet_over_a_part_or_as_json_is_wrong_usage(county, more):
    workspace, number, _phones = county
    asked = ["--workspace", workspace, "attribute", number, "--sheet", "analyst", *more]
    result = RUNNER.invoke(app, asked)
    assert result.exit_code == 2
    assert "leave" in result.output


@pytest.mark.parametrize("wrong", ["yesterday", "2025-13-01"])
def test_a_day_that_is_none_is_wrong_usage(county, wrong):
    workspace, number, _phones = county
    result = RUNNER.invoke(app, ["--workspace", workspace, "attribute", number, "--from", wrong])
    assert result.exit_code == 2


def test_validation_has_exactly_the_keys_that_the_page_lists():
    result = RUNNER.invoke(app, ["validate", "attribution", "--json"])
    found = json.loads(result.stdout)
    alternatives, families = set(found["evidence"]), set(found["rank"])
    assert keys_of(found) - alternatives - families == documented("validate attribution")
    assert found["field_validation"] == "no UK field validation"
    assert found["report"] is None


def test_the_report_is_one_page_that_says_so_first(tmp_path):
    result = RUNNER.invoke(app, ["validate", "attribution", "--report", str(tmp_path / "out")])
    assert result.exception is None
    html = (tmp_path / "out" / "attribution.html").read_text("utf-8")
    assert "no UK field validation" in html
    assert html.count("<svg") == 12  # three plots an alternative
    assert "http" not in html
    assert "@media print" in html


def test_starting_a_command_does_not_bring_the_mathematics_along():
    """scipy takes a second: `version` and a refused argument should not wait for it."""
    program = "import sys, lineholder.cli.main; sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0

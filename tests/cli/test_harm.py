"""`lineholder harm`: the order as a table and as JSON."""

import json

import pytest
from typer.testing import CliRunner

from lineholder.cli.main import app
from lineholder.model.harm import Part


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    at = tmp_path_factory.mktemp("harm")

    def ran(*arguments):
        return CliRunner().invoke(app, ["--workspace", str(at / "w"), *arguments])

    size = ("--people", "200", "--days", "35", "--lines", "2", "--seed", "7")
    assert ran("synth", str(at / "files"), *size).exit_code == 0
    files = [str(at / "files" / name) for name in ("observations.csv", "cells.csv")]
    assert ran("ingest", *files, "--power", "exercise").exit_code == 0
    assert ran("lines").exit_code == 0
    return ran


def test_every_line_has_every_component_and_the_tables_are_said(run):
    told = json.loads(run("harm", "--json").stdout)
    assert told["places"]
    for place in told["places"]:
        assert [c["part"] for c in place["components"]] == [part.value for part in Part]
        assert place["lower"] <= place["upper"]
    assert told["weights"] == "equal weights"
    assert len(told["tables"]) == 3
    assert json.loads(run("harm", "--on", "2031-01-01", "--json").stdout)["on"] == "2031-01-01"
    assert "equal weights" in run("harm").stdout


def test_without_records_or_with_a_wrong_day_it_is_refused(run, tmp_path):
    assert run("harm", "--on", "June").exit_code == 1
    at = ["--workspace", str(tmp_path / "empty")]
    assert CliRunner().invoke(app, [*at, "init"]).exit_code == 0
    assert CliRunner().invoke(app, [*at, "harm"]).exit_code == 1

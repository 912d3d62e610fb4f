"""`lineholder series`: what is held, and one set around a day."""

import json

import pytest
from typer.testing import CliRunner

from lineholder.cli.main import app

ROWS = "".join(
    f"2025-0{n},{area},{v},admissions\n"
    for area, values in (("North", (10, 12, 11, 6)), ("South", (20, 21, 22, 20)))
    for n, v in enumerate(values, 1)
)
ASK = ("--measure", "admissions", "--area", "North", "--day", "2025-04-01")


@pytest.fixture
def run(tmp_path):
    (tmp_path / "series.csv").write_text(f"date,area,value,measure\n{ROWS}", "utf-8")
    at = ["--workspace", str(tmp_path / "w")]

    def ran(*arguments):
        return CliRunner().invoke(app, [*at, *arguments])

    assert ran("ingest", str(tmp_path / "series.csv"), "--power", "open: published").exit_code == 0
    return ran


def test_it_lists_and_it_compares(run):
    held = json.loads(run("series", "--json").stdout)
    assert [s["area"] for s in held["series"]] == ["North", "South"]
    assert "admissions" in run("series").stdout
    told = json.loads(run("series", *ASK, "--beside", "South", "--json").stdout)
    assert (told["change"], told["difference"]) == (-5.0, -4.0)
    text = json.loads(run("rows", told["means"][0]["ref"], "--json").stdout)
    assert [r["text"] for r in text["rows"]] == ROWS.splitlines()[:3]
    assert "rises with effort" in run("series", *ASK).stdout


def test_half_a_question_is_wrong_usage(run):
    assert run("series", "--day", "2025-04-01").exit_code == 2
    assert run("series", *ASK[:4], "--day", "April").exit_code == 1

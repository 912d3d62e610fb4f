"""`outcomes` and `ledger add` as commands: one document, and exit 0 for what cannot be known."""

import json

from typer.testing import CliRunner

from lineholder.cli.main import app

HEAD = "time,entry,line,person,offence,count,detail,reference\n"


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_a_ledger_is_read_and_told(tmp_path):
    at = ("--workspace", tmp_path / "w")
    file = tmp_path / "ledger.csv"
    file.write_text(
        HEAD + "2020-05-01T00:00:00Z,opening,,,,68,,\n2020-06-01T09:00:00Z,closed T1,,,,34,,\n"
        "2020-06-01T09:00:00Z,arrests,,,,344,,\n"
    )
    assert run(*at, "init").exit_code == 0
    assert run(*at, "ingest", file, "--power", "exercise").exit_code == 0
    told = json.loads(
        run(*at, "outcomes", "--from", "2020-05-01", "--to", "2021-04-30", "--json").stdout
    )
    assert (told["opening"], told["closed_t1"], told["closing"], told["arrests"]) == (
        68,
        34,
        34,
        344,
    )
    assert told["bridge"]["balances"] is True
    assert (told["from"], told["to"]) == ("2020-05-01T00:00:00Z", "2021-05-01T00:00:00Z")
    shown = run(*at, "outcomes")
    assert "68 opening + 0 new" in " ".join(shown.stdout.split())
    early = run(*at, "outcomes", "--to", "2019-12-31", "--json")
    assert early.exit_code == 0
    assert json.loads(early.stdout)["bridge"] is None
    assert json.loads(early.stdout)["missing"]
    assert "No bridge" in run(*at, "outcomes", "--to", "2019-12-31").stdout
    wrong = run(*at, "outcomes", "--from", "2021-01-01", "--to", "2020-01-01")
    assert wrong.exit_code == 2


def test_a_row_is_added_and_counted(tmp_path):
    at = ("--workspace", tmp_path / "w")
    run(*at, "init")
    add = (
        *at,
        "ledger",
        "add",
        "seizure",
        "--at",
        "2020-06-01T09:00:00Z",
        "--reason",
        "exhibit book",
    )
    made = run(*add, "--detail", "deal line", "--reference", "EX1", "--json")
    assert json.loads(made.stdout)["entered"] > 0
    assert "Entered as" in run(*add, "--detail", "county line", "--reference", "EX2").stdout
    told = json.loads(run(*at, "outcomes", "--json").stdout)
    assert (told["lines_seized"], told["deal_lines_seized"], told["county_lines_seized"]) == (
        2,
        1,
        1,
    )

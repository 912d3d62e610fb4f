"""The command line as docs/formats/json.md promises it: arguments, keys, exit codes, one document."""

import json

import pytest
from typer.testing import CliRunner

from lineholder import synth
from lineholder.cli.main import app

RUNNER = CliRunner()
PLAIN = {"seed", "people", "days", "lines"}  # options whose name says all


class Command:
    """Runs subcommands on one workspace, in this process; `fails` gives the sentence of a refusal."""

    def __init__(self, workspace) -> None:
        self.workspace = str(workspace)

    def __call__(self, *arguments: str) -> dict:
        result = RUNNER.invoke(app, ["--workspace", self.workspace, *arguments, "--json"])
        assert result.exception is None, result.exception
        return json.loads(result.stdout)

    def fails(self, *arguments: str) -> str:
        result = RUNNER.invoke(app, ["--workspace", self.workspace, *arguments])
        assert result.exception is not None
        return str(result.exception)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("county")
    synth.write(synth.generate(synth.Spec("agenda", 13, 300, 28, 3)), folder)
    return folder


@pytest.fixture(scope="module")
def run(files, tmp_path_factory) -> Command:
    command = Command(tmp_path_factory.mktemp("cli") / "workspace")
    command("init")
    command(
        "ingest", str(files / "observations.csv"), str(files / "cells.csv"), "--power", "exercise"
    )
    return command


def test_ingest_accounts_for_each_file_and_in_all(run, files):
    done = run("ingest", str(files / "observations.csv"), "--power", "exercise")
    (one,) = done["ingests"]
    assert one["already_ingested"]
    assert one["rows_in_file"] == one["recorded"] + one["quarantined"] + one["structural"]
    keys = {"sha256", "name", "format", "rows_in_file", "recorded", "quarantined", "structural"}
    assert keys | {"sealed", "already_ingested", "reasons"} <= set(one)
    assert done["totals"]["recorded"] == one["recorded"]


def test_lines_have_the_keys_and_the_order_of_the_contract(run):
    found = run("lines")
    assert {"lines", "considered", "insufficient"} <= set(found)
    first = found["lines"][0]
    keys = {"line", "rank", "score", "numbers", "market", "hub", "type", "customers", "reasons"}
    assert keys <= set(first)
    assert {"number", "from", "to"} <= set(first["numbers"][0])
    assert first["numbers"][0]["number"].startswith("+44")
    assert first["numbers"][0]["from"].endswith("Z")
    assert {"signal", "value", "supports", "ref"} <= set(first["reasons"][0])
    assert [line["rank"] for line in found["lines"]] == list(range(1, len(found["lines"]) + 1))


def test_line_and_explain_add_the_activity_per_day(run):
    first = run("lines")["lines"][0]
    assert run("line", first["line"])["activity"][0].keys() >= {"day", "calls_in", "total"}
    said = run("explain", first["numbers"][0]["number"])
    assert (said["verdict"], said["line"]) == ("line", first["line"])
    assert said["activity"]
    assert run("explain", "+447700911111")["verdict"] == "not_in_data"


def test_find_and_rows_open_to_the_file(run, files):
    number = run("lines")["lines"][0]["numbers"][0]["number"]
    hit = run("find", number)["hits"][0]
    assert {"kind", "value", "where", "first", "last", "count", "ref"} <= set(hit)
    shown = run("rows", hit["ref"])
    assert len(shown["rows"]) == shown["total"] == hit["count"]
    assert {"source", "sheet", "row", "text"} <= set(shown["rows"][0])
    text = (files / "observations.csv").read_text("utf-8").splitlines()
    assert all(text[r["row"] - 1] == r["text"] for r in shown["rows"][:50])


def test_quarantine_is_empty_here_and_verify_holds(run):
    assert run("quarantine") == {"rows": []}
    assert run("verify") == {"holds": True, "faults": []}


def test_a_damaged_vault_is_told_and_exits_1(tmp_path, files):
    command = Command(tmp_path / "w")
    command("init")
    command("ingest", str(files / "cells.csv"), "--power", "exercise")
    (kept,) = (p for p in (tmp_path / "w" / "vault").rglob("*") if p.is_file())
    kept.chmod(0o600)
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    assert "found 1 faults" in command.fails("verify")


def test_a_refused_file_that_was_named_exits_1_after_the_others(tmp_path, files):
    command = Command(tmp_path / "w")
    command("init")
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n", "utf-8")
    arguments = (
        "ingest",
        str(tmp_path / "odd.csv"),
        str(files / "cells.csv"),
        "--power",
        "exercise",
    )
    assert "odd.csv was not read: odd.csv fits no profile" in command.fails(*arguments)
    assert command("find", "Castlemoor")["hits"] is not None


def test_without_records_a_command_says_what_to_do(tmp_path):
    command = Command(tmp_path / "w")
    assert "lineholder init" in command.fails("lines")
    command("init")
    for arguments in (
        ("lines",),
        ("find", "07700 900123"),
        ("quarantine",),
        ("explain", "1234567"),
    ):
        assert "Ingest some first" in command.fails(*arguments)
    assert "found a workspace" in command.fails("init")


def test_networks_need_no_workspace(tmp_path):
    path = tmp_path / "n.csv"
    path.write_text("from,to,weight\na,b,3\nb,c,1\nb,d,1\n", "utf-8")
    command = Command(tmp_path / "nowhere")
    ranking = command("network", "rank", str(path))["ranking"]
    assert next(r["node"] for r in ranking) == "b"
    assert {r["node"] for r in ranking} == set("abcd")
    found = command("network", "targets", str(path), "-k", "1")
    assert (found["targets"], found["fragmentation"]) == (["b"], 1.0)
    assert (found["optimal"], found["ties"]) == (True, 1)


def test_every_command_and_option_has_help():
    import typer.main

    def walk(command, path):
        for name, sub in getattr(command, "commands", {}).items():
            yield from walk(sub, (*path, name))
        yield path, command

    for path, command in walk(typer.main.get_command(app), ()):
        assert command.help, path
        for parameter in command.params:
            documented = getattr(parameter, "help", None) or parameter.name in {
                "seed",
                "people",
                "days",
                "lines",
            }
            assert documented, (path, parameter.name)

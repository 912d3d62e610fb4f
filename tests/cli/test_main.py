"""`lineholder` as another program meets it: standard output, standard error, exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lineholder.cli import main as command_line
from lineholder.pipeline import demo
from lineholder.synth import Spec

OBSERVATIONS = (
    "start,subject,direction,other_party,type,duration_s,cell_id,imei\n"
    "2025-03-03T10:00:00Z,+447700900001,out,+447700900002,call,20,C1,352099001761481\n"
    "2025-03-03T11:00:00Z,+447700900001,out,+447700900002,call,-2,Łódź,\n"
)
NETWORK = "from,to,weight\na,b,3\nb,c,1\nb,d,1\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to stand in, with no workspace named by the surroundings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LINEHOLDER_WORKSPACE", raising=False)
    (tmp_path / "a.csv").write_text(OBSERVATIONS, "utf-8")
    (tmp_path / "n.csv").write_text(NETWORK, "utf-8")
    return tmp_path


@pytest.fixture
def run(here, monkeypatch, capfd):
    """Run the command in this process; exit code, standard output, standard error."""

    def once(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["lineholder", *arguments])
        code = 0
        try:
            command_line.main()
        except SystemExit as ended:
            code = ended.code or 0
        return code, *capfd.readouterr()

    return once


@pytest.fixture
def filled(run):
    assert run("init")[0] == 0
    assert run("ingest", "a.csv", "--power", "exercise")[0] == 0
    return run


def process(here, *arguments: str, encoding: str = "utf-8") -> subprocess.CompletedProcess:
    """The true command, in a process of its own, with nobody at the keyboard."""
    return subprocess.run(
        [sys.executable, "-m", "lineholder", *arguments],
        cwd=here,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_a_process_prints_one_document_also_where_the_console_lacks_its_letters(here, filled):
    done = process(here, "quarantine", "--json", encoding="cp1252")
    assert (done.returncode, done.stderr) == (0, b"")
    (held,) = json.loads(done.stdout)["rows"]
    assert held["text"] == OBSERVATIONS.splitlines()[2]
    shown = process(here, "quarantine", encoding="cp1252")
    assert shown.returncode == 0
    assert b"NEGATIVE_DURATION" in shown.stdout


def test_a_process_without_a_keyboard_ends_by_itself(here):
    refused = process(here, "lines", "--json")
    assert (refused.returncode, refused.stdout) == (1, b"")
    assert refused.stderr.decode().count("\n") == 1
    assert "lineholder init" in refused.stderr.decode()
    ranked = process(here, "network", "rank", "n.csv", "--json")
    assert (ranked.returncode, ranked.stderr) == (0, b"")
    assert json.loads(ranked.stdout)["ranking"][0]["node"] == "b"


@pytest.mark.parametrize(
    "arguments",
    [
        ("ingest", "a.csv", "--power", "exercise"),
        ("quarantine",),
        ("lines",),
        ("explain", "07700 900001"),
        ("find", "07700 900001"),
        ("verify",),
    ],
)
def test_with_json_standard_output_holds_one_document_and_nothing_else(filled, arguments):
    code, out, _ = filled(*arguments, "--json")
    assert code == 0
    assert out.startswith("{")
    assert isinstance(json.loads(out), dict)


@pytest.mark.parametrize(
    "arguments",
    [
        ("lines",),
        ("line", "nothing"),
        ("find", "07700 900123"),
        ("explain", "07700 900123"),
        ("quarantine",),
        ("rows", "nothing"),
        ("ingest", "nowhere.csv"),
    ],
)
@pytest.mark.parametrize("made", [False, True], ids=["no workspace", "empty workspace"])
def test_without_data_a_command_refuses_in_one_line(run, arguments, made):
    if made:
        run("init")
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    said = [line for line in err.splitlines() if line.strip()]  # a bar that is gone leaves a blank
    assert len(said) == 1
    assert said[0].startswith("lineholder: ")
    assert "xpected" in said[0] or "lineholder init" in said[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ("nothing",),
        ("ingest",),
        ("ingest", "a.csv", "--power", "exercise", "--authority", "x.toml"),
        ("lines", "--nothing"),
        ("rows", "x", "--limit", "0"),
        ("rows", "x", "--limit", "many"),
        ("network", "targets", "n.csv"),
        ("network", "targets", "n.csv", "-k", "0"),
        ("synth", "out", "--seed", "x"),
    ],
)
def test_wrong_usage_is_2_and_nothing_is_done(run, here, arguments):
    before = sorted(here.iterdir())
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err
    assert sorted(here.iterdir()) == before


@pytest.mark.parametrize("arguments", [("explain", "07700 911111"), ("find", "07700 911111")])
def test_not_in_this_data_is_an_answer(filled, arguments):
    assert filled(*arguments)[0] == 0


def test_no_lines_is_an_answer(filled):
    code, out, _ = filled("lines", "--json")
    found = json.loads(out)
    assert (code, found["lines"]) == (0, [])
    assert found["insufficient"] > 0


def test_rows_held_back_and_rows_sealed_are_answers(run):
    run("init")
    code, out, _ = run("ingest", "a.csv", "--json")
    totals = json.loads(out)["totals"]
    assert code == 0
    assert (totals["quarantined"], totals["recorded"], totals["sealed"]) == (1, 1, 1)


def test_a_refused_file_is_in_the_document_and_on_standard_error(filled, here):
    (here / "odd.csv").write_text("a,b\n1,2\n", "utf-8")
    code, out, err = filled("ingest", "odd.csv", "--power", "exercise", "--json")
    assert code == 1
    assert [one["name"] for one in json.loads(out)["not_read"]] == ["odd.csv"]
    assert "lineholder: odd.csv was not read" in err


@pytest.mark.parametrize(
    ("option", "content"),
    [
        ("--authority", b"\xff\xfe"),
        ("--authority", b"kind ="),
        ("--authority", b'kind = "a wish"\n'),
        ("--profile", b"\xff\xfe"),
        ("--profile", b"name ="),
    ],
)
def test_an_unreadable_authority_or_profile_is_refused_in_one_line(filled, here, option, content):
    (here / "said.toml").write_bytes(content)
    code, out, err = filled("ingest", "a.csv", option, "said.toml")
    assert (code, out) == (1, "")
    assert err.startswith("lineholder: ")
    assert err.count("\n") == 1


def test_the_workspace_is_the_option_else_the_variable_else_a_folder_here(run, here, monkeypatch):
    assert json.loads(run("init", "--json")[1])["workspace"] == "lineholder-data"
    monkeypatch.setenv("LINEHOLDER_WORKSPACE", str(here / "by-variable"))
    run("init")
    run("--workspace", str(here / "by-option"), "init")
    made = {path.parent.name for path in here.glob("*/register.sqlite")}
    assert made == {"lineholder-data", "by-variable", "by-option"}


def test_synth_writes_plain_files_and_the_truth_without_a_workspace(run, here):
    arguments = ("--family", "process", "--seed", "3", "--people", "150", "--days", "14")
    code, out, _ = run("synth", "out", *arguments, "--lines", "1", "--json")
    assert code == 0
    assert {"observations.csv", "cells.csv", "truth.json"} <= set(json.loads(out)["files"])
    assert len(json.loads((here / "out" / "truth.json").read_text("utf-8"))["lines"]) == 1
    assert not (here / "lineholder-data").exists()


@pytest.mark.parametrize(
    "arguments", [("--family", "none"), ("--people", "0"), ("--lines", "-1")], ids=str
)
def test_a_county_that_cannot_be_is_refused(run, here, arguments):
    code, _, err = run("synth", "out", *arguments)
    assert code == 1
    assert "xpected" in err
    assert not (here / "out").exists()


def test_a_folder_that_is_a_file_is_refused_in_one_line(run):
    code, _, err = run("synth", "a.csv")
    assert code == 1
    assert "Traceback" not in err
    assert "a.csv" in err


def test_the_demo_ends_with_the_lines_and_how_to_see_them(run, monkeypatch):
    monkeypatch.setattr(demo, "SPEC", Spec("agenda", 7, 300, 28, 3))
    code, out, _ = run("--workspace", "shown", "demo")
    assert code == 0
    assert "--workspace shown serve" in out.replace("\n", " ")
    assert json.loads(run("--workspace", "shown", "lines", "--json")[1])["lines"]


@pytest.mark.parametrize("made", [False, True], ids=["nothing there", "empty folder"])
def test_the_first_ingest_makes_the_workspace_and_says_so(run, made):
    Path("a.csv").write_text(OBSERVATIONS, "utf-8")
    if made:
        Path("new").mkdir()
    code, out, err = run("--workspace", "new", "ingest", "a.csv", "--power", "exercise", "--json")
    assert code == 0
    assert json.loads(out)["totals"]["rows_in_file"]
    assert "made a workspace" in err
    code, _, err = run("--workspace", "new", "ingest", "a.csv", "--power", "exercise")
    assert code == 0
    assert "made a workspace" not in err


def test_an_ingest_of_nothing_makes_no_workspace(run):
    assert run("--workspace", "new", "ingest", "nowhere.csv")[0] == 1
    assert not Path("new").exists()


def test_a_folder_with_other_things_is_never_made_a_workspace(run):
    Path("a.csv").write_text(OBSERVATIONS, "utf-8")
    Path("photos").mkdir()
    Path("photos/cat.jpg").write_bytes(b"x")
    code, _, err = run("--workspace", "photos", "ingest", "a.csv")
    assert (code, "must be a Lineholder workspace" in err) == (1, True)
    assert sorted(p.name for p in Path("photos").iterdir()) == ["cat.jpg"]


@pytest.mark.parametrize("command", [("serve",), ("worker",)])
def test_nothing_is_served_where_there_is_no_workspace(run, command):
    code, _, err = run(*command)
    assert code == 1
    assert "lineholder init" in err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty file"),
        (b"from,to,weight\n", "header alone"),
        (b"a,b,c\n1,2,3\n", "from,to,weight"),
        (b"from,to,weight\na,b\n", "line 2"),
        (b"from,to,weight\na,b,heavy\n", "line 2"),
        (b"from,to,weight\n\xe9,b,1\n", "UTF-8"),
    ],
)
@pytest.mark.parametrize("command", [("rank",), ("targets", "-k", "1")], ids=["rank", "targets"])
def test_a_network_that_cannot_be_read_is_refused_in_one_line(run, here, command, content, said):
    (here / "odd.csv").write_bytes(content)
    name, *options = command
    code, out, err = run("network", name, "odd.csv", *options, "--json")
    assert (code, out) == (1, "")
    assert said in err
    assert "Traceback" not in err
    assert "found nothing there" in run("network", name, "none.csv", *options)[2]


def test_networks_are_answered_from_the_file_alone(run, here):
    ranking = json.loads(run("network", "rank", "n.csv", "--json")[1])["ranking"]
    assert sorted(one["node"] for one in ranking) == ["a", "b", "c", "d"]
    scores = [one["score"] for one in ranking]
    assert scores == sorted(scores, reverse=True)
    found = json.loads(run("network", "targets", "n.csv", "-k", "1", "--json")[1])
    assert (found["targets"], found["fragmentation"]) == (["b"], 1.0)
    assert (found["optimal"], found["ties"]) == (True, 1)
    assert run("network", "targets", "n.csv", "-k", "5")[0] == 1
    assert sorted(p.name for p in here.iterdir()) == ["a.csv", "n.csv"]


@pytest.mark.parametrize("command", ["explain", "find", "line", "rows", "attribute", "chain"])
@pytest.mark.parametrize("nothing", ["", "  "])
def test_nothing_to_look_for_is_refused_in_one_line(filled, command, nothing):
    code, out, err = filled(command, nothing, "--json")
    assert (code, out) == (1, "")
    (said,) = [
        line for line in err.splitlines() if line.strip()
    ]  # a bar that is gone leaves a blank
    assert said.startswith("lineholder: Expected")

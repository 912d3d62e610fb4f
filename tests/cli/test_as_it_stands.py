"""What stands in a file is shown as it stands: nothing in it is a command to the terminal or to us."""

import json

import pytest
from typer.testing import CliRunner

from lineholder.cli.main import app
from lineholder.cli.tables import as_it_stands

HEADER = "start,subject,direction,other_party,type,duration_s,cell_id,imei,text\n"
START = "2025-03-03T10:00:00Z,+447700900001,out,+447700900002"
TEXTS = ("see [sic] :smile:", "[bold]x[/bold]", "[/end] of it", "[link=http://x]y[/link]")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Run a command on a workspace that holds TEXTS; its standard output, without line folds."""
    folder = tmp_path_factory.mktemp("stands")

    def once(*arguments: str) -> str:
        command = ["--workspace", str(folder / "w"), *arguments]
        result = CliRunner().invoke(app, command, env={"COLUMNS": "300"})
        assert result.exception is None, result.exception
        return result.stdout

    once("init")
    rows = [f"{START},sms,,,,{text}\n" for text in TEXTS]
    held = f"{START},call,-4,,,[sic] :smile: [/end]\n"
    path = folder / "[sic] a.csv"
    path.write_text(HEADER + "".join(rows) + held, "utf-8")
    once("ingest", str(path), "--power", "exercise")
    return once


def test_rows_are_shown_letter_by_letter(run):
    ref = json.loads(run("find", "07700 900001", "--json"))["hits"][0]["ref"]
    shown = run("rows", ref)
    assert "[sic] a.csv" in shown
    for text in TEXTS:
        assert f"{START},sms,,,,{text}" in shown


def test_rows_held_back_are_shown_letter_by_letter(run):
    assert f"{START},call,-4,,,[sic] :smile: [/end]" in run("quarantine")


@pytest.mark.parametrize("asked", ["[/x]", "[red]+447700900001", ":smile:"])
def test_what_was_asked_is_repeated_letter_by_letter(run, asked):
    assert asked in run("explain", asked)
    assert "Not seen" in run("find", f"{asked}{asked}")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("a\rb", "a\\rb"),
        ("\u202egnp", "\\u202egnp"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("café → £5 😄", "café → £5 😄"),
    ],
)
def test_what_a_terminal_would_obey_is_written_out(text, shown):
    assert as_it_stands(text) == shown

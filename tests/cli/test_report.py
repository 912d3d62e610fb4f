"""`report` as a command: the file it writes, what it says of it, and what it will not write."""

import hashlib
import json

import pytest
from book import written
from typer.testing import CliRunner
from year import year

from lineholder.cli.main import app


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def at(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    (folder / "ledger.csv").write_text(written(year()), "utf-8")
    at = ("--workspace", folder / "w")
    assert run(*at, "init").exit_code == 0
    assert run(*at, "ingest", folder / "ledger.csv", "--power", "exercise").exit_code == 0
    return at


def test_a_report_is_written_and_told(at, tmp_path):
    file = tmp_path / "year.xlsx"
    days = ("--from", "2020-05-01", "--to", "2021-04-30")
    done = run(*at, "report", "annual", *days, "--out", file, "--json")
    told = json.loads(done.stdout)
    assert told["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert (told["form"], told["days"]) == ("xlsx", "1 May 2020 to 30 April 2021")
    assert (told["least"], told["left_out"]) == (5, [])
    assert "under_18_charged" in told["not_known"]
    assert run(*at, "report", "annual", *days, "--out", tmp_path / "again.xlsx").exit_code == 0
    assert (tmp_path / "again.xlsx").read_bytes() == file.read_bytes()


def test_without_a_name_it_is_written_here_as_pdf(at, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run(*at, "report", "weekly")
    assert done.exit_code == 0, done.output
    (file,) = tmp_path.iterdir()
    assert file.name in " ".join(done.stdout.split())
    assert file.read_bytes().startswith(b"%PDF-1.7")


def test_what_gainsays_itself_is_wrong_usage(at, tmp_path):
    for arguments in (
        ("annual", "--as", "pdf", "--out", tmp_path / "a.csv"),
        ("annual", "--out", tmp_path / "a.docx"),
        ("annual", "--from", "2021-01-01", "--to", "2020-01-01"),
        ("yearly",),
    ):
        assert run(*at, "report", *arguments).exit_code == 2
    assert list(tmp_path.iterdir()) == []

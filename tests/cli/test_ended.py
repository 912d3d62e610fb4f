"""However a command ends, it says so in one line, with its exit code, and nothing is half done."""

import json
import signal
import subprocess
import sys
import time

import pytest
from typer.testing import CliRunner

from lineholder.cli import main as command_line
from lineholder.cli.commands import init
from lineholder.cli.main import app
from lineholder.cli.session import print_json
from lineholder.model.errors import Cancelled

HEADER = "start,subject,direction,other_party,type,duration_s,cell_id,imei\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one child")
def test_ctrl_c_exits_130_and_leaves_nothing_half_done(tmp_path):
    workspace, path = tmp_path / "w", tmp_path / "long.csv"
    assert CliRunner().invoke(app, ["--workspace", str(workspace), "init"]).exit_code == 0
    moments = (f"2025-03-{1 + n % 28:02d}T{n % 24:02d}:{n % 60:02d}:00Z" for n in range(5_000))
    rows = "".join(f"{at},+447700900001,out,+447700900002,call,20,,\n" for at in moments)
    path.write_text(HEADER + rows * 120, "utf-8")
    command = [
        sys.executable,
        "-m",
        "lineholder",
        "--workspace",
        str(workspace),
        "ingest",
        str(path),
    ]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE) as running:
        while not any(workspace.glob("tmp/*.parquet")) and running.poll() is None:
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        said = running.communicate(timeout=60)[1].decode()
    assert running.returncode == 130, said
    assert "nothing was kept" in said
    assert "Traceback" not in said
    verified = CliRunner().invoke(app, ["--workspace", str(workspace), "verify", "--json"])
    assert json.loads(verified.stdout)["holds"]
    assert not any((workspace / "segments").iterdir())
    assert not any(workspace.glob("tmp/*.parquet"))


@pytest.mark.parametrize(
    ("ends_with", "code", "said"),
    [
        (Cancelled("Stopped; nothing was kept."), 130, "Stopped; nothing was kept."),
        (KeyboardInterrupt(), 130, "nothing was kept half done"),
        (
            OSError(28, "No space left on device", "/w/tmp/x"),
            1,
            "No space left on device: /w/tmp/x",
        ),
        (PermissionError(13, "Permission denied", "a.csv"), 1, "Permission denied: a.csv"),
        (OSError("the lock is lost"), 1, "the lock is lost"),
    ],
)
def test_what_ends_a_command_is_told_in_one_line(monkeypatch, capfd, ends_with, code, said):
    def ended(*_arguments, **_options):
        raise ends_with

    monkeypatch.setattr(init, "create_store", ended)
    monkeypatch.setattr(sys, "argv", ["lineholder", "init"])
    with pytest.raises(SystemExit) as exit_of:
        command_line.main()
    out, err = capfd.readouterr()
    assert (exit_of.value.code, out) == (code, "")
    lines = [line for line in err.splitlines() if line.strip()]
    assert len(lines) == 1
    assert lines[0].startswith("lineholder: ")
    assert said in lines[0]


def test_a_document_is_the_same_bytes_in_every_locale(capfd):
    print_json({"text": "café → £5"})
    out = capfd.readouterr().out
    assert out.isascii()
    assert json.loads(out) == {"text": "café → £5"}


def test_a_figure_that_json_does_not_have_is_never_printed():
    """NaN is no JSON: the program that reads it would fail, or read it as something else."""
    with pytest.raises(ValueError, match="JSON"):
        print_json({"score": float("nan")})

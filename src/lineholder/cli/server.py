"""Serving: uvicorn for the pages and one worker process for the jobs."""

import signal
import subprocess
import sys
from pathlib import Path

import uvicorn

from lineholder.pipeline.jobs import work
from lineholder.pipeline.steps import STEPS
from lineholder.web.app import create_app


def run(workspace: Path, port: int) -> None:
    """Serve until Ctrl-C; the worker ends with it."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the worker is ended below, too
    command = [sys.executable, "-m", "lineholder", "--workspace", str(workspace), "worker"]
    worker = subprocess.Popen(command)  # noqa: S603 - our own interpreter and module
    try:
        uvicorn.run(create_app(workspace), host="127.0.0.1", port=port, log_level="warning")
    finally:
        worker.terminate()
        worker.wait()


def work_until_stopped(workspace: Path) -> None:
    """Do jobs, one at a time, until a signal says stop."""
    work(workspace, STEPS)

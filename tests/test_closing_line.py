"""What a person, or the check that lands a change, sees last of a test run is pytest's closing line."""

import re
import subprocess
import sys

from tests.docs_told import ROOT

# a property test, beside fixtures and pages whose annotations name the store: see tests/conftest.py
FILES = ("tests/wire/test_times.py", "tests/pipeline/test_masks.py", "tests/test_architecture.py")


def test_a_run_ends_in_the_closing_line_and_nothing_is_written_below_it():
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *FILES]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"\d+ passed in [\d.]+s", done.stdout.splitlines()[-1])

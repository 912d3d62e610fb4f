"""A command costs what it needs: naming one imports its module, listing them imports none."""

import os
import pkgutil
import subprocess
import sys

import pytest

from lineholder.cli import commands
from lineholder.cli.commands import COMMANDS, command

HEAVY = ("sqlalchemy", "duckdb", "scipy", "pyarrow", "numpy", "fastapi", "lineholder.pipeline")
SAYS_WHAT_IS_LOADED = f"""
import sys
from lineholder.cli.main import main
try:
    main()
finally:
    print(*(name for name in {HEAVY} if name in sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [("version",), ("--help",), ("nothing",)])
def test_what_needs_no_records_loads_nothing_that_reads_them(arguments):
    command = [sys.executable, "-c", SAYS_WHAT_IS_LOADED, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == (2 if arguments == ("nothing",) else 0)
    assert done.stderr.splitlines()[-1] == ""


@pytest.mark.parametrize("name", ["ingest", "lines", "explain", "outcomes"])
def test_no_daily_command_waits_for_the_library_of_distributions(name):
    """It takes two seconds to load; every ingest took them once, for one interval of a share."""
    asked = f"import sys, lineholder.cli.commands.{name}; print('scipy.stats' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "False"


def test_the_list_of_commands_names_every_one_with_its_sentence():
    done = subprocess.run(
        [sys.executable, "-m", "lineholder", "--help"],
        capture_output=True, text=True, timeout=60, check=True, env={**os.environ, "COLUMNS": "200"},
    )  # fmt: skip
    for name, sentence in COMMANDS.items():
        assert any(name in line and sentence in line for line in done.stdout.splitlines()), name


def test_no_module_is_forgotten_by_the_list():
    """A command that is written but not listed cannot be asked for."""
    assert {m.name for m in pkgutil.iter_modules(commands.__path__)} == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_the_first_sentence_of_a_commands_own_help(name):
    assert command(name).help.startswith(COMMANDS[name])

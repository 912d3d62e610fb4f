"""A workspace for each test, copied from one that was made once."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # observing.py, beside the tests that use it


@pytest.fixture(scope="session")
def empty_workspace(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("made") / "workspace"
    from lineholder.storage import (
        Store,
    )  # here, not above: DuckDB must be let go before Python ends

    Store.create(path).close()
    return path


@pytest.fixture
def workspace(tmp_path, empty_workspace) -> Path:
    """Where an empty workspace stands, not opened yet."""
    return Path(shutil.copytree(empty_workspace, tmp_path / "workspace"))


@pytest.fixture
def store(workspace):
    from lineholder.storage import Store

    opened = Store.open(workspace)
    yield opened
    opened.close()

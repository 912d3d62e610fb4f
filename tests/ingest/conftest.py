"""The folder's own modules (ingest_whole.py, mess.py) are importable, and its engine is let go."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session", autouse=True)
def workbench() -> Iterator[None]:
    yield
    from ingest_whole import WORKBENCH

    WORKBENCH.close()

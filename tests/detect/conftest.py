"""Makes telling.py importable, and draws the small counties that several tests read."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session", params=["agenda", "process"])
def county(request):
    """(an engine's tables, the truth) of a small county of each family, every return held."""
    from county_tables import drawn

    return drawn(request.param)

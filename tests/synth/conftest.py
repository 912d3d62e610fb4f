"""A full and a partial county of every family."""

import pytest
from synth_counties import county

from lineholder.synth import FAMILIES, County


@pytest.fixture(params=[family.name for family in FAMILIES])
def full(request: pytest.FixtureRequest) -> County:
    return county(request.param)


@pytest.fixture(params=[family.name for family in FAMILIES])
def partial(request: pytest.FixtureRequest) -> County:
    return county(request.param, holding="partial")

"""A full and a partial county of every family."""

import pytest
from synth_counties import DISPATCH, SETTLED, county

from lineholder.synth import FAMILIES, County


@pytest.fixture(params=[family.name for family in FAMILIES])
def full(request: pytest.FixtureRequest) -> County:
    return county(request.param)


@pytest.fixture(params=[family.name for family in FAMILIES])
def partial(request: pytest.FixtureRequest) -> County:
    return county(request.param, holding="partial")


@pytest.fixture(params=SETTLED)
def settled(request: pytest.FixtureRequest) -> County:
    """Families in whose counties nothing is lost and everybody has a diary."""
    return county(request.param)


@pytest.fixture(params=DISPATCH)
def dispatched(request: pytest.FixtureRequest) -> County:
    """Families whose returns lose rows and cells, and whose people move by the half hour."""
    return county(request.param)

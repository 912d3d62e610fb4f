"""Location alone blocks a case: what counts as standing beside it."""

from dataclasses import replace

import pytest
from answers import CONTACTS, EXCLUDED, MOVES, by_location_alone, candidate

from lineholder.attribute import location


def with_strands(*strands):
    return replace(candidate(), strands=strands)


@pytest.mark.parametrize(
    ("strands", "alone"),
    [
        ((MOVES,), True),
        ((MOVES, EXCLUDED), True),
        ((MOVES, CONTACTS), False),
        ((MOVES, replace(CONTACTS, log10_lr=0.29)), True),
        ((MOVES, replace(CONTACTS, log10_lr=-2.0)), True),
        ((MOVES, replace(CONTACTS, log10_lr=0.2), replace(CONTACTS, log10_lr=0.2)), True),
        ((), True),
    ],
)
def test_only_a_strand_that_says_something_beside_places_unblocks(strands, alone):
    assert location.alone(with_strands(*strands)) is alone


def test_what_stands_beside_is_named():
    assert location.beside(candidate()) == (CONTACTS,)
    assert location.beside(by_location_alone().candidates[0]) == ()

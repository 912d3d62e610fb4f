"""Coverage: how often the intervals hold what synthetic lines sold, whose sales are known."""

import pytest
from coverage_told import lines

from lineholder.trade.customer_days import customer_days
from lineholder.trade.transactions import confirmed, potential


@pytest.fixture(scope="module")
def told():
    return lines(500)


@pytest.mark.parametrize(
    ("formula", "truth"),
    [(customer_days, "consumed"), (potential, "sold"), (confirmed, "sold")],
    ids=["customer days", "potential", "confirmed"],
)
def test_intervals_hold_the_truth_in_85_to_95_of_100_lines(told, formula, truth):
    """Where the assumptions' ranges are right: nothing here says that they are."""
    found = [(formula(line.contacts), getattr(line, truth)) for line in told]
    held = sum(e.lower <= grams <= e.upper for e, grams in found) / len(found)
    assert 0.85 <= held <= 0.95


def test_an_interval_that_ignores_that_users_differ_holds_it_far_too_seldom(told):
    alike = {"heroin": 0.0, "crack": 0.0}
    found = [(customer_days(line.contacts, spreads=alike), line.consumed) for line in told]
    assert sum(e.lower <= grams <= e.upper for e, grams in found) < 0.85 * len(found)

"""The page's table of assumptions is the program's, and the derived means are what their source gives."""

import math
from statistics import NormalDist

import pytest
from tests.docs_told import page

from lineholder.trade import customer_days, transactions

SHIPPED = (*customer_days.ASSUMPTIONS, *transactions.ASSUMPTIONS, transactions.WITHIN)


def test_the_page_shows_every_assumption_with_its_range():
    """A figure in a served document that is not the program's is a lie under oath."""
    table = page("methods/trade.md").partition("## Assumptions")[2].partition("##")[0]
    rows = [[c.strip() for c in line.strip("| ").split(" | ")] for line in table.splitlines()]
    shown = {r[1]: (*map(float, r[2:5]), r[5]) for r in rows if len(r) == 6 and r[0] != "formula"}
    assert shown == {a.name: (a.low, a.central, a.high, a.unit) for a in SHIPPED}


@pytest.mark.parametrize(("drug", "share"), [("heroin", 0.75), ("crack", 0.81)])
def test_the_central_consumption_is_the_mean_of_the_published_median_and_share(drug, share):
    (a,) = [a for a in customer_days.ASSUMPTIONS if a.name == f"{drug} a day"]
    sigma = 2 * NormalDist().inv_cdf(share)
    assert a.central == pytest.approx(a.low * math.exp(sigma**2 / 2), abs=0.0006)

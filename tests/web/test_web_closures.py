"""The page of closures: curves drawn with a table that says the same."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineholder.model.lasting import ClosureGroup, Step, Survival
from lineholder.web import curves


def survival(steps, group=ClosureGroup.TYPE_1):
    made = tuple(Step(d, s, max(0.0, s - 0.1), min(1.0, s + 0.1), 9, 1, 0) for d, s in steps)
    return Survival(group, 9, 1, 0, made, (), None, None, None, None, None, "said")


def points(path):
    return [tuple(map(float, p.split())) for p in path[1:].removesuffix("Z").split("L")]


def test_a_curve_holds_its_share_until_the_next_day_and_then_falls():
    chart = curves.chart([survival([(0, 1.0), (50, 0.5), (100, 0.5)])])
    (drawn,) = chart.curves
    left, right, middle = curves.LEFT, curves.WIDE - curves.RIGHT, 398
    half = curves.TOP + (curves.TALL - curves.TOP - curves.FOOT) / 2
    assert points(drawn.path) == [
        (left, curves.TOP),
        (middle, curves.TOP),
        (middle, half),
        (right, half),
    ]
    assert [text for _, text in chart.days] == ["0", "20", "40", "60", "80", "100"]
    assert chart.shares[2] == (half, "50%")


def test_names_do_not_stand_on_one_another():
    same = [(0, 1.0), (90, 1.0)]
    chart = curves.chart([survival(same, g) for g in ClosureGroup])
    low = curves.chart([survival([(0, 1.0), (90, 0.0)], g) for g in ClosureGroup])
    assert max(c.y for c in low.curves) <= curves.TALL - curves.FOOT  # nor below the drawing
    assert [c.group for c in chart.curves] == list(curves.DRAWN)  # `all` is in the table alone
    ys = [c.y for c in chart.curves]
    assert all(b - a >= curves.APART for a, b in pairwise(ys))


def test_nothing_that_lasted_is_no_drawing():
    assert curves.chart([]) is None
    assert curves.chart([survival([(0, 0.0)])]) is None


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0.01, 4000), st.floats(0, 1)), min_size=1, max_size=20))
def test_all_stays_on_the_drawing(rows):
    days = sorted(day for day, _ in rows)
    shares = sorted((share for _, share in rows), reverse=True)
    chart = curves.chart([survival(zip(days, shares, strict=True))])
    for x, y in points(chart.curves[0].path) + points(chart.curves[0].band):
        assert curves.LEFT <= x <= curves.WIDE - curves.RIGHT
        assert curves.TOP <= y <= curves.TALL - curves.FOOT
    assert 1 <= len(chart.days) <= curves.TICKS + 1


@pytest.mark.parametrize("query", ["", "?from=2025-01-01&to=2025-12-31"])
def test_the_page_says_what_it_draws(county, browse, query):
    with browse(county) as client:
        html = client.get(f"/outcomes/closures{query}").text
        link = re.search(r'href="(/outcomes/closures[^"]*)"', client.get(f"/outcomes{query}").text)
    assert link
    assert link[1].replace("&amp;", "&") == f"/outcomes/closures{query}"
    assert "<h1>How long closures hold</h1>" in html
    assert "No closure in this period" in html or 'class="curves"' in html


def test_a_workspace_without_a_ledger_says_so(bare, browse):
    with browse(bare) as client:
        assert "No ledger yet" in client.get("/outcomes/closures").text

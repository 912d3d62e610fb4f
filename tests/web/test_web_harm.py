"""The page of harm: an order whose every component is open."""

import re

import pytest

from lineholder.model.harm import Part


def places(html):
    return re.findall(r'<th scope="row"><a href="/lines/(\w+)"', html)


def test_each_line_stands_with_its_components_and_what_is_not_known(county, lines, browse):
    with browse(county) as client:
        html = client.get("/harm").text
        board = client.get("/").text
    assert sorted(places(html)) == sorted(c.line for c in lines.lines)
    assert 'href="/harm"' in board
    assert "Not known: nobody linked incidents to this line" in html
    assert "contacts in 28 days" in html
    assert "of 8 components are known" in html


@pytest.mark.parametrize("part", Part)
def test_one_component_alone_orders(county, lines, browse, part):
    with browse(county) as client:
        html = client.get(f"/harm?by={part}").text
    assert f'href="/harm?by={part}" aria-current="true"' in html
    assert len(places(html)) == len(lines.lines)


def test_by_customers_the_most_come_first(county, lines, browse):
    with browse(county) as client:
        told = places(client.get("/harm?by=customers").text)
    most = sorted(lines.lines, key=lambda c: (-c.customers, c.line))
    assert told == [c.line for c in most]


def test_without_a_list_it_says_where_to_go(bare, browse):
    with browse(bare) as client:
        assert "No line to order" in client.get("/harm?by=nonsense").text

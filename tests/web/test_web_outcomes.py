"""The outcomes page: the bridge drawn and as a table, each number opening its entries."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from lineholder.model.outcomes import Bridge
from lineholder.paper import waterfall

Browse = Callable[[Path], TestClient]
BRIDGE = Bridge(68, 20, 5, 3, 41, 12, 6, 3, 34)


def test_the_columns_stand_on_each_other_and_end_at_the_closing_stock():
    drawn = {c.name: c for c in waterfall.columns(BRIDGE)}
    shown = " ".join(c.text for c in drawn.values()).replace("\N{MINUS SIGN}", "-")
    assert shown == "68 +20 +5 +3 -41 -12 -6 -3 34"
    assert drawn["merged"].level == pytest.approx(drawn["closing"].y)
    assert drawn["opening"].y == pytest.approx(drawn["new"].y + drawn["new"].height, abs=0.02)
    ground = waterfall.TALL - waterfall.FOOT
    for name in ("opening", "closing"):
        assert drawn[name].y + drawn[name].height == pytest.approx(ground, abs=0.02)
    assert min(c.y for c in drawn.values()) >= waterfall.TOP - 0.02


def test_an_unknown_term_draws_nothing():
    assert waterfall.columns(Bridge(None, 20, 5, 3, 41, 12, 6, 3, None)) == ()


def test_a_bridge_of_nothing_can_be_drawn():
    assert len(waterfall.columns(Bridge(0, 0, 0, 0, 0, 0, 0, 0, 0))) == 9


def test_the_page_shows_the_bridge_and_opens_each_number(county: Path, browse: Browse) -> None:
    with browse(county) as client:
        html = client.get("/outcomes").text
        ref = re.search(r'href="/rows/(\w+)" data-rows aria-label="arrests: 1, open', html)
        assert ref
        rows = client.get(f"/rows/{ref[1]}").text
    assert "2025-03-04T10:00:00Z,arrest,L1,P1" in rows
    assert 'class="waterfall"' in html
    assert "Refused: re emerged of line L2" in html
    assert "Seizures recorded as a drug line" in html  # the definition stands with the figure


def test_a_period_without_an_opening_says_so_and_draws_no_bridge(
    county: Path, browse: Browse
) -> None:
    with browse(county) as client:
        early = client.get("/outcomes?from=2024-01-01&to=2024-12-31").text
        wrong = client.get("/outcomes?from=2025-05-01&to=2025-01-01")
    assert "<strong>No bridge.</strong>" in early
    assert "Missing: opening" in early
    assert wrong.status_code == 422


def test_a_workspace_without_a_ledger_says_what_to_do(bare: Path, browse: Browse) -> None:
    with browse(bare) as client:
        html = client.get("/outcomes").text
    assert "No ledger yet" in html

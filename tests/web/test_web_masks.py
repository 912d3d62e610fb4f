"""Masks: no customer's number on board or line page, and none anywhere for whoever may not read rows."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from lineholder.model.attribution import Attribution, Found
from lineholder.model.lines import LinesFound
from lineholder.pipeline import access
from lineholder.pipeline.lines import line as line_detail
from lineholder.pipeline.rows import rows
from lineholder.pipeline.workspace import open_store

ANY_NUMBER = re.compile(r"\+44[\s\xa0]?\d(?:[\s\xa0]?\d){9}")


def numbers_in(html: str) -> set[str]:
    return {re.sub(r"[\s\xa0]", "", n) for n in ANY_NUMBER.findall(html)}


@pytest.fixture(scope="module")
def allowed(county: Path, lines: LinesFound) -> set[str]:
    """The lines' own numbers and their workers': all that may be shown to whoever may not read rows."""
    store = open_store(county)
    given = (store, access.local_officer(store), access.default_scope())
    own = {use.number for c in lines.lines for use in c.numbers}
    workers = {w.number for c in lines.lines for w in line_detail(*given, c.line).workers}
    store.close()
    return own | workers


@pytest.fixture(scope="module")
def proposed(attributed: dict[str, Attribution]) -> set[str]:
    """Numbers that stand out as the lines' holders'."""
    stand_out = [a for a in attributed.values() if a.verdict is Found.CANDIDATE]
    return {answer.candidates[0].number for answer in stand_out}


def customers(county: Path, found: LinesFound) -> set[str]:
    """Numbers of customers, read from the rows that a masked customer's figure opens."""
    store = open_store(county)
    given = (store, access.local_officer(store), access.default_scope())
    candidate = found.lines[0]
    refs = [c.ref for c in line_detail(*given, candidate.line).customers[:3]]
    text = " ".join(r.text for ref in refs for r in rows(*given, ref, 0, 5).rows)
    store.close()
    return numbers_in(text) - {use.number for use in candidate.numbers}


def test_board_and_line_page_show_no_customer_to_anybody(
    county: Path,
    lines: LinesFound,
    allowed: set[str],
    proposed: set[str],
    browse: Callable[[Path], TestClient],
) -> None:
    """The proposed holder's number is the one that may stand there besides."""
    assert customers(county, lines) - allowed, "the rows hold what the pages must not show"
    with browse(county) as client:
        for address in ("/", *(f"/lines/{c.line}" for c in lines.lines)):
            html = client.get(address).text
            assert numbers_in(html) <= allowed | proposed
            assert address == "/" or "Customer " in html


def test_whoever_may_not_read_rows_sees_no_customer_anywhere(
    lines: LinesFound,
    allowed: set[str],
    proposed: set[str],
    signed_in: Callable[[str], TestClient],
) -> None:
    assert proposed - allowed, "a holder is proposed that must not be shown"
    line = lines.lines[0]
    addresses = [
        "/",
        "/intake",
        "/jobs",
        f"/lines/{line.line}",
        f"/numbers/{line.numbers[0].number}",
    ]
    with signed_in("Sam Guard") as client:
        for address in addresses:
            html = client.get(address).text
            assert numbers_in(html) <= allowed, address
            assert 'href="/rows/' not in html, address
            assert "data-find" not in html

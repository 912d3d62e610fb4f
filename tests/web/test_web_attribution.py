"""The attribution sheet, the comparison and the decisions, as two people with accounts go through them."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from browsing import HOST, PASSWORD, token_of
from starlette.testclient import TestClient

from lineholder.model.attribution import Attribution, Found
from lineholder.model.people import Role
from lineholder.pipeline import access, people
from lineholder.pipeline.jobs import work
from lineholder.pipeline.steps import STEPS
from lineholder.pipeline.workspace import open_store
from lineholder.web.app import create_app

PEOPLE = {"Ana Lyst": Role.ANALYST, "Olu Officer": Role.OFFICER}
WHY = "The contacts fit, the moves fit."
Browse = Callable[[Path], TestClient]


@dataclass(frozen=True)
class Desk:
    """One person's browser, and how to send what a form sends."""

    client: TestClient

    def get(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text

    def send(self, path: str, status: int = 303, **fields: str) -> str:
        token = token_of(self.client.get("/").text)
        answer = self.client.post(path, data={"form_token": token, **fields})
        assert answer.status_code == status, answer.text
        return answer.text


@pytest.fixture
def answer(attributed: dict[str, Attribution]) -> Attribution:
    """An answer in which one number stands out."""
    return next(a for a in attributed.values() if a.verdict is Found.CANDIDATE)


@pytest.fixture
def desks(county: Path, tmp_path: Path) -> Iterator[dict[str, Desk]]:
    """Two people signed in to a copy of the county."""
    path = tmp_path / "workspace"
    shutil.copytree(county, path)
    store = open_store(path)
    given = (store, access.local_officer(store), access.default_scope())
    for name, role in PEOPLE.items():
        people.add_person(*given, name, [role], PASSWORD, "the tests")
    store.close()
    with ExitStack() as stack:
        found = {}
        for name in PEOPLE:
            client = TestClient(create_app(path), base_url=HOST, follow_redirects=False)
            stack.enter_context(client)
            form = {"form_token": token_of(client.get("/sign-in").text), "next": "/"}
            client.post("/sign-in", data={**form, "name": name, "password": PASSWORD})
            found[name] = Desk(client)
        yield found


def sheet_of(answer: Attribution) -> str:
    return f"/numbers/{quote(answer.number)}/attribution"


def decided(desk: Desk, answer: Attribution, says: str = "accepted", **more: str) -> str:
    """The number of the decision that this person made."""
    first = answer.candidates[0].number
    fields = {"candidate": first, "version": answer.version, "says": says, "reason": WHY, **more}
    desk.send(f"{sheet_of(answer)}/decide", **fields)
    html = desk.get(sheet_of(answer))
    return re.findall(r"Decision (\d+):", html)[0]


def test_what_speaks_against_stands_before_what_speaks_for(
    county: Path, answer: Attribution, browse: Browse
) -> None:
    with browse(county) as client:
        html = client.get(sheet_of(answer)).text
    assert html.index("What speaks against") < html.index("Candidates <span")
    assert html.index("Candidates <span") < html.index("Strands for and against")
    first = answer.candidates[0]
    for strand in first.strands:
        assert f'href="/rows/{strand.ref}"' in html
    assert "no UK field validation" in html
    assert first.evidence[0].validation in html
    assert f"{answer.searched:,}" in html


def test_the_forest_plot_says_the_same_in_words_signs_and_a_table(
    county: Path, answer: Attribution, browse: Browse
) -> None:
    with browse(county) as client:
        html = client.get(sheet_of(answer)).text
    enough = [c for c in answer.candidates if c.switches >= 3]
    assert html.count('<svg class="forest" ') == len(enough)
    assert html.count("Insufficient: ") == len(answer.candidates) - len(enough)
    assert "against a partner of the same home: LR" in html
    table = re.search(r"Table of evidence LRs.*?</table>", html, re.S)
    assert table is not None
    assert table.group(0).count("<tr><th scope=") >= 4 * len(answer.candidates)


def test_another_candidate_is_looked_at_by_its_number(
    county: Path, answer: Attribution, browse: Browse
) -> None:
    other = answer.candidates[1].number
    with browse(county) as client:
        html = client.get(sheet_of(answer), params={"candidate": other}).text
    heading = re.search(r'id="h-strands">(.*?)</h2>', html, re.S)
    assert heading is not None
    assert re.sub(r"\D", "", heading.group(1)) == other[1:]


def test_two_people_decide_and_the_second_sees_nothing_of_the_first_ones_mind(
    desks: dict[str, Desk], answer: Attribution
) -> None:
    ana, olu = desks["Ana Lyst"], desks["Olu Officer"]
    number = decided(ana, answer, person="Max Mustard")
    assert WHY in ana.get(sheet_of(answer))
    for page in ("/", sheet_of(answer), f"{sheet_of(answer)}?decision={number}"):
        html = olu.get(page)
        for secret in (WHY, "Max Mustard", "accepted once", "Accepted</span>"):
            assert secret not in html, (page, secret)
    assert "awaits its blind check" in olu.get(sheet_of(answer))
    assert "Max Mustard" not in ana.get("/")
    assert "a second person" in ana.send(
        f"/decisions/{number}/check", 422, says="accepted", reason=WHY
    )
    olu.send(
        f"/decisions/{number}/check", says="accepted", reason="Seen too.", person="max mustard"
    )
    html = olu.get(sheet_of(answer))
    assert WHY in html
    assert "confirmed by a second person" in html
    assert "Max Mustard" in olu.get("/")


def test_a_statement_needs_a_named_signatory_and_says_who_it_is(
    desks: dict[str, Desk], answer: Attribution
) -> None:
    ana, olu = desks["Ana Lyst"], desks["Olu Officer"]
    assert "named signatory" in ana.get(f"{sheet_of(answer)}/expert")
    number = decided(ana, answer)
    olu.send(f"/decisions/{number}/check", says="accepted", reason=WHY)
    signed = {"name": "Dr Ex Pert", "role": "radio engineer", "reason": "Surveyed."}
    ana.send(f"/decisions/{number}/adopt", **signed)
    html = ana.get(f"{sheet_of(answer)}/expert")
    assert "Dr Ex Pert, radio engineer" in html
    assert html.index("Findings that contradict") < html.index("Findings that support")
    assert "Propositions" in html
    ana.send(f"/decisions/{number}/allow", **{**signed, "name": "Pro Secutor"})
    assert "Pro Secutor" in ana.get(sheet_of(answer))


def test_withdrawing_says_before_and_after_what_falls(
    desks: dict[str, Desk], answer: Attribution
) -> None:
    ana = desks["Ana Lyst"]
    first = decided(ana, answer)
    other = answer.candidates[1].number
    fields = {"candidate": other, "version": answer.version, "rests_on": first}
    ana.send(f"{sheet_of(answer)}/decide", **fields, says="disputed", reason="The first has it.")
    html = ana.get(sheet_of(answer))
    second = re.findall(r"Decision (\d+):", html)[0]
    assert f"With it falls decision {second}" in html
    ana.send(f"/decisions/{first}/withdraw", reason="A clock was wrong.")
    html = ana.get(sheet_of(answer))
    assert f"Decisions {second} changed with it" in html
    assert "fallen: what it rested on was withdrawn" in html
    assert "A clock was wrong." in html


def test_a_number_that_nobody_compared_offers_it_and_shows_the_answer(
    own_county: Path, browse: Browse
) -> None:
    page = "/numbers/+447700900801/attribution"
    with browse(own_county) as client:
        html = client.get(page).text
        assert "Nobody has compared this number yet" in html
        form = {"form_token": token_of(html)}
        sent = client.post("/numbers/+447700900801/compare", data=form)
        assert sent.headers["location"] == page.replace("+", "%2B")
        assert "waiting for its turn" in client.get(page).text
        assert work(own_county, STEPS, until_idle=True) == 1
        html = client.get(page).text
    assert "Insufficient data to say" in html
    assert "Which record to ask for" in html
    assert "The return of +447700900801 itself, with cells" in html
    assert "1 number compared" in browse(own_county).get("/jobs").text


def test_two_phones_are_compared_as_facts_with_a_table_beside_the_drawing(
    county: Path, answer: Attribution, browse: Browse
) -> None:
    first = answer.candidates[0]
    with browse(county) as client:
        html = client.get(f"/compare/{answer.number}/{first.number}").text
        nothing = client.get(f"/compare/{answer.number}/+447700999999").text
        same = client.get(f"/compare/{answer.number}/{answer.number}")
    assert f'<dd class="big">{first.contradicting:,}</dd>' in html
    assert f"of {first.switches:,} switches" in html
    assert '<svg class="areas"' in html
    assert html.count("data-rows") > 3
    for opinion in ("LR", "probab", "consistent"):
        assert opinion not in html.split("<main", 1)[1], opinion
    assert "No switch." in nothing
    assert "Ask for the return of" in nothing
    assert same.status_code == 422


def test_a_sheet_that_is_none_is_a_page_that_says_which_there_are(
    county: Path, answer: Attribution, browse: Browse
) -> None:
    with browse(county) as client:
        html = client.get(f"{sheet_of(answer)}/jury")
        analyst = client.get(f"{sheet_of(answer)}/analyst").text
    assert html.status_code == 404
    assert "analyst, investigator, expert" in html.text
    assert "log10" not in analyst


def test_a_part_of_the_time_is_compared_and_decided_on_its_own(
    desks: dict[str, Desk], answer: Attribution, tmp_path: Path
) -> None:
    ana = desks["Ana Lyst"]
    day = "2025-03-15"
    ana.send(f"/numbers/{quote(answer.number)}/compare", to=day)
    assert work(tmp_path / "workspace", STEPS, until_idle=True) == 1
    end = 1_742_083_200  # the midnight after it, in London
    assert "was queued" in ana.get("/jobs")  # said once
    html = ana.get(f"{sheet_of(answer)}?to={end}")
    assert "A part of the records alone." in html
    assert ana.get(f"{sheet_of(answer)}?to={day}") == html
    assert f'name="to" value="{end}"' in html
    version = re.search(r'name="version" value="(\w+)"', html)
    first = re.search(r'name="candidate" value="([^"]+)"', html)
    assert version is not None
    assert first is not None
    assert version.group(1) != answer.version
    fields = {"candidate": first.group(1), "version": version.group(1), "to": str(end)}
    ana.send(f"{sheet_of(answer)}/decide", **fields, says="accepted", reason=WHY)
    assert WHY in ana.get(f"{sheet_of(answer)}?to={end}")
    ana.send(f"/numbers/{quote(answer.number)}/compare", 422, **{"from": day, "to": "2025-03-01"})
    ana.send(f"/numbers/{quote(answer.number)}/compare", 422, to="yesterday")

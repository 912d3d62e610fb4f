"""Every page of the list: it renders on real data and on none, and is closed to whoever may not."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import WHO
from jinja2 import meta, nodes
from starlette.testclient import TestClient

from lineholder.model.errors import BadValue
from lineholder.model.lines import LinesFound
from lineholder.model.people import GRANTS, Permission
from lineholder.web.actions import ACTIONS
from lineholder.web.page import Page
from lineholder.web.pages import PAGES
from lineholder.web.render import SHELL, environment

Browse = Callable[[Path], TestClient]
IN_NAV = [page for page in PAGES if page.nav]
FIND = next(page for page in PAGES if page.path == "/find")
WITHOUT_A_JOB = [
    page for page in PAGES if page.path != "/jobs/{job}"
]  # test_web_actions.py opens it


def addresses(found: LinesFound) -> dict[str, str]:
    """An address that exists for every page of the list."""
    line = found.lines[0]
    number = line.numbers[0].number
    last = max(line.numbers, key=lambda use: use.to_s).number
    other = found.lines[1].numbers[0].number
    return {
        "/find": f"/find?q={number[1:]}",
        "/lines/{line}": f"/lines/{line.line}",
        "/lines/{line}/days/{day}": f"/lines/{line.line}/days/2025-03-10",
        "/lines/{line}/hours/{hour}": f"/lines/{line.line}/hours/0-14",
        "/numbers/{number}": f"/numbers/{number}",
        "/numbers/{number}/attribution": f"/numbers/{last}/attribution",
        "/numbers/{number}/attribution/{sheet}": f"/numbers/{last}/attribution/analyst",
        "/compare/{first}/{second}": f"/compare/{last}/{other}",
        "/harm/lines/{line}": f"/harm/lines/{line.line}",
        "/rows/{ref}": f"/rows/{line.reasons[0].ref}",
    }


@pytest.mark.parametrize("page", WITHOUT_A_JOB, ids=lambda p: p.path)
def test_every_page_renders_on_a_county(
    page: Page, county: Path, lines: LinesFound, browse: Browse
) -> None:
    with browse(county) as client:
        answer = client.get(addresses(lines).get(page.path, page.path))
        assert answer.status_code == 200, answer.text
        assert answer.text.count("<h1") == 1
        assert "Lead, not evidence" in answer.text  # the head of its paper
        if page.fragment:
            part = client.get(str(answer.url), headers={"HX-Request": "true"})
            assert part.status_code == 200
            assert "<html" not in part.text


@pytest.mark.parametrize("page", [*IN_NAV, FIND], ids=lambda p: p.path)
def test_every_page_renders_in_an_empty_workspace(page: Page, bare: Path, browse: Browse) -> None:
    with browse(bare) as client:
        answer = client.get(page.path)
    assert answer.status_code == 200, answer.text


def test_an_empty_board_says_what_to_do_next(bare: Path, browse: Browse) -> None:
    with browse(bare) as client:
        html = client.get("/").text
    assert "No records yet" in html
    assert 'href="/intake#receive"' in html


def test_the_board_tells_one_line_as_one_row_with_its_reasons(
    county: Path, lines: LinesFound, browse: Browse
) -> None:
    with browse(county) as client:
        html = client.get("/").text
    assert html.count("<tr data-row>") == len(lines.lines)
    for line in lines.lines:
        assert f'href="/lines/{line.line}"' in html
        best = max(line.reasons, key=lambda r: r.log_odds)
        assert f'href="/rows/{best.ref}"' in html
    assert f"{lines.considered:,} numbers considered" in html


def test_the_board_sorts_and_filters_and_says_so_on_paper(
    county: Path, lines: LinesFound, browse: Browse
) -> None:
    with browse(county) as client:
        html = client.get("/?sort=customers&order=desc&type=travelling").text
    wanted = [c for c in lines.lines if c.type.value == "travelling"]
    assert html.count("<tr data-row>") == len(wanted)
    assert "sorted by customers, highest first" in html
    assert "type travelling only" in html
    with browse(county) as client:
        sorted_html = client.get("/?sort=customers&order=desc").text
    shown = re.findall(r'<a class="number" href="/lines/(\w+)" data-open>', sorted_html)
    assert shown == [c.line for c in sorted(lines.lines, key=lambda c: -c.customers)]


def test_a_bar_opens_the_rows_of_its_day(county: Path, lines: LinesFound, browse: Browse) -> None:
    with browse(county) as client:
        html = client.get(f"/lines/{lines.lines[0].line}").text
        days = re.findall(r'href="(/lines/\w+/days/([\d-]+))"', html)
        part = client.get(days[3][0], headers={"HX-Request": "true"}).text
    texts = re.findall(r'<td class="mono">(.*?)</td>', part)
    assert texts
    assert all(days[3][1] in text for text in texts)


def test_rows_say_how_many_and_show_the_question(
    county: Path, lines: LinesFound, browse: Browse
) -> None:
    with browse(county) as client:
        html = client.get(f"/rows/{lines.lines[0].reasons[0].ref}").text
        again = client.get(f"/rows/{lines.lines[0].reasons[0].ref}?offset=200").text
    assert ", counted by this question" in html
    assert "SELECT" in html
    assert "observations.csv" in html
    assert "Later rows" in html
    assert "201 to" in again


def test_intake_prints_the_conservation_sum_and_what_was_held_back(
    county: Path, browse: Browse
) -> None:
    with browse(county) as client:
        html = client.get("/intake").text
    figures = re.search(r'class="equation">(.*?)</section>', html, re.S)
    assert figures is not None
    file, recorded, held, other = (
        int(n.replace(",", "")) for n in re.findall(r"<b>([\d,]+)</b>", figures.group(1))
    )
    assert file == recorded + held + other
    assert held == 1
    assert "+447700900801,out,+447700900802,call,-4" in html
    assert "messy.csv" in html
    assert 'placeholder="Reason:' in html  # the sealed file's form


def test_find_answers_in_any_writing_and_says_when_it_is_not_there(
    county: Path, lines: LinesFound, browse: Browse
) -> None:
    number = lines.lines[0].numbers[0].number
    with browse(county) as client:
        national = client.get("/find", params={"q": f"0{number[3:7]} {number[7:]}"}).text
        nothing = client.get("/find", params={"q": "07700 912345"}).text
        short = client.get("/find", params={"q": "0"}).text
    assert f'href="/numbers/{number.replace("+", "%2B")}"' in national
    assert "Not in this data" in nothing
    assert "What should be looked for?" in short


def test_a_number_that_nobody_saw_is_not_in_this_data(county: Path, browse: Browse) -> None:
    with browse(county) as client:
        answer = client.get("/numbers/+447700912345")
    assert answer.status_code == 200
    assert "Not in this data" in answer.text


@pytest.mark.parametrize(
    ("address", "status"),
    [("/nowhere", 404), ("/lines/none", 404), ("/rows/none", 404), ("/lines/x/hours/9-1", 404)],
)
def test_a_refusal_is_a_page_of_one_shape(
    address: str, status: int, county: Path, browse: Browse
) -> None:
    with browse(county) as client:
        answer = client.get(address)
        part = client.get(address, headers={"HX-Request": "true"})
    assert answer.status_code == part.status_code == status
    assert "Expected" in answer.text
    assert "found" in answer.text
    assert "<html" not in part.text


@pytest.mark.parametrize("name", WHO)
def test_each_page_opens_to_exactly_the_roles_that_its_permission_names(
    name: str, signed_in: Callable[[str], TestClient], lines: LinesFound
) -> None:
    with signed_in(name) as client:
        for page in WITHOUT_A_JOB:
            answer = client.get(addresses(lines).get(page.path, page.path))
            wanted = 200 if page.permission in GRANTS[WHO[name]] else 403
            assert answer.status_code == wanted, page.path


def test_a_page_without_a_permission_does_not_build() -> None:
    with pytest.raises(TypeError):
        Page("/x", template="x.html", context=object, load=lambda _: None)  # type: ignore[call-arg]
    with pytest.raises(BadValue, match="must name the permission"):
        Page("/x", None, "x.html", object, lambda _: None)  # type: ignore[arg-type]
    with pytest.raises(BadValue, match="starts with a slash"):
        Page("x", Permission.READ, "x.html", object, lambda _: None)  # type: ignore[arg-type]


def test_every_page_and_action_has_its_own_address() -> None:
    paths = [page.path for page in PAGES] + [action.path for action in ACTIONS]
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.path)
def test_a_template_shows_its_context_and_nothing_else(page: Page) -> None:
    """Each field has its help, each is shown, and no template asks for what is not there."""
    env = environment()
    assert env.loader is not None
    told = {n: a.__metadata__[0] for n, a in page.context.__annotations__.items()}
    assert all(isinstance(help_, str) and help_ for help_ in told.values())
    used, own = set[str](), set[str]()
    for name in ("base.html", page.template, page.fragment, "parts/macros.html"):
        if name:
            tree = env.parse(env.loader.get_source(env, name)[0])
            used |= meta.find_undeclared_variables(tree)
            own |= {node.name for node in tree.find_all(nodes.Macro)}
            own |= {node.target for node in tree.find_all(nodes.Import)}
            own |= {n.name for a in tree.find_all(nodes.Assign) for n in a.find_all(nodes.Name)}
    known = set(told) | SHELL | set(env.globals) | own
    assert used - known == set(), "the template asks for what the context does not hold"
    assert set(told) - used <= {"polled"}, "the context holds what no template shows"

"""The pages in Debian's Chromium: axe-core in both themes, the keyboard walk, no request outside, paper."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

import lineholder.web
from lineholder.model.attribution import Attribution
from lineholder.model.lines import LinesFound
from lineholder.model.source import Power, PowerKind
from lineholder.pipeline.access import default_scope, local_officer
from lineholder.pipeline.intake import ingest
from lineholder.pipeline.jobs import work
from lineholder.pipeline.loading import Options
from lineholder.pipeline.steps import STEPS
from lineholder.pipeline.workspace import create_store
from lineholder.synth import Spec, generate, write_ledger
from lineholder.web.app import create_app

CHROMIUM = Path("/usr/bin/chromium")
WEB = Path(lineholder.web.__file__).parent
AXE = WEB / "frontend/node_modules/axe-core/axe.min.js"
BUILT = WEB / "static/dist/app.js"
MISSING = [str(path) for path in (CHROMIUM, BUILT) if not path.exists()]
RUN_AXE = "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        bool(MISSING), reason=f"needs {', '.join(MISSING)}: apt-get install chromium"
    ),
]


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """The application on a free port of this machine."""
    server = uvicorn.Server(uvicorn.Config(create_app(path), port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def site(county: Path) -> Iterator[str]:
    with serving(county) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def show(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open an address; the test fails when the page asked anybody else, or its scripts complained."""
    opened, complaints = [], list[str]()

    def at(address: str, theme: str = "light", width: int = 1440) -> Page:
        page = chromium.new_page(
            viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce"
        )
        opened.append(page)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on(
            "request",
            lambda r: None if "//127.0.0.1:" in r.url else complaints.append(f"asked {r.url}"),
        )
        page.goto(address)
        page.wait_for_selector("html[data-ready]")
        return page

    yield at
    for page in opened:
        page.close()
    assert complaints == []


def addresses(lines: LinesFound) -> list[str]:
    line = lines.lines[0]
    last = max(line.numbers, key=lambda use: use.to_s).number
    return [
        "/",
        "/intake",
        "/outcomes",
        "/outcomes/closures",
        "/outcomes/effect?measure=admissions&area=North&beside=South&day=2025-04-01",
        "/harm",
        "/harm/tables",
        f"/harm/lines/{line.line}",
        "/outcomes/fairness",
        "/jobs",
        "/people",
        "/audit",
        f"/find?q={line.numbers[0].number[1:]}",
        f"/lines/{line.line}",
        f"/numbers/{line.numbers[0].number}",
        f"/numbers/{last}/attribution",
        f"/numbers/{last}/attribution/analyst",
        f"/numbers/{last}/attribution/investigator",
        f"/numbers/{last}/attribution/expert",
        f"/compare/{last}/{lines.lines[1].numbers[0].number}",
        f"/rows/{line.reasons[0].ref}",
    ]


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text())
    found = page.evaluate(RUN_AXE)
    return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"][:3]]


@pytest.mark.skipif(not AXE.exists(), reason=f"needs {AXE}: run npm ci in the frontend folder")
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(
    theme: str, site: str, show: Callable[..., Page], lines: LinesFound
) -> None:
    found = {}
    for address in addresses(lines):
        page = show(f"{site}{address}", theme)
        page.locator("main details").evaluate_all("all => all.forEach(d => d.open = true)")
        found[address] = violations(page)
        page.close()
    assert {a: v for a, v in found.items() if v} == {}


@pytest.mark.skipif(not AXE.exists(), reason=f"needs {AXE}: run npm ci in the frontend folder")
def test_axe_finds_nothing_in_the_drawer_the_shortcuts_and_the_empty_workspace(
    site: str, bare: Path, staffed: Path, show: Callable[..., Page]
) -> None:
    page = show(site)
    page.keyboard.press("r")
    page.wait_for_selector("#drawer .rows-title")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert violations(page) == []
    with serving(bare) as empty, serving(staffed) as closed:
        for address in (empty, f"{empty}/intake", f"{empty}/jobs", f"{closed}/sign-in"):
            assert violations(show(address)) == []


def test_the_keyboard_walk_from_find_to_the_rows_and_back(
    site: str, show: Callable[..., Page], lines: LinesFound
) -> None:
    number = lines.lines[0].numbers[0].number
    page = show(site)
    page.keyboard.press("/")
    page.keyboard.type(f"0{number[3:]}")
    page.keyboard.press("Enter")
    page.wait_for_selector("table.hits")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/numbers/*")
    page.keyboard.press("g")
    page.keyboard.press("l")
    page.wait_for_selector("table.board")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.getAttribute('href')")
    assert second == f"/lines/{lines.lines[1].line}"
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/lines/{lines.lines[0].line}")
    page.locator("#evidence a[data-rows]").first.focus()
    page.keyboard.press("r")
    page.wait_for_selector("#drawer .rows-title")
    assert "counted by this question" in page.locator("#drawer").inner_text()
    assert page.evaluate("document.activeElement.className") == "rows-title"
    page.keyboard.press("Escape")
    assert page.locator("#drawer").is_hidden()
    assert page.evaluate("document.activeElement.closest('#evidence') !== null")


def test_a_bar_opens_its_rows_and_arrows_move_along_the_bars(
    site: str, show: Callable[..., Page], lines: LinesFound
) -> None:
    page = show(f"{site}/lines/{lines.lines[0].line}")
    bars = page.locator(".bars a.bar")
    assert bars.count() == page.locator(".as-table tbody tr").count()
    bars.first.focus()
    page.keyboard.press("ArrowRight")
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert "contacts" in page.locator("[data-readout]").get_attribute("data-said")
    page.keyboard.press("Enter")
    page.wait_for_selector("#drawer .rows-title")
    first = label.split(": ")[1].split(" contacts")[0]
    assert int(first) > 0
    page.keyboard.press("Escape")
    page.locator("table.heat a").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("r")
    page.wait_for_selector("#drawer .rows-title")


def test_a_job_shows_how_far_it_is_and_then_what_came_of_it(
    own_county: Path, show: Callable[..., Page]
) -> None:
    with serving(own_county) as address:
        page = show(address)
        page.get_by_role("button", name="Find anew").click()
        page.wait_for_selector(".job progress")
        assert "waiting for its turn" in page.locator(".job").inner_text()
        assert work(own_county, STEPS, until_idle=True) == 1
        page.wait_for_selector(".job", state="detached")
        assert page.locator("table.board").is_visible()
        page.close()


def test_the_theme_is_kept_without_a_flash(site: str, show: Callable[..., Page]) -> None:
    page = show(site)
    page.keyboard.press("t")
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert 'data-theme="dark"' in page.content().split("<head>")[0]


def test_single_keys_can_be_switched_off(site: str, show: Callable[..., Page]) -> None:
    page = show(site)
    page.keyboard.press("?")
    page.locator("[data-keys-on]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    assert page.locator("#drawer").is_hidden()


def test_no_page_scrolls_sideways_on_any_monitor(
    site: str, show: Callable[..., Page], lines: LinesFound
) -> None:
    for address in addresses(lines):
        page = show(f"{site}{address}")
        for width in (1280, 1920, 3840):
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{address} at {width}"
        page.close()


def test_nothing_moves_once_the_page_is_there(
    site: str, show: Callable[..., Page], lines: LinesFound
) -> None:
    shift = """new Promise(done => {
        let moved = 0
        new PerformanceObserver(list => list.getEntries().forEach(e => { moved += e.value }))
            .observe({type: 'layout-shift', buffered: true})
        setTimeout(() => done(moved), 300)
    })"""
    sheet = f"/numbers/{lines.lines[0].numbers[0].number}/attribution"
    for address in ("/", "/intake", f"/lines/{lines.lines[0].line}", sheet):
        assert show(f"{site}{address}").evaluate(shift) < 0.01, address


def test_paper_states_what_it_is_and_leaves_the_controls_out(
    site: str, show: Callable[..., Page], lines: LinesFound
) -> None:
    page = show(f"{site}/?sort=customers&order=desc", theme="dark")
    page.emulate_media(media="print")
    assert page.locator(".paper").is_visible()
    head = page.locator(".paper").inner_text()
    assert "sorted by customers, highest first" in head
    assert lines.snapshot[:16] in head
    assert "Lead, not evidence." in head
    assert page.locator(".top").is_hidden()
    assert page.locator("table.board").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert len(page.pdf(prefer_css_page_size=True)) > 10_000


def test_pages_open_at_once(site: str, show: Callable[..., Page]) -> None:
    page = show(site)
    with closing(page):
        took = page.evaluate("performance.getEntriesByType('navigation')[0].domComplete")
    assert took < 3000  # milliseconds, on a busy machine; about 300 on a quiet one


def test_the_keyboard_reaches_every_candidate_its_rows_and_the_decision(
    site: str, show: Callable[..., Page], attributed: dict[str, Attribution]
) -> None:
    found = next(a for a in attributed.values() if len(a.candidates) > 1)
    page = show(f"{site}/numbers/{found.number}/attribution")
    page.keyboard.press("j")
    page.keyboard.press("j")
    at = page.evaluate("document.activeElement.textContent")
    assert "".join(c for c in at if c.isdigit()) == found.candidates[1].number[1:]
    page.keyboard.press("Enter")
    page.wait_for_url("**candidate=*")
    heading = page.locator("#h-strands").inner_text()
    assert "".join(c for c in heading if c.isdigit()) == found.candidates[1].number[1:]
    page.locator("#strands a[data-rows]").first.focus()
    page.keyboard.press("r")
    page.wait_for_selector("#drawer .rows-title")
    page.keyboard.press("Escape")
    page.locator("#decisions input[value=disputed]").focus()
    page.keyboard.press("Space")
    assert page.locator("#decisions input[value=disputed]").is_checked()


@pytest.mark.skipif(not AXE.exists(), reason=f"needs {AXE}: run npm ci in the frontend folder")
def test_axe_finds_nothing_where_people_have_decided(
    own_county: Path, show: Callable[..., Page], attributed: dict[str, Attribution]
) -> None:
    """Both themes; and paper carries the decision but none of its forms."""
    found = next(a for a in attributed.values() if a.candidates)
    with serving(own_county) as address:
        page = show(f"{address}/numbers/{found.number}/attribution")
        page.locator("#decisions input[value=accepted]").check()
        page.locator("#decisions textarea").fill("The contacts fit.")
        page.get_by_role("button", name="Record the decision").click()
        page.wait_for_selector(".decision")
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            page.locator("main details").evaluate_all("all => all.forEach(d => d.open = true)")
            assert violations(page) == []
        page.emulate_media(media="print")
        assert page.locator(".decision").first.is_visible()
        assert page.locator("#decisions form").first.is_hidden()
        assert page.locator(".paper").is_visible()
        page.close()


def test_a_year_of_a_unit_stands_on_one_printed_page(
    show: Callable[..., Page], tmp_path: Path
) -> None:
    """A synthetic county's year, as its head of unit would print it."""
    write_ledger(generate(Spec("agenda", 7, people=300, days=28, lines=4)), tmp_path)
    with closing(create_store(tmp_path / "workspace")) as store:
        exercise = Options(Power(PowerKind.EXERCISE, "exercise"))
        scope = default_scope()
        ingest(store, local_officer(store), scope, [tmp_path / "ledger.csv"], exercise)
    with serving(tmp_path / "workspace") as address:
        page = show(f"{address}/outcomes")
        text = page.locator("main").inner_text()
        printed = page.pdf(format="A4", prefer_css_page_size=True)
        page.close()
    for question in ("What we did", "What held", "What came back", "Whom we protected"):
        assert question in text
    assert re.findall(rb"/Count (\d+)", printed) == [b"1"]

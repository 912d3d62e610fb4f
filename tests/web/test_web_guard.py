"""The door: headers on every answer, hosts, origins and form tokens."""

from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import token_of
from starlette.requests import Request
from starlette.testclient import TestClient

from lineholder.web.actions import ACTIONS
from lineholder.web.app import create_app
from lineholder.web.guard import HEADERS, POLICY

Browse = Callable[[Path], TestClient]


@pytest.mark.parametrize("address", ["/", "/intake", "/nowhere", "/sign-in", "/static/app.css"])
def test_every_answer_carries_the_headers(address: str, bare: Path, browse: Browse) -> None:
    with browse(bare) as client:
        answer = client.get(address)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    kept = "immutable" if address.startswith("/static/") else "no-store"
    assert kept in answer.headers["Cache-Control"]


def test_the_policy_lets_nothing_in_from_outside_and_nothing_inline() -> None:
    assert "default-src 'self'" in POLICY
    assert "unsafe" not in POLICY


def test_no_page_has_inline_style_or_script(county: Path, browse: Browse) -> None:
    with browse(county) as client:
        for address in ("/", "/intake", "/people", "/audit", "/jobs"):
            html = client.get(address).text
            assert " style=" not in html
            assert "<style" not in html
            assert " onclick=" not in html
            assert html.count("<script") == html.count('<script type="module" src="/static/')


def test_another_host_is_refused(bare: Path, browse: Browse) -> None:
    with browse(bare) as client:
        answer = client.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 403
    assert "evil.example" in answer.text
    assert answer.headers["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "https://127.0.0.1"},
        {"Origin": "http://127.0.0.1:81"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused(
    headers: dict[str, str], bare: Path, browse: Browse
) -> None:
    with browse(bare) as client:
        token = token_of(client.get("/people").text)
        answer = client.post("/lines/find", data={"form_token": token}, headers=headers)
    assert answer.status_code == 403
    assert "Expected a form sent from this site" in answer.text


@pytest.mark.parametrize("action", ACTIONS, ids=lambda a: a.path)
def test_no_action_runs_without_the_pages_token(action, own_county: Path, browse: Browse) -> None:
    path = action.path.replace("{ingest}", "x").replace("{job}", "x")
    with browse(own_county) as client:
        client.get("/")
        for sent in ({}, {"form_token": "0" * 64}, {"form_token": "é"}):
            answer = client.post(path, data=sent)
            assert answer.status_code == 403
            assert "Nothing was changed" in answer.text
        assert "No job yet" in client.get("/jobs").text


def test_a_token_of_another_browser_is_refused(bare: Path, browse: Browse) -> None:
    with browse(bare) as mine, browse(bare) as theirs:
        theirs.get("/people")
        token = token_of(mine.get("/people").text)
        assert theirs.post("/people/add", data={"form_token": token}).status_code == 403


def test_our_cookies_are_out_of_reach(bare: Path, browse: Browse) -> None:
    with browse(bare) as client:
        set_ = client.get("/").headers["set-cookie"].lower()
    assert "httponly" in set_
    assert "samesite=strict" in set_


def test_over_https_the_cookie_is_bound_to_the_host(bare: Path) -> None:
    with TestClient(create_app(bare), base_url="https://127.0.0.1") as client:
        set_ = client.get("/").headers["set-cookie"]
    assert set_.startswith("__Host-browser=")
    assert "Secure" in set_


def test_a_fault_of_the_program_is_a_page_too_and_tells_no_secret(bare: Path) -> None:
    app = create_app(bare)

    def broken(_request: Request) -> None:
        raise RuntimeError("the secret path /srv/x")

    app.add_route("/broken", broken)
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        answer = client.get("/broken")
    assert answer.status_code == 500
    assert "found a fault in the program" in answer.text
    assert "/srv/x" not in answer.text
    assert answer.headers["Content-Security-Policy"] == POLICY

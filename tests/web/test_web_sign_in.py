"""Sign-in: everybody once a person was added; sessions end; the way on stays on this site."""

from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import PASSWORD, token_of
from starlette.testclient import TestClient

from lineholder.web.sign_in import inside

Browse = Callable[[Path], TestClient]


def test_while_nobody_was_added_the_local_officer_is_there(bare: Path, browse: Browse) -> None:
    with browse(bare) as client:
        assert "local officer" in client.get("/").text
        assert client.get("/sign-in").headers["location"] == "/"


def test_signing_in_leads_to_the_page_that_was_wanted(staffed: Path, browse: Browse) -> None:
    with browse(staffed) as client:
        away = client.get("/intake?source=ab")
        assert away.status_code == 303
        assert away.headers["location"] == "/sign-in?next=%2Fintake%3Fsource%3Dab"
        form = client.get(away.headers["location"]).text
        assert 'value="/intake?source=ab"' in form
        sent = {"form_token": token_of(form), "next": "/intake?source=ab"}
        entered = client.post("/sign-in", data={**sent, "name": "ana  lyst", "password": PASSWORD})
        assert entered.headers["location"] == "/intake?source=ab"
        assert "Ana Lyst" in client.get("/").text


def test_a_wrong_password_says_nothing_about_the_name(staffed: Path, browse: Browse) -> None:
    said = set()
    with browse(staffed) as client:
        for name in ("Audrey Tor", "Nobody Here"):
            token = token_of(client.get("/sign-in").text)
            sent = {"form_token": token, "name": name, "password": "wrong" * 4, "next": "/"}
            answer = client.post("/sign-in", data=sent)
            assert answer.status_code == 403
            said.add(answer.text.split('role="alert">', 1)[1].split("</p>", 1)[0])
        assert client.get("/").status_code == 303
    assert len(said) == 1


def test_signing_out_ends_the_session_everywhere(
    signed_in: Callable[[str], TestClient],
) -> None:
    with signed_in("Ana Lyst") as client:
        kept = dict(client.cookies)
        token = token_of(client.get("/").text)
        assert (
            client.post("/sign-out", data={"form_token": token}).headers["location"] == "/sign-in"
        )
        client.cookies.update(kept)
        assert client.get("/").status_code == 303


def test_a_part_of_a_page_moves_the_whole_page_to_sign_in(staffed: Path, browse: Browse) -> None:
    with browse(staffed) as client:
        answer = client.get("/rows/x", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in"


@pytest.mark.parametrize(
    ("target", "goes_to"),
    [
        ("/intake", "/intake"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("", "/"),
        (None, "/"),
    ],
)
def test_the_way_on_stays_on_this_site(target: str | None, goes_to: str) -> None:
    assert inside(target) == goes_to

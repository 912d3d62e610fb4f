"""Actions end to end: files in, jobs done by a real worker, sealed rows opened, people added."""

from collections.abc import Callable
from pathlib import Path

from browsing import HEADER, PASSWORD, token_of
from starlette.testclient import TestClient

from lineholder.pipeline.jobs import work
from lineholder.pipeline.steps import STEPS

Browse = Callable[[Path], TestClient]
FILE = HEADER + "2025-03-06T09:00:00Z,+447700900811,in,+447700900812,call,12,,\n"


def send(client: TestClient, page: str, action: str, files=None, **fields: object) -> str:
    """Send a form of a page and return what the next page says."""
    token = token_of(client.get(page).text)
    answer = client.post(action, data={"form_token": token, **fields}, files=files)
    assert answer.status_code == 303, answer.text
    return client.get(answer.headers["location"]).text


def test_a_file_goes_in_and_the_board_asks_to_look_anew(own_county: Path, browse: Browse) -> None:
    with browse(own_county) as client:
        files = [("files", ("more.csv", FILE.encode(), "text/csv"))]
        said = send(client, "/intake", "/intake/receive", files=files, power="exercise")
        assert "1 file" in said
        assert "Reading files: more.csv" in said
        assert "waiting for its turn" in said
        assert work(own_county, STEPS, until_idle=True) == 1
        assert "more.csv" in client.get("/intake").text
        assert "New material came" in client.get("/").text
        said = send(client, "/", "/lines/find")
        assert "The search for lines was queued." in said
        assert 'hx-trigger="every 2s"' in said
        job = said.split('hx-get="', 1)[1].split('"', 1)[0]
        assert "Finding the lines" in client.get(job).text
        work(own_county, STEPS, until_idle=True)
        done = client.get(job, headers={"HX-Request": "true"}).text
        assert "data-reload" in done  # the page that polled it is loaded anew
        assert "New material came" not in client.get("/").text


def test_what_was_said_is_said_once(own_county: Path, browse: Browse) -> None:
    with browse(own_county) as client:
        assert "was queued" in send(client, "/intake", "/lines/find")
        assert "was queued" not in client.get("/").text


def test_a_waiting_job_can_be_cancelled(own_county: Path, browse: Browse) -> None:
    with browse(own_county) as client:
        said = send(client, "/intake", "/lines/find")
        job = said.split('hx-get="', 1)[1].split('"', 1)[0]
        assert "cancelled" in send(client, "/jobs", f"{job}/cancel")


def test_a_file_that_no_layout_fits_is_named_with_what_to_do(
    own_county: Path, browse: Browse
) -> None:
    with browse(own_county) as client:
        files = [("files", ("odd.csv", b"who,knows\n1,2\n", "text/csv"))]
        send(client, "/intake", "/intake/receive", files=files, power="exercise")
        work(own_county, STEPS, until_idle=True)
        html = client.get("/intake").text
    assert "odd.csv was not read." in html
    assert "fits no profile" in html


def test_no_file_is_refused_in_the_forms_own_words(own_county: Path, browse: Browse) -> None:
    with browse(own_county) as client:
        token = token_of(client.get("/intake").text)
        answer = client.post("/intake/receive", data={"form_token": token})
    assert answer.status_code == 422
    assert "Expected at least one file" in answer.text


def test_sealed_rows_open_with_a_reason_and_not_without(own_county: Path, browse: Browse) -> None:
    with browse(own_county) as client:
        html = client.get("/intake").text
        action = html.split('class="sealed-form" method="post" action="', 1)[1].split('"', 1)[0]
        token = token_of(html)
        bare = client.post(action, data={"form_token": token, "reason": "  "})
        assert bare.status_code == 422
        assert "reason" in bare.text
        said = send(client, "/intake", action, reason="URN 12 covers it")
        assert "Sealed rows opened by entry" in said
        assert "sealed-form" not in said


def test_the_first_person_added_makes_everybody_sign_in(own_county: Path, browse: Browse) -> None:
    with browse(own_county) as client:
        token = token_of(client.get("/people").text)
        sent = {"form_token": token, "name": "Hanna Head", "reason": "the first", "roles": "head"}
        short = client.post("/people/add", data={**sent, "password": "short"})
        assert short.status_code == 422
        added = client.post("/people/add", data={**sent, "password": PASSWORD})
        assert added.status_code == 303
        assert client.get("/people").headers["location"].startswith("/sign-in")


def test_roles_change_and_accounts_close(staffed: Path, tmp_path: Path, browse: Browse) -> None:
    import shutil

    path = tmp_path / "workspace"
    shutil.copytree(staffed, path)
    with browse(path) as client:
        form = {"form_token": token_of(client.get("/sign-in").text), "next": "/people"}
        client.post("/sign-in", data={**form, "name": "Hanna Head", "password": PASSWORD})
        said = send(
            client, "/people", "/people/roles", name="Ana Lyst", roles=["officer"], reason="moved"
        )
        assert "Ana Lyst is now officer." in said
        said = send(client, "/people", "/people/close", name="Ana Lyst", reason="left")
        assert "The account of Ana Lyst is closed." in said
        own = {
            "form_token": token_of(said),
            "name": "Hanna Head",
            "reason": "x",
            "roles": "officer",
        }
        assert client.post("/people/roles", data=own).status_code == 422


def test_a_person_without_the_right_cannot_send_the_form(
    signed_in: Callable[[str], TestClient],
) -> None:
    with signed_in("Sam Guard") as client:
        token = token_of(client.get("/").text)  # the sign-out form's
        for action in ("/lines/find", "/intake/receive", "/people/add", "/intake/x/open"):
            answer = client.post(action, data={"form_token": token, "reason": "x"})
            assert answer.status_code == 403, action
            assert "Sam Guard may not" in answer.text
    with signed_in("Audrey Tor") as client:
        assert "send /people/add" in client.get("/audit").text  # the refusal was audited

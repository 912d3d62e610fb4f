"""One line's incidents and intelligence, the unit's tables, and fairness: forms that make entries."""

import html
from datetime import UTC, datetime

import pytest
from browsing import token_of

from lineholder import ingest as reading
from lineholder.model.harm import Part
from lineholder.pipeline import access
from lineholder.pipeline.intake import ingest
from lineholder.pipeline.lines import lines_found
from lineholder.pipeline.loading import Options
from lineholder.pipeline.workspace import open_store

WEIGHTS = "part,weight,bands,from,to,source\n" + "".join(
    f"{part},2,1,2020-01-01,,our head\n" for part in Part
)


@pytest.fixture
def site(own_county, browse, tmp_path):
    """The county with two crimes in the market of a line; the client, and that line."""
    store = open_store(own_county)
    given = (store, access.local_officer(store), access.default_scope())
    line = next(one for one in lines_found(*given).lines if one.market)
    when = datetime.fromtimestamp(line.first_s + 7200, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    (tmp_path / "crimes.csv").write_text(
        "time,crime_reference,kind,place,victim,text\n"
        f"{when},C1,robbery,{line.market},Jo Bloggs,knife\n{when},C2,rape,{line.market},Al Bloggs,\n",
        "utf-8",
    )
    ingest(*given, [tmp_path / "crimes.csv"], Options(reading.power("exercise")))
    store.close()
    with browse(own_county) as client:
        yield client, line.line


def send(client, at, path, files=None, **form):
    token = token_of(client.get(at).text)
    answer = client.post(path, data={"form_token": token, **form}, files=files)
    assert answer.status_code == 303, answer.text
    return html.unescape(client.get(answer.headers["location"].partition("#")[0]).text)


def test_a_proposed_crime_is_linked_with_a_reason_and_counts_on_the_page_of_harm(site):
    client, line = site
    at = f"/harm/lines/{line}"
    before = client.get(at).text
    assert before.count("It is of this line") == 3  # two proposed, and one by its reference
    assert "Bloggs" not in before
    assert "Victim " in before
    form = {"reference": "C1", "says": "linked", "reason": "named the line's worker"}
    text = send(client, at, f"{at}/incidents", **form)
    assert "linked by local officer" in text
    assert "Crimes linked and valued: 1, of 365 days" in html.unescape(client.get("/harm").text)


def test_a_weak_report_is_entered_and_said_to_raise_nothing(site):
    client, line = site
    at = f"/harm/lines/{line}"
    form = {
        "reference": "R1",
        "source": "3",
        "assessment": "B",
        "handling": "P",
        "claim": "weapons",
    }
    text = send(client, at, f"{at}/intelligence", **form, reason="as submitted")
    assert "It raises nothing by itself." in text
    assert "3BP" in text
    token = token_of(client.get(at).text)
    wrong = {**form, "assessment": "Q", "reason": "x", "form_token": token}
    assert "a grade of 3x5x2" in html.unescape(client.post(f"{at}/intelligence", data=wrong).text)


def test_a_version_of_the_weights_is_entered_as_a_file_and_shown_on_the_order(site):
    client, _ = site
    files = {"files": ("weights.csv", WEIGHTS.encode(), "text/csv")}
    form = {"table": "weights", "name": "our weights", "reason": "decided in June"}
    text = send(client, "/harm/tables", "/harm/tables/set", files, **form)
    assert "our weights, version 1 by local officer, in force from 2020-01-01" in text
    order = html.unescape(client.get("/harm").text)
    assert "Our weights</a>" in order
    assert "decided in June" in order
    token = token_of(client.get("/harm/tables").text)
    bad = {"files": ("weights.csv", b"part\n", "text/csv")}
    answer = client.post("/harm/tables/set", data={**form, "form_token": token}, files=bad)
    assert answer.status_code == 422
    assert "Expected a first line part,weight" in html.unescape(answer.text)


def test_fairness_is_stated_reviewed_and_kept_from_ethnicity_without_a_basis(site):
    client, _ = site
    at = "/outcomes/fairness"
    fact = {
        "person": "P1",
        "stage": "charge",
        "characteristic": "sex",
        "group": "male",
        "reason": "custody",
    }
    assert "Sex at " in send(client, at, f"{at}/facts", **fact)
    token = token_of(client.get(at).text)
    wrong = {**fact, "characteristic": "ethnicity", "form_token": token}
    assert "lawful basis" in client.post(f"{at}/facts", data=wrong).text
    text = send(
        client, at, f"{at}/reviews", subject="the weights", due_day="2020-01-01", reason="yearly"
    )
    assert "Overdue" in text
    basis = {"condition": "equality duty", "decided_by": "H. Head", "review_day": "2099-01-01"}
    assert "equality duty" in send(client, at, f"{at}/basis", **basis, reason="decided")


def test_who_may_not_monitor_or_set_tables_sees_neither_form_nor_page(signed_in):
    with signed_in("Ana Lyst") as client:
        assert client.get("/outcomes/fairness").status_code == 403
        assert "/outcomes/fairness" not in client.get("/outcomes").text
        assert "Enter a version" not in client.get("/harm/tables").text
    with signed_in("Hanna Head") as client:
        assert client.get("/outcomes/fairness").status_code == 200
        assert "Enter a version" in client.get("/harm/tables").text


def test_an_unknown_line_is_not_found(county, browse):
    with browse(county) as client:
        assert client.get("/harm/lines/nobody").status_code == 404

"""A small synthetic county with lines, one held-back row and one sealed file; and an empty workspace."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from lineholder import ingest as reading
from lineholder import synth
from lineholder.model.attribution import Attribution
from lineholder.model.lines import LinesFound
from lineholder.pipeline import access, people
from lineholder.pipeline.attribution import attribute, attributions_found
from lineholder.pipeline.intake import ingest
from lineholder.pipeline.lines import find_lines, lines_found
from lineholder.pipeline.loading import Options
from lineholder.pipeline.workspace import create_store, open_store
from lineholder.web.app import create_app

sys.path.insert(0, str(Path(__file__).parent))  # browsing.py, beside the tests that use it
from browsing import HEADER, HOST, PASSWORD, WHO, token_of

SPEC = synth.Spec(family="agenda", seed=7, people=200, days=35, lines=2)
MESSY = HEADER + (
    "2025-03-04T10:00:00Z,+447700900801,out,+447700900802,call,31,,\n"
    "2025-03-04T10:05:00Z,+447700900801,out,+447700900802,call,-4,,\n"
)
LEDGER = "time,entry,line,person,offence,count,detail,reference\n" + (
    "2025-01-01T00:00:00Z,opening,L1,,,,,\n2025-01-01T00:00:00Z,opening,L2,,,,,\n"
    "2025-03-04T10:00:00Z,arrest,L1,P1,,,role: runner; age 17,A1\n"
    "2025-03-04T19:30:00Z,charge,L1,P1,PWITS,2,,C1\n"
    "2025-03-04T10:00:00Z,seizure,L1,,,1,deal line,S1\n"
    "2025-03-05,closed T1,L1,,,,,\n2025-04-02,check back,L1,,,,passed,\n"
    "2025-05-01,sentence,L1,P1,PWITS,,3 years; guilty at first stage,\n2025-05-02,re-emerged,L2,,,,,\n"
)
SERIES = "date,area,value,measure\n" + "".join(
    f"2025-0{month},{area},{value},admissions\n"
    for area, values in (("North", (10, 12, 11, 6, 8, 7)), ("South", (20, 21, 22, 20, 20, 20)))
    for month, value in enumerate(values, 1)
)
SEALED = HEADER + "2025-03-05T11:00:00Z,+447700900803,out,+447700900804,sms,0,,\n"


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which the lines were found and the last number of each was compared."""
    folder = tmp_path_factory.mktemp("county")
    synth.write(synth.generate(SPEC), folder / "files")
    (folder / "messy.csv").write_text(MESSY)
    (folder / "sealed.csv").write_text(SEALED)
    (folder / "ledger.csv").write_text(LEDGER)
    (folder / "series.csv").write_text(SERIES)
    store = create_store(folder / "workspace")
    given = (store, access.local_officer(store), access.default_scope())
    exercise = Options(reading.power("exercise"))
    files = [folder / "files" / name for name in ("observations.csv", "cells.csv")]
    ingest(
        *given,
        [*files, folder / "messy.csv", folder / "ledger.csv", folder / "series.csv"],
        exercise,
    )
    ingest(*given, [folder / "sealed.csv"], Options())
    for line in find_lines(*given).lines:
        attribute(*given, max(line.numbers, key=lambda use: use.to_s).number)
    store.close()
    return folder / "workspace"


@pytest.fixture(scope="session")
def lines(county: Path) -> LinesFound:
    """The lines of the county."""
    store = open_store(county)
    found = lines_found(store, access.local_officer(store), access.default_scope())
    store.close()
    assert found is not None
    assert found.lines
    return found


@pytest.fixture(scope="session")
def attributed(county: Path, lines: LinesFound) -> dict[str, Attribution]:
    """The answers saved in the county, by number."""
    store = open_store(county)
    given = (store, access.local_officer(store), access.default_scope())
    wanted = [max(line.numbers, key=lambda use: use.to_s).number for line in lines.lines]
    found = attributions_found(*given, wanted)
    store.close()
    assert len(found) == len(wanted)
    return {number: answer for number, (answer, _) in found.items()}


@pytest.fixture(scope="session")
def staffed(county: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county with four people of different roles, so that everybody signs in."""
    path = tmp_path_factory.mktemp("staffed") / "workspace"
    shutil.copytree(county, path)
    store = open_store(path)
    given = (store, access.local_officer(store), access.default_scope())
    for name, role in WHO.items():
        people.add_person(*given, name, [role], PASSWORD, "the tests")
    store.close()
    return path


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workspace; no test writes to it."""
    path = tmp_path_factory.mktemp("bare") / "workspace"
    create_store(path).close()
    return path


@pytest.fixture
def own_county(county: Path, tmp_path: Path) -> Path:
    """A copy of the county that a test may change."""
    path = tmp_path / "workspace"
    shutil.copytree(county, path)
    return path


@pytest.fixture(scope="session")
def browse() -> Callable[[Path], TestClient]:
    """A browser without scripts on a workspace."""

    def opened(path: Path) -> TestClient:
        return TestClient(create_app(path), base_url=HOST, follow_redirects=False)

    return opened


@pytest.fixture(scope="session")
def signed_in(staffed: Path) -> Callable[[str], TestClient]:
    """A browser in which the named person has signed in."""

    def entered(name: str) -> TestClient:
        client = TestClient(create_app(staffed), base_url=HOST, follow_redirects=False)
        form = {"form_token": token_of(client.get("/sign-in").text), "next": "/"}
        answer = client.post("/sign-in", data={**form, "name": name, "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return client

    return entered

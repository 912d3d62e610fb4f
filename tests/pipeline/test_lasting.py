"""How long closures hold, from a ledger through the real intake."""

import json

import pytest
from book import YEAR, row, written
from year import year

from lineholder.model.errors import Denied, NoData
from lineholder.model.people import Actor
from lineholder.model.source import Power, PowerKind
from lineholder.pipeline import intake, lasting, outcomes
from lineholder.pipeline.access import default_scope, local_officer
from lineholder.pipeline.loading import Options
from lineholder.pipeline.outcomes import Asked
from lineholder.pipeline.workspace import create_store
from lineholder.wire.lasting import lasting_json

EXERCISE = Options(Power(PowerKind.EXERCISE, "exercise"))


@pytest.fixture
def three(tmp_path):
    store = create_store(tmp_path / "workspace")
    yield store, local_officer(store), default_scope()
    store.close()


def take_in(three, tmp_path, told, name="ledger.csv"):
    path = tmp_path / name
    path.write_text(written(told), "utf-8")
    return intake.ingest(*three, [path], EXERCISE).ingests[0]


def told(three, asked):
    found = outcomes.outcomes(*three, asked)
    held = lasting.lasting(*three, asked)
    return lasting_json(held, *lasting.figures_bounds(*three, found))


def test_the_years_closures_are_those_of_its_bridge(three, tmp_path):
    take_in(three, tmp_path, year())
    said = told(three, YEAR)
    every, *_ = said["survival"]
    assert (every["group"], every["closures"], every["came_back"]) == ("all", 53, 5)
    assert {g["group"]: g["closures"] for g in said["survival"]} | {"all": 53} == {
        "all": 53,
        "type1": 41,
        "type2": 12,
        "type1_confirmed": 30,
    }
    assert said["median_days_to_re_emergence"] is None  # most hold: there is no median to tell
    assert every["returned_days"] > 0
    assert said["lines_without_market"] > 0
    assert {b["figure"] for b in said["intervals"]} >= {"closed_t1", "re_emerged"}
    assert json.loads(json.dumps(said)) == said
    assert told(three, YEAR) == said  # kept, and brought back as it was


def test_a_later_correction_moves_the_curve(three, tmp_path):
    take_in(
        three,
        tmp_path,
        [
            row("2020-06-01", "new", line="L1"),
            row("2020-06-11", "closed type 1", line="L1"),
            row("2020-12-31", "arrest", person="P"),
        ],
    )
    open_ = Asked()
    assert told(three, open_)["survival"][0]["came_back"] == 0
    take_in(three, tmp_path, [row("2020-07-01", "re-emerged", line="L1")], "late.csv")
    said = told(three, open_)
    assert said["survival"][0]["came_back"] == 1
    assert said["median_days_to_re_emergence"] == 20


def test_without_a_ledger_or_a_right_there_is_no_answer(three, tmp_path):
    with pytest.raises(NoData):
        lasting.lasting(*three, Asked())
    store, _, scope = three
    nobody = Actor("nobody", frozenset())
    with pytest.raises(Denied):
        lasting.lasting(store, nobody, scope, Asked())

"""Steps: what a queued job says, in plain parameters, is done as if the command had said it."""

import json

import pytest
from desk import HEADER, row

from lineholder.model.errors import NotFound, Refused
from lineholder.model.progress import silent
from lineholder.pipeline import intake
from lineholder.pipeline.attribution import attribution_found
from lineholder.pipeline.steps import STEPS

A, B = "+447700900001", "+447700900002"
WITH_ZONE = HEADER + row("2025-07-03T10:00:00Z", A, "out", B)
WITHOUT_ZONE = HEADER + row("2025-07-03T10:00:00", A, "out", B)


def received(desk, text: str, name: str = "a.csv") -> dict[str, str]:
    path = desk.files / name
    path.write_text(text, "utf-8")
    with path.open("rb") as stream:
        source = intake.receive(*desk.three, stream, name)
    return {"sha256": source.sha256, "name": name}


def ingest(desk, *sources: dict[str, str], **said: str):
    return STEPS["ingest"](*desk.three, {"sources": list(sources), **said}, silent)


def test_what_is_said_of_power_layout_and_zone_is_kept(empty):
    source = received(empty, WITHOUT_ZONE)
    ingest(
        empty, source, power="agreement: MOU 7", profile="plain observations", zone="Europe/London"
    )
    (one,) = intake.ingests(*empty.three)
    assert (one.power.kind, one.power.urn) == ("agreement", "MOU 7")
    assert (one.format, one.options["zone"]) == ("plain observations", "Europe/London")
    assert (one.account.recorded, one.account.sealed) == (1, 0)


def test_without_a_word_of_power_the_rows_are_sealed(empty):
    done = ingest(empty, received(empty, WITH_ZONE))
    assert (done["totals"]["recorded"], done["totals"]["sealed"]) == (1, 1)


def test_a_result_is_plain_and_lists_what_was_not_read_with_why(empty):
    odd, good = received(empty, "a,b\n1,2\n", "odd.csv"), received(empty, WITH_ZONE)
    done = ingest(empty, odd, good, power="exercise")
    assert json.loads(json.dumps(done)) == done
    assert [one["name"] for one in done["ingests"]] == ["a.csv"]
    ((name, why),) = [(one["name"], one["why"]) for one in done["not_read"]]
    assert name == "odd.csv"
    assert "fits no profile" in why


@pytest.mark.parametrize(
    ("said", "error", "names"),
    [
        ({"power": "a hunch"}, Refused, "a hunch"),
        ({"profile": "no such layout"}, NotFound, "no such layout"),
    ],
)
def test_what_cannot_be_understood_is_refused_and_nothing_is_recorded(empty, said, error, names):
    source = received(empty, WITH_ZONE)
    with pytest.raises(error, match=names):
        ingest(empty, source, **said)
    assert intake.ingests(*empty.three) == ()


def test_a_layout_that_a_page_names_never_opens_a_file_of_the_server(empty):
    """Else whoever may send files could learn which files there are, and what stands in them."""
    secret = empty.files / "secret.toml"
    secret.write_text('name = "secret"\n', "utf-8")
    source = received(empty, WITH_ZONE)
    said = []
    for path in (secret, empty.files / "nothing.toml"):
        with pytest.raises(NotFound, match="one of the layouts") as refused:
            ingest(empty, source, profile=str(path))
        said.append(str(refused.value).replace(path.name, ""))
    assert said[0] == said[1]


def test_the_search_says_how_many_and_which_list(empty):
    ingest(empty, received(empty, WITH_ZONE), power="exercise")
    done = STEPS["find_lines"](*empty.three, {}, silent)
    assert (done["lines"], done["considered"]) == (0, 0)
    assert len(done["version"]) == 64


def test_numbers_are_compared_one_after_the_other_and_their_answers_kept(empty):
    ingest(empty, received(empty, WITH_ZONE), power="exercise")
    told = []
    asked = {"numbers": ["07700 900001", B]}
    done = STEPS["attribute"](*empty.three, asked, lambda n, of: told.append((n, of)))
    assert [said["found"] for said in done["numbers"]] == ["insufficient", "insufficient"]
    assert told == [(0, 2), (1, 2), (2, 2)]
    found, current = attribution_found(*empty.three, A)
    assert (found.number, current) == (A, True)

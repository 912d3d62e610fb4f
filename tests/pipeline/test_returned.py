"""Closed lines that trade again: proposed with the ingest, never counted before a person confirms."""

import csv
import json
from datetime import datetime

import pytest
from book import row, written

from lineholder import synth
from lineholder.model.source import Power, PowerKind
from lineholder.pipeline import entering, intake, outcomes, returned
from lineholder.pipeline.access import default_scope, local_officer
from lineholder.pipeline.loading import Options
from lineholder.pipeline.workspace import create_store

EXERCISE = Options(Power(PowerKind.EXERCISE, "exercise"))
HEADER = "start,subject,direction,other_party,type,duration_s,cell_id,imei\n"
OLD = "+447700900001"


@pytest.fixture
def three(tmp_path):
    store = create_store(tmp_path / "workspace")
    yield store, local_officer(store), default_scope()
    store.close()


def take_in(three, path, text):
    path.write_text(text, "utf-8")
    return intake.ingest(*three, [path], EXERCISE)


def records(direction, day="2025-03-10", others=4):
    said = [
        f"{day}T1{n}:00:00Z,{OLD},{direction},+44770090010{n},call,20,,\n" for n in range(others)
    ]
    return HEADER + "".join(said)


CLOSED = [
    row("2025-01-01", "opening", line="Max", detail="number 07700 900001"),
    row("2025-03-01", "closed T2", line="Max", detail="deactivated 2025-03-01"),
    row("2025-01-01", "opening", line="Nobody knows its number"),
    row("2025-02-01", "closed T2", line="Nobody knows its number"),
]


def test_a_closed_line_whose_number_trades_again_is_proposed_and_counts_once_confirmed(
    three, tmp_path
):
    take_in(three, tmp_path / "ledger.csv", written(CLOSED))
    assert returned.returned(*three).proposed == ()
    take_in(three, tmp_path / "records.csv", records("out"))
    found = returned.returned(*three)
    (one,) = found.proposed
    assert (one.line, one.number, one.after, one.others) == ("Max", OLD, None, 4)
    assert (found.watched, found.unnumbered) == (1, 1)
    assert outcomes.outcomes(*three, outcomes.Asked()).bridge.re_emerged == 0
    first = "2025-03-10T10:00:00Z"
    assert one.first_s == int(datetime.fromisoformat(first).timestamp())
    said = {"time": "2025-04-01T09:00:00Z", "entry": "re-emerged", "line": "Max"}
    entering.enter(*three, said | {"detail": f"first contact {first}"}, "same customers")
    assert returned.returned(*three).proposed == ()
    march = outcomes.Asked(one.first_s, one.first_s + 1)
    assert outcomes.outcomes(*three, march).bridge.re_emerged == 1


@pytest.mark.parametrize(
    "text",
    [records("in"), records("out", "2025-02-20"), records("out", others=2)],
    ids=["customers ring a dead number", "before it closed", "two calls of whoever holds it"],
)
def test_a_closed_line_that_stays_quiet_is_not_proposed(three, tmp_path, text):
    take_in(three, tmp_path / "ledger.csv", written(CLOSED))
    take_in(three, tmp_path / "records.csv", text)
    assert returned.returned(*three).proposed == ()


@pytest.mark.parametrize(("family", "seed"), [("agenda", 7), ("process", 2)])
def test_on_a_county_every_change_of_a_closed_line_is_proposed_and_no_quiet_line(
    three, tmp_path, family, seed
):
    made, files = synth.generate(synth.Spec(family, seed, 400, 42, 4)), tmp_path / "county"
    synth.write(made, files)
    truth = json.loads((files / "truth.json").read_text("utf-8"))
    changed = {
        s["old"]: s["new"] for s in truth["successors"] if s["use"] in ("orders", "adverts")
    }
    told = []
    for line in truth["lines"]:
        for number in line["numbers"]:
            if number["number"] in changed.values():
                continue  # the line is closed at the end of its first number
            name = f"{line['line']} {number['number']}"
            told += [
                row("2024-01-01", "opening", line=name),
                row(number["to"], "closed T2", line=name),
            ]
    with (files / "observations.csv").open(encoding="utf-8") as file:
        assert next(csv.reader(file))[0] == "start"
    take_in(three, tmp_path / "ledger.csv", written(told))
    intake.ingest(*three, [files / "observations.csv", files / "cells.csv"], EXERCISE)
    found = returned.returned(*three)
    assert changed
    assert {(one.after, one.number) for one in found.proposed} == set(changed.items())
    assert found.watched == len(told) // 2 > len(changed)

"""A county holds together: its records, its truth, and what nobody can do."""

import csv
import json
from collections import Counter, defaultdict
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from synth_counties import (
    FEWEST_CUSTOMERS,
    FIRMS,
    KINDS,
    LINES_THAT_MEET_ALL_KINDS,
    SETTLED,
    county,
)

from lineholder.synth import FAMILIES, County, Spec, generate, write
from lineholder.synth.crew import TYPES
from lineholder.synth.returns import COLUMNS

Rows = list[dict[str, Any]]


ROWS: dict[Spec, Rows] = {}
UNKNOWN_CELLS = {f"unk-{9000 + n}" for n in range(5)}


def rows_of(county: County) -> Rows:
    if county.spec not in ROWS:
        ROWS[county.spec] = county.observations.to_pylist()
    return ROWS[county.spec]


@cache
def seconds(text: str) -> int:
    assert len(text) == 20 and text.endswith("Z")
    return int(datetime.fromisoformat(text).timestamp())


def test_the_columns_are_those_of_the_contract(full: County) -> None:
    assert ",".join(COLUMNS) == (
        "start,subject,direction,other_party,type,duration_s,cell_id,imei,imsi"
    )
    assert tuple(full.observations.column_names) == COLUMNS
    assert full.cells.column_names == [
        "cell_id", "latitude", "longitude", "azimuth", "site_name",
    ]  # fmt: skip
    cells = full.cells.to_pylist()
    assert len({c["cell_id"] for c in cells}) == len(cells)
    assert all(50 < float(c["latitude"]) < 56 for c in cells)
    assert all(-5 < float(c["longitude"]) < 1.7 for c in cells)


def test_every_row_is_well_formed_and_inside_the_period(full: County) -> None:
    cells = set(full.cells.column("cell_id").to_pylist()) | {"", *UNKNOWN_CELLS}
    begins, ends = (seconds(full.truth["period"][k]) for k in ("from", "to"))
    for row in rows_of(full):
        assert begins <= seconds(row["start"]) < ends
        assert int(row["duration_s"]) >= 0
        assert row["direction"] in ("in", "out")
        assert row["cell_id"] in cells
        assert (row["other_party"] == "") == (row["type"] == "data")
        assert row["subject"] != row["other_party"]
    starts = full.observations.column("start").to_pylist()
    assert starts == sorted(starts)


def test_both_ends_have_their_row_within_two_seconds(settled: County) -> None:
    subjects = {row["subject"] for row in rows_of(settled)}
    out, into = defaultdict(list), defaultdict(list)
    for row in rows_of(settled):
        if row["type"] == "data" or row["other_party"] not in subjects:
            continue
        ends = (row["subject"], row["other_party"])
        key = (*(ends if row["direction"] == "out" else ends[::-1]), row["type"])
        side = out if row["direction"] == "out" else into
        side[key].append((seconds(row["start"]), row["duration_s"]))
    lonely = Counter({"withheld": 0})
    for key, sent in out.items():
        got = sorted(into[key])
        late = [b[0] - a[0] for a, b in zip(sorted(sent), got, strict=False)]
        lonely["withheld"] += len(sent) - len(got)
        assert len(got) == len(sent) or key[2] == "call"
        if len(got) == len(sent):
            assert all(0 <= gap <= 2 for gap in late)
    withheld = sum(row["other_party"] == "withheld" for row in rows_of(settled))
    assert lonely["withheld"] == withheld


def test_the_numbers_of_a_line_occur_and_its_customers_reach_it(full: County) -> None:
    met = defaultdict(set)
    for row in rows_of(full):
        met[row["subject"]].add(row["other_party"])
    for line in full.truth["lines"]:
        own = {n["number"] for n in line["numbers"]}
        assert own and own <= met.keys()
        assert len(line["customers"]) >= FEWEST_CUSTOMERS[full.spec.family]
        for customer in line["customers"]:
            assert met[customer] & own
        carried = {c["number"] for c in line["carried"]}
        assert carried == own


def test_a_number_is_used_only_while_the_truth_says_so(full: County) -> None:
    spans = defaultdict(list)
    for person in full.truth["people"]:
        for use in person["numbers"]:
            span = (seconds(use["from"]), seconds(use["to"]), use["imei"])
            spans[use["number"]].append(span)
    for row in rows_of(full):
        if row["imei"]:
            at = seconds(row["start"])
            held = [i for a, b, i in spans[row["subject"]] if a - 1 <= at <= b + 2]
            assert row["imei"] in held


def test_nobody_is_on_two_calls_at_once(settled: County) -> None:
    owner = {
        use["number"]: person["person"]
        for person in settled.truth["people"]
        for use in person["numbers"]
    }
    carried = {c["number"] for line in settled.truth["lines"] for c in line["carried"]}
    calls = defaultdict(list)
    for row in rows_of(settled):
        talked = row["type"] == "call" and row["imei"] and row["duration_s"] != "0"
        if talked and row["subject"] not in carried:
            start = seconds(row["start"])
            calls[owner[row["subject"]]].append((start, start + int(row["duration_s"])))
    for spans in calls.values():
        spans.sort()
        ends = np.array([e for _, e in spans])[:-1]
        starts = np.array([s for s, _ in spans])[1:]
        assert (starts >= ends - 2).all()


def test_nobody_flies(settled: County) -> None:
    """Apart from noise and hand-overs, two rows of a subject can be reached by road or rail."""
    where = {
        c["cell_id"]: (float(c["latitude"]), float(c["longitude"]))
        for c in settled.cells.to_pylist()
    }
    last: dict[str, tuple[int, tuple[float, float]]] = {}
    moves = flights = 0
    for row in rows_of(settled):
        if not row["cell_id"]:
            continue
        at, spot = seconds(row["start"]), where[row["cell_id"]]
        if row["subject"] in last:
            before, start = last[row["subject"]]
            far = np.hypot((spot[0] - start[0]) * 111.2, (spot[1] - start[1]) * 67)
            moves += 1
            flights += far > 14 and (far - 9) / max(at - before, 1) * 3600 > 150
        last[row["subject"]] = (at, spot)
    assert flights <= moves * 1e-4


def test_people_rest_at_night_and_some_do_not(full: County) -> None:
    hours = Counter(row["start"][11:13] for row in rows_of(full))
    assert (
        0
        < sum(hours[f"{h:02d}"] for h in (3, 4))
        < 0.05 * sum(hours[f"{h:02d}"] for h in (17, 18))
    )


def test_custody_is_silent(full: County) -> None:
    numbers = {
        p["person"]: {n["number"] for n in p["numbers"] if n["use"] == "private"}
        for p in full.truth["people"]
    }
    for held in full.papers.custody.to_pylist():
        begins, ends = seconds(held["from"]), seconds(held["to"])
        for row in rows_of(full):
            if row["subject"] in numbers[held["person"]]:
                assert not begins + 2 < seconds(row["start"]) < ends


def test_every_kind_and_type_occurs_over_the_seeds() -> None:
    for family in FAMILIES:
        kinds, types, minors, firms = set(), set(), 0, set()
        for seed in range(1, 5):
            lines = LINES_THAT_MEET_ALL_KINDS[family.name]
            truth = generate(Spec(family.name, seed, people=150, days=14, lines=lines)).truth
            kinds |= {line["kind"] for line in truth["lines"]}
            types |= {line["type"] for line in truth["lines"]}
            minors += sum(w["minor"] for line in truth["lines"] for w in line["workers"])
            firms |= {firm["kind"] for firm in truth["businesses"]}
        assert kinds == set(KINDS[family.name])
        assert types == set(TYPES)
        assert minors > 0
        assert firms == FIRMS[family.name] | {"sender"}


def test_what_each_kind_promises() -> None:
    for family in SETTLED:
        for seed in range(1, 5):
            truth = generate(Spec(family, seed, people=150, days=28, lines=3)).truth
            for line in truth["lines"]:
                moves = {"renumbered", "unannounced", "crew", "split"}
                assert (len(line["numbers"]) == 2) == (line["kind"] in moves)
                assert line["head_visible"] == (line["kind"] != "hidden")
                if line["kind"] == "handover":
                    assert {c["person"] for c in line["carried"]} == {
                        line["holder"], line["deputy"],
                    }  # fmt: skip
                if line["kind"] == "crew":
                    assert len(line["command_numbers"]) == 2


def test_a_whole_crew_that_changes_is_in_the_successors() -> None:
    truth = generate(Spec("process", 1, people=150, days=28, lines=3)).truth
    crew = next(line for line in truth["lines"] if line["kind"] == "crew")
    changed = {(s["whose"], s["use"]) for s in truth["successors"]}
    assert {(crew["line"], "orders"), (crew["holder"], "crew"), (crew["deputy"], "private")} <= (
        changed
    )


def test_the_files_say_that_they_are_synthetic(full: County, tmp_path: Path) -> None:
    write(full, tmp_path / "out")
    truth = json.loads((tmp_path / "out" / "truth.json").read_text())
    assert truth["synthetic"] is True
    assert "SYNTHETIC" in (tmp_path / "out" / "README.txt").read_text()
    with (tmp_path / "out" / "observations.csv").open(newline="") as file:
        written = list(csv.DictReader(file))
    assert written == rows_of(full)
    for name in ("cells", "people", "subscribers", "topups", "custody"):
        with (tmp_path / "out" / f"{name}.csv").open(newline="") as file:
            assert next(csv.reader(file))


def test_numbers_are_drama_numbers_or_of_the_marked_range(full: County) -> None:
    ours = ("+4477009", "+441632960", "+442079460", "+441134960", "+120255501")
    for person in full.truth["people"]:
        for use in person["numbers"]:
            assert use["number"].startswith(ours)


def test_drama_numbers_come_first_in_the_agenda_family() -> None:
    people = county("agenda").truth["people"]
    mobiles = {use["number"] for p in people for use in p["numbers"] if use["imei"]}
    drama = sum(number.startswith("+447700900") for number in mobiles)
    assert drama >= 0.9 * min(1000, len(mobiles))


@pytest.mark.parametrize(
    ("field", "value"), [("people", 10), ("days", 3), ("lines", 0), ("holding", "some")]
)
def test_a_bad_specification_is_refused(field: str, value: Any) -> None:
    with pytest.raises(ValueError, match=field):
        Spec(**{field: value})


def test_an_unknown_family_is_refused() -> None:
    with pytest.raises(ValueError, match="agenda"):
        generate(Spec("none"))


def test_noise_moves_serving_cells_and_nothing_else() -> None:
    spec = Spec("habits", seed=3, people=150, days=14, lines=1)
    usual, noisy = generate(spec), generate(spec, noise=2.0)
    assert usual.observations.drop(["cell_id"]) == noisy.observations.drop(["cell_id"])
    assert usual.observations["cell_id"] != noisy.observations["cell_id"]
    assert usual.truth == noisy.truth

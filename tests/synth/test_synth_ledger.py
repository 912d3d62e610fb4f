"""The year's ledger of a county: fixed bytes, every word known, its own lines as their records show them."""

import csv
import hashlib
import json
from pathlib import Path

import pytest
from synth_counties import SIZES, county

from lineholder.synth import FAMILIES, County, write_ledger
from lineholder.synth.ledger import known_as

DIGESTS = json.loads((Path(__file__).parent / "ledger_digests.json").read_text())


def rows(made: County, out: Path) -> list[dict[str, str]]:
    write_ledger(made, out)
    with (out / "ledger.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_ledgers_are_those_that_were_fixed(family: str, tmp_path: Path) -> None:
    write_ledger(county(family), tmp_path)
    found = hashlib.sha256((tmp_path / "ledger.csv").read_bytes()).hexdigest()
    people, days, lines = SIZES[family]
    assert found == DIGESTS[f"{family} seed 1 people {people} days {days} lines {lines}"]


def test_the_county_s_own_lines_stand_as_their_records_show_them(
    full: County, tmp_path: Path
) -> None:
    told = rows(full, tmp_path)
    arrests = {(r["person"], r["time"]) for r in told if r["entry"] == "arrest"}
    for stay in full.papers.custody.to_pylist():
        assert (stay["person"], stay["from"]) in arrests
    for line in full.truth["lines"]:
        mine = [r for r in told if r["line"] == known_as(full.truth, line)]
        assert mine
        assert line["numbers"][0]["number"] in mine[0]["detail"]
        closed = [r["time"] for r in mine if r["entry"] == "closed type 2"]
        silent = {s["old"] for s in full.truth["successors"] if s["whose"] == line["line"]}
        assert len(closed) == (line["numbers"][0]["number"] in silent)
        assert set(closed) <= {line["numbers"][0]["to"]}


def test_a_year_holds_what_a_head_of_unit_reports_and_no_child_is_charged(
    full: County, tmp_path: Path
) -> None:
    told = rows(full, tmp_path)
    entries = {r["entry"] for r in told}
    assert {
        "line referral", "arrest", "charge", "plea", "sentence", "seizure", "closed T1", "closed type 2",
        "check-back", "re-emerged", "safeguarding referral", "dormant", "merged", "inherited",
    } <= entries  # fmt: skip
    checks = [r["detail"].split(":")[0] for r in told if r["entry"] == "check-back"]
    assert set(checks) == {"passed", "failed"}
    children = {r["person"] for r in told if "aged 15" in r["detail"] or "aged 16" in r["detail"]}
    assert not children & {r["person"] for r in told if r["entry"] == "charge"}
    assert all(r["reference"].startswith("SYN-") for r in told)

"""What every format in FORMATS must do, and its golden files, which never write themselves."""

import json
from pathlib import Path

import pytest
from ingest_whole import take_in

from lineholder import ingest
from lineholder.ingest.format import Format

HERE = Path(__file__).parent / "formats"
SHOWN = (
    "row", "subject", "direction", "other_party", "other_kind", "other_raw", "number_rule", "kind",
    "start_s", "end_s", "cell", "imei", "text",
)  # fmt: skip


def golden(fmt: Format) -> Path:
    return HERE / fmt.name.replace(" ", "_")


@pytest.mark.parametrize("fmt", ingest.FORMATS, ids=lambda fmt: fmt.name)
def test_each_format_reads_its_golden_file_and_accounts_for_every_row(fmt):
    """A format without a golden file looks like one that loses nothing."""
    source = next(golden(fmt).glob("in.*"))
    expected = [
        json.loads(line)
        for line in (golden(fmt) / "expected.jsonl").read_text("utf-8").splitlines()
    ]
    whole = take_in(source.read_bytes(), source.name)
    found = [{k: r[k] for k in SHOWN if r[k] is not None} for r in whole.records.to_pylist()]
    held = whole.quarantine.select(["row", "column", "reason", "text"]).to_pylist()
    found += [{k: v for k, v in row.items() if v is not None} for row in held]
    assert sorted(found, key=lambda r: r["row"]) == expected[:-1]
    assert expected[-1] == {
        "rows_in_file": whole.rows,
        "recorded": whole.records.num_rows,
        "quarantined": whole.quarantine.num_rows,
        "structural": whole.structural,
    }


@pytest.mark.parametrize("fmt", ingest.FORMATS, ids=lambda fmt: fmt.name)
def test_each_format_knows_its_own_file_and_no_container(fmt):
    source = next(golden(fmt).glob("in.*"))
    assert fmt.sniff(source.read_bytes(), source.name)
    assert not fmt.sniff(b"%PDF-1.7", "a.pdf")


def test_each_format_has_a_name_of_its_own():
    names = [fmt.name for fmt in ingest.FORMATS]
    assert len(set(names)) == len(names)

"""Five hundred messy files: every row meets its known fate, and nothing is lost or doubled."""

from io import BytesIO

import pyarrow as pa
import pytest
from ingest_whole import SHIPPED, take_in
from mess import faults_found, messy_file

from lineholder import ingest
from lineholder.ingest import encoding, observations
from lineholder.ingest.formats import delimited


@pytest.mark.parametrize("first", range(0, 500, 50))
def test_every_row_of_a_messy_file_meets_its_fate(first):
    for seed in range(first, first + 50):
        mess = messy_file(seed)
        whole = take_in(mess.data, zone=mess.zone)
        said = faults_found(mess, whole)
        assert not said, f"seed {seed}: {said}"


def test_the_same_file_twice_is_the_same_records():
    mess = messy_file(7)
    first, again = (take_in(mess.data, zone=mess.zone) for _ in range(2))
    assert first.records.equals(again.records)
    assert first.quarantine.equals(again.quarantine)


def test_where_blocks_are_cut_changes_nothing(monkeypatch):
    """A record on the seam of two blocks is neither lost, doubled nor judged differently."""
    more = 0
    for seed in range(500, 540):
        mess = messy_file(seed)
        whole = read_strings(mess)
        monkeypatch.setattr(delimited, "PIECE", 150)
        monkeypatch.setattr(encoding, "BLOCK", 700)
        cut = read_strings(mess)
        monkeypatch.undo()
        more += len(cut) - len(whole)
        for part in ("table", "rejected"):
            pieces, at_once = (
                pa.concat_tables([getattr(batch, part) for batch in batches]).to_pylist()
                for batches in (cut, whole)
            )
            assert pieces == at_once, seed
        for count in ("rows", "structural"):
            assert sum(getattr(b, count) for b in cut) == sum(getattr(b, count) for b in whole)
        for batch in cut:
            rows = batch.rejected["row"].to_pylist()
            assert batch.text(rows) == batch.rejected["text"].to_pylist()
    assert more > 100


def read_strings(mess):
    found = ingest.recognise(mess.data[: 64 << 10], "a.csv", SHIPPED)
    return list(ingest.read(BytesIO(mess.data), found, "a.csv", zone=mess.zone))


def test_the_quick_way_for_sound_rows_finds_the_same_faults(monkeypatch):
    """`SOUND` may only be true where no fault holds: without it every row must come out the same."""
    for seed in range(20):
        mess = messy_file(seed)
        quick = take_in(mess.data, zone=mess.zone)
        monkeypatch.setattr(observations, "SOUND", "false")
        slow = take_in(mess.data, zone=mess.zone)
        monkeypatch.undo()
        assert pa.Table.equals(quick.records, slow.records), seed
        assert quick.quarantine.equals(slow.quarantine), seed

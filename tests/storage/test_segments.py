import hashlib

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from observing import A, B, seen, table

from lineholder.model.errors import Refused
from lineholder.model.records import OBSERVATIONS, QUARANTINE
from lineholder.storage import Part, durable, parquet
from lineholder.storage.segments import Segments

PART = Part("i" * 16, "observations")


@pytest.fixture
def segments(workspace) -> Segments:
    return Segments(workspace)


def rows(count: int) -> pa.Table:
    return table(seen(A, "out", B, 1000 + n) for n in range(count))


def test_records_come_back_in_order_under_a_name_that_tells_what_they_are(segments):
    segment = segments.write(PART, [rows(3), rows(2)])
    content = (segments.workspace / segment.path).read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    assert segment.sha256 == sha256
    assert segment.path == f"segments/{'i' * 16}-observations-{sha256[:16]}.parquet"
    assert (segment.rows, segment.table, segment.seal) == (5, "observations", None)
    assert segments.read(segment.path).equals(pa.concat_tables([rows(3), rows(2)]))
    assert list((segments.workspace / "tmp").iterdir()) == []


def test_sealed_records_and_the_quarantine_have_files_of_their_own(segments):
    sealed = segments.write(Part("i" * 16, "observations", "excess"), [rows(1)])
    assert sealed.seal == "excess"
    assert "observations-excess-" in sealed.path
    held = pa.Table.from_pylist([{"row": 2, "reason": "BAD_TIME", "text": "x"}], QUARANTINE)
    quarantine = segments.write(Part("i" * 16, "quarantine"), [held])
    assert segments.read(quarantine.path).to_pylist()[0]["reason"] == "BAD_TIME"


def test_no_records_no_file(segments):
    assert segments.write(PART, []) is None
    assert segments.write(PART, [rows(0)]) is None
    assert list((segments.workspace / "segments").iterdir()) == []


def test_the_same_rows_give_the_same_bytes_in_whatever_batches(segments, monkeypatch):
    monkeypatch.setattr(parquet, "GROUP", 7)
    whole = rows(30)
    one = segments.write(PART, [whole])
    many = segments.write(PART, [whole.slice(n, 4) for n in range(0, 30, 4)])
    coded = whole.set_column(0, "subject", whole["subject"].dictionary_encode())
    assert one.sha256 == many.sha256 == segments.write(PART, [coded]).sha256
    groups = pq.ParquetFile(segments.workspace / one.path).metadata
    assert [groups.row_group(n).num_rows for n in range(groups.num_row_groups)] == [7, 7, 7, 7, 2]


def test_leaving_without_finish_leaves_nothing(segments):
    with segments.writer(PART) as writer:
        writer.add(rows(3))
    with pytest.raises(ZeroDivisionError), segments.writer(PART) as writer:
        writer.add(rows(3))
        raise ZeroDivisionError
    for folder in ("tmp", "segments"):
        assert list((segments.workspace / folder).iterdir()) == []


def test_wrong_columns_are_raised_from_the_thread(segments):
    with pytest.raises(ValueError, match="names"), segments.writer(PART) as writer:
        writer.add(pa.table({"subject": ["x"]}))
        writer.finish()


def test_a_full_disk_is_a_refusal(segments, monkeypatch):
    class Full(parquet.File):
        def close(self) -> None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(parquet, "File", Full)
    with pytest.raises(Refused, match="free some space"), segments.writer(PART) as writer:
        writer.add(rows(1))
        writer.finish()
    assert list((segments.workspace / "segments").iterdir()) == []


def test_schema_is_that_of_the_model(segments):
    segment = segments.write(PART, [rows(1)])
    assert pq.read_schema(segments.workspace / segment.path).equals(OBSERVATIONS)
    assert durable.hashed(segments.workspace / segment.path)[0] == segment.sha256

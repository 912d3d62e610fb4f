"""The power of a source, and which records it does not cover."""

import pytest
from ingest_whole import take_in

from lineholder import ingest
from lineholder.ingest.power import canonical
from lineholder.model.errors import BadValue
from lineholder.model.source import Power, PowerKind

AUTHORITY = """
kind = "communications_data"
urn = "CD/2025/0012"
identifiers = ["07700 900001", "35-209900-176148-1"]
from = 2025-06-01
to = 2025-06-30
granted_by = "OCDA"
"""
JUNE = (1748736000, 1751327999)
HEADER = "start,subject,direction,other_party,type,imei\n"


def test_an_authority_file_is_read_whole():
    power = ingest.authority(AUTHORITY)
    assert power.kind is PowerKind.COMMUNICATIONS_DATA
    assert (power.urn, power.granted_by) == ("CD/2025/0012", "OCDA")
    assert power.identifiers == ("+447700900001", "352099001761481", "35209900176148")
    assert (power.from_s, power.to_s) == JUNE


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ('"2025-06-01"', '"2025-06-30"'),
        ("2025-06-01T00:00:00Z", "2025-06-30T23:59:59Z"),
        ('"2025-06-01T01:00:00+01:00"', '"2025-07-01T00:59:59+01:00"'),
    ],
)
def test_days_and_times_with_a_zone_are_the_same_period(start, end):
    power = ingest.authority(f'kind = "agreement"\nfrom = {start}\nto = {end}\n')
    assert (power.from_s, power.to_s) == JUNE


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('kind = "magic"', "'kind' is one of"),
        ("", "'kind' is one of"),
        ('kind = "open"\nnumbers = []', "Unknown authority key 'numbers'"),
        ('kind = "open"\nidentifiers = [7700900001]', "numbers in quotes"),
        ('kind = "open"\nidentifiers = "07700900001"', "a list of texts"),
        ('kind = "open"\nfrom = 2025-06-01T00:00:00', "without a zone"),
        ('kind = "open"\nfrom = "June"', "a day"),
        ('kind = "open"\nto = 5', "a day or a time"),
        ('kind = "open"\nurn = 5', "'urn' is a text"),
        ("kind = ", "does not parse"),
        ('kind = "open"\nfrom = 2025-06-02\nto = 2025-06-01', "end after it starts"),
    ],
)
def test_what_an_authority_cannot_say_is_refused_by_name(text, words):
    with pytest.raises(BadValue, match=words):
        ingest.authority(text)


def test_a_power_in_a_few_words():
    assert ingest.power("exercise") == Power(PowerKind.EXERCISE, "exercise")
    assert ingest.power("Communications data: CD/1").urn == "CD/1"
    with pytest.raises(BadValue, match="'exercise'"):
        ingest.power("because I say so")


def test_identifiers_come_to_the_forms_that_records_hold():
    assert canonical("07700900001") == ("+447700900001",)
    assert canonical("234100000000001") == ("234100000000001", "23410000000000")
    assert canonical("ego") == ("ego",)


def excess(rows: str, **limits) -> list[bool]:
    power = Power(PowerKind.AGREEMENT, "test", **limits)
    return ingest.excess(take_in(HEADER + rows).records, power).to_pylist()


def test_a_record_is_inside_by_any_of_its_identifiers():
    rows = (
        "2025-06-01T10:00:00Z,07700900001,in,07700900002,call,\n"
        "2025-06-01T10:00:00Z,07700900003,in,07700900001,call,\n"
        "2025-06-01T10:00:00Z,07700900003,in,07700900002,call,352099001761481\n"
        "2025-06-01T10:00:00Z,07700900003,in,,data,\n"
    )
    assert excess(rows, identifiers=("+447700900001",)) == [False, False, True, True]
    assert excess(rows, identifiers=("35209900176148",)) == [True, True, False, True]
    assert excess(rows) == [False] * 4


def test_both_ends_of_the_period_are_inside():
    row = "{},07700900001,in,07700900002,call,\n".format
    rows = "".join(
        row(t)
        for t in (
            "2025-05-31T23:59:59Z", "2025-06-01T00:00:00Z", "2025-06-30T23:59:59Z",
            "2025-07-01T00:00:00Z",
        )
    )  # fmt: skip
    assert excess(rows, from_s=JUNE[0], to_s=JUNE[1]) == [True, False, False, True]


def test_an_open_hour_is_inside_when_any_of_it_is():
    whole = take_in(HEADER + "2025-10-26T01:30:00,07700900001,in,,data,\n", zone="Europe/London")
    start = whole.records["start_s"][0].as_py()
    power = Power(PowerKind.AGREEMENT, "test", from_s=start + 3600)
    late = Power(PowerKind.AGREEMENT, "test", from_s=start + 3601)
    assert ingest.excess(whole.records, power).to_pylist() == [False]
    assert ingest.excess(whole.records, late).to_pylist() == [True]


def test_a_cell_table_is_never_outside():
    cells = take_in("cell_id,latitude,longitude\na,51,0.1\n").records
    power = Power(PowerKind.AGREEMENT, "test", identifiers=("x",), from_s=1, to_s=2)
    assert ingest.excess(cells, power).to_pylist() == [False]

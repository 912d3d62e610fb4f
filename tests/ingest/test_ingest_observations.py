"""Observations: each column of a record by example, and the first reason why a row is held back."""

import pytest
from ingest_whole import SHIPPED, take_in

from lineholder.model.profile import Profile
from lineholder.model.records import OBSERVATIONS

ROW = {
    "start": "2025-06-01T10:00:00Z",
    "subject": "07700900001",
    "direction": "out",
    "other_party": "07700900002",
    "type": "call",
    "duration_s": "60",
}


def one(**changes: str):
    """The record of one row, or (column, reason) where it is held back."""
    row = ROW | changes
    whole = take_in(",".join(row) + "\n" + ",".join(row.values()) + "\n")
    if whole.quarantine.num_rows:
        _, column, reason = whole.held_back()[0]
        return column, reason
    return whole.records.to_pylist()[0]


def test_a_whole_row_becomes_a_whole_record():
    record = one(
        end="2025-06-01T10:01:00Z", cell_id="234-10-5-77", end_cell_id="234-10-5-78",
        latitude="51.5", longitude="-0.12", imei="350000000000852", imsi="234100000000001",
        text="yes",
    )  # fmt: skip
    assert record == {
        "subject": "+447700900001", "direction": "out", "other_party": "+447700900002",
        "other_kind": "number", "other_raw": "07700900002", "number_rule": "NATIONAL",
        "kind": "call", "start_s": 1748772000, "start_slack_s": 0, "end_s": 1748772060,
        "time_means": "start", "cell": "234-10-5-77", "end_cell": "234-10-5-78",
        "lat": 51.5, "lon": -0.12, "imei": "35000000000085", "imsi": "234100000000001",
        "text": "yes", "ingest": "ingest-1", "sheet": "", "row": 2,
    }  # fmt: skip


def test_columns_are_those_of_the_schema_in_any_order_of_the_header():
    mixed = dict(sorted(ROW.items(), reverse=True))
    whole = take_in(",".join(mixed) + "\n" + ",".join(mixed.values()) + "\n")
    assert whole.records.schema == OBSERVATIONS
    assert whole.records["start_s"].to_pylist() == [1748772000]


def test_a_number_that_needs_no_rule_keeps_no_raw():
    record = one(other_party="+447700900002")
    assert (record["other_raw"], record["number_rule"]) == (None, None)


@pytest.mark.parametrize(
    ("raw", "kind", "text", "rule"),
    [
        ("withheld", "call", "withheld", "WITHHELD_WORD"),
        ("", "call", None, None),
        ("62226", "sms", "62226", "SHORT_CODE"),
        ("Amazon", "sms", "Amazon", "ALPHANUMERIC"),
        ("121", "call", "121", "VOICEMAIL"),
    ],
)
def test_what_is_no_number_keeps_its_raw_text(raw, kind, text, rule):
    record = one(other_party=raw, type=kind)
    assert record["other_party"] is None
    assert (record["other_raw"], record["number_rule"]) == (text, rule)


def test_a_data_session_has_no_other_party_and_needs_no_direction():
    record = one(type="data", other_party="internet.apn", direction="")
    assert (record["kind"], record["direction"]) == ("data", None)
    assert (record["other_party"], record["other_kind"]) == (None, "none")
    assert record["other_raw"] == "internet.apn"


@pytest.mark.parametrize(
    ("given", "kind"), [("SMS", "text"), ("Text", "text"), ("VOICE", "call"), ("gprs", "data")]
)
def test_kinds_are_mapped_whatever_their_case(given, kind):
    assert one(type=given)["kind"] == kind


@pytest.mark.parametrize(
    ("given", "end_s"),
    [("", None), ("0", 1748772000), ("0061", 1748772061), ("61.0", 1748772061)],
)
def test_the_end_is_start_and_duration(given, end_s):
    assert one(duration_s=given)["end_s"] == end_s


def test_the_end_column_stands_in_for_a_missing_duration():
    assert one(duration_s="", end="2025-06-01T11:00:30+01:00")["end_s"] == 1748772030


@pytest.mark.parametrize(
    ("given", "imei"),
    [
        ("35209900176148", "35209900176148"),
        ("352099001761481", "35209900176148"),
        ("3520990017614801", "35209900176148"),
        ("35209900176148012", "35209900176148"),
        ("35-209900-176148-1", "35209900176148"),
        ("3520990017614", "3520990017614"),
        ("352099001761480123", "352099001761480123"),
        ("unknown", "unknown"),
        ("000000000000000", None),
        ("0", None),
        ("", None),
    ],
)
def test_an_imei_is_its_fourteen_digits(given, imei):
    assert one(imei=given)["imei"] == imei


def test_a_cell_that_is_unknown_empty_or_like_a_number_is_recorded_as_given():
    for cell in ("1E10", "12E4", "nowhere", "007"):
        assert one(cell_id=cell)["cell"] == cell
    assert one(cell_id="")["cell"] is None


def test_zero_coordinates_are_no_place():
    record = one(latitude="0", longitude="0.000")
    assert (record["lat"], record["lon"]) == (None, None)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"subject": ""}, ("subject", "MISSING_SUBJECT")),
        ({"subject": "withheld"}, ("subject", "BAD_SUBJECT")),
        ({"subject": "4.477E+11"}, ("subject", "SCI_NOTATION_LOSSY")),
        ({"start": ""}, ("start", "MISSING_TIME")),
        ({"start": "2025-06-01T1:00:00Z"}, ("start", "BAD_TIME")),
        ({"start": "1970-01-01T00:00:00Z"}, ("start", "TIME_OUT_OF_RANGE")),
        ({"type": "fax"}, ("type", "BAD_KIND")),
        ({"type": ""}, ("type", "BAD_KIND")),
        ({"direction": ""}, ("direction", "BAD_DIRECTION")),
        ({"direction": "up"}, ("direction", "BAD_DIRECTION")),
        ({"type": "data", "direction": "up"}, ("direction", "BAD_DIRECTION")),
        ({"other_party": "4.477E+11"}, ("other_party", "SCI_NOTATION_LOSSY")),
        ({"other_party": "1" * 20}, ("other_party", "BAD_NUMBER")),
        ({"duration_s": "-1"}, ("duration_s", "NEGATIVE_DURATION")),
        ({"duration_s": "00:01:00"}, ("duration_s", "BAD_DURATION")),
        ({"duration_s": "1.5"}, ("duration_s", "BAD_DURATION")),
        ({"duration_s": "31622401"}, ("duration_s", "DURATION_OUT_OF_RANGE")),
        ({"end": "soon"}, ("end", "BAD_TIME")),
        ({"end": "2025-06-01T10:00:30"}, ("end", "NO_ZONE")),
        ({"duration_s": "", "end": "2025-06-01T09:59:59Z"}, ("end", "NEGATIVE_DURATION")),
        ({"duration_s": "", "end": "2027-06-01T09:59:59Z"}, ("end", "DURATION_OUT_OF_RANGE")),
        ({"imei": "3.52E+14"}, ("imei", "SCI_NOTATION_LOSSY")),
        ({"imsi": "2.341E+14"}, ("imsi", "SCI_NOTATION_LOSSY")),
        ({"latitude": "51.5", "longitude": ""}, ("latitude", "BAD_COORDINATE")),
        ({"latitude": "91", "longitude": "0"}, ("latitude", "BAD_COORDINATE")),
        ({"latitude": "51°30'", "longitude": "0"}, ("latitude", "BAD_COORDINATE")),
        ({"latitude": "51.5", "longitude": "-180.1"}, ("longitude", "BAD_COORDINATE")),
        ({"latitude": "nan", "longitude": "1"}, ("latitude", "BAD_COORDINATE")),
    ],
)
def test_the_first_fault_is_named_with_its_column(changes, fault):
    assert one(**changes) == fault


@pytest.mark.parametrize("duration", ["31622400", "-0"])
def test_the_edges_of_durations(duration):
    found = one(duration_s=duration)
    assert found == ("duration_s", "NEGATIVE_DURATION") or found["end_s"] == 1748772000 + 31622400


def test_a_fault_is_named_by_the_files_own_column():
    profile = Profile.from_toml(
        """
        name = "own"
        version = 1
        records = "observations"
        [columns]
        start = "Call Time"
        subject = "A Number"
        other_party = "B Number"
        duration_s = "Length"
        [fixed]
        direction = "out"
        type = "call"
        [times]
        formats = ["DD/MM/YYYY hh:mm:ss"]
        zone = "Europe/London"
        means = "end"
        duration = "hh:mm:ss"
        [kinds]
        call = ["call"]
        [directions]
        out = ["out"]
        [cells]
        form = "hyphens"
        """
    )
    text = (
        "A Number,B Number,Call Time,Length\n"
        "07700900001,07700900002,01/07/2025 10:00:00,00:01:05\n"
        "07700900001,07700900002,01/07/2025 10:00:00,65\n"
        "07700900001,07700900002,07/01/2025,00:01:05\n"
    )
    whole = take_in(text, profiles=(profile,))
    assert whole.held_back() == [(3, "Length", "BAD_DURATION"), (4, "Call Time", "BAD_TIME")]
    assert whole.rows_of("start_s", "end_s", "time_means", "direction", "kind") == [
        (1751360400, 1751360465, "end", "out", "call")
    ]


def test_the_subject_may_stand_in_the_rows_above_the_header():
    profile = Profile.from_toml(
        """
        name = "subject above"
        version = 1
        records = "observations"
        [file]
        subject_from = "header"
        subject_pattern = 'MSISDN: *([0-9 ]+)'
        [columns]
        start = "start"
        other_party = "other_party"
        direction = "direction"
        type = "type"
        [times]
        zone = "in the text"
        [kinds]
        call = "call"
        [directions]
        in = "in"
        """
    )
    text = "Case: FERN\nMSISDN: 07700 900001\n\nstart,direction,other_party,type\n"
    whole = take_in(text + "2025-06-01T10:00:00Z,in,07700900002,call\n", profiles=(profile,))
    assert whole.rows_of("subject", "row") == [("+447700900001", 5)]
    assert whole.structural == 4


def test_a_date_and_a_time_in_two_columns_are_one_start():
    profile = Profile.from_toml(
        """
        name = "two columns"
        version = 1
        records = "observations"
        [columns]
        start_date = "Date"
        start_time = "Time"
        subject = "Line"
        other_party = "Called"
        direction = "Way"
        type = "Kind"
        [times]
        formats = ["YYYYMMDD hhmmss"]
        zone = "UTC"
        [kinds]
        call = "v"
        [directions]
        out = "o"
        """
    )
    whole = take_in(
        "Date,Time,Line,Called,Way,Kind\n20250601,100000,07700900001,07700900002,o,v\n"
        "20250601,,07700900001,07700900002,o,v\n",
        profiles=(profile,),
    )
    assert whole.rows_of("start_s") == [(1748772000,)]
    assert whole.held_back() == [(3, "start", "MISSING_TIME")]


def test_identifiers_are_opaque_where_the_subjects_are_letters():
    text = ",".join(ROW) + "\n"
    rows = "2025-06-01T10:00:00Z,ego,in,B,call,1\n2025-06-01T10:00:00Z,ego,in,1E+5,call,1\n"
    whole = take_in(text + rows)
    assert whole.facts.opaque
    assert whole.rows_of("subject", "other_party") == [("ego", "B")]
    assert whole.held_back() == [(3, "other_party", "SCI_NOTATION_LOSSY")]


def test_blanks_and_invisible_marks_around_values_are_taken_off():
    row = "\u200e2025-06-01T10:00:00Z\u00a0, 07700900001 ,\tout ,07700900002,\ufeffcall, 60 \n"
    whole = take_in(",".join(ROW) + "\n" + row)
    assert whole.rows_of("start_s", "direction", "kind", "end_s") == [
        (1748772000, "out", "call", 1748772060)
    ]


def test_every_shipped_profile_says_what_its_words_mean():
    for profile in SHIPPED:
        if profile.records == "observations":
            assert {"call", "text"} <= {kind for kind, _ in profile.kinds}
            assert {way for way, _ in profile.directions} == {"in", "out"}

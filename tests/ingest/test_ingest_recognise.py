"""Recognition: what fits, why, and the question that is asked where nothing proves it."""

from dataclasses import replace

import pytest
from ingest_whole import SHIPPED, take_in

from lineholder import ingest
from lineholder.model.errors import Refused, Unrecognised
from lineholder.model.profile import Profile

PLAIN = "start,subject,direction,other_party,type,duration_s,cell_id,imei\n"
ROW = "2025-06-01T10:00:00Z,07700900001,in,07700900002,call,1,,\n"
ORANGE = "1;11;07700900001;07700900002;2025-06-01 10:00:00;60;{};{}\n"


def recognise(text: str, name: str = "a.csv", profiles=SHIPPED):
    return ingest.recognise(text.encode(), name, profiles)


def test_a_header_decides_and_is_given_as_the_reason():
    found = recognise(PLAIN + ROW)
    assert found.profile.name == "plain observations"
    assert found.why == (
        "line 1 is a header that names start, subject, direction, other_party, type, duration_s, "
        "cell_id, imei",
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_splits_the_header(delimiter):
    found = recognise((PLAIN + ROW).replace(",", delimiter))
    assert found.profile.delimiter == delimiter


def test_sep_announces_the_delimiter_and_is_a_row():
    whole = take_in("sep=;\n" + (PLAIN + ROW).replace(",", ";"))
    assert whole.records["row"].to_pylist() == [3]
    assert whole.structural == 2


def test_a_header_is_read_whatever_its_case_spacing_and_marks():
    whole = take_in(
        "\ufeff" + PLAIN.replace("start", " Start ").replace("imei", "IMEI\u200e") + ROW
    )
    assert whole.records.num_rows == 1
    assert ("imei", "IMEI\u200e") in whole.facts.columns or whole.facts.own_name("imei")


def test_a_header_may_stand_under_a_preamble():
    whole = take_in("Return for case FERN\nPeriod,2025-06-01,2025-06-30\n\n" + PLAIN + ROW)
    assert whole.records["row"].to_pylist() == [5]
    assert whole.structural == 4


def test_a_header_that_stands_below_fifty_rows_is_not_looked_for():
    assert take_in("x\n" * 49 + PLAIN + ROW).records.num_rows == 1
    with pytest.raises(Unrecognised):
        take_in("x\n" * 50 + PLAIN + ROW)


def test_cells_and_observations_are_told_apart():
    assert recognise("cell_id,latitude,longitude\na,1,2\n").profile.records == "cells"
    assert recognise("antenna_id,latitude,longitude\na,1,2\n").profile.name == "bandicoot antennas"


def test_a_missing_column_is_named_with_what_was_tried():
    with pytest.raises(Unrecognised, match=r"plain observations: .* names the column\(s\) type"):
        recognise("start,subject,direction,other_party\n1,2,3,4\n")


def test_a_column_that_stands_twice_is_refused():
    with pytest.raises(Unrecognised, match="both mean imei"):
        recognise(PLAIN.replace("cell_id", "IMEI") + ROW)


@pytest.mark.parametrize(("first", "second"), [("2.35", "48.85"), ("9", "79")])
def test_the_documented_order_is_taken_and_said_where_nothing_proves_another(first, second):
    found = recognise(ORANGE.format(first, second) * 3)
    assert found.profile.name == "orange longitude first"
    assert "'orange latitude first' fits as well" in found.why[-1]
    assert found.alternatives == ("orange latitude first",)


def test_two_orders_without_documentation_are_asked():
    undocumented = tuple(replace(p, documented=False) for p in SHIPPED)
    with pytest.raises(Unrecognised, match=r"equally well.*column 8 as latitude.*--profile"):
        recognise(ORANGE.format("2.35", "48.85") * 3, profiles=undocumented)


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("139.7", "35.7", "orange longitude first"),
        ("35.7", "139.7", "orange latitude first"),
        ("42.39", "-71.57", "orange latitude first"),  # no network serves 71 degrees south
        ("85.1", "1", "orange longitude first"),
    ],
)
def test_an_order_is_proved_by_what_the_other_rules_out(first, second, name):
    found = recognise(ORANGE.format(first, second) * 3)
    assert found.profile.name == name
    assert any("outside -60 to 85" in reason for reason in found.why)


def test_one_strange_value_proves_no_order():
    found = recognise(ORANGE.format("2.3", "48.8") * 3 + ORANGE.format("2.3", "148.8"))
    assert "fits as well" in found.why[-1]


def test_a_profile_that_is_stated_is_followed_unless_the_values_rule_it_out():
    latitude_first = tuple(p for p in SHIPPED if p.name == "orange latitude first")
    assert recognise(ORANGE.format("42.39", "-71.57"), profiles=latitude_first)
    with pytest.raises(Unrecognised, match=r"139\.7, outside -60 to 85"):
        recognise(ORANGE.format("139.7", "35.7"), profiles=latitude_first)


def test_rows_of_another_width_fit_no_layout_without_header():
    with pytest.raises(Unrecognised, match="0 of the 2 rows"):
        recognise("1;2;3\n" * 2)


def test_utf16_without_its_mark_is_named():
    with pytest.raises(Unrecognised, match="UTF-16"):
        ingest.recognise((PLAIN + ROW).encode("utf-16-le"), "a.csv", SHIPPED)


def test_a_zone_that_contradicts_the_profile_is_refused():
    profile = Profile.from_toml(
        'name = "x"\nversion = 1\nrecords = "observations"\n[columns]\nstart = "start"\n'
        'subject = "subject"\ndirection = "direction"\nother_party = "other_party"\n'
        'type = "type"\n[times]\nzone = "UTC"\n[kinds]\ncall = "call"\n[directions]\nin = "in"\n'
    )
    assert take_in(PLAIN + ROW, profiles=(profile,), zone="UTC").records.num_rows == 1
    with pytest.raises(Refused, match="--zone says Europe/London"):
        take_in(PLAIN + ROW, profiles=(profile,), zone="Europe/London")


def test_a_profile_that_leaves_the_zone_open_asks_for_it():
    text = "interaction,direction,correspondent_id,datetime\ncall,in,A,2014-03-02 07:13:30\n"
    zoneless = tuple(replace(p, zone=None) for p in SHIPPED if p.name == "bandicoot user")
    with pytest.raises(Refused, match="--zone UTC"):
        take_in(text, "ego.csv", zoneless)
    assert take_in(text, "ego.csv", zoneless, zone="UTC").rows_of("subject", "start_s") == [
        ("ego", 1393744410)
    ]


@pytest.mark.parametrize("name", ["folder/ego.csv", "C:\\folder\\ego.csv", "ego", "ego.txt"])
def test_the_subject_in_the_name_has_no_folder_and_no_ending(name):
    text = "interaction,direction,correspondent_id,datetime\ncall,in,A,2014-03-02 07:13:30\n"
    assert take_in(text, name, zone="UTC").facts.subject == "ego"

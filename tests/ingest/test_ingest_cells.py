"""Cells: each column by example, and why a row is held back."""

import pytest
from ingest_whole import take_in

from lineholder.model.records import CELLS

ROW = {"cell_id": "234-10-5-77", "latitude": "51.5", "longitude": "-0.12"}


def one(**changes: str):
    row = ROW | changes
    whole = take_in(";".join(row) + "\n" + ";".join(row.values()) + "\n", "cells.csv")
    if whole.quarantine.num_rows:
        _, column, reason = whole.held_back()[0]
        return column, reason
    return whole.records.to_pylist()[0]


def test_a_whole_row_becomes_a_whole_cell():
    cell = one(
        azimuth="120.5", beamwidth="65", site_name="Fern Hill", postcode="AB1 2CD",
        valid_from="2025-01-01", valid_to="2025-12-31",
    )  # fmt: skip
    assert cell == {
        "cell": "234-10-5-77", "lat": 51.5, "lon": -0.12, "azimuth": 120.5, "beamwidth": 65.0,
        "site_name": "Fern Hill", "postcode": "AB1 2CD", "valid_from_s": 1735689600,
        "valid_to_s": 1767225599, "ingest": "ingest-1", "sheet": "", "row": 2,
    }  # fmt: skip


def test_the_schema_holds_with_the_least_columns():
    whole = take_in("longitude,cell_id,latitude\n-0.12,1E10,51.5\n", "cells.csv")
    assert whole.records.schema == CELLS
    assert whole.records["cell"].to_pylist() == ["1E10"]


@pytest.mark.parametrize(
    ("given", "azimuth"),
    [("", None), ("omni", None), ("N/A", None), ("0", 0.0), ("360", 0.0), ("359.9", 359.9)],
)
def test_an_unknown_azimuth_is_not_north(given, azimuth):
    assert one(azimuth=given)["azimuth"] == azimuth


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"cell_id": ""}, ("cell_id", "MISSING_CELL")),
        ({"cell_id": "2.34E+10"}, ("cell_id", "SCI_NOTATION_LOSSY")),
        ({"latitude": ""}, ("latitude", "BAD_COORDINATE")),
        ({"latitude": "90.1"}, ("latitude", "BAD_COORDINATE")),
        ({"latitude": "51,5"}, ("latitude", "BAD_COORDINATE")),
        ({"longitude": "181"}, ("longitude", "BAD_COORDINATE")),
        ({"latitude": "0", "longitude": "0.0"}, ("latitude", "ZERO_COORDINATES")),
        ({"azimuth": "361"}, ("azimuth", "BAD_AZIMUTH")),
        ({"azimuth": "-1"}, ("azimuth", "BAD_AZIMUTH")),
        ({"azimuth": "north"}, ("azimuth", "BAD_AZIMUTH")),
        ({"beamwidth": "400"}, ("beamwidth", "BAD_BEAMWIDTH")),
        ({"valid_from": "01/02/2025"}, ("valid_from", "BAD_TIME")),
        ({"valid_to": "2025-01-01T10:00:00"}, ("valid_to", "BAD_TIME")),
        ({"valid_from": "2025-02-01", "valid_to": "2025-01-01"}, ("valid_to", "BAD_VALIDITY")),
    ],
)
def test_the_first_fault_is_named_with_its_column(changes, fault):
    assert one(**changes) == fault


def test_a_time_of_validity_with_a_zone_is_exact():
    assert one(valid_from="2025-06-01T10:00:00+01:00")["valid_from_s"] == 1748768400


def test_a_cell_that_moved_has_two_rows():
    text = "cell_id,latitude,longitude,valid_from,valid_to\n"
    whole = take_in(text + "a,51,0.1,,2025-01-31\na,52,0.1,2025-02-01,\n", "cells.csv")
    assert whole.rows_of("cell", "lat", "valid_from_s") == [
        ("a", 51.0, None),
        ("a", 52.0, 1738368000),
    ]

"""Outside series and incidents: every row typed or held back, nothing guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest_whole import take_in

SERIES = "date,area,value,measure\n"
INCIDENTS = "time,crime_reference,kind,place,victim,text\n"


def series(text):
    return take_in(SERIES + text, "series.csv")


def incidents(text):
    return take_in(INCIDENTS + text, "incidents.csv")


def test_a_series_is_days_areas_and_values_and_a_month_begins_on_its_first_day():
    whole = series("2026-01,North,12,admissions\n2026-01-15,South,3.5,injuries\n")
    assert whole.rows_of("day", "area", "value", "measure", "row") == [
        ("2026-01-01", "North", 12.0, "admissions", 2),
        ("2026-01-15", "South", 3.5, "injuries", 3),
    ]


@pytest.mark.parametrize(
    ("row", "reason", "column"),
    [
        (",North,1,a", "MISSING_DATE", "date"),
        ("01/02/2026,North,1,a", "BAD_DATE", "date"),
        ("2026-02-30,North,1,a", "BAD_DATE", "date"),
        ("2026-13,North,1,a", "BAD_DATE", "date"),
        ("2026-01,,1,a", "MISSING_AREA", "area"),
        ("2026-01,North,1,", "MISSING_MEASURE", "measure"),
        ("2026-01,North,,a", "BAD_VALUE", "value"),
        ("2026-01,North,1e3,a", "BAD_VALUE", "value"),
        ("2026-01,North,nan,a", "BAD_VALUE", "value"),
        ('2026-01,North,"1,200",a', "BAD_VALUE", "value"),
    ],
)
def test_a_value_that_cannot_be_read_is_held_back_and_never_0(row, reason, column):
    whole = series(f"2026-01,East,1,a\n{row}\n")
    assert whole.held_back() == [(3, column, reason)]
    assert whole.records.num_rows == 1


@given(st.lists(st.floats(-1e9, 1e9).map(lambda v: f"{v:.3f}"), min_size=1, max_size=20))
def test_every_plain_decimal_comes_back_as_it_is_written(values):
    whole = series("".join(f"2026-01-01,A{n},{v},m\n" for n, v in enumerate(values)))
    assert [v for (v,) in whole.rows_of("value")] == [float(v) for v in values]


def test_incidents_keep_time_reference_kind_place_victim_and_text():
    whole = incidents(
        "2025-03-04T10:00:00Z,C1,robbery,Northgate,V1,knife shown\n2025-03-05,C2,5D,,,\n"
        "2025-06-04T10:00:00+01:00,C3,rape,Eastport,V2,\n"
    )
    assert whole.rows_of("time_s", "slack_s", "crime_reference", "kind", "place", "victim") == [
        (1741082400, 0, "C1", "robbery", "Northgate", "V1"),
        (1741132800, 86400, "C2", "5D", None, None),
        (1749027600, 0, "C3", "rape", "Eastport", "V2"),
    ]


@pytest.mark.parametrize(
    ("row", "reason", "column"),
    [
        (",C1,robbery,,,", "MISSING_TIME", "time"),
        ("yesterday,C1,robbery,,,", "BAD_TIME", "time"),
        ("2025-03-04T10:00:00,C1,robbery,,,", "NO_ZONE", "time"),
        ("1969-03-04T10:00:00Z,C1,robbery,,,", "TIME_OUT_OF_RANGE", "time"),
        ("2025-03-04,,robbery,,,", "MISSING_REFERENCE", "crime_reference"),
        ("2025-03-04,C1,,,,", "MISSING_KIND", "kind"),
    ],
)
def test_an_incident_that_cannot_be_read_is_held_back(row, reason, column):
    whole = incidents(f"2025-01-01T00:00:00Z,C0,robbery,,,\n{row}\n")
    assert whole.held_back() == [(3, column, reason)]


def test_a_stated_zone_reads_local_clocks_and_holds_back_the_skipped_hour():
    text = "2025-03-30T01:30:00,C1,robbery,,,\n2025-07-01T10:00:00,C2,robbery,,,\n"
    whole = take_in(INCIDENTS + text, "incidents.csv", zone="Europe/London")
    assert whole.held_back() == [(2, "time", "NONEXISTENT_LOCAL")]
    assert whole.rows_of("time_s") == [(1751360400,)]

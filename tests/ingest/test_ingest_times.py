"""Times: every form by example, both clock changes, and the packaged table against the zone database."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest_whole import WORKBENCH, take_in

from lineholder.ingest import times, zones
from lineholder.model.errors import BadValue, Refused
from lineholder.model.question import Question

HEADER = "start,subject,direction,other_party,type\n"
LONDON = ZoneInfo("Europe/London")


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


def read(start: str, zone: str | None = None):
    """(start_s, start_slack_s) of one row with this start, or its reason. A sound row goes before."""
    first = "2025-06-01T10:00:00Z" if zone is None else "2025-06-01T10:00:00"
    rows = f"{first},07700900001,in,07700900002,sms\n{start},07700900001,in,07700900002,sms\n"
    whole = take_in(HEADER + rows, zone=zone)
    held = whole.held_back()
    return held[0][2] if held else whole.rows_of("start_s", "start_slack_s")[1]


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2025-06-01T10:00:00Z", "2025-06-01T10:00:00Z"),
        ("2025-06-01 10:00:00Z", "2025-06-01T10:00:00Z"),
        ("2025-06-01T10:00:00z", "2025-06-01T10:00:00Z"),
        ("2025-06-01T10:00:00+01:00", "2025-06-01T09:00:00Z"),
        ("2025-06-01T10:00:00-0530", "2025-06-01T15:30:00Z"),
        ("2025-06-01T10:00Z", "2025-06-01T10:00:00Z"),
        ("2025-06-01T10:00:59.999Z", "2025-06-01T10:00:59Z"),
        ("2025-06-01T10:00:59.5+00:00", "2025-06-01T10:00:59Z"),
        ("2025-06-01T24:00:00Z", "2025-06-02T00:00:00Z"),
        ("2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"),
        ("1999-12-31T23:59:59Z", "1999-12-31T23:59:59Z"),
    ],
)
def test_iso_times_with_a_zone(text, utc):
    assert read(text) == (at(utc), 0)


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-29T10:00:00Z", "2025-13-01T10:00:00Z", "2025-00-01T10:00:00Z",
        "2025-06-31T10:00:00Z", "2025-06-01T24:00:01Z", "2025-06-01T25:00:00Z",
        "2025-06-01T10:60:00Z", "2025-06-01T10:00:60Z", "2025-6-1T10:00:00Z",
        "2025-06-01T1:00:00Z", "01/06/2025 10:00", "2025-06-01", "yesterday", "45000.5",
        "2025-06-01T10:00:00 Europe/London", "2025-06-01T10:00:00+15:00", "2025-06-01T10:00:5.Z",
        "20250601T100000Z", "2025-06-01T10:00:00+01:60", "-025-06-01T10:00:00Z",
    ],
)  # fmt: skip
def test_what_is_no_time_is_held_back(text):
    assert read(text) == "BAD_TIME"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1989-12-31T23:59:59Z", "TIME_OUT_OF_RANGE"),
        ("2038-01-01T00:00:01Z", "TIME_OUT_OF_RANGE"),
        ("9999-12-31T00:00:00Z", "TIME_OUT_OF_RANGE"),
        ("2025-06-01T10:00:00", "NO_ZONE"),
        ("", "MISSING_TIME"),
    ],
)
def test_times_that_cannot_be_used_say_why(text, reason):
    assert read(text) == reason


def test_the_ends_of_the_range_are_inside():
    assert read("1990-01-01T00:00:00Z") == (631152000, 0)
    assert read("2038-01-01T00:00:00Z") == (2145916800, 0)


damaged = st.tuples(
    st.sampled_from(["2025-06-01T10:00:00Z", "2024-02-29 23:59:59+01:00", "2025-12-31T24:00:00"]),
    st.integers(0, 18),
    st.sampled_from("0123456789-:T Z+.a"),
).map(lambda d: d[0][: d[1]] + d[2] + d[0][d[1] + 1 :])
FORM = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d{1,9})?)?([Zz]|[+-]\d\d:?\d\d)?", re.ASCII
)


@given(st.lists(damaged, min_size=50, max_size=50))
@settings(max_examples=40, deadline=None)
def test_nothing_but_the_written_form_is_ever_a_time(texts):
    """One letter of a time changed: where it no longer has the form, or no such day, it is no time."""
    sql = f"SELECT t, {times.local_s('t', ('iso',))} AS s FROM texts"
    found = WORKBENCH.answer(Question("times", sql), {"texts": pa.table({"t": texts})}).table
    for row in found.to_pylist():
        text = row["t"]
        try:
            day = datetime.strptime(text[:10], "%Y-%m-%d").replace(tzinfo=UTC)
        except ValueError:
            day = None
        hour, minute, second = int_or_none(text[11:13]), int_or_none(text[14:16]), text[17:19]
        sound = bool(FORM.fullmatch(text)) and day is not None and minute < 60
        sound = sound and int(second or "0") < 60
        sound = sound and (hour < 24 or (hour, minute, second) == (24, 0, "00"))
        if sound:
            assert row["s"] == day.timestamp() + hour * 3600 + minute * 60 + int(second or "0")
        else:
            assert row["s"] is None, text


def int_or_none(text: str) -> int:
    return int(text) if text.isdigit() else 99


# The written examples of both clock changes (2025: 30 March and 26 October).
@pytest.mark.parametrize(
    ("local", "found"),
    [
        ("2025-03-30T00:59:59", (at("2025-03-30T00:59:59Z"), 0)),
        ("2025-03-30T01:00:00", "NONEXISTENT_LOCAL"),
        ("2025-03-30T01:59:59", "NONEXISTENT_LOCAL"),
        ("2025-03-30T02:00:00", (at("2025-03-30T01:00:00Z"), 0)),
        ("2025-10-26T00:59:59", (at("2025-10-25T23:59:59Z"), 0)),
        ("2025-10-26T01:00:00", (at("2025-10-26T00:00:00Z"), 3600)),
        ("2025-10-26T01:59:59", (at("2025-10-26T00:59:59Z"), 3600)),
        ("2025-10-26T02:00:00", (at("2025-10-26T02:00:00Z"), 0)),
        ("2025-10-26T01:30:00+00:00", (at("2025-10-26T01:30:00Z"), 0)),
        ("2025-03-30T01:30:00Z", (at("2025-03-30T01:30:00Z"), 0)),
    ],
)
def test_both_clock_changes_in_london(local, found):
    assert read(local, "Europe/London") == found


def test_the_same_hour_in_utc_is_no_question():
    assert read("2025-03-30T01:30:00", "UTC") == (at("2025-03-30T01:30:00Z"), 0)
    assert read("2025-10-26T01:30:00", "UTC") == (at("2025-10-26T01:30:00Z"), 0)


def test_a_fixed_offset_is_a_zone():
    assert read("2025-06-01T10:00:00", "-05:30") == (at("2025-06-01T15:30:00Z"), 0)


@pytest.mark.parametrize("zone", ["GMT", "Europe/Paris", "London", "+15:00", "1"])
def test_an_unknown_zone_is_refused_by_name(zone):
    with pytest.raises(Refused, match="Unknown zone"):
        read("2025-06-01T10:00:00", zone)


def test_a_file_whose_times_carry_no_zone_is_refused_with_the_question():
    with pytest.raises(Refused, match="--zone"):
        take_in(HEADER + "2025-06-01T10:00:00,07700900001,in,07700900002,sms\n")


def test_the_packaged_clock_changes_are_those_of_the_zone_database():
    """Every hour of 1996 to 2037 goes to local time and back; what is open holds the true hour."""
    hours = np.arange(820454400, 2145916800, 3600)  # 1996-01-01 to 2038-01-01
    local = np.array(
        [s + datetime.fromtimestamp(s, LONDON).utcoffset().total_seconds() for s in hours.tolist()]
    ).astype(np.int64)
    table = zones.table("Europe/London").to_pydict()
    row = np.searchsorted(table["from_local_s"], local, side="right") - 1
    read = local - np.array(table["offset_s"])[row]
    slack = np.array(table["slack_s"])[row]
    assert np.array(table["exists"])[row].all()  # every true hour has a local time that exists
    assert ((read <= hours) & (hours <= read + slack)).all()
    assert (slack > 0).sum() == 2 * 42  # the hour before and the hour after, each October
    assert table["exists"].count(False) == 42
    gaps = [
        s for s, there in zip(table["from_local_s"], table["exists"], strict=True) if not there
    ]
    assert not np.isin(gaps, local).any()  # no true hour ever shows on the clock in a gap


def test_every_form_of_time_by_example():
    wanted = at("2026-02-01T17:03:45Z")
    for form, text in {
        "DD/MM/YYYY hh:mm:ss": "01/02/2026 17:03:45",
        "MM/DD/YYYY hh:mm:ss": "02/01/2026 17:03:45",
        "DD-MMM-YY hh:mm:ss": "01-Feb-26 17:03:45",
        "YYYYMMDDhhmmss": "20260201170345",
        "DD.MM.YYYY hh12:mm:ss AM": "01.02.2026 5:03:45 pm",
        "YYYY-MM-DD hh:mm:ss.f": "2026-02-01 17:03:45.123",
        "DD/MM/YYYY hh:mm:ssZ": "01/02/2026 17:03:45",
        "epoch_s": str(wanted),
        "epoch_ms": f"{wanted}999",
        "iso": "2026-02-01T17:03:45",
    }.items():
        times.check((form,))
        sql = f"SELECT {times.local_s('t', (form,))} AS s FROM (SELECT $t AS t)"
        found = WORKBENCH.answer(Question("one time", sql, {"t": text})).table["s"][0].as_py()
        assert found == wanted, form


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("DD/MM/YYYY hh:mm", "31/02/2026 10:00", None),
        ("DD/MM/YYYY hh:mm", "01/02/2026 24:00", at("2026-02-02T00:00:00Z")),
        ("DD/MM/YYYY hh:mm", "1/2/2026 10:00", None),
        ("DD/MM/YYYY hh12:mm AM", "01/02/2026 12:00 AM", at("2026-02-01T00:00:00Z")),
        ("DD/MM/YYYY hh12:mm AM", "01/02/2026 12:00 PM", at("2026-02-01T12:00:00Z")),
        ("DD/MM/YYYY hh12:mm AM", "01/02/2026 13:00 PM", None),
        ("DD-MMM-YYYY hh:mm", "01-Fev-2026 10:00", None),
    ],
)
def test_the_edges_of_written_forms(form, text, found):
    sql = f"SELECT {times.local_s('t', (form,))} AS s FROM (SELECT $t AS t)"
    assert WORKBENCH.answer(Question("one", sql, {"t": text})).table["s"][0].as_py() == found


def test_an_offset_in_a_stated_form_is_taken_off():
    form = ("DD/MM/YYYY hh:mmZ",)
    sql = f"SELECT {times.offset_s('t', form)} AS s FROM (SELECT $t AS t)"
    for text, ahead in (("01/02/2026 10:00+01:30", 5400), ("01/02/2026 10:00Z", 0)):
        assert WORKBENCH.answer(Question("one", sql, {"t": text})).table["s"][0].as_py() == ahead


def test_day_and_month_in_two_orders_are_refused_together():
    with pytest.raises(BadValue, match="01/02/2026 has two meanings"):
        times.check(("DD/MM/YYYY hh:mm", "MM/DD/YYYY hh:mm"))


@pytest.mark.parametrize("form", ["DD/MM/YYYY", "hh:mm:ss", "YYYY-MM hh:mm", "iso8601", ""])
def test_a_form_without_its_parts_is_refused(form):
    with pytest.raises(BadValue, match=r"times\.formats"):
        times.check((form,))


def test_no_form_at_all_is_refused():
    with pytest.raises(BadValue, match="at least one"):
        times.check(())

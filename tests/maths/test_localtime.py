from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lineholder.maths import localtime

LONDON = ZoneInfo("Europe/London")


def by_zoneinfo(utc_s: int) -> int:
    from datetime import UTC, datetime

    moment = datetime.fromtimestamp(utc_s, UTC).astimezone(LONDON)
    return utc_s + int(moment.utcoffset().total_seconds())


@given(st.integers(820_454_400, 2_145_916_799))  # 1996 to 2037
def test_the_rule_is_that_of_the_time_zone_database(utc_s):
    assert localtime.london(np.array([utc_s])).tolist() == [by_zoneinfo(utc_s)]


def test_both_changes_of_2026_to_the_second():
    for change in (1_774_746_000, 1_792_890_000):  # 29 March and 25 October 2026, 01:00 UTC
        around = np.array([change - 1, change, change + 3600])
        assert localtime.london(around).tolist() == [by_zoneinfo(int(t)) for t in around]


def test_weekday_hour_and_day_of_a_monday_evening_in_june():
    local = localtime.london(np.array([1_749_486_600]))  # 2025-06-09 16:30 UTC
    assert localtime.weekday(local).tolist() == [0]
    assert localtime.hour(local).tolist() == [17]
    assert localtime.day_names(local) == ["2025-06-09"]


def test_a_london_day_has_23_24_or_25_hours():
    hours = [
        (lambda bounds: (bounds[1] - bounds[0]) / 3600)(localtime.day_bounds(day))
        for day in ("2026-03-29", "2026-06-01", "2026-10-25")
    ]
    assert hours == [23, 24, 25]

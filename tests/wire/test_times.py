from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineholder.wire.times import iso


@pytest.mark.parametrize(
    ("utc_s", "said"),
    [
        (0, "1970-01-01T00:00:00Z"),
        (-1, "1969-12-31T23:59:59Z"),
        (1743296400, "2025-03-30T01:00:00Z"),  # the second at which London's clocks go forward
        (2**31, "2038-01-19T03:14:08Z"),
        (None, None),
    ],
)
def test_a_moment_is_written_in_utc_with_z(utc_s, said):
    assert iso(utc_s) == said


@given(st.integers(0, 253402300799))  # until the end of the year 9999
def test_what_is_written_reads_back_as_the_same_second(utc_s):
    assert datetime.fromisoformat(iso(utc_s)).timestamp() == utc_s

"""Small drawings: what each path says, at its edges."""

from hypothesis import given
from hypothesis import strategies as st

from lineholder.web import marks


def test_the_last_days_end_on_the_day_given_and_miss_none() -> None:
    assert marks.last_days({"2025-03-30": 2, "2025-04-01": 5}, "2025-04-01", 3) == [2, 0, 5]


def test_a_bar_of_the_top_is_as_high_as_the_picture_and_none_is_drawn_for_nothing() -> None:
    assert marks.bars([0, 10, 5], 10, 24) == "M2 24v-24h1.5v24zM4 24v-12h1.5v12z"
    assert marks.bars([], 0) == ""


def test_one_call_among_thousands_can_be_seen() -> None:
    assert marks.bars([1], 5000, 24) == "M0 24v-1h1.5v1z"


def test_levels_begin_above_nothing_and_end_at_the_top() -> None:
    assert [marks.level(n, 8) for n in (0, 1, 2, 3, 4, 5, 8)] == [0, 1, 1, 2, 2, 3, 4]
    assert marks.level(3, 0) == marks.LEVELS - 1


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(1, 10_000))
def test_levels_never_fall_as_counts_rise(a: int, b: int, top: int) -> None:
    low, high = sorted((a, b))
    assert marks.level(low, top) <= marks.level(high, top) <= marks.LEVELS - 1
    assert (marks.level(low, top) == 0) == (low == 0)


@given(st.lists(st.integers(0, 50), max_size=40))
def test_a_strip_draws_each_day_once(values: list[int]) -> None:
    paths = marks.strip(values, max(values, default=0))
    assert sum(path.count("M") for path in paths) == len(values)
    assert paths[0].count("M") == values.count(0)


def test_a_centred_mean_needs_all_its_days() -> None:
    assert marks.rolling([7, 0, 0, 0, 0, 0, 0]) == [None, None, None, 1.0, None, None, None]
    assert marks.rolling([1, 2]) == [None, None]
    assert marks.rolling([3, 3, 6], 3) == [None, 4.0, None]

"""What the account of a file gives reason to ask."""

import pytest

from lineholder.ingest import doubts


def test_a_sound_file_raises_no_doubt():
    assert doubts(1000, 900, 10, {"BAD_TIME": 90}) == ()
    assert doubts(1, 0, 0, {}) == ()


@pytest.mark.parametrize(("rows", "cut"), [(65_536, True), (1_048_576, True), (65_537, False)])
def test_a_file_that_ends_where_spreadsheets_cut_is_probably_cut(rows, cut):
    assert bool(doubts(rows, rows, 0, {})) is cut


def test_rows_in_an_hour_that_never_was_doubt_the_zone_of_all():
    (said,) = doubts(10, 9, 0, {"NONEXISTENT_LOCAL": 1})
    assert "UTC after all" in said


def test_a_return_with_nothing_of_the_authority_may_be_anothers():
    (said,) = doubts(10, 9, 9, {})
    assert "another request" in said

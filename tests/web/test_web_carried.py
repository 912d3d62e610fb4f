"""Who carried it along the period: lanes, gaps and handovers as places on one axis."""

from dataclasses import replace

from answers import DAY, HOLDER, START, answer

from lineholder.web import carried


def test_lanes_gaps_and_handovers_stand_where_their_days_are() -> None:
    axis = carried.axis(answer())
    assert axis is not None
    assert [lane.number for lane in axis.lanes] == [HOLDER, None]
    (held,) = axis.lanes[0].bars
    assert (held.at, held.width) == (0.0, 66.667)
    (change,) = axis.changes
    assert change.at == 66.667
    assert change.bar.at < change.at < change.bar.at + change.bar.width
    assert change.bar.told.startswith("from +44\N{NO-BREAK SPACE}7700")
    (gap,) = axis.gaps
    assert (gap.at, gap.width) == (22.222, 11.111)
    assert all(2 < at < 98 for at, _ in axis.ticks)


def test_a_number_that_nothing_explains_has_no_axis() -> None:
    assert carried.axis(replace(answer(), segments=())) is None
    assert carried.axis(replace(answer(), from_s=None, to_s=None)) is None


def test_ticks_are_few_enough_to_be_read_over_any_period() -> None:
    for days in (1, 5, 30, 56, 365, 2000):
        assert len(carried.Span(START, START + days * DAY).ticks()) <= carried.MOST_TICKS + 1

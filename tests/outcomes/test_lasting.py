"""How long closures hold: what counts as coming back, what is censored, and what is watched late."""

import pytest
from histories import at, history
from hypothesis import given, settings
from hypothesis import strategies as st

from lineholder.maths import survival
from lineholder.model.lasting import ClosureGroup
from lineholder.outcomes.lasting import lasting


def of(histories, group="all", since=None, until=400):
    told = lasting(histories, None if since is None else at(since), at(until))
    return next((s for s in told if s.group == group), None)


def test_a_year_of_closures_reads_as_it_was():
    """Four closures: one back after 30 days, one merged after 50, one still closed, one failed its check."""
    year = [
        history("a", (0, "new"), (10, "t1"), (40, "back")),
        history("b", (0, "new"), (10, "t1"), (60, "merged")),
        history("c", (0, "new"), (100, "t2")),
        history("d", (0, "new"), failed=[(20, 48)]),
    ]
    told = of(year)
    assert (told.closures, told.came_back, told.failed) == (4, 1, 1)
    assert [(s.day, s.came_back, s.lost) for s in told.steps if s.came_back or s.lost] == [
        (28, 1, 0),  # the check-back that failed
        (30, 1, 0),
        (50, 0, 1),
        (300, 0, 1),
    ]
    assert told.median_days == 30
    assert of(year, ClosureGroup.TYPE_1).closures == 3
    assert of(year, ClosureGroup.TYPE_2).median_days is None
    assert of(year, ClosureGroup.CONFIRMED) is None
    assert told.sentence == (
        "1 of 4 closures came back, and 1 failed its check-back. Half came back within 30 days "
        "(95 % interval 28 or more). These are few: read the interval, not the figure."
    )


def test_a_failed_check_back_never_makes_type_1_look_better():
    held = [history(str(n), (0, "new"), (10, "t1")) for n in range(9)]
    failed = [history("x", (0, "new"), failed=[(10, 40)])]
    assert of(held + failed, "type1").steps[-1].share < of(held, "type1").steps[-1].share


def test_a_failed_type_2_closure_counts_against_type_2_alone():
    """Before it had a type, it stood under Type 1."""
    told = [
        history("x", (0, "new"), (10, "t1")),
        history("y", (0, "new"), failed=[(10, 40)], type1=False),
    ]
    assert (of(told, "type1").failed, of(told, "type2").failed, of(told, "all").failed) == (
        0,
        1,
        1,
    )


def test_a_confirmed_closure_is_watched_from_its_check_back():
    """Confirmed after 28 days: those days cannot be counted for it, nothing could have come back in them."""
    year = [
        history("a", (0, "new"), (10, "t1"), (38, "ok"), (60, "back")),
        history("b", (0, "new"), (10, "t1"), (38, "ok")),
        history("c", (0, "new"), (10, "t1"), (20, "back")),
    ]
    told = of(year, ClosureGroup.CONFIRMED)
    assert told.closures == 2
    assert told.steps[0].day == 28
    assert [(s.day, s.at_risk) for s in told.steps if s.came_back] == [(50, 2)]


def test_a_closure_from_before_the_period_is_watched_from_its_start():
    year = [
        history("a", (0, "new"), (10, "t1"), (130, "back")),
        history("b", (0, "new"), (10, "t1"), (90, "back")),
        history("c", (0, "new"), (105, "t1")),
    ]
    told = of(year, since=100, until=200)
    assert (told.closures, told.came_back) == (2, 1)  # b was over before anybody watched
    assert [(s.day, s.at_risk) for s in told.steps if s.came_back] == [(120, 1)]


def test_what_comes_after_the_end_is_not_known_yet():
    year = [history("a", (0, "new"), (10, "t1"), (40, "back"))]
    assert of(year, until=40).came_back == 0
    assert of(year, until=40.1).came_back == 1
    assert of(year, until=10) is None


def test_no_share_is_told_beyond_the_longest_watched():
    told = of([history("a", (0, "new"), (10, "t1"))], until=110)
    assert [(h.days, h.share, h.at_risk) for h in told.held] == [
        (30, 1, 1),
        (90, 1, 1),
        (180, None, 0),
        (365, None, 0),
    ]
    assert told.sentence.startswith("0 of 1 closures came back. Fewer than half came back")


def test_no_closure_is_no_curve():
    assert lasting([history("a", (0, "new"))], None, at(10)) == ()
    assert lasting([], None, at(10)) == ()


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 50), st.integers(1, 60) | st.none()), min_size=1))
def test_the_curve_is_that_of_the_days(closures):
    year = [
        history(str(n), (0, "new"), (day, "t1"), *([(day + lasted, "back")] if lasted else []))
        for n, (day, lasted) in enumerate(closures)
    ]
    days = [min(lasted or 999, 80 - day) for day, lasted in closures]
    back = [lasted is not None and day + lasted < 80 for day, lasted in closures]
    curve, told = survival.fit(days, back), of(year, until=80)
    assert [s.share for s in told.steps] == pytest.approx(list(curve.share))
    assert told.came_back == sum(back)
    assert of(year[::-1], until=80) == told

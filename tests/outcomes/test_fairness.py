"""Monitoring alone: what may be shown, what is left out, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineholder.model.errors import BadValue, Refused
from lineholder.model.fairness import Characteristic, LawfulBasis, Monitored, Review, WorkStage
from lineholder.outcomes.fairness import monitor, reviews_due

BASIS = LawfulBasis("DPA 2018 Sch. 8 para 8", "head of unit", "2026-12-31")


def rows(stage, group, people, kind=Characteristic.SEX):
    return [Monitored(f"{group}{n}", stage, kind, group) for n in people]


def test_each_group_is_set_against_itself_at_the_stage_before():
    (told,) = monitor(
        [
            *rows(WorkStage.REFERRAL, "male", range(40)),
            *rows(WorkStage.REFERRAL, "female", range(20)),
            *rows(WorkStage.CHARGE, "male", range(10)),
            *rows(WorkStage.CHARGE, "male", range(10)),  # charged twice is one person
            *rows(WorkStage.CHARGE, "female", range(10)),
        ],
        "2026-01-01",
    )
    got = {(r.stage, r.group): (r.people, r.went_on) for r in told.rows}
    assert got == {
        (WorkStage.REFERRAL, "male"): (40, None),
        (WorkStage.REFERRAL, "female"): (20, None),
        (WorkStage.CHARGE, "male"): (10, 0.25),
        (WorkStage.CHARGE, "female"): (10, 0.5),
    }
    assert told.totals == ((WorkStage.REFERRAL, 60), (WorkStage.CHARGE, 20))


def test_a_small_cell_and_what_would_tell_it_are_left_out_with_their_shares():
    (told,) = monitor(
        [
            *rows(WorkStage.REFERRAL, "male", range(40)),
            *rows(WorkStage.REFERRAL, "female", range(20)),
            *rows(WorkStage.CHARGE, "male", range(39)),
            *rows(WorkStage.CHARGE, "female", range(3)),
        ],
        "2026-01-01",
    )
    charged = [r for r in told.rows if r.stage is WorkStage.CHARGE]
    assert [(r.people, r.went_on) for r in charged] == [(None, None), (None, None)]
    assert "2 cells left out" in told.sentence


def test_a_share_that_would_tell_of_one_person_is_left_out():
    (told,) = monitor(
        [
            *rows(WorkStage.REFERRAL, "male", range(40)),
            *rows(WorkStage.CHARGE, "male", range(39)),
        ],
        "2026-01-01",
    )
    assert [(r.people, r.went_on) for r in told.rows] == [(40, None), (39, None)]


def test_what_is_not_stated_is_a_group_of_its_own():
    (told,) = monitor(
        [Monitored(str(n), WorkStage.ARREST, Characteristic.AGE, None) for n in range(6)],
        "2026-01-01",
    )
    assert [(r.group, r.people) for r in told.rows] == [("not stated", 6)]


def test_ethnicity_without_a_lawful_basis_in_force_is_refused():
    held = rows(WorkStage.ARREST, "x", range(9), Characteristic.ETHNICITY)
    with pytest.raises(Refused, match="found none"):
        monitor(held, "2026-01-01")
    with pytest.raises(Refused, match="due for review on 2026-12-31"):
        monitor(held, "2027-01-01", BASIS)
    assert monitor(held, "2026-12-31", BASIS)[0].rows[0].people == 9
    with pytest.raises(BadValue, match="found one empty"):
        LawfulBasis(" ", "x", "2026-01-01")


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.sampled_from(list(WorkStage)), st.sampled_from("mfx"))
    )
)
def test_no_small_count_is_ever_shown(entries):
    held = [Monitored(f"{g}{n}", stage, Characteristic.SEX, g) for n, stage, g in entries]
    for told in monitor(held, "2026-01-01"):
        assert all(r.people is None or r.people == 0 or r.people >= 5 for r in told.rows)
        for stage, total in told.totals:
            left_out = [r for r in told.rows if r.stage is stage and r.people is None]
            assert len(left_out) != 1 or total is None


def test_reviews_not_done_are_due_or_overdue():
    told = reviews_due(
        [
            Review("weights", "2026-05-31"),
            Review("ethnicity", "2026-06-01"),
            Review("method", "2026-06-29"),
            Review("later", "2026-06-30"),
            Review("done", "2026-01-01", "2026-01-02"),
        ],
        "2026-06-01",
    )
    assert [r.subject for r in told.overdue] == ["weights"]
    assert [r.subject for r in told.soon] == ["ethnicity", "method"]

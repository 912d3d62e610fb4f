"""Fairness end to end: from the ledger and entries to tables without small cells, under its own right."""

import pytest

from lineholder.model.errors import Denied, NotFound, Refused
from lineholder.model.fairness import Characteristic, WorkStage
from lineholder.model.people import Actor, Role
from lineholder.pipeline.fairness import decide_basis, set_review, state, watched
from lineholder.pipeline.intake import ingest
from lineholder.pipeline.people import add_person

LEDGER = "time,entry,line,person,offence,count,detail,reference\n"
ON = "2026-06-01"


def people(kind, names, detail):
    return "".join(f"2025-03-01,{kind},,{name},,,{detail},\n" for name in names)


@pytest.fixture
def three(empty, tmp_path):
    from desk import EXERCISE

    men, women = [f"M{n}" for n in range(20)], [f"W{n}" for n in range(10)]
    text = (
        LEDGER
        + people("arrest", men, "aged 30; male")
        + people("arrest", women, "aged 16; sex: female")
    )
    text += people("charge", men[:12], "") + people(
        "charge", women[:2], "assaulted a male officer"
    )
    (tmp_path / "ledger.csv").write_text(text, "utf-8")
    ingest(*empty.three, [tmp_path / "ledger.csv"], EXERCISE)
    return empty.three


def cells(found, kind):
    one = next(m for m in found.monitored if m.characteristic is kind)
    return {(r.stage, r.group): r.people for r in one.rows}


def test_a_fact_that_the_ledger_states_holds_at_every_stage_and_small_cells_are_left_out(three):
    told = cells(watched(*three, ON), Characteristic.SEX)
    assert told == {
        (WorkStage.ARREST, "female"): 10, (WorkStage.ARREST, "male"): 20,
        (WorkStage.CHARGE, "female"): None, (WorkStage.CHARGE, "male"): None,
    }  # fmt: skip
    ages = cells(watched(*three, ON), Characteristic.AGE)
    assert ages[WorkStage.ARREST, "under 18"] == 10
    assert ages[WorkStage.ARREST, "18 or over"] == 20


def fact(person, kind="sex", group="male", stage="arrest"):
    return {"person": person, "stage": stage, "characteristic": kind, "group": group}


def test_what_two_records_state_differently_is_not_stated(three):
    state(*three, fact("W0"), "custody record")
    assert cells(watched(*three, ON), Characteristic.SEX)[WorkStage.ARREST, "female"] in (9, None)
    groups = {g for _, g in cells(watched(*three, ON), Characteristic.SEX)}
    assert groups == {"female", "male", "not stated"}


def test_ethnicity_needs_a_lawful_basis_and_is_left_out_once_its_review_is_past(three):
    with pytest.raises(Refused, match="lawful basis"):
        state(*three, fact("W0", "ethnicity", "as recorded"), "self-defined")
    basis = {
        "condition": "equality monitoring",
        "decided_by": "H. Head",
        "review_day": "2099-01-01",
    }
    decide_basis(*three, basis, "decided")
    for n in range(6):
        state(*three, fact(f"M{n}", "ethnicity", "as recorded"), "self-defined")
    found = watched(*three, ON)
    assert cells(found, Characteristic.ETHNICITY)[WorkStage.ARREST, "as recorded"] == 6
    late = watched(*three, "2099-01-02")
    assert "due for review on 2099-01-01" in late.left_out
    assert Characteristic.ETHNICITY not in {m.characteristic for m in late.monitored}
    assert Characteristic.SEX in {m.characteristic for m in late.monitored}
    assert [r.subject for r in late.due.overdue] == ["lawful basis for ethnicity"]


def test_reviews_are_due_until_somebody_says_that_they_were_done(three):
    made = set_review(*three, {"subject": "weights of harm", "due_day": "2026-06-10"}, "yearly")
    found = watched(*three, ON)
    assert [r.subject for r in found.due.soon] == ["weights of harm"]
    assert [entry for entry, _ in found.open] == [made.number]
    set_review(*three, {"entry": str(made.number)}, "kept as they are")
    after = watched(*three, ON)
    assert (after.due.soon, after.open) == ((), ())
    with pytest.raises(NotFound, match="review that is open"):
        set_review(*three, {"entry": str(made.number)}, "again")


@pytest.mark.parametrize(
    ("told", "match"),
    [
        (fact(""), "a person"),
        (fact("P", group="tall"), "female, male"),
        (fact("P", "height", "tall"), "height"),
        (fact("P", stage="trial"), "trial"),
        (fact("P", "age", "15"), "under 18"),
    ],
)
def test_words_that_are_not_ours_are_refused(three, told, match):
    with pytest.raises(Refused, match=match):
        state(*three, told, "why")


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.HEAD, Role.LOCAL)])
def test_who_ranks_lines_has_no_right_to_see_it(three, role):
    add_person(*three, "Ana Lyst", [role], "fifteen letters and more", "tests")
    with pytest.raises(Denied, match="monitor"):
        watched(three[0], Actor("Ana Lyst", frozenset(Role)), three[2])

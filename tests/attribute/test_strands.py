"""The strands beside movement: each a story, its edges, and the rows that it opens."""

import math

import pytest
from scene import DAY, HOUR, LINE, MINUTE, OTHER, OWN, THIRD, Scene

from lineholder.attribute import (
    MODELS,
    contact_overlap,
    handset_sharing,
    on_off_together,
    rings_itself,
    use_in_turn,
)


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.name)
def test_a_model_says_nothing_of_numbers_that_share_nothing(model):
    told = Scene()
    told.call(LINE, THIRD, 10 * HOUR)
    told.call(OTHER, OWN, 30 * HOUR)
    facts = told.facts(model)
    assert all(model.log10_lr(facts[n]) == 0 for n in (OTHER, OWN) if n in facts)


# Handset sharing


def test_a_sim_that_sat_in_the_same_handset_is_the_hardest_link():
    told = Scene(handsets={LINE: "A", OWN: "A", OTHER: "B"})
    told.call(LINE, THIRD, HOUR)
    told.call(OWN, THIRD, 2 * HOUR)
    told.call(OTHER, THIRD, 3 * HOUR)
    facts = told.facts(handset_sharing.MODEL)
    assert facts.keys() == {OWN}
    assert handset_sharing.MODEL.log10_lr(facts[OWN]) == handset_sharing.SHARED
    assert "1 of its records" in handset_sharing.MODEL.for_(facts[OWN])
    assert told.cited(handset_sharing.cite(told.subject(), OWN)) == [1, 3]


def test_a_handset_that_no_record_gives_is_shared_with_nobody():
    told = Scene()
    told.call(LINE, OWN, HOUR)
    assert told.facts(handset_sharing.MODEL) == {}


# Contact overlap


def test_a_long_call_to_a_rare_contact_of_the_candidate_speaks_for_it():
    told = Scene()
    told.call(LINE, THIRD, HOUR, 300)
    for n in range(5):
        told.call(OWN, THIRD, DAY + n * HOUR)
        told.call(OTHER, f"+4477008800{n:02d}", DAY + n * HOUR)
    facts = told.facts(contact_overlap.MODEL)
    assert facts.keys() == {OWN}
    assert 0 < contact_overlap.log10_lr(facts[OWN]) <= contact_overlap.CAP


def test_a_short_call_or_one_to_the_number_is_no_slip():
    told = Scene()
    told.call(LINE, THIRD, HOUR, contact_overlap.LONG_S - 1)
    told.call(THIRD, LINE, 2 * HOUR, 900)
    told.call(OWN, THIRD, DAY)
    assert told.facts(contact_overlap.MODEL) == {}


def test_overlap_by_hand():
    told = Scene()
    told.call(LINE, THIRD, HOUR, 300)
    told.call(OWN, THIRD, DAY)
    told.call(OWN, OTHER, DAY + HOUR)
    # ends: 6 in all, 2 of THIRD; OWN has 2, one of them with THIRD: (0.7 x 1/2) / (2/6) + 0.3
    expected = math.log10(0.7 * (1 / 2) / (2 / 6) + 0.3)
    assert told.facts(contact_overlap.MODEL)[OWN]["weight_e6"] == pytest.approx(
        expected * 1e6, abs=1
    )


# Use in turn


def test_a_call_on_each_phone_at_once_speaks_against():
    told = Scene()
    told.call(LINE, THIRD, HOUR, 600)
    told.call(OWN, OTHER, HOUR + 5 * MINUTE, 60)
    facts = told.facts(use_in_turn.MODEL)
    assert facts[OWN]["at_once"] == 1
    assert use_in_turn.log10_lr(facts[OWN]) < 0
    assert use_in_turn.against(facts[OWN])


def test_the_call_between_the_two_is_not_two_calls_at_once():
    told = Scene()
    told.call(LINE, OWN, HOUR, 600)
    assert OWN not in told.facts(use_in_turn.MODEL)


def test_calls_that_touch_are_not_at_once():
    told = Scene()
    told.call(LINE, THIRD, HOUR, 600)
    told.call(OWN, OTHER, HOUR + 600, 60)
    assert OWN not in told.facts(use_in_turn.MODEL)


def test_chance_on_shifted_days_without_one_at_once_speaks_for():
    told = Scene()
    told.call(LINE, THIRD, DAY + HOUR, 600)
    told.call(OWN, OTHER, 2 * DAY + HOUR, 600)  # the same hour, another day
    facts = told.facts(use_in_turn.MODEL)[OWN]
    assert (facts["at_once"], facts["expected"]) == (0, 0.25)
    assert use_in_turn.log10_lr(facts) == pytest.approx(0.7 * 0.25 / math.log(10))


# On and off together


def test_silence_on_the_same_days_speaks_for_and_use_against():
    told = Scene()
    for day in (*range(10), *range(13, 20)):  # three days off
        told.call(LINE, THIRD, day * DAY + HOUR)
        told.data(OWN, day * DAY + 2 * HOUR)
    for day in range(20):
        told.data(OTHER, day * DAY + HOUR) if day != 4 else None
    facts = told.facts(on_off_together.MODEL)
    assert (facts[OWN]["quiet"], facts[OWN]["both"], facts[OWN]["alone"]) == (3, 3, 0)
    assert (facts[OTHER]["both"], facts[OTHER]["alone"]) == (0, 1)
    assert on_off_together.log10_lr(facts[OWN]) > 0.5 > 0 > on_off_together.log10_lr(facts[OTHER])
    assert on_off_together.for_(facts[OWN])
    assert on_off_together.against(facts[OTHER])


def test_a_phone_that_is_seldom_used_learns_nothing_from_a_day_off():
    assert on_off_together.log10_lr({"days": 30, "quiet": 1, "both": 1, "alone": 28}) < 0.05


# Rings itself


def test_contact_between_the_two_speaks_against_the_more_the_oftener():
    told = Scene()
    told.call(LINE, OWN, HOUR)
    told.call(OTHER, LINE, 2 * HOUR)
    told.call(OTHER, LINE, 29 * DAY)
    facts = told.facts(rings_itself.MODEL)
    assert rings_itself.log10_lr(facts[OTHER]) < rings_itself.log10_lr(facts[OWN]) < 0
    assert "2 times" in rings_itself.against(facts[OTHER])

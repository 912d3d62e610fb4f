"""Sentences before and after, like with like."""

import re

from lineholder.model.outcomes import Group, SentenceComparison
from lineholder.outcomes.alike import alike


def told(*groups):
    return {a.label: a for a in alike(SentenceComparison(0, tuple(groups), ()))}


def test_only_groups_of_one_known_role_and_plea_are_set_side_by_side():
    found = told(
        Group("controller", "first_stage", False, (15.0, 16.0, 16.0, 17.0, 18.0, 18.0)),
        Group("controller", "first_stage", True, (36.0, 36.0, 40.0, 41.0, 42.0, 50.0)),
        Group("controller", "trial", True, (60.0,)),
        Group("runner", "not stated", False, (6.0,)),
        Group("runner", "not stated", True, (7.0,)),
    )
    assert list(found) == ["all", "controller, first_stage"]
    pair = found["controller, first_stage"]
    assert (pair.before.median, pair.before.lower, pair.before.upper) == (16.5, 15, 18)
    assert pair.sentence == (
        "controller, first_stage: median 16.5 months of 6 (15 to 18) before, 40.5 months of 6 (36 to 50) "
        "from the date on; the intervals stand apart, which says nothing of why."
    )
    assert (found["all"].before.n, found["all"].after.n) == (7, 8)


def test_few_have_no_interval_and_tell_nothing_apart():
    pair = told(Group("runner", "trial", False, (6.0,)), Group("runner", "trial", True, (90.0,)))[
        "runner, trial"
    ]
    assert pair.before.lower is None
    assert pair.sentence.endswith("the intervals do not tell the two apart.")
    assert not re.search(r"caus|because|due to|effect", pair.sentence)


def test_a_side_of_none_is_said():
    assert "of none before" in told(Group("runner", "trial", True, (90.0,)))["all"].sentence

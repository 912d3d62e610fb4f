from dataclasses import replace

import pytest

from lineholder.model.findings import Reference
from lineholder.model.question import Question

QUESTION = Question("texts", "SELECT $n", {"n": "+447700900001"})


def test_the_same_question_on_the_same_snapshot_has_the_same_short_string():
    ref = Reference.of(QUESTION, "s").ref
    assert ref == Reference.of(Question.from_json(QUESTION.as_json()), "s").ref
    assert len(ref) == 12
    assert set(ref) <= set("abcdefghijklmnopqrstuvwxyz234567")


@pytest.mark.parametrize(
    "other",
    [
        Reference.of(QUESTION, "t"),
        Reference.of(replace(QUESTION, name="calls"), "s"),
        Reference.of(replace(QUESTION, sql="SELECT 1"), "s"),
        Reference.of(replace(QUESTION, values={"n": "+447700900002"}), "s"),
    ],
)
def test_any_difference_gives_another(other):
    assert other.ref != Reference.of(QUESTION, "s").ref

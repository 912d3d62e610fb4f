import pytest

from lineholder.model.errors import Damaged
from lineholder.model.findings import Reference
from lineholder.model.question import Question
from lineholder.storage.register import references

QUESTION = Question(
    "texts", "SELECT * FROM observations WHERE subject = $n", {"n": "+447700900001"}
)


def test_a_reference_opens_to_its_question_and_snapshot(register):
    saved = Reference.of(QUESTION, "s" * 64)
    references.save(register, saved)
    assert references.find(register, saved.ref) == saved
    assert references.find(register, f" {saved.ref.upper()}\n") == saved


def test_the_same_question_on_the_same_snapshot_is_kept_once(register):
    saved = Reference.of(QUESTION, "s" * 64)
    references.save(register, saved, saved)
    references.save(register, saved)
    assert references.find(register, saved.ref) == saved


def test_thousands_are_saved_at_once(register):
    many = [Reference.of(Question("q", "SELECT $i", {"i": i}), "s") for i in range(2_000)]
    references.save(register, *many)
    assert all(references.find(register, many[i].ref) == many[i] for i in (0, 499, 500, 1_999))


def test_saving_none_is_nothing(register):
    references.save(register)
    assert references.find(register, "") is None


def test_an_unknown_string_opens_nothing(register):
    assert references.find(register, "nothing") is None


def test_one_string_never_opens_two_questions(register):
    saved = Reference.of(QUESTION, "s")
    references.save(register, saved)
    new = Reference.of(QUESTION, "t")
    clash = Reference(saved.ref, QUESTION, "t")
    with pytest.raises(Damaged, match=saved.ref):
        references.save(register, new, clash)
    assert references.find(register, saved.ref) == saved
    assert references.find(register, new.ref) is None


def test_values_of_every_kind_come_back(register):
    values = {"a": None, "b": [1, 2], "c": ["x"], "d": 0.1, "e": True, "f": 2**62}
    saved = Reference.of(Question("q", "SELECT 1", values), "s")
    references.save(register, saved)
    assert references.find(register, saved.ref) == saved

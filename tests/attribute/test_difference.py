"""What a newer answer says otherwise of the candidate that a decision rests on."""

from dataclasses import replace

from answers import HOLDER, PARTNER, answer, candidate, evidence

from lineholder.attribute.difference import difference
from lineholder.model.attribution import Found


def test_the_same_says_nothing():
    assert difference(answer(), replace(answer(), version="8" * 64), HOLDER) == ()


def test_a_change_of_rank_lrs_switches_and_verdict_is_told_each():
    worse = replace(
        candidate(rank=2, lr=1.0),
        evidence=evidence(0.2, 1.2, 0.9, 0.1),
        switches=12,
        contradicting=7,
    )
    now = replace(answer(), candidates=(candidate(PARTNER, 1, 2.0), worse), verdict=Found.SEVERAL)
    assert difference(answer(), now, HOLDER) == (
        "Rank 1 then, 2 now.",
        "The finding was candidate, and is several now.",
        "log10 of the rank LR +3.0 then, +1.0 now.",
        "log10 of the evidence LR against own habits +1.5 then, +0.2 now.",
        "2 of 10 switches contradicted then, 7 of 12 now.",
    )


def test_a_candidate_that_is_gone_is_said_to_be_gone():
    now = replace(answer(), candidates=(candidate(PARTNER, 1, 2.0),))
    assert difference(answer(), now, HOLDER) == (
        "It was rank 1; it is not among the 1 shown now.",
    )
    assert difference(now, answer(), HOLDER) == (), "nothing was said of it then"

"""Who holds a number, asked of a workspace: what the answer says, opens, keeps and never says."""

import pytest

from lineholder.attribute.fitted import shipped
from lineholder.model.attribution import Alternative, Found
from lineholder.model.digest import digest
from lineholder.model.plain import from_plain, to_plain
from lineholder.pipeline.attribution import Attribution, attribute, validation
from lineholder.pipeline.rows import rows


def people(desk):
    return {p["person"]: {n["number"] for n in p["numbers"]} for p in desk.truth["people"]}


def line_numbers(desk):
    return {n["number"] for line in desk.truth["lines"] for n in line["numbers"]}


def carriers(desk, line, number):
    who = people(desk)
    return set().union(*(who[c["person"]] for c in line["carried"] if c["number"] == number))


@pytest.fixture(scope="module")
def asked(desk):
    """Every line number of the county: (line, number, answer)."""
    return [
        (line, n["number"], attribute(*desk.three, n["number"]))
        for line in desk.truth["lines"]
        for n in line["numbers"]
    ]


def test_no_number_stands_out_that_is_not_the_carriers_and_never_the_partners(desk, asked):
    """In this county two holders leave their own phones at home: not sure is right, sure and wrong is not."""
    who = people(desk)
    for line, number, found in asked:
        first = found.candidates[0].number
        assert first in carriers(desk, line, number) or found.verdict is not Found.CANDIDATE
        assert first not in who[line["partner"]]
    assert any(found.verdict is Found.CANDIDATE for _, _, found in asked)


def test_candidates_stand_best_first_and_none_is_of_the_same_hand_or_any_line(desk, asked):
    for _, number, found in asked:
        order = [c.rank_log10_lr for c in found.candidates]
        assert order == sorted(order, reverse=True)
        assert [c.rank for c in found.candidates] == list(range(1, len(order) + 1))
        shown = {c.number for c in found.candidates}
        assert number not in shown
        assert not shown & set(found.same_hand)
        assert not shown & line_numbers(desk)
        assert found.searched >= len(shown)


def test_evidence_lies_within_its_bounds_and_needs_three_switches(asked):
    known = validation()["validation"]
    for _, _, found in asked:
        for one in found.candidates:
            assert [e.alternative for e in one.evidence] == list(Alternative)
            for said in (
                *one.evidence,
                *one.apart.proved,
                *(e for m in one.moments for e in m.evidence),
            ):
                assert said.lower <= said.log10_lr <= said.upper
                assert said.validation == known
            if one.switches < 3:
                assert all(e.log10_lr == 0 for e in one.evidence)
                assert one.strands[0].silent
                assert one.apart.found_rank is None


def test_found_and_proved_rest_on_different_days(asked):
    for _, _, found in asked:
        best = found.candidates[0]
        assert best.apart.found_days > 0 < best.apart.proved_days
        assert best.apart.found_rank is not None
        assert any(
            p.log10_lr != e.log10_lr for p, e in zip(best.apart.proved, best.evidence, strict=True)
        )


def test_rank_is_the_sum_of_what_the_strands_say(asked):
    """A share that no strand shows is one that nobody can question."""
    for _, _, found in asked:
        for one in found.candidates:
            rest = one.rank_log10_lr - sum(s.log10_lr for s in one.strands)
            first = found.candidates[0]
            assert rest == pytest.approx(
                first.rank_log10_lr - sum(s.log10_lr for s in first.strands)
            )


def test_segments_follow_each_other_and_a_handover_stands_at_each_change(asked):
    for _, _, found in asked:
        assert len(found.handovers) == max(0, len(found.segments) - 1)
        for a, b, change in zip(found.segments, found.segments[1:], found.handovers, strict=False):
            assert a.to_s == b.from_s == change.at_s
            assert change.earliest_s <= change.at_s <= change.latest_s
            assert (change.before, change.after) == (a.top, b.top)


def test_every_strand_opens_its_rows(desk, asked):
    _, _number, found = asked[0]
    for strand in found.candidates[0].strands:
        opened = rows(*desk.three, strand.ref, 0, 5)
        assert opened.rows or strand.log10_lr == 0


def test_moments_count_the_broadcasts_and_never_more_near_than_there_are(asked):
    for _, _, found in asked:
        for one in found.candidates[:3]:
            assert all(0 <= m.near <= m.moments for m in one.moments)
    assert any(m.moments for _, _, f in asked for m in f.candidates[0].moments)


def test_asked_again_it_is_read_and_the_same(desk, asked):
    _, number, found = asked[0]
    assert attribute(*desk.three, number.replace("+44", "0")) == found
    assert from_plain(Attribution, to_plain(found)) == found


def test_a_number_that_no_record_shows_is_insufficient_and_says_what_to_ask_for(desk):
    found = attribute(*desk.three, "+447700999998")
    assert (found.verdict, found.searched, found.not_in_data) == (Found.INSUFFICIENT, 0, 1.0)
    assert found.ask_for == ("the return of +447700999998 itself, with cells",)
    assert found.silent


def test_a_period_bounds_the_answer(desk, asked):
    _, number, whole = asked[0]
    half = (whole.from_s + whole.to_s) // 2
    part = attribute(*desk.three, number, None, half)
    assert part.to_s <= half
    best = whole.candidates[0].number
    known = {c.number: c.switches for c in part.candidates}
    assert known.get(best, 0) < whole.candidates[0].switches


def test_without_the_carrier_nobody_is_named_with_strength(desk, asked):
    """Holder removed from the data: a first place with LR > 100 is the miscarriage to fear."""
    import numpy as np

    from lineholder.attribute.combine import not_in_data

    for line, number, found in asked:
        left = [c for c in found.candidates if c.number not in carriers(desk, line, number)]
        log10_lr = np.array(
            [c.rank_log10_lr for c in left] + [-1.0] * (found.searched - len(left))
        )
        assert not_in_data(log10_lr, found.prior_not_in_data)[0] > 0.1


def test_the_words_are_those_of_a_lead(asked):
    """Never "is", "belongs to", "consistent with" of a person: that is an expert's to say."""
    for _, _, found in asked:
        said = [
            found.sentence,
            *(t for c in found.candidates for s in c.strands for t in (s.for_, s.against)),
        ]
        for text in said:
            assert not any(w in text.lower() for w in ("belongs to", "consistent with", "user of"))
        assert "no UK field validation" in found.sentence


def test_the_validation_id_names_the_figures():
    known = shipped()
    assert validation()["validation"] == known.validation == digest(known.figures)[:12]
    assert validation()["field_validation"] == "no UK field validation"

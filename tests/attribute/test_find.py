"""The whole answer on a story made by hand: a holder who takes both phones along, and his partner."""

import numpy as np
import pytest
from scene import DAY, HOUR, LINE, NETWORK, OTHER, OWN, Scene

from lineholder.attribute.evidence import weigh
from lineholder.attribute.find import Asked, find, version
from lineholder.attribute.fitted import shipped
from lineholder.attribute.measure import measure
from lineholder.model.attribution import Found

CELLS = sorted(NETWORK)
HOME, DAYS = "c0", 21


def story(carried=None) -> Scene:
    """LINE is with OWN (or with `carried(day)`); OTHER, his partner, shares the home; and the public."""
    rng = np.random.default_rng(5)
    told = Scene()
    public = [f"+4477008800{n:02d}" for n in range(30)]
    homes = {n: CELLS[int(rng.integers(len(CELLS)))] for n in public}
    for day in range(DAYS):
        trips = {who: [CELLS[int(c)] for c in rng.integers(0, 36, 3)] for who in (OWN, OTHER)}
        with_him = (carried or (lambda _: OWN))(day)
        for hour in range(8, 23):
            out = (hour - 8) // 4 if hour < 20 else None
            for who in (OWN, OTHER):
                told.cells[who] = HOME if out is None else trips[who][out]
            told.cells[LINE] = told.cells[with_him]
            for number in public:
                told.cells[number] = homes[number]
            at = day * DAY + hour * HOUR
            told.call(public[int(rng.integers(30))], LINE, at + int(rng.integers(600)), 30)
            for who in (OWN, OTHER):
                told.data(who, at + 900 + int(rng.integers(600)))
            told.data(public[int(rng.integers(30))], at + 1800)
    return told


def asked(told: Scene, **more):
    return find(told.asker(), Asked(LINE, **more), shipped()).attribution


@pytest.fixture(scope="module")
def found():
    return asked(story())


def test_the_phone_that_goes_along_stands_out_and_the_partner_does_not(found):
    assert found.verdict is Found.CANDIDATE
    first, second = found.candidates[:2]
    assert first.number == OWN
    assert first.rank_log10_lr > second.rank_log10_lr + 1
    assert OTHER not in {c.number for c in found.candidates[:3]}
    told = story()
    seen = measure(told.asker(), told.subject(), frozenset({LINE}))
    own, partner = (seen.candidates.index(n) for n in (OWN, OTHER))
    his, hers = (weigh(shipped(), seen.moved, i) for i in (own, partner))
    assert his == first.evidence
    assert all(a.log10_lr > b.log10_lr for a, b in zip(his, hers, strict=True))
    assert seen.moved.contradicting[partner] > seen.moved.contradicting[own]


def test_what_even_days_found_odd_days_prove(found):
    first = found.candidates[0]
    assert first.apart.found_rank == 1
    assert first.apart.found_days + first.apart.proved_days in (DAYS, DAYS + 1)
    assert all(e.log10_lr > 0 for e in first.apart.proved)


def test_a_handover_is_dated_and_the_evidence_follows_it():
    given = asked(story(lambda day: OWN if day < 12 else OTHER))
    assert [s.top for s in given.segments] == [OWN, OTHER]
    (change,) = given.handovers
    assert (change.before, change.after) == (OWN, OTHER)
    begin = 1_740_960_000 + 12 * DAY
    assert change.earliest_s - DAY <= begin <= change.latest_s + DAY


def test_without_the_carrier_nobody_stands_out():
    """Left out as if of the same hand: whoever else shares the town must not be named instead."""
    nobody = asked(story(), lines=((LINE,), (OWN,)))
    assert OWN not in {c.number for c in nobody.candidates}
    assert nobody.verdict is Found.NOT_IN_DATA


def test_numbers_of_the_same_line_are_of_one_hand_and_never_candidates():
    one = asked(story(), lines=((LINE, OTHER),))
    assert one.same_hand == (OTHER,)
    assert OTHER not in {c.number for c in one.candidates}


def test_a_number_seen_only_by_others_is_insufficient_and_says_what_to_ask_for():
    told = story()
    told.observations = [o for o in told.observations if o["subject"] != LINE]
    seen = asked(told)
    assert seen.verdict is Found.INSUFFICIENT
    assert seen.ask_for[0] == f"the return of {LINE} itself, with cells"
    assert all(e.log10_lr == 0 for c in seen.candidates for e in c.evidence)
    assert seen.segments == seen.gaps == ()


def test_habits_on_other_days_are_no_evidence():
    """The null that evidence is calibrated on: the same two phones, a week apart."""
    told = story()
    asker, subject = told.asker(), told.subject()
    same, shifted = (measure(asker, subject, frozenset({LINE}), shift) for shift in (0, 7))
    own = same.candidates.index(OWN)
    assert same.moved.features()[own].sum() > 2 > shifted.moved.features()[own].sum()


def test_the_version_moves_with_the_question_the_lines_and_the_records():
    asked_ = Asked(LINE)
    known = {
        version(asked_, shipped(), "a"),
        version(asked_, shipped(), "b"),
        version(Asked(LINE, lines=((OWN,),)), shipped(), "a"),
        version(Asked(LINE, from_s=5), shipped(), "a"),
    }
    assert len(known) == 4

"""The fold of decisions and the moves it allows: who may say what next, what is seen, what falls."""

import itertools

import pytest

from lineholder.model import deciding
from lineholder.model.decision import (
    Basis,
    Claim,
    Says,
    Status,
    decisions,
    payload,
    seen_by,
    without,
)
from lineholder.model.entry import Entry, EntryKind
from lineholder.model.errors import NotFound, Refused

DAY = 86_400
CLAIM = Claim("+447700900001", "+447700900002", 0, 10 * DAY)
ALONE = True


class Log:
    """Entries as people make them, numbered 1, 2, 3 …"""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._numbers = itertools.count(1)

    def add(self, kind, told, by, supersedes=None, reason="because") -> int:
        number = next(self._numbers)
        entry = Entry(number, kind, CLAIM.number, told, by, number * 60, reason, supersedes)
        self.entries.append(entry)
        return number

    def decide(self, by, says=Says.ACCEPTED, rests_on=(), claim=CLAIM, name=None, alone=False):
        basis = Basis("v1", "s1", "val", ("ref",), tuple(rests_on))
        told = payload(claim, says, basis, name, alone)
        return self.add(EntryKind.ATTRIBUTION_DECIDED, told, by)

    def check(self, decision, by, says=Says.ACCEPTED, name=None):
        told = {"decision": decision, "says": says.value, "person": name}
        return self.add(EntryKind.ATTRIBUTION_CHECKED, told, by)

    def sign(self, decision, kind=EntryKind.ATTRIBUTION_ADOPTED):
        return self.add(kind, {"decision": decision, "name": "Dr Ex", "role": "expert"}, "Ana")

    def withdraw(self, number, by="Ana"):
        told = {"falls": []}
        return self.add(EntryKind.ATTRIBUTION_WITHDRAWN, told, by, supersedes=number)

    def status(self, number) -> Status:
        return deciding.by_number(decisions(self.entries), number).status


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        (Says.ACCEPTED, None, Status.ACCEPTED_ONCE),
        (Says.ACCEPTED, Says.ACCEPTED, Status.CONFIRMED),
        (Says.ACCEPTED, Says.DISPUTED, Status.DISPUTED),
        (Says.DISPUTED, None, Status.DISPUTED),
        (Says.DISPUTED, Says.DISPUTED, Status.DISPUTED),
        (Says.DISPUTED, Says.ACCEPTED, Status.DISPUTED),
    ],
)
def test_only_two_who_accept_confirm(first, second, status):
    log = Log()
    made = log.decide("Ana", first)
    if second:
        log.check(made, "Ben", second)
    assert log.status(made) is status


def test_whoever_could_check_learns_nothing_of_what_was_said():
    """Acceptance and dispute must look the same, reason and name included."""
    seen = []
    for says in Says:
        log = Log()
        log.decide("Ana", says, name="Max Mustard" if says is Says.ACCEPTED else None)
        (decision,) = decisions(log.entries)
        seen.append(seen_by(decision, "Ben"))
        assert seen_by(decision, "  ANA ").says is says, "its author knows, however he is written"
    assert seen[0] == seen[1]
    assert (seen[0].says, seen[0].reason, seen[0].named) == (None, None, None)
    assert seen[0].status is Status.AWAITS_CHECK


def test_after_the_check_everybody_sees_both():
    log = Log()
    made = log.decide("Ana")
    log.check(made, "Ben", Says.DISPUTED)
    (decision,) = decisions(log.entries)
    assert seen_by(decision, "Cy").says is Says.ACCEPTED
    assert deciding.agreed(decision) is False


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ("Max Mustard", "max  mustard", "Max Mustard"),
        ("Max Mustard", "Moritz Mustard", None),
        ("Max Mustard", None, None),
        (None, "Max Mustard", None),
    ],
)
def test_a_name_is_shown_only_where_two_people_gave_the_same_unasked(first, second, shown):
    log = Log()
    made = log.decide("Ana", name=first)
    assert decisions(log.entries)[0].person is None
    log.check(made, "Ben", name=second)
    assert decisions(log.entries)[0].person == shown


def test_withdrawing_one_fells_what_rests_on_it_and_nothing_else():
    log = Log()
    root = log.decide("Ana")
    middle = log.decide("Ana", rests_on=(root,), claim=Claim("+441", "+442", 0, 9))
    leaf = log.decide("Ana", rests_on=(middle,), claim=Claim("+443", "+444", 0, 9))
    apart = log.decide("Ana", claim=Claim("+445", "+446", 0, 9))
    foreseen = without(log.entries, root)
    assert [(d.entry, d.status) for d in foreseen] == [
        (root, Status.WITHDRAWN),
        (middle, Status.FALLEN),
        (leaf, Status.FALLEN),
    ]
    log.withdraw(root)
    assert [log.status(n) for n in (root, middle, leaf)] == [d.status for d in foreseen]
    assert log.status(apart) is Status.ACCEPTED_ONCE


def test_withdrawing_a_check_leaves_the_first_decision_awaiting_another():
    log = Log()
    made = log.decide("Ana")
    check = log.check(made, "Ben", Says.DISPUTED)
    log.withdraw(check, "Ben")
    assert log.status(made) is Status.ACCEPTED_ONCE
    log.check(made, "Cy")
    assert log.status(made) is Status.CONFIRMED


def test_location_alone_is_blocked_until_somebody_named_takes_it_on():
    log = Log()
    made = log.decide("Ana", alone=ALONE)
    log.check(made, "Ben")
    assert decisions(log.entries)[0].blocked
    for kind in (EntryKind.ATTRIBUTION_ADOPTED, EntryKind.ATTRIBUTION_ALLOWED):
        signed = log.sign(made, kind)
        assert not decisions(log.entries)[0].blocked
        assert [d.blocked for d in without(log.entries, signed)] == [True]
        log.withdraw(signed)
        assert decisions(log.entries)[0].blocked


def test_the_same_person_cannot_check_and_nobody_checks_twice():
    log = Log()
    made = log.decide("Ana")
    known = decisions(log.entries)
    with pytest.raises(Refused, match="a second person"):
        deciding.checkable(known, made, " ana")
    assert deciding.checkable(known, made, "Ben").entry == made
    log.check(made, "Ben")
    with pytest.raises(Refused, match="nobody has checked"):
        deciding.checkable(decisions(log.entries), made, "Cy")
    with pytest.raises(NotFound, match="none numbered 99"):
        deciding.checkable(known, 99, "Ben")


def test_two_decisions_on_the_same_numbers_and_time_are_refused():
    log = Log()
    made = log.decide("Ana")
    later = Claim(CLAIM.number, CLAIM.candidate, 9 * DAY, 20 * DAY)
    with pytest.raises(Refused, match=f"decision {made} of Ana"):
        deciding.decidable(decisions(log.entries), later, ())
    deciding.decidable(
        decisions(log.entries), Claim(CLAIM.number, CLAIM.candidate, 10 * DAY, 20 * DAY), ()
    )
    log.withdraw(made)
    deciding.decidable(decisions(log.entries), later, ())
    with pytest.raises(Refused, match="decisions that stand"):
        deciding.decidable(decisions(log.entries), later, (made,))


def test_a_refusal_to_sign_tells_nobody_what_an_unchecked_decision_says():
    told = set()
    for says in Says:
        log = Log()
        made = log.decide("Ana", says)
        with pytest.raises(Refused) as refused:
            deciding.signable(decisions(log.entries), made)
        told.add(str(refused.value))
    assert len(told) == 1


def test_who_could_check_a_decision_cannot_withdraw_it_unseen():
    log = Log()
    made = log.decide("Ana")
    known = decisions(log.entries)
    with pytest.raises(Refused, match="Check it instead"):
        deciding.withdrawable(known, log.entries, made, "Ben")
    assert deciding.withdrawable(known, log.entries, made, "Ana").number == made
    gone = log.withdraw(made)
    for number, wrong in ((made, Refused), (gone, NotFound), (77, NotFound)):
        with pytest.raises(wrong):
            deciding.withdrawable(decisions(log.entries), log.entries, number, "Ana")

"""Two named people and one attribution: decided, checked blind, adopted, withdrawn, and overtaken."""

import shutil
from dataclasses import dataclass

import pytest
from desk import EXERCISE, HEADER, row

from lineholder.model.attribution import Attribution
from lineholder.model.decision import Says, Since, Status
from lineholder.model.entry import EntryKind
from lineholder.model.errors import Denied, NotFound, Refused
from lineholder.model.people import Actor, Role, Scope
from lineholder.pipeline import access, people
from lineholder.pipeline.attribution import attribute, attribution_found
from lineholder.pipeline.decisions import (
    Ground,
    adopt,
    allow,
    check,
    decide,
    decision_and_evidence,
    decisions_on,
    falls,
    since,
    withdraw,
)
from lineholder.pipeline.holders import holders
from lineholder.pipeline.intake import ingest
from lineholder.pipeline.lines import find_lines
from lineholder.pipeline.verify import verify
from lineholder.pipeline.workspace import open_store
from lineholder.storage import Store
from lineholder.storage.register import audit, entries

NAMES = {"Ana Lyst": Role.ANALYST, "Olu Officer": Role.OFFICER, "Sam Guard": Role.SAFEGUARDING}
WHY = "the contacts fit"


@dataclass(frozen=True)
class Office:
    store: Store
    scope: Scope
    found: Attribution

    def by(self, name: str) -> tuple[Store, Actor, Scope]:
        return self.store, access.acting(self.store, name), self.scope

    @property
    def ground(self) -> Ground:
        first = self.found.candidates[0].number
        return Ground(self.found.number, first, self.found.version)


@pytest.fixture(scope="module")
def answered(desk):
    """An answer of the county with a candidate that something beside location supports."""
    for line in find_lines(*desk.three).lines:
        for use in line.numbers:
            found = attribute(*desk.three, use.number)
            if found.verdict == "candidate":
                return found
    raise AssertionError("no number of the county has a candidate")


@pytest.fixture
def office(desk, answered, tmp_path):
    """A copy of the county with three people of different roles."""
    shutil.copytree(desk.store.path, tmp_path / "workspace")
    store = open_store(tmp_path / "workspace")
    local = (store, access.local_officer(store), desk.scope)
    for name, role in NAMES.items():
        people.add_person(*local, name, [role], "fifteen letters and more", "the tests")
    yield Office(store, desk.scope, answered)
    store.close()


def test_two_people_confirm_and_each_step_says_what_it_rests_on(office):
    made = decide(*office.by("Ana Lyst"), office.ground, Says.ACCEPTED, WHY)
    assert made.status is Status.ACCEPTED_ONCE
    assert made.basis.version == office.found.version
    assert made.basis.snapshot == office.found.snapshot
    assert set(made.basis.references) == {s.ref for s in office.found.candidates[0].strands}
    assert made.basis.validation == office.found.candidates[0].evidence[0].validation
    checked = check(*office.by("Olu Officer"), made.entry, Says.ACCEPTED, "so do the moves")
    assert checked.status is Status.CONFIRMED
    assert (checked.by, checked.check.by) == ("Ana Lyst", "Olu Officer")
    signed = adopt(*office.by("Ana Lyst"), made.entry, "Dr Ex Pert", "radio engineer", "surveyed")
    assert (signed.adopted.name, signed.adopted.role) == ("Dr Ex Pert", "radio engineer")
    assert verify(*office.by("Ana Lyst")) == ()


def test_the_second_person_sees_the_evidence_and_nothing_of_the_first_ones_mind(office):
    made = decide(
        *office.by("Ana Lyst"), office.ground, Says.DISPUTED, "a telling reason", "Max M"
    )
    seen, evidence = decision_and_evidence(*office.by("Olu Officer"), made.entry)
    assert evidence == office.found
    assert (seen.says, seen.reason, seen.named) == (None, None, None)
    assert seen.status is Status.AWAITS_CHECK
    (listed,) = decisions_on(*office.by("Olu Officer"), [office.found.number])
    assert listed == seen
    written = str(audit.rows(office.store.register, limit=500))
    assert "telling" not in written
    assert "Max M" not in written
    assert "'disputed'" not in written


def test_the_same_person_and_whoever_may_not_decide_are_refused(office):
    made = decide(*office.by("Ana Lyst"), office.ground, Says.ACCEPTED, WHY)
    with pytest.raises(Refused, match="a second person"):
        check(*office.by("Ana Lyst"), made.entry, Says.ACCEPTED, WHY)
    with pytest.raises(Denied):
        check(*office.by("Sam Guard"), made.entry, Says.ACCEPTED, WHY)
    with pytest.raises(Denied):
        decisions_on(*office.by("Sam Guard"))
    with pytest.raises(Refused, match="a reason"):
        check(*office.by("Olu Officer"), made.entry, Says.ACCEPTED, "  ")
    (still,) = decisions_on(*office.by("Ana Lyst"))
    assert still.check is None


def test_withdrawing_replays_and_shows_what_fell(office):
    first = decide(*office.by("Ana Lyst"), office.ground, Says.ACCEPTED, WHY)
    other = office.found.candidates[1].number
    rests = Ground(office.found.number, other, office.found.version, decisions=(first.entry,))
    second = decide(*office.by("Ana Lyst"), rests, Says.DISPUTED, "the first one has it")
    foreseen = falls(*office.by("Ana Lyst"), first.entry)
    done = withdraw(*office.by("Ana Lyst"), first.entry, "a clock was wrong")
    assert done.entry.supersedes == first.entry
    assert [(d.entry, d.status) for d in done.changed] == [
        (first.entry, Status.WITHDRAWN),
        (second.entry, Status.FALLEN),
    ]
    assert [d.entry for d in foreseen] == [d.entry for d in done.changed]
    kinds = [e.kind for e in entries.all_of(office.store.register, subject=office.found.number)]
    decided, withdrawn = EntryKind.ATTRIBUTION_DECIDED, EntryKind.ATTRIBUTION_WITHDRAWN
    assert kinds == [decided, decided, withdrawn], "nothing is overwritten"
    anew = decide(*office.by("Ana Lyst"), office.ground, Says.ACCEPTED, "the clock was mended")
    assert anew.status is Status.ACCEPTED_ONCE


def test_only_what_two_people_accept_is_adopted_or_allowed_by_somebody_named(office):
    made = decide(*office.by("Ana Lyst"), office.ground, Says.ACCEPTED, WHY)
    for sign in (adopt, allow):
        with pytest.raises(Refused, match="two people accept"):
            sign(*office.by("Ana Lyst"), made.entry, "Dr Ex", "expert", WHY)
    check(*office.by("Olu Officer"), made.entry, Says.ACCEPTED, WHY)
    with pytest.raises(Refused, match="name and the role"):
        allow(*office.by("Ana Lyst"), made.entry, " ", "prosecutor", WHY)
    allowed = allow(*office.by("Ana Lyst"), made.entry, "Pro Secutor", "reviewing lawyer", WHY)
    assert (allowed.allowed.name, allowed.allowed.by) == ("Pro Secutor", "Ana Lyst")


def test_a_candidate_that_is_none_and_a_version_that_nobody_saw_are_not_found(office):
    strange = Ground(office.found.number, "+447700999999", office.found.version)
    with pytest.raises(NotFound, match="candidates"):
        decide(*office.by("Ana Lyst"), strange, Says.ACCEPTED, WHY)
    old = Ground(office.found.number, office.ground.candidate, "0" * 64)
    with pytest.raises(NotFound, match="Compare the numbers anew"):
        decide(*office.by("Ana Lyst"), old, Says.ACCEPTED, WHY)


def test_new_material_leaves_the_decision_and_says_that_it_rests_on_older_records(
    office, tmp_path
):
    given = office.by("Ana Lyst")
    made = decide(*given, office.ground, Says.ACCEPTED, WHY)
    (line,) = [
        c
        for c in find_lines(*given).lines
        if office.found.number in {use.number for use in c.numbers}
    ]
    assert not holders(*given, [line])[line.line].older
    more = tmp_path / "more.csv"
    more.write_text(HEADER + row("2025-03-04T10:00:00Z", "+447700900801", "out", "+447700900802"))
    ingest(*given, [more], EXERCISE)
    held = holders(*given, [line])[line.line]
    assert (held.status, held.candidate, held.older) == (
        Status.ACCEPTED_ONCE,
        office.ground.candidate,
        True,
    )
    found, current = attribution_found(*given, office.found.number)
    assert (found, current) == (office.found, False)
    assert since(*given, made) == Since(True, False, ())
    now = attribute(*given, office.found.number)
    assert attribution_found(*given, office.found.number) == (now, True)
    told = "two numbers that never met the others change nothing"
    assert since(*given, made) == Since(True, True, ()), told
    assert decision_and_evidence(*given, made.entry)[1] == office.found


def test_the_board_proposes_a_number_and_a_name_only_after_the_second_check(office):
    given = office.by("Ana Lyst")
    lines = find_lines(*given).lines
    line = next(c for c in lines if office.found.number in {u.number for u in c.numbers})

    def held(name: str):
        return holders(*office.by(name), lines)[line.line]

    assert (held("Ana Lyst").status, held("Ana Lyst").candidate) == (
        Status.LEAD,
        office.ground.candidate,
    )
    made = decide(*given, office.ground, Says.ACCEPTED, WHY, "Max Mustard")
    assert held("Olu Officer").status is Status.AWAITS_CHECK
    assert held("Ana Lyst").person is None
    check(*office.by("Olu Officer"), made.entry, Says.ACCEPTED, WHY, "max mustard")
    assert held("Ana Lyst").person == "Max Mustard"
    with pytest.raises(Denied):
        holders(*office.by("Sam Guard"), lines)


def test_a_part_of_the_time_is_decided_on_its_own(office):
    """Phones are handed over: one period's holder is not another's."""
    given = office.by("Ana Lyst")
    middle = (office.found.from_s + office.found.to_s) // 2
    early = attribute(*given, office.found.number, None, middle)
    first = early.candidates[0].number
    period = (None, middle)
    made = decide(*given, Ground(early.number, first, early.version, period), Says.ACCEPTED, WHY)
    assert made.claim.to_s <= middle
    assert since(*given, made) == Since(False, True, ())
    assert decision_and_evidence(*given, made.entry)[1] == early
    with pytest.raises(NotFound, match="Compare the numbers anew"):
        decide(*given, Ground(early.number, first, early.version), Says.ACCEPTED, WHY)
    late = attribute(*given, office.found.number, middle, None)
    after = Ground(late.number, late.candidates[0].number, late.version, (middle, None))
    assert decide(*given, after, Says.DISPUTED, WHY).claim.from_s >= middle

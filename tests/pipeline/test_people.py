import pytest

from lineholder.model.entry import EntryKind
from lineholder.model.errors import Denied, NotFound, Refused
from lineholder.model.people import Role
from lineholder.pipeline import people
from lineholder.storage.register import audit, entries, passwords, sessions

PASSWORD = "correct horse battery"


@pytest.fixture
def smith(store, officer, scope):
    return people.add_person(
        store, officer, scope, "DC Smith", [Role.ANALYST], PASSWORD, "joins the team"
    )


def test_a_person_is_added_signs_in_works_and_signs_out(store, smith):
    token = people.sign_in(store, "dc smith", PASSWORD)
    actor = people.actor_of(store, token)
    assert (actor.name, actor.roles) == ("DC Smith", {Role.ANALYST})
    people.sign_out(store, token)
    assert people.actor_of(store, token) is None


def test_everybody_is_listed_by_name(store, officer, scope, smith):
    found = people.people(store, officer, scope)
    assert [(p.name, p.roles, p.closed) for p in found] == [
        ("DC Smith", {Role.ANALYST}, False),
        ("local officer", {Role.LOCAL}, False),
    ]
    assert found[0].added_at > 1_700_000_000


def test_every_change_is_a_reasoned_entry(store, officer, scope, smith):
    people.set_roles(store, officer, scope, "DC Smith", [Role.HEAD, Role.OFFICER], "promoted")
    people.close_person(store, officer, scope, "DC Smith", "left the force")
    said = entries.all_of(store.register, subject="dc smith")
    assert [(e.kind, e.reason, e.actor) for e in said] == [
        (EntryKind.PERSON_ADDED, "joins the team", "local officer"),
        (EntryKind.PERSON_ROLES, "promoted", "local officer"),
        (EntryKind.PERSON_CLOSED, "left the force", "local officer"),
    ]
    assert said[1].payload["roles"] == ["head", "officer"]


def test_no_password_is_in_the_entries_or_the_audit(store, smith):
    kept = str(entries.all_of(store.register)) + str(audit.rows(store.register))
    assert PASSWORD not in kept
    assert "argon2" not in kept


def test_a_name_is_taken_whatever_its_case_and_after_it_was_closed(store, officer, scope, smith):
    people.close_person(store, officer, scope, "DC Smith", "left")
    with pytest.raises(Refused, match=r"found DC Smith \(closed\)"):
        people.add_person(store, officer, scope, "dc SMITH", [Role.OFFICER], PASSWORD, "again")


def test_a_refused_addition_keeps_nothing(store, officer, scope):
    for name, password, reason in (
        ("A", "short", "why"),
        ("", PASSWORD, "why"),
        ("A", PASSWORD, " "),
    ):
        with pytest.raises(Refused):
            people.add_person(store, officer, scope, name, [Role.OFFICER], password, reason)
    assert entries.all_of(store.register) == ()
    assert not passwords.matches(store.register, "a", PASSWORD)
    assert not people.sign_in_needed(store)


def test_sign_in_is_needed_once_anybody_was_added_and_for_good(store, officer, scope):
    assert not people.sign_in_needed(store)
    people.add_person(store, officer, scope, "DC Smith", [Role.ANALYST], PASSWORD, "joins")
    assert people.sign_in_needed(store)
    people.close_person(store, officer, scope, "DC Smith", "left")
    assert people.sign_in_needed(store)


@pytest.mark.parametrize("name", ["DC Smith", "DC Nobody", "local officer", "", "x" * 10_000])
def test_a_wrong_password_and_an_unknown_name_are_told_the_same(store, smith, name):
    with pytest.raises(Denied, match="two that do not go together"):
        people.sign_in(store, name, "wrong horse battery")


def test_sign_ins_are_audited_and_a_typed_name_that_is_nobodys_is_not_kept(store, smith):
    people.sign_in(store, "DC Smith", PASSWORD)
    for name in ("DC Smith", PASSWORD):
        with pytest.raises(Denied):
            people.sign_in(store, name, "wrong horse battery")
    rows = [row for row in audit.rows(store.register) if row.verb == "sign in"][::-1]
    assert [(row.actor, row.detail["allowed"]) for row in rows] == [
        ("DC Smith", True),
        ("DC Smith", False),
        ("(unknown name)", False),
    ]
    assert PASSWORD not in str(rows)


@pytest.mark.parametrize("name", ["DC Smith", "DC Nobody"])
def test_the_sixth_wrong_try_has_to_wait_even_with_the_right_password(store, smith, name):
    for _ in range(5):
        with pytest.raises(Denied, match="do not go together"):
            people.sign_in(store, name, "wrong horse battery")
    with pytest.raises(Denied, match=r"Wait \d+ seconds"):
        people.sign_in(store, name, PASSWORD)
    assert audit.rows(store.register)[0].detail == {"allowed": False, "throttled": True}


def test_a_closed_account_does_not_sign_in_and_its_sessions_end(store, officer, scope, smith):
    token = people.sign_in(store, "DC Smith", PASSWORD)
    people.close_person(store, officer, scope, "DC Smith", "left")
    assert people.actor_of(store, token) is None
    with pytest.raises(Denied):
        people.sign_in(store, "DC Smith", PASSWORD)


def test_a_live_session_has_the_roles_of_this_moment(store, officer, scope, smith):
    token = people.sign_in(store, "DC Smith", PASSWORD)
    people.set_roles(store, officer, scope, "DC Smith", [Role.AUDITOR], "moved")
    assert people.actor_of(store, token).roles == {Role.AUDITOR}


def test_an_idle_session_is_over(store, smith, monkeypatch):
    token = people.sign_in(store, "DC Smith", PASSWORD)
    later = people.now_s() + sessions.IDLE_S
    monkeypatch.setattr(people, "now_s", lambda: later)
    assert people.actor_of(store, token) is None


def test_each_sign_in_has_a_token_of_its_own(store, smith):
    assert people.sign_in(store, "DC Smith", PASSWORD) != people.sign_in(
        store, "DC Smith", PASSWORD
    )


def test_a_token_that_is_nobodys_signs_nobody_out(store, smith):
    before = audit.head(store.register)
    people.sign_out(store, "nothing")
    assert audit.head(store.register) == before


def test_a_person_changes_the_own_password_and_other_sessions_end(store, smith):
    old = people.sign_in(store, "DC Smith", PASSWORD)
    new = people.change_password(store, "DC Smith", PASSWORD, "another three words")
    assert people.actor_of(store, old) is None
    assert people.actor_of(store, new).name == "DC Smith"
    with pytest.raises(Denied):
        people.sign_in(store, "DC Smith", PASSWORD)
    assert people.sign_in(store, "DC Smith", "another three words")


def test_a_manager_sets_a_lost_password(store, officer, scope, smith):
    token = people.sign_in(store, "DC Smith", PASSWORD)
    people.set_password(store, officer, scope, "DC Smith", "another three words")
    assert people.actor_of(store, token) is None
    assert people.sign_in(store, "DC Smith", "another three words")
    with pytest.raises(NotFound):
        people.set_password(store, officer, scope, "DC Nobody", "another three words")


def test_a_change_to_nobody_is_not_found(store, officer, scope):
    with pytest.raises(NotFound, match="'DC Nobody'"):
        people.set_roles(store, officer, scope, "DC Nobody", [Role.HEAD], "why")
    with pytest.raises(NotFound, match="'DC Nobody'"):
        people.close_person(store, officer, scope, "DC Nobody", "why")

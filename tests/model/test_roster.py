from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineholder.model.entry import Entry, EntryKind
from lineholder.model.errors import NotFound, Refused
from lineholder.model.people import GRANTS, Permission, Person, Role
from lineholder.model.roster import added, local, name_key, roster, still_open, with_roles, without

LOCAL = {"local officer": Person("local officer", frozenset({Role.LOCAL}))}
ASSIGNABLE = sorted(set(Role) - {Role.LOCAL})


def entry(kind: EntryKind, name: str, roles: Iterable[Role] = (), at: int = 7) -> Entry:
    payload = {"name": name, "roles": [role.value for role in roles]}
    return Entry(0, kind, name_key(name), payload, "local officer", at, "why")


def test_people_are_what_the_entries_made_of_them():
    people = roster(
        [
            entry(EntryKind.PERSON_ADDED, "DC Smith", [Role.ANALYST]),
            entry(EntryKind.PERSON_ADDED, "DI Jones", [Role.HEAD], at=8),
            entry(EntryKind.PERSON_ROLES, "DC Smith", [Role.OFFICER, Role.DISCLOSURE], at=9),
            entry(EntryKind.PERSON_CLOSED, "DI Jones", at=10),
        ]
    )
    assert people == {
        **LOCAL,
        "dc smith": Person("DC Smith", frozenset({Role.OFFICER, Role.DISCLOSURE}), 7),
        "di jones": Person("DI Jones", frozenset({Role.HEAD}), 8, closed=True),
    }


def test_without_entries_there_is_one_local_officer():
    assert roster([]) == LOCAL


def test_a_named_local_officer_takes_the_place_of_the_nameless_one():
    people = roster([entry(EntryKind.PERSON_ADDED, "DS Adams", [Role.LOCAL])])
    assert people == {"ds adams": Person("DS Adams", frozenset({Role.LOCAL}), 7)}


def test_the_nameless_local_officer_can_be_closed():
    people = roster([entry(EntryKind.PERSON_CLOSED, "local officer")])
    assert people["local officer"].closed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DC Smith", "dc SMITH"),
        ("DC  Smith ", "DC Smith"),
        ("\uff24\uff23 Smith", "DC Smith"),  # full-width letters
        ("Stra\u00dfe", "STRASSE"),
        ("Ren\u00e9", "Rene\u0301"),
    ],
)
def test_spellings_of_one_name_share_a_key(one, other):
    assert name_key(one) == name_key(other)


def test_other_names_have_other_keys():
    assert len({name_key(name) for name in ("DC Smith", "DCSmith", "DC Smyth", "DC Smith 2")}) == 4


@given(st.text())
def test_the_key_of_a_key_is_itself(name):
    assert name_key(name_key(name)) == name_key(name)


def test_a_new_person_has_a_name_and_roles():
    assert added(LOCAL, " DC   Smith ", [Role.ANALYST]) == Person(
        "DC Smith", frozenset({Role.ANALYST})
    )


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "DC\x00Smith", "DC \u202eSmith"])
def test_a_name_is_one_to_a_hundred_printable_characters(name):
    with pytest.raises(Refused, match="1 to 100 printable characters"):
        added(LOCAL, name, [Role.ANALYST])
    with pytest.raises(Refused, match="1 to 100 printable characters"):
        local(name)


@pytest.mark.parametrize("length", [1, 100])
def test_the_shortest_and_longest_names(length):
    assert added(LOCAL, "x" * length, [Role.ANALYST]).name == "x" * length


@pytest.mark.parametrize("roles", [[], [Role.LOCAL], [Role.ANALYST, Role.LOCAL]])
def test_nobody_gets_no_role_or_the_local_one(roles):
    with pytest.raises(Refused, match="Expected one or more of analyst, auditor"):
        added(LOCAL, "DC Smith", roles)


def test_a_taken_name_is_refused():
    with pytest.raises(Refused, match="found local officer"):
        added(LOCAL, "Local Officer", [Role.ANALYST])


PEOPLE = {
    **LOCAL,
    "dc smith": Person("DC Smith", frozenset({Role.ANALYST})),
    "di jones": Person("DI Jones", frozenset({Role.HEAD})),
    "ds gone": Person("DS Gone", frozenset({Role.HEAD}), closed=True),
}


def test_roles_are_set_by_somebody_else():
    assert with_roles(PEOPLE, "DI Jones", "dc smith", [Role.HEAD]).roles == {Role.HEAD}
    with pytest.raises(Refused, match="found your own"):
        with_roles(PEOPLE, "DI Jones", "di JONES", [Role.HEAD, Role.OFFICER])


def test_the_local_officers_role_is_fixed():
    with pytest.raises(Refused, match="whose role is fixed"):
        with_roles(PEOPLE, "DI Jones", "local officer", [Role.ANALYST])


@pytest.mark.parametrize("name", ["DS Gone", "DC Nobody", ""])
def test_only_an_open_account_changes(name):
    for move in (
        lambda: with_roles(PEOPLE, "DI Jones", name, [Role.HEAD]),
        lambda: without(PEOPLE, name),
        lambda: still_open(PEOPLE, name),
    ):
        with pytest.raises(NotFound, match="Expected an open account"):
            move()


def test_the_last_who_manages_people_stays():
    alone = {**PEOPLE, "local officer": without(PEOPLE, "local officer")}
    with pytest.raises(Refused, match="found only DI Jones"):
        without(alone, "DI Jones")
    with pytest.raises(Refused, match="found only DI Jones"):
        with_roles(alone, "DC Smith", "DI Jones", [Role.ANALYST])
    assert without(alone, "DC Smith").closed


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["add", "roles", "close"]),
        st.sampled_from(["DC Smith", "DI Jones", "local officer"]),
        st.sets(st.sampled_from(ASSIGNABLE), min_size=1),
    ),
    max_size=12,
)


@given(MOVES)
def test_whatever_is_done_somebody_may_manage_people_and_names_stay_taken(moves):
    said: list[Entry] = []
    for what, name, roles in moves:
        people = roster(said)
        try:
            if what == "add":
                person = added(people, name, roles)
                said.append(entry(EntryKind.PERSON_ADDED, name, person.roles))
            elif what == "roles":
                person = with_roles(people, "somebody", name, roles)
                said.append(entry(EntryKind.PERSON_ROLES, name, person.roles))
            else:
                person = without(people, name)
                said.append(entry(EntryKind.PERSON_CLOSED, name, person.roles))
        except (Refused, NotFound):
            assert roster(said) == people
            continue
        assert roster(said)[name_key(name)].roles == person.roles
        assert roster(said)[name_key(name)].closed == person.closed
        assert set(people) <= set(roster(said))
    assert any(
        Permission.MANAGE_PEOPLE in GRANTS[role]
        for person in roster(said).values()
        if not person.closed
        for role in person.roles
    )

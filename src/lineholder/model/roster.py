"""Who is here: the fold of the entries about people, and the moves that it allows.

Keys are names without regard to case, width or spacing (`name_key`). A workspace in which nobody was
named has one local officer.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace

from lineholder.model.entry import Entry, EntryKind
from lineholder.model.errors import NotFound, Refused
from lineholder.model.people import GRANTS, Permission, Person, Role

KINDS = (EntryKind.PERSON_ADDED, EntryKind.PERSON_ROLES, EntryKind.PERSON_CLOSED)
LOCAL_OFFICER = "local officer"
LONGEST_NAME = 100  # characters

Roster = Mapping[str, Person]


def name_key(name: str) -> str:
    """What two spellings of one name share: NFKC, case folded, single spaces."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return " ".join(folded.split())


def roster(entries: Iterable[Entry]) -> Roster:
    """Everybody who was ever added, by key, as the entries (in their order) leave them."""
    people: dict[str, Person] = {LOCAL_OFFICER: local(LOCAL_OFFICER)}
    for entry in entries:
        if entry.kind is EntryKind.PERSON_ADDED:
            person = Person(entry.payload["name"], _roles(entry), entry.at)
            if person.is_local:  # the local officer has a name
                del people[LOCAL_OFFICER]
            people[entry.subject] = person
        elif entry.kind is EntryKind.PERSON_ROLES:
            people[entry.subject] = replace(people[entry.subject], roles=_roles(entry))
        elif entry.kind is EntryKind.PERSON_CLOSED:
            people[entry.subject] = replace(people[entry.subject], closed=True)
    return people


def local(name: str) -> Person:
    """The local officer under this name; Refused where it is empty or too long."""
    return Person(_shown(name), frozenset({Role.LOCAL}))


def added(people: Roster, name: str, roles: Iterable[Role]) -> Person:
    """The new person; Refused where the name is taken (also by a closed account), empty or too long."""
    shown = _shown(name)
    taken = people.get(name_key(shown))
    if taken is not None:
        raise Refused(
            f"Expected a name that nobody has; found {taken.name}"
            f"{' (closed)' if taken.closed else ''}. Names differ by more than case and spacing, "
            "and are not used twice: choose another."
        )
    return Person(shown, _allowed(roles))


def with_roles(people: Roster, by: str, name: str, roles: Iterable[Role]) -> Person:
    """The person with these roles instead; nobody may change their own, or the local officer's."""
    person = still_open(people, name)
    if name_key(by) == name_key(name):
        raise Refused(
            "Expected the roles of another person; found your own. Ask somebody who manages people."
        )
    if person.is_local:
        raise Refused(
            f"Expected an added person; found {person.name}, the local officer, whose role is "
            "fixed. Close that account instead."
        )
    return _still_managed(people, replace(person, roles=_allowed(roles)))


def without(people: Roster, name: str) -> Person:
    """The person, closed; somebody who may manage people must remain."""
    return _still_managed(people, replace(still_open(people, name), closed=True))


def _shown(name: str) -> str:
    shown = " ".join(name.split())
    if not 0 < len(shown) <= LONGEST_NAME or not shown.isprintable():
        raise Refused(
            f"Expected a name of 1 to {LONGEST_NAME} printable characters; found {name[:120]!r}."
        )
    return shown


def still_open(people: Roster, name: str) -> Person:
    """The open account of this name; NotFound otherwise."""
    person = people.get(name_key(name))
    if person is None or person.closed:
        found = (
            "nobody of that name" if person is None else f"{person.name}, whose account is closed"
        )
        raise NotFound(f"Expected an open account named {name!r}; found {found}.")
    return person


def _still_managed(people: Roster, changed: Person) -> Person:
    after = {**people, name_key(changed.name): changed}
    if not any(
        Permission.MANAGE_PEOPLE in GRANTS[role]
        for person in after.values()
        if not person.closed
        for role in person.roles
    ):
        raise Refused(
            f"Expected somebody who may manage people to remain; found only {changed.name}. Give "
            "another person the role head first."
        )
    return changed


def _allowed(roles: Iterable[Role]) -> frozenset[Role]:
    wanted = frozenset(Role(role) for role in roles)
    if not wanted or Role.LOCAL in wanted:
        choice = ", ".join(sorted(role.value for role in Role if role is not Role.LOCAL))
        raise Refused(
            f"Expected one or more of {choice}; found "
            f"{', '.join(sorted(role.value for role in wanted)) or 'none'}."
        )
    return wanted


def _roles(entry: Entry) -> frozenset[Role]:
    return frozenset(Role(role) for role in entry.payload["roles"])

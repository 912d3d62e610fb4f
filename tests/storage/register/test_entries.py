from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from lineholder.model.entry import Entry, EntryKind
from lineholder.model.errors import NotFound, Refused
from lineholder.model.people import WORKSPACE
from lineholder.storage.register import audit, entries

OPENED = Entry(
    0,
    EntryKind.SEALED_OPENED,
    "ingest 1",
    {"why": "authority URN/2"},
    "DI Jones",
    50,
    "authority came",
)
STATUS = Entry(
    0, EntryKind.LINE_STATUS, "line 7", {"status": "live"}, "DC Smith", 60, "seen calling"
)


def write(register, *drafts):
    with register.writing() as connection:
        return [entries.append(connection, draft, WORKSPACE) for draft in drafts]


def test_entries_come_back_in_the_order_they_were_made(register):
    first, second = write(register, OPENED, STATUS)
    assert (first, second) == (replace(OPENED, number=1), replace(STATUS, number=2))
    assert entries.all_of(register) == (first, second)


def test_entries_are_found_by_kind_and_subject(register):
    opened, status, other = write(register, OPENED, STATUS, replace(STATUS, subject="line 8"))
    assert entries.all_of(register, EntryKind.SEALED_OPENED) == (opened,)
    assert entries.all_of(register, subject="line 8") == (other,)
    assert entries.all_of(register, EntryKind.LINE_STATUS, EntryKind.SEALED_OPENED) == (
        opened,
        status,
        other,
    )
    assert entries.all_of(register, EntryKind.SEALED_OPENED, subject="line 8") == ()


def test_a_correction_is_a_new_entry_and_the_old_one_stays(register):
    (wrong,) = write(register, STATUS)
    (right,) = write(register, replace(STATUS, payload={"status": "closed"}, supersedes=1))
    assert entries.all_of(register) == (wrong, right)
    assert right.supersedes == wrong.number


@pytest.mark.parametrize("number", [0, 1, 99])
def test_a_correction_of_nothing_is_not_found(register, number):
    with pytest.raises(NotFound, match=f"no entry {number}"):
        write(register, replace(STATUS, supersedes=number))


@pytest.mark.parametrize("reason", ["", " \n"])
def test_an_entry_without_a_reason_is_refused(register, reason):
    with pytest.raises(Refused, match="reason"):
        write(register, replace(STATUS, reason=reason))
    assert entries.all_of(register) == ()


def test_each_entry_writes_an_audit_row_that_pins_it(register):
    write(register, OPENED, STATUS)
    newest = audit.rows(register)[0]
    assert (newest.actor, newest.verb, newest.at) == ("DC Smith", "enter", 60)
    assert newest.detail["entry"] == 2
    assert entries.check(register) == ()


@pytest.mark.parametrize("sql", ["UPDATE entries SET reason = 'x'", "DELETE FROM entries"])
def test_the_database_refuses_to_change_what_is_written(register, sql):
    write(register, OPENED)
    with pytest.raises(DatabaseError, match="append-only"), register.writing() as connection:
        connection.execute(text(sql))


@pytest.mark.parametrize(
    "change", ["payload = '{}'", "actor = 'x'", "reason = 'x'", "at = 1", "kind = 'line_status'"]
)
def test_an_entry_changed_behind_its_back_is_found(register, behind_its_back, change):
    write(register, OPENED, STATUS)
    behind_its_back(f"UPDATE entries SET {change} WHERE number = 1")
    assert [fault.where for fault in entries.check(register)] == ["entry 1"]

import hashlib
import json
import sqlite3

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from lineholder.model.digest import digest
from lineholder.model.errors import Refused
from lineholder.model.people import WORKSPACE, Scope
from lineholder.storage.register import Register, audit

MAX = Scope("op max", "charging")


@pytest.fixture
def five(register):
    """Five rows: enough to have a first, a last and middles."""
    with register.writing() as connection:
        return [
            audit.append(
                connection, 100 + i, f"DC {i}", "look", MAX, {"number": f"+44770090000{i}"}
            )
            for i in range(5)
        ]


def test_rows_come_back_newest_first_as_they_were_written(register, five):
    assert audit.rows(register) == tuple(reversed(five))
    first = five[0]
    assert (first.number, first.at, first.actor, first.verb) == (1, 100, "DC 0", "look")
    assert (first.operation, first.purpose) == ("op max", "charging")
    assert first.detail == {"number": "+447700900000"}


def test_pages_go_back_from_a_number_and_narrow_to_an_actor(register, five):
    assert [row.number for row in audit.rows(register, before=4, limit=2)] == [3, 2]
    assert [row.number for row in audit.rows(register, actor="DC 3")] == [4]
    assert audit.rows(register, before=1) == ()


def test_the_chain_is_sha256_over_the_previous_chain_and_the_row(register, five):
    row = five[1]
    content = json.dumps(
        {
            "actor": "DC 1",
            "at": 101,
            "detail": {"number": "+447700900001"},
            "number": 2,
            "operation": "op max",
            "purpose": "charging",
            "verb": "look",
        },
        sort_keys=True,
        separators=(",", ":"),
    )
    assert row.previous == five[0].chain
    assert row.chain == hashlib.sha256((row.previous + content).encode()).hexdigest()
    assert five[0].previous == "0" * 64


def test_the_head_is_the_last_row(register, five):
    assert audit.head(register) == (5, five[4].chain)


def test_an_empty_audit_has_a_head_and_no_fault(register):
    assert audit.head(register) == (0, "0" * 64)
    assert audit.check(register) == ()
    assert audit.rows(register) == ()


def test_an_untouched_chain_holds(register, five):
    assert audit.check(register) == ()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit SET actor = 'nobody' WHERE number = 3",
        "UPDATE audit SET actor = actor",
        "DELETE FROM audit WHERE number = 5",
        "DELETE FROM audit",
        "INSERT INTO audit SELECT number + 100, at, actor, verb, operation, purpose, detail, "
        "previous, 'x' FROM audit WHERE number = 1",
    ],
)
def test_the_database_refuses_to_change_what_is_written(register, five, sql):
    with pytest.raises(DatabaseError, match="append-only"), register.writing() as connection:
        connection.execute(text(sql))
    assert audit.rows(register) == tuple(reversed(five))


def test_sqlite_refuses_to_replace_a_row(tmp_path):
    """INSERT OR REPLACE deletes without asking the delete trigger on a plain connection."""
    register = Register.open(tmp_path / "register.sqlite")
    with register.writing() as connection:
        audit.append(connection, 1, "DC Smith", "look", WORKSPACE, {})
    other = sqlite3.connect(tmp_path / "register.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        other.execute("INSERT OR REPLACE INTO audit SELECT * FROM audit")
    other.close()
    register.close()


def test_postgres_refuses_to_truncate(postgres):
    register = Register.open(postgres.fresh())
    with register.writing() as connection:
        audit.append(connection, 1, "DC Smith", "look", WORKSPACE, {})
    with pytest.raises(DatabaseError, match="append-only"), register.writing() as connection:
        connection.execute(text("TRUNCATE audit CASCADE"))
    register.close()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "7"),
        ("actor", "'nobody'"),
        ("verb", "'nothing'"),
        ("operation", "'other'"),
        ("purpose", "'other'"),
        ("detail", "'{}'"),
        ("chain", "'" + "f" * 64 + "'"),
        ("previous", "'" + "f" * 64 + "'"),
    ],
)
@pytest.mark.parametrize("number", [1, 3, 5])
def test_any_value_changed_behind_its_back_is_found(
    register, five, behind_its_back, column, value, number
):
    behind_its_back(f"UPDATE audit SET {column} = {value} WHERE number = {number}")
    assert f"audit row {number}" in {fault.where for fault in audit.check(register)}


def test_a_row_taken_out_is_found_where_it_is_missing(register, five, behind_its_back):
    behind_its_back("DELETE FROM audit WHERE number = 3")
    found = audit.check(register)
    assert {fault.where for fault in found} == {"audit row 4"}
    assert ("row 3", "row 4") in {(fault.expected, fault.found) for fault in found}


def test_rows_cut_off_the_end_show_against_a_noted_head(register, five, behind_its_back):
    """The chain itself is blind to this, as its module says."""
    noted = audit.head(register)
    behind_its_back("DELETE FROM audit WHERE number = 5")
    assert audit.check(register) == ()
    assert audit.head(register) != noted


def test_control_characters_and_any_text_are_kept_as_they_are(register):
    detail = {"text": "a\r\nb\x1b[31m\x00 \u202e \uff1d1", "of": [1, None, 2.5, True]}
    with register.writing() as connection:
        audit.append(connection, 1, "DC Ó Briain\n", "look", WORKSPACE, detail)
    assert audit.rows(register)[0].detail == detail
    assert audit.check(register) == ()


def test_half_a_character_is_refused_before_anything_is_written(register):
    with pytest.raises(Refused, match="Unicode"), register.writing() as connection:
        audit.append(connection, 1, "DC \udcff", "look", WORKSPACE, {})
    assert audit.head(register) == (0, audit.FIRST)


def test_two_equal_acts_have_different_chains(register):
    with register.writing() as connection:
        a, b = (audit.append(connection, 1, "DC Smith", "look", WORKSPACE, {}) for _ in range(2))
    assert a.chain != b.chain
    assert digest(a.detail) == digest(b.detail)

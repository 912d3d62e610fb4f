import pytest
from sqlalchemy import text

from lineholder.model.entry import Entry, EntryKind
from lineholder.model.people import WORKSPACE
from lineholder.storage.register import Register, check, entries, manifest


@pytest.fixture
def filled(register, ingest) -> Register:
    manifest.commit(register, ingest, "DC Smith")
    with register.writing() as connection:
        entries.append(
            connection,
            Entry(0, EntryKind.LINE_STATUS, "line 1", {"status": "live"}, "DC Smith", 5, "seen"),
            WORKSPACE,
        )
    return register


def test_a_register_as_it_was_written_has_no_fault(filled):
    assert check(filled) == ()


def test_an_empty_register_has_no_fault(register):
    assert check(register) == ()


def test_missing_guards_are_named(filled, behind_its_back):
    behind_its_back("SELECT 1")
    found = {fault.expected for fault in check(filled)}
    assert {
        "trigger audit_no_update",
        "trigger manifest_in_order",
        "trigger entries_no_delete",
    } <= found
    assert {fault.what for fault in check(filled)} == {"append-only guard"}


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("UPDATE audit SET actor = 'x' WHERE number = 1", "audit chain"),
        ("UPDATE entries SET actor = 'x'", "entries"),
        ("UPDATE manifest SET name = 'x'", "manifest"),
    ],
)
def test_each_log_is_checked(filled, behind_its_back, sql, what):
    behind_its_back(sql)
    assert what in {fault.what for fault in check(filled)}


def test_broken_conservation_is_found_even_where_the_database_was_made_to_take_it(
    filled, behind_its_back, ingest
):
    if filled.is_sqlite:
        behind_its_back("PRAGMA ignore_check_constraints = ON")
    else:
        behind_its_back("ALTER TABLE manifest DROP CONSTRAINT ck_manifest_conservation")
    with filled.writing() as connection:
        if filled.is_sqlite:
            connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        connection.execute(text("UPDATE manifest SET rows_in_file = 99"))
    found = [fault for fault in check(filled) if fault.what == "conservation"]
    assert [(f.where, f.expected, f.found) for f in found] == [
        (f"ingest {ingest.id}", "99 rows", "7 + 2 + 1")
    ]


def test_a_damaged_page_is_a_fault(tmp_path, ingest):
    path = tmp_path / "register.sqlite"
    register = Register.open(path)
    manifest.commit(register, ingest, "DC Smith")
    register.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    damaged = Register(register.engine, register.where)
    faults = check(damaged)
    damaged.close()
    assert faults
    assert {fault.what for fault in faults} == {"register"}

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from lineholder.model.errors import Damaged, Refused
from lineholder.model.source import Account
from lineholder.storage.register import audit, manifest
from lineholder.storage.register.tables import manifest as table


def test_a_committed_ingest_comes_back_whole(register, ingest):
    manifest.commit(register, ingest, "DC Smith")
    assert manifest.find(register, ingest.id) == ingest
    assert manifest.check(register) == ()


def test_an_ingest_without_power_segments_or_quarantine_comes_back_whole(register, ingest):
    bare = replace(
        ingest,
        power=None,
        segments=(),
        quarantine=None,
        notes=(),
        options={},
        account=Account(0, 0, 0, 0),
    )
    manifest.commit(register, bare, "DC Smith")
    assert manifest.find(register, ingest.id) == bare


def test_ingests_come_in_commit_order(register, ingest):
    ids = ["f", "a", "c"]
    for name in ids:
        manifest.commit(register, replace(ingest, id=name), "DC Smith")
    assert [found.id for found in manifest.all_ingests(register)] == ids


def test_an_unknown_ingest_is_none(register):
    assert manifest.find(register, "0" * 16) is None
    assert manifest.all_ingests(register) == ()


def test_the_same_ingest_twice_is_refused_and_changes_nothing(register, ingest):
    manifest.commit(register, ingest, "DC Smith")
    with pytest.raises(Refused, match="already ingested by DC Smith"):
        manifest.commit(register, replace(ingest, at=5), "DC Jones")
    assert manifest.all_ingests(register) == (ingest,)
    assert audit.head(register)[0] == 1


def test_the_commit_is_audited_in_the_same_transaction(register, ingest):
    manifest.commit(register, ingest, "DC Smith")
    (row,) = audit.rows(register)
    assert (row.actor, row.verb, row.at) == ("DC Smith", "commit an ingest", ingest.at)
    assert row.detail["ingest"] == ingest.id
    assert row.detail["rows_in_file"] == 10


@pytest.mark.parametrize(
    ("column", "value", "constraint"),
    [
        ("rows_in_file", 11, "conservation"),
        ("rows_in_file", 9, "conservation"),
        ("recorded", 6, "conservation"),
        ("sealed", 8, "sealed_is_recorded"),
        ("sealed", -1, "counts"),
    ],
)
def test_the_database_refuses_a_row_that_breaks_conservation(
    register, ingest, column, value, constraint
):
    manifest.commit(register, ingest, "DC Smith")
    with register.reading() as connection:
        row = dict(connection.execute(table.select()).one()._mapping)
    row |= {"number": 2, "id": "other", column: value}
    with pytest.raises(IntegrityError, match=constraint), register.writing() as connection:
        connection.execute(table.insert().values(row))


def test_the_database_refuses_negative_counts_that_sum_up(register, ingest):
    manifest.commit(register, ingest, "DC Smith")
    with register.reading() as connection:
        row = dict(connection.execute(table.select()).one()._mapping)
    row |= {"number": 2, "id": "other", "quarantined": -1, "structural": 4}
    with pytest.raises(IntegrityError, match="counts"), register.writing() as connection:
        connection.execute(table.insert().values(row))


@pytest.mark.parametrize(
    "sql", ["UPDATE manifest SET recorded = recorded", "DELETE FROM manifest"]
)
def test_the_database_refuses_to_change_what_is_committed(register, ingest, sql):
    manifest.commit(register, ingest, "DC Smith")
    with pytest.raises(DatabaseError, match="append-only"), register.writing() as connection:
        connection.execute(text(sql))


@pytest.mark.parametrize(
    "change",
    ["recorded = 8, structural = 0", "segments = '[]'", "name = 'x'", "at = 1", "power = NULL"],
)
def test_a_row_changed_behind_its_back_is_found(register, ingest, behind_its_back, change):
    manifest.commit(register, ingest, "DC Smith")
    behind_its_back(f"UPDATE manifest SET {change}")
    (fault,) = manifest.check(register)
    assert (fault.what, fault.where) == ("manifest", f"ingest {ingest.id}")


def test_counts_that_do_not_fit_their_reasons_are_damaged(register, ingest, behind_its_back):
    manifest.commit(register, ingest, "DC Smith")
    behind_its_back("UPDATE manifest SET reasons = '{}'")
    with pytest.raises(Damaged, match=ingest.id):
        manifest.find(register, ingest.id)

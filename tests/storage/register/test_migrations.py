import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from lineholder.model.errors import Refused
from lineholder.storage.register import Register, migrations
from lineholder.storage.register.tables import APPEND_ONLY, metadata


def test_the_tables_and_the_migrations_do_not_differ(register):
    with register.reading() as connection:
        command.check(migrations.configuration(connection))


def test_every_table_of_the_code_is_there(register):
    with register.reading() as connection:
        found = set(inspect(connection).get_table_names())
    assert found == {*metadata.tables, "alembic_version"}


def test_head_and_known_name_the_files(register):
    with register.reading() as connection:
        scripts = ScriptDirectory.from_config(migrations.configuration(connection))
    assert scripts.get_current_head() == migrations.HEAD
    assert {script.revision for script in scripts.walk_revisions()} == set(migrations.KNOWN)


def test_a_register_of_a_newer_program_is_refused(register, register_at):
    with register.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Refused, match="found version 9999, written by a newer Lineholder"):
        Register.open(register_at)


def test_a_migration_that_fails_leaves_nothing(tmp_path, monkeypatch):
    path = tmp_path / "register.sqlite"
    upgrade = command.upgrade

    def upgrade_then_fail(*arguments):
        upgrade(*arguments)
        raise ZeroDivisionError

    monkeypatch.setattr(command, "upgrade", upgrade_then_fail)
    with pytest.raises(ZeroDivisionError):
        Register.open(path)
    monkeypatch.setattr(command, "upgrade", upgrade)
    register = Register.open(path)
    with register.reading() as connection:
        assert set(APPEND_ONLY) <= set(inspect(connection).get_table_names())
    register.close()

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from lineholder.model.errors import Damaged, Refused
from lineholder.model.people import WORKSPACE
from lineholder.storage.register import Register, audit
from lineholder.storage.register import open as opening


def test_a_register_keeps_what_was_written_when_it_is_opened_again(register_at):
    register = Register.open(register_at)
    with register.writing() as connection:
        audit.append(connection, 1, "DC Smith", "look", WORKSPACE, {})
    register.close()
    again = Register.open(register_at)
    assert [row.actor for row in audit.rows(again)] == ["DC Smith"]
    again.close()


def test_an_error_undoes_the_whole_write(register):
    with pytest.raises(ZeroDivisionError), register.writing() as connection:
        audit.append(connection, 1, "DC Smith", "look", WORKSPACE, {})
        raise ZeroDivisionError
    assert audit.head(register) == (0, audit.FIRST)


def test_writers_take_turns_so_that_numbers_have_no_gaps(register):
    def write():
        for at in range(10):
            with register.writing() as connection:
                audit.append(
                    connection, at, threading.current_thread().name, "look", WORKSPACE, {}
                )

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [row.number for row in audit.rows(register)] == list(range(40, 0, -1))
    assert audit.check(register) == ()


def test_a_reader_sees_the_last_commit_while_another_writes(register):
    with register.writing() as connection:
        audit.append(connection, 1, "DC Smith", "look", WORKSPACE, {})
        assert audit.head(register)[0] == 0
    assert audit.head(register)[0] == 1


def test_sqlite_writes_ahead_and_waits_for_the_disk(tmp_path):
    register = Register.open(tmp_path / "register.sqlite")
    with register.reading() as connection:
        found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        }
    register.close()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
    }


def test_postgres_waits_for_the_disk(postgres):
    register = Register.open(postgres.fresh())
    with register.reading() as connection:
        assert connection.execute(text("SHOW synchronous_commit")).scalar() == "on"
    register.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_only_the_owner_reads_the_file(tmp_path):
    register = Register.open(tmp_path / "register.sqlite")
    with register.writing() as connection:
        audit.append(connection, 1, "DC Smith", "look", WORKSPACE, {})
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    register.close()
    assert modes == {0o600}


def test_a_file_that_is_no_database_is_damaged(tmp_path):
    (tmp_path / "register.sqlite").write_text("from,to\n" * 500)
    with pytest.raises(Damaged, match=r"Expected a Lineholder register at .*not a database"):
        Register.open(tmp_path / "register.sqlite")


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(Refused, match="Check that the folder"):
        Register.open(tmp_path / "missing" / "register.sqlite")


@pytest.mark.parametrize("url", ["mysql://host/db", "postgresql://host:port/db", "://"])
def test_another_url_is_refused(url):
    with pytest.raises(Refused, match="postgresql://"):
        Register.open(url)


def test_a_server_that_does_not_answer_is_refused(tmp_path):
    with pytest.raises(Refused, match="the database server runs"):
        Register.open(f"postgresql:///register?host={tmp_path}")


def test_the_password_is_never_shown(postgres):
    register = Register.open(postgres.fresh().replace("postgres:@", "postgres:secret@"))
    assert "secret" not in register.where
    register.close()


def test_a_write_that_waits_too_long_is_refused(register, register_at, monkeypatch):
    monkeypatch.setattr(opening, "BUSY_S", 0.05)
    other = Register.open(register_at)
    with register.writing():
        with pytest.raises(Refused, match=r"within 0\.05 s; found"), other.writing():
            pass
        assert audit.head(other) == (0, audit.FIRST)
    with other.writing() as connection:
        audit.append(connection, 1, "DC Smith", "look", WORKSPACE, {})
    other.close()


def test_two_processes_may_open_a_new_register_at_once(tmp_path):
    path = tmp_path / "register.sqlite"
    program = (
        "import sys; from lineholder.storage.register import Register; from pathlib import Path"
    )
    program += "; Register.open(Path(sys.argv[1])).close()"
    both = [subprocess.Popen([sys.executable, "-c", program, path]) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    Register.open(Path(path)).close()

import threading
import time

import pytest

from lineholder.model.errors import Refused
from lineholder.storage.register import passwords

GOOD = "correct horse battery"


@pytest.fixture
def smith(register):
    with register.writing() as connection:
        passwords.keep(connection, "dc smith", passwords.hashed(GOOD), 1)


def test_the_right_password_matches_and_no_other(register, smith):
    assert passwords.matches(register, "dc smith", GOOD)
    for wrong in ("", GOOD.upper(), GOOD + " ", GOOD[:-1]):
        assert not passwords.matches(register, "dc smith", wrong)


def test_an_unknown_name_matches_nothing(register, smith):
    assert not passwords.matches(register, "dc jones", GOOD)


def test_a_new_password_replaces_the_old_one(register, smith):
    with register.writing() as connection:
        passwords.keep(connection, "dc smith", passwords.hashed("a new one of four words"), 2)
    assert not passwords.matches(register, "dc smith", GOOD)
    assert passwords.matches(register, "dc smith", "a new one of four words")


@pytest.mark.parametrize("password", ["", "x" * 14, "x" * 1025, "é" * 513])
def test_short_and_endless_passwords_are_refused(password):
    with pytest.raises(Refused, match="at least 15 characters"):
        passwords.hashed(password)


@pytest.mark.parametrize("password", ["x" * 15, "x" * 1024, "é" * 15])
def test_fifteen_characters_and_a_kilobyte_are_the_edges(password):
    assert passwords.hashed(password).startswith("$argon2id$v=19$m=47104,t=1,p=1$")


def test_the_same_characters_typed_otherwise_match(register):
    with register.writing() as connection:
        passwords.keep(connection, "dc smith", passwords.hashed("caf\u00e9 on the corner"), 1)
    assert passwords.matches(register, "dc smith", "cafe\u0301 on the corner")


def test_the_same_password_has_another_hash_each_time():
    assert passwords.hashed(GOOD) != passwords.hashed(GOOD)


def test_an_endless_password_is_nobodys(register, smith):
    assert not passwords.matches(register, "dc smith", "x" * 2_000_000)


def test_at_most_two_hashes_run_at_once(register, smith, monkeypatch):
    running, most, guard = 0, 0, threading.Lock()

    class Slow:
        def verify(self, _hash, _password):
            nonlocal running, most
            with guard:
                running += 1
                most = max(most, running)
            time.sleep(0.02)
            with guard:
                running -= 1
            return True

    monkeypatch.setattr(passwords, "HASHER", Slow())
    tries = [
        threading.Thread(target=passwords.matches, args=(register, "dc smith", GOOD))
        for _ in range(6)
    ]
    for one in tries:
        one.start()
    for one in tries:
        one.join()
    assert most == 2

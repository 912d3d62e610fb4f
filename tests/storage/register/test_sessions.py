import pytest
from sqlalchemy import select

from lineholder.storage.register import sessions
from lineholder.storage.register.tables import sessions as table

T0 = 1_700_000_000
MINUTE, HOUR = 60, 3600


@pytest.fixture
def token(register):
    with register.writing() as connection:
        return sessions.start(connection, "dc smith", T0)


def test_a_session_names_its_account(register, token):
    assert sessions.key_of(register, token, T0) == "dc smith"


@pytest.mark.parametrize("other", ["", "x", "\udcff", "0" * 43])
def test_any_other_text_names_nobody(register, token, other):
    assert sessions.key_of(register, other, T0) is None


def test_the_token_is_256_bits_and_only_its_hash_is_kept(register, token):
    assert len(token) == 43
    with register.reading() as connection:
        assert token not in str(connection.execute(select(table)).all())


def test_an_idle_session_ends_after_fifteen_minutes(register, token):
    assert sessions.key_of(register, token, T0 + 15 * MINUTE - 1) == "dc smith"
    assert sessions.key_of(register, token, T0 + 30 * MINUTE - 1) is None


def test_idle_ends_at_the_second(register, token):
    assert sessions.key_of(register, token, T0 + 15 * MINUTE) is None


def test_a_session_in_use_lasts_ten_hours_and_no_longer(register, token):
    for at in range(T0, T0 + 10 * HOUR, 10 * MINUTE):
        assert sessions.key_of(register, token, at) == "dc smith"
    assert sessions.key_of(register, token, T0 + 10 * HOUR - 1) == "dc smith"
    assert sessions.key_of(register, token, T0 + 10 * HOUR) is None


def test_being_seen_is_written_once_a_minute(register, token):
    sessions.key_of(register, token, T0 + 59)
    with register.reading() as connection:
        assert connection.execute(select(table.c.seen_at)).scalar() == T0
    sessions.key_of(register, token, T0 + 60)
    with register.reading() as connection:
        assert connection.execute(select(table.c.seen_at)).scalar() == T0 + 60


def test_an_ended_session_is_over_at_once(register, token):
    with register.writing() as connection:
        other = sessions.start(connection, "dc smith", T0)
        sessions.end(connection, token, T0 + 1)
    assert sessions.key_of(register, token, T0 + 1) is None
    assert sessions.key_of(register, other, T0 + 1) == "dc smith"


def test_all_sessions_of_an_account_end_together(register, token):
    with register.writing() as connection:
        second = sessions.start(connection, "dc smith", T0)
        other = sessions.start(connection, "dc jones", T0)
        sessions.end_all(connection, "dc smith", T0 + 1)
    assert [sessions.key_of(register, t, T0 + 1) for t in (token, second, other)] == [
        None,
        None,
        "dc jones",
    ]


def test_old_sessions_are_forgotten(register, token):
    with register.writing() as connection:
        sessions.start(connection, "dc jones", T0 + 25 * HOUR)
    with register.reading() as connection:
        assert connection.execute(select(table.c.key)).scalars().all() == ["dc jones"]

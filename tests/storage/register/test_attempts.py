import threading

import pytest

from lineholder.storage.register import attempts

T0 = 1_700_000_000


def test_five_wrong_tries_close_a_name_until_the_oldest_is_five_minutes_old(register):
    assert [attempts.begin(register, "dc smith", T0 + i) for i in range(5)] == [0] * 5
    assert attempts.begin(register, "dc smith", T0 + 10) == 290
    assert attempts.begin(register, "dc smith", T0 + 299) == 1
    assert attempts.begin(register, "dc smith", T0 + 300) == 0
    assert attempts.begin(register, "dc smith", T0 + 300) == 1


def test_another_name_is_not_locked_out(register):
    for _ in range(6):
        attempts.begin(register, "dc smith", T0)
    assert attempts.begin(register, "dc jones", T0) == 0


def test_the_right_password_forgets_the_wrong_ones(register):
    for _ in range(5):
        attempts.begin(register, "dc smith", T0)
    with register.writing() as connection:
        attempts.clear(connection, "dc smith")
    assert attempts.begin(register, "dc smith", T0) == 0


def test_one_password_on_many_names_closes_the_door(register):
    assert {attempts.begin(register, f"name {i}", T0) for i in range(100)} == {0}
    assert attempts.begin(register, "dc smith", T0 + 1) == 299
    assert attempts.begin(register, "dc smith", T0 + 300) == 0


def test_trying_in_parallel_gains_nothing(register):
    waits = []
    tries = [
        threading.Thread(target=lambda: waits.append(attempts.begin(register, "dc smith", T0)))
        for _ in range(12)
    ]
    for one in tries:
        one.start()
    for one in tries:
        one.join()
    assert waits.count(0) == 5


@pytest.mark.parametrize("key", ["", "x" * 100_000, "\udcff", "a\x00b"])
def test_any_text_is_a_name_to_throttle(register, key):
    assert [attempts.begin(register, key, T0) for _ in range(6)] == [0, 0, 0, 0, 0, 300]

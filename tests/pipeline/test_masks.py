"""Masks: one customer, one mask an operation, and no way back to the number."""

import base64
import hashlib
import re
from concurrent.futures import ThreadPoolExecutor

from lineholder.model.people import Scope
from lineholder.pipeline.masks import mask, secret

MAX, JERRY = Scope("Max", "analysis"), Scope("Jerry", "analysis")
NUMBER = "+447700900001"
KEY, OTHER_KEY = b"k" * 32, b"o" * 32
MANY = [f"+4477009{n:05d}" for n in range(2000)]


def test_a_mask_is_six_letters_and_holds_nothing_of_the_number():
    for number in MANY[:200]:
        assert re.fullmatch(r"Customer [A-Z2-7]{6}", mask(KEY, MAX, number))


def test_the_same_customer_keeps_the_mask_whatever_the_purpose():
    assert mask(KEY, MAX, NUMBER) == mask(KEY, Scope("Max", "disclosure"), NUMBER)


def test_no_customer_can_be_followed_into_another_operation():
    assert {mask(KEY, MAX, n) for n in MANY}.isdisjoint({mask(KEY, JERRY, n) for n in MANY})


def test_operation_and_number_cannot_be_shifted_into_each_other():
    assert mask(KEY, Scope("Max1", "x"), "23") != mask(KEY, Scope("Max", "x"), "123")


def test_who_lacks_the_key_cannot_find_the_number_by_trying_them_all():
    """All numbers are few enough to try: only the key stands between a mask and its number."""
    masks = {mask(KEY, MAX, n) for n in MANY}
    assert masks.isdisjoint({mask(OTHER_KEY, MAX, n) for n in MANY})
    plain = hashlib.sha256(f"Max\x00{NUMBER}".encode()).digest()
    assert mask(KEY, MAX, NUMBER) != "Customer " + base64.b32encode(plain)[:6].decode()


def test_the_key_is_made_once_also_by_many_at_once_and_is_the_owners_alone(empty):
    with ThreadPoolExecutor(8) as several:
        keys = set(several.map(secret, [empty.store] * 8))
    assert keys == {secret(empty.store)}
    assert len(secret(empty.store)) == 32
    assert (empty.store.path / "mask.key").stat().st_mode & 0o077 == 0
    assert list((empty.store.path / "tmp").glob("*.key")) == []

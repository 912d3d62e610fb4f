"""Masks: what a screen shows of a customer. The same customer has another mask in another operation."""

import base64
import hashlib
import hmac

from lineholder.model.people import Scope
from lineholder.storage import Store
from lineholder.storage.keys import key


def mask(secret: bytes, scope: Scope, number: str) -> str:
    """`Customer K7QXMA`: 30 bits of a keyed digest of operation and number; not to be turned back."""
    said = f"{scope.operation}\x00{number}".encode()
    made = hmac.new(secret, said, hashlib.sha256).digest()
    return "Customer " + base64.b32encode(made)[:6].decode()


def victim(secret: bytes, scope: Scope, named: str) -> str:
    """`Victim K7QXMA`: as a customer's mask, of whoever a record of crime names as its victim."""
    return mask(secret, scope, f"victim\x00{named}").replace("Customer", "Victim", 1)


def secret(store: Store) -> bytes:
    """The workspace's key for masks."""
    return key(store.path, "mask")

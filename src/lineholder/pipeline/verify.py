"""Verify: does what is stored still hold? Vault, records, conservation, register and audit chain."""

from lineholder.model.findings import Fault
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.progress import Progress, silent
from lineholder.pipeline.access import require
from lineholder.storage import Store
from lineholder.storage.register import check


def verify(
    store: Store, actor: Actor, scope: Scope, progress: Progress = silent
) -> tuple[Fault, ...]:
    """Everything that does not hold; empty when all does."""
    require(store, actor, Permission.READ, scope, "verify")
    return (*check(store.register),)

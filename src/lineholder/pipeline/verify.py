"""Verify: whether what is stored still holds. Vault, records, conservation, register, audit chain."""

from lineholder.model.findings import Fault
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.progress import Progress, silent
from lineholder.pipeline.access import require
from lineholder.storage import Store, register
from lineholder.storage import check as records


def verify(
    store: Store, actor: Actor, scope: Scope, progress: Progress = silent
) -> tuple[Fault, ...]:
    """Everything that does not hold; empty when all does."""
    require(store, actor, Permission.READ, scope, "verify")
    return (*register.check(store.register), *records.check(store, progress))

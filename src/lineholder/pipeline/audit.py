"""Read the audit; reading it is audited too."""

from lineholder.model.entry import AuditRow
from lineholder.model.people import Actor, Permission, Scope
from lineholder.pipeline import access
from lineholder.storage import Store
from lineholder.storage.register import audit


def audit_rows(
    store: Store, actor: Actor, scope: Scope, before: int | None = None, limit: int = 200
) -> tuple[AuditRow, ...]:
    """At most `limit` rows, newest first; `before` an audit number pages back."""
    access.require(
        store, actor, Permission.READ_AUDIT, scope, "read the audit", {"before": before}
    )
    return audit.rows(store.register, before=before, limit=limit)

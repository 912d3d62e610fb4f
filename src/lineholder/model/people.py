"""Who asks, what for, and what they may do."""

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """One thing that a person may be allowed to do."""

    READ = "read"  # see lines, numbers, activity
    READ_ROWS = "read_rows"  # open source rows, unmasked numbers
    INGEST = "ingest"
    OPEN_SEALED = "open_sealed"
    ANALYSE = "analyse"
    DECIDE = "decide"
    MANAGE_PEOPLE = "manage_people"
    READ_AUDIT = "read_audit"
    SET_TABLES = "set_tables"  # the unit's weights, harm index and MoRiLE bands
    MONITOR = "monitor"  # who is at each stage of the work: for fairness alone, in no score


class Role(StrEnum):
    """What an account is for; each role is a fixed set of permissions (see GRANTS)."""

    ANALYST = "analyst"
    OFFICER = "officer"
    HEAD = "head"
    DATA_CONTACT = "data_contact"
    DISCLOSURE = "disclosure"
    SAFEGUARDING = "safeguarding"
    AUDITOR = "auditor"
    LOCAL = "local"


_P = Permission
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.ANALYST: frozenset({_P.READ, _P.READ_ROWS, _P.INGEST, _P.ANALYSE, _P.DECIDE}),
    Role.OFFICER: frozenset({_P.READ, _P.READ_ROWS, _P.DECIDE}),
    Role.HEAD: frozenset(
        {
            *(_P.READ, _P.READ_ROWS, _P.ANALYSE, _P.DECIDE, _P.OPEN_SEALED),
            *(_P.MANAGE_PEOPLE, _P.SET_TABLES, _P.MONITOR),
        }
    ),
    Role.DATA_CONTACT: frozenset({_P.READ, _P.READ_ROWS, _P.INGEST, _P.OPEN_SEALED}),
    Role.DISCLOSURE: frozenset({_P.READ, _P.READ_ROWS, _P.READ_AUDIT}),
    Role.SAFEGUARDING: frozenset({_P.READ}),
    Role.AUDITOR: frozenset({_P.READ_AUDIT}),  # sees the log, not the content
    Role.LOCAL: frozenset(Permission),  # the one officer of a fresh workspace
}


@dataclass(frozen=True, slots=True)
class Actor:
    """A named person with roles; every answer is given to one, and audited under the name."""

    name: str
    roles: frozenset[Role]

    def may(self, permission: Permission) -> bool:
        """Whether any of the person's roles grants it. No role, no permission."""
        return any(permission in GRANTS[role] for role in self.roles)


@dataclass(frozen=True, slots=True)
class Person:
    """An account: a name, unique whatever its case, its roles, and whether it was closed."""

    name: str
    roles: frozenset[Role]
    added_at: int = (
        0  # UTC epoch seconds; 0 for the local officer of a workspace that names nobody
    )
    closed: bool = False

    @property
    def is_local(self) -> bool:
        """Whether it is the one officer that a fresh workspace starts with."""
        return Role.LOCAL in self.roles


@dataclass(frozen=True, slots=True)
class Scope:
    """Operation and purpose: what the answer is for. The engine sees only the scope's sources.

    `sources` are sha256 digests; None means every source of the workspace that is not sealed.
    """

    operation: str
    purpose: str
    sources: frozenset[str] | None = None


WORKSPACE = Scope("workspace", "analysis")  # what a fresh workspace asks and records under

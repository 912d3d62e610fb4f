"""The chain of a line: its people by the numbers they used, their roles as probabilities. Leads only."""

from dataclasses import dataclass
from enum import StrEnum


class ChainRole(StrEnum):
    """What somebody does for a line."""

    CONTROLLER = "controller"
    ENFORCER = "enforcer"  # runs the workers from day to day for the controller
    CALL_HANDLER = "call_handler"
    RUNNER = "runner"
    COURIER = "courier"
    CUCKOOED_OCCUPANT = "cuckooed_occupant"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    UNRELATED = "unrelated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Ground:
    """What a role rests on: `log_odds` (natural) > 0 speaks for it; `ref` opens the rows counted."""

    name: str
    value: float
    log_odds: float
    sentence: str
    ref: str


@dataclass(frozen=True, slots=True)
class Member:
    """One person, as far as numbers that followed one another tell. Times UTC epoch seconds.

    `probability` is that of `role`; `reports_to` is the first number of the member above, else None.
    """

    numbers: tuple[str, ...]
    role: ChainRole
    probability: float
    reports_to: str | None
    first_s: int
    last_s: int
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """Who is at the top. `number` is the person's own, never a line's.

    None where for nobody it is likelier than that the head is not visible.
    `probability` is that of `number` (of nobody: 0); `not_visible` that the head is not in the records.
    """

    number: str | None
    probability: float
    not_visible: float


@dataclass(frozen=True, slots=True)
class Chain:
    """A line's people: the head and whoever runs the workers first, then workers by their first use."""

    line: str
    members: tuple[Member, ...]
    head: Head
    snapshot: str


@dataclass(frozen=True, slots=True)
class Carrier:
    """What attribution says of one candidate for whoever carries `phone`, of `searched` numbers.

    `phone` is a line's number or a worker's; `log10_lr` weighs that one person carries both.
    """

    phone: str
    number: str
    log10_lr: float
    searched: int

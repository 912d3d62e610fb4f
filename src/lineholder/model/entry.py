"""Entries: what people say, as one append-only log. Everything decided is a fold over it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class EntryKind(StrEnum):
    """What an entry records. The payload of each kind is described where it is written."""

    PERSON_ADDED = "person_added"
    PERSON_ROLES = "person_roles"
    PERSON_CLOSED = "person_closed"
    SEALED_OPENED = "sealed_opened"
    PROFILE_SAVED = "profile_saved"
    LINE_STATUS = "line_status"
    LEDGER_ENTERED = "ledger_entered"  # one row of the ledger, typed by hand
    HARM_TABLE_SET = "harm_table_set"  # a version of the unit's weights, index or MoRiLE bands
    INCIDENT_DECIDED = "incident_decided"  # a recorded crime is of a line, or is not
    INTELLIGENCE_ENTERED = (
        "intelligence_entered"  # one report on a line, graded; or its withdrawal
    )
    FACT_STATED = "fact_stated"  # who a person is, for monitoring alone
    BASIS_DECIDED = "basis_decided"  # why ethnicity may be held, and until when
    REVIEW_SET = "review_set"  # something to be looked at again; or that it was
    ATTRIBUTION_DECIDED = (
        "attribution_decided"  # accepted or disputed: the payload alone says which
    )
    ATTRIBUTION_CHECKED = "attribution_checked"  # by a second person, blind
    ATTRIBUTION_ADOPTED = "attribution_adopted"  # by an expert
    ATTRIBUTION_ALLOWED = (
        "attribution_allowed"  # by the reviewing lawyer, though location is all it has
    )
    ATTRIBUTION_WITHDRAWN = "attribution_withdrawn"  # supersedes any of these


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a named person said, when, and why. `at` is UTC epoch seconds.

    `subject` names what it is about (a line, an ingest, a person); `supersedes` is the number of the
    entry that this one corrects: nothing is overwritten.
    """

    number: int
    kind: EntryKind
    subject: str
    payload: Mapping[str, Any]
    actor: str
    at: int
    reason: str
    supersedes: int | None = None


@dataclass(frozen=True, slots=True)
class AuditRow:
    """Who did what to which scope; hash-chained: `chain` covers this row and the one before."""

    number: int
    at: int  # UTC epoch seconds
    actor: str
    verb: str
    operation: str
    purpose: str
    detail: Mapping[str, Any]
    previous: str
    chain: str


class RunState(StrEnum):
    """Where a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Run:
    """A job: step name, parameters, progress `n` of `of`, and its result or the error's sentence."""

    id: str
    step: str
    params: Mapping[str, Any]
    actor: str
    state: RunState
    n: int
    of: int
    created_at: int
    result: Mapping[str, Any] | None = None
    error: str | None = None
    started_at: int | None = None  # when the worker took it; UTC epoch seconds, as all its times
    ended_at: int | None = None

"""Returned: closed lines that trade again, proposed with every ingest; a person confirms in the ledger."""

from lineholder.ingest import read_number
from lineholder.model.digest import digest
from lineholder.model.findings import Reference
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.plain import from_plain, to_plain
from lineholder.model.returned import Returned, ReturnsFound
from lineholder.outcomes import returned as finding
from lineholder.pipeline import outcomes, succession
from lineholder.pipeline.access import now_s, require
from lineholder.pipeline.workspace import opened_seals, records
from lineholder.storage import Store
from lineholder.storage.register import findings, references

VERSION = 1  # of what is saved: a change makes it anew
NOTHING = ReturnsFound((), 0, 0)


def returned(store: Store, actor: Actor, scope: Scope) -> ReturnsFound:
    """The proposals on the permitted records and ledger; none where either is missing."""
    require(store, actor, Permission.READ, scope, "read which closed lines are back")
    return found(store, scope)


def found(store: Store, scope: Scope) -> ReturnsFound:
    """For other steps that passed the gate themselves, and for each ingest: saved proposals, or new ones."""
    held = store.holding(scope, opened_seals(store))
    if not held.of("ledger"):
        return NOTHING
    version = digest([VERSION, held.ledger_snapshot, held.snapshot])
    saved = findings.find(store.register, _stage(scope), version)
    if saved is not None:
        return from_plain(ReturnsFound, saved)
    lines = finding.closed(outcomes.kept(store, scope))
    numbers = {
        one.line: {read_number(text).number for text in one.written} - {None} for one in lines
    }
    watched = [
        (one.line, one.closed_s, str(n))
        for one in lines
        for n in sorted(numbers[one.line], key=str)
    ]
    proposed, opens = tuple[Returned, ...](), tuple[Reference, ...]()
    if watched and held.of("observations"):
        with records(store, scope) as asker:
            pairs = succession.followed(store, scope, asker)
            proposed, opens = finding.find(asker, watched, pairs)
    made = ReturnsFound(
        proposed, sum(map(bool, numbers.values())), sum(not n for n in numbers.values())
    )
    references.save(store.register, *opens)
    findings.save(store.register, _stage(scope), version, to_plain(made), now_s())
    return made


def _stage(scope: Scope) -> str:
    """Who is limited to some sources sees nothing that was made on others."""
    only = "" if scope.sources is None else f" on {digest(sorted(scope.sources))[:16]}"
    return f"returned of {scope.operation}{only}"

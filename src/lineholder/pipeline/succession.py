"""Successions: which number took over from which, in the permitted records."""

from lineholder.model.digest import digest
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.plain import from_plain, to_plain
from lineholder.model.progress import Progress, silent
from lineholder.model.question import Asker
from lineholder.model.succession import SuccessionsFound
from lineholder.pipeline.access import now_s, require
from lineholder.pipeline.workspace import records
from lineholder.storage import Store
from lineholder.storage.register import findings, references
from lineholder.succession import find as finding


def successors(
    store: Store, actor: Actor, scope: Scope, progress: Progress = silent
) -> SuccessionsFound:
    """The proposed pairs, found anew only where records or methods changed."""
    require(store, actor, Permission.ANALYSE, scope, "find successors")
    with records(store, scope) as asker:
        return found(store, scope, asker, progress)


def found(
    store: Store, scope: Scope, asker: Asker, progress: Progress = silent
) -> SuccessionsFound:
    """For other steps that passed the gate themselves: the saved pairs of these records, or new ones."""
    version = finding.version(asker.snapshot)
    saved = findings.find(store.register, _stage(scope), version)
    if saved is not None:
        return from_plain(SuccessionsFound, saved)
    made = finding.find(asker, progress)
    references.save(store.register, *made.references)
    findings.save(store.register, _stage(scope), version, to_plain(made.pairs), now_s())
    return made.pairs


def followed(store: Store, scope: Scope, asker: Asker) -> tuple[tuple[str, str], ...]:
    """For the same: the pairs (old, new) alone, saved or new; it is quicker than describing them."""
    version, stage = finding.version(asker.snapshot), f"{_stage(scope)}: pairs"
    saved = findings.find(store.register, stage, version)
    if saved is not None:
        return tuple((old, new) for old, new in saved["pairs"])
    pairs = finding.followed(asker)
    findings.save(store.register, stage, version, {"pairs": [list(p) for p in pairs]}, now_s())
    return pairs


def _stage(scope: Scope) -> str:
    """Who is limited to some sources sees no pair that was found on others."""
    only = "" if scope.sources is None else f" on {digest(sorted(scope.sources))[:16]}"
    return f"successors of {scope.operation}{only}"

"""Lasting: whether closures hold, what came elsewhere, and what the period's figures can say."""

from lineholder.model.alike import Alike
from lineholder.model.digest import digest
from lineholder.model.lasting import Bounds, Lasting
from lineholder.model.outcomes import Outcomes
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.plain import from_plain, to_plain
from lineholder.outcomes import alike as comparing
from lineholder.outcomes import events, stock
from lineholder.outcomes import intervals as bounding
from lineholder.outcomes import lasting as holding
from lineholder.pipeline.access import now_s, require
from lineholder.pipeline.lines import lines_found
from lineholder.pipeline.outcomes import Asked
from lineholder.pipeline.workspace import ledger, need_ledger
from lineholder.storage import Store
from lineholder.storage.register import findings

VERSION = 2  # of what is saved: a change makes it anew


def lasting(store: Store, actor: Actor, scope: Scope, asked: Asked) -> Lasting:
    """How long closures hold in a period, made anew only where the ledger or the list of lines changed."""
    told = {"from_s": asked.from_s, "to_s": asked.to_s}
    require(store, actor, Permission.READ, scope, "read how long closures hold", told)
    markets = _markets(store, actor, scope)
    held = need_ledger(store, scope)
    version = digest([VERSION, held, asked.from_s, asked.to_s, sorted(markets.items())])
    saved = findings.find(store.register, _stage(scope), version)
    if saved is not None:
        return from_plain(Lasting, saved)
    with ledger(store, scope) as (asker, _):
        asker.hold(events.counted())
        histories = stock.fold(asker.answer(stock.ask()).table).histories
        ends = holding.read_ends(asker.answer(holding.ask_ends()).table)
    found = holding.find(tuple(histories), markets, (asked.from_s, asked.to_s), ends)
    findings.save(store.register, _stage(scope), version, to_plain(found), now_s())
    return found


def figures_bounds(
    store: Store, actor: Actor, scope: Scope, found: Outcomes
) -> tuple[tuple[Bounds, ...], tuple[Alike, ...]]:
    """Bounds of the figures, and sentences like with like, of outcomes that the actor was given."""
    require(store, actor, Permission.READ, scope, "read what outcomes can say")
    compared = comparing.alike(found.sentences) if found.sentences else ()
    return bounding.intervals(found.figures), compared


def _markets(store: Store, actor: Actor, scope: Scope) -> dict[str, str]:
    """Each line that the list found last places, by its id and by each of its numbers."""
    found = lines_found(store, actor, scope)
    return {
        name: one.market
        for one in (found.lines if found else ())
        if one.market is not None
        for name in (one.line, *(use.number for use in one.numbers))
    }


def _stage(scope: Scope) -> str:
    """Who is limited to some sources sees nothing that was made on others."""
    only = "" if scope.sources is None else f" on {digest(sorted(scope.sources))[:16]}"
    return f"lasting of {scope.operation}{only}"

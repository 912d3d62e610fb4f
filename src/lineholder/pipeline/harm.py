"""Harm: the lines that were found, in an order by what they do to people, every component open."""

import pyarrow as pa

from lineholder.model.errors import NoData
from lineholder.model.harm import HarmPlace
from lineholder.model.people import Actor, Permission, Scope
from lineholder.outcomes import events, harm_index, harm_known, harm_weights
from lineholder.outcomes import harm as assessing
from lineholder.pipeline import lines
from lineholder.pipeline.access import require
from lineholder.pipeline.workspace import ledger
from lineholder.storage import Store


def harm(store: Store, actor: Actor, scope: Scope) -> tuple[HarmPlace, ...]:
    """The lines of the list that was found last, most harm first; none where no list was found."""
    require(store, actor, Permission.READ, scope, "order lines by harm")
    found = lines.lines_found(store, actor, scope)
    listed = found.lines if found else ()
    activity = lines.sparklines(store, actor, scope, listed) if listed else {}
    known = harm_known.inputs(listed, activity, _entries(store, scope))
    return assessing.order(
        [assessing.assess(one, harm_index.SHIPPED) for one in known], harm_weights.SHIPPED
    )


def _entries(store: Store, scope: Scope) -> pa.Table | None:
    """The entries that bear on harm; None where there is no ledger to read."""
    try:
        with ledger(store, scope) as (asker, _):
            asker.hold(events.counted())
            return asker.answer(harm_known.ask()).table
    except NoData:
        return None

"""Trade: how much one line of the list sold, by both published formulas."""

import pyarrow as pa

from lineholder.detect import activity, relays
from lineholder.detect.measure import table
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.question import Question
from lineholder.model.trade import Quantity
from lineholder.pipeline import lines
from lineholder.pipeline.access import require
from lineholder.pipeline.workspace import records
from lineholder.storage import Store
from lineholder.storage.register import references
from lineholder.trade import find as finding


def quantity(store: Store, actor: Actor, scope: Scope, line: str) -> Quantity:
    """The estimates of a line, by its id or one of its numbers, under the shipped assumptions."""
    require(store, actor, Permission.READ, scope, "estimate what a line sold", {"line": line})
    candidate = lines.candidate(store, scope, line)
    numbers = [use.number for use in candidate.numbers]
    with records(store, scope) as asker:
        asker.hold(relays.ask(relays.Params()), {"candidates": table([(n, "") for n in numbers])})
        others = activity.others(asker.answer(activity.ask_others()).table)
        workers = pa.table(
            {"other": pa.array([o.number for o in others if o.is_worker], pa.string())}
        )
        asker.hold(Question("workers", "SELECT other FROM given"), {"given": workers})
        found = finding.find(asker, candidate.line, numbers)
    references.save(store.register, found.reference)
    return found.quantity

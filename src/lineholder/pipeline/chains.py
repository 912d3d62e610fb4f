"""Chains: the people behind one line of the list."""

import pyarrow as pa

from lineholder.chain import find as finding
from lineholder.detect import relays
from lineholder.detect.measure import table
from lineholder.model.chain import Carrier, Chain
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.question import Question
from lineholder.pipeline import lines, succession
from lineholder.pipeline.access import require
from lineholder.pipeline.workspace import records
from lineholder.storage import Store
from lineholder.storage.register import references
from lineholder.succession import place


def chain(
    store: Store, actor: Actor, scope: Scope, line: str, carriers: tuple[Carrier, ...] = ()
) -> Chain:
    """The members of a line, by its id or one of its numbers, with roles, and who is at the top."""
    require(store, actor, Permission.ANALYSE, scope, "find the people of a line", {"line": line})
    candidate = lines.candidate(store, scope, line)
    numbers = tuple(use.number for use in candidate.numbers)
    given = {"given": table([(number, candidate.line) for number in numbers])}
    with records(store, scope) as asker:
        pairs = tuple((p.old, p.new) for p in succession.found(store, scope, asker).pairs)
        asker.hold(Question("candidates", "SELECT number, line FROM given"), given)
        asker.hold(relays.ask(relays.Params()))
        areas: pa.Table = place.areas(asker.answer(place.cells()).table)
        found = finding.find(asker, finding.Line(candidate.line, numbers, pairs, carriers), areas)
    references.save(store.register, *found.references)
    return found.chain

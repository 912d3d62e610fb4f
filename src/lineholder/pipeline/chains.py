"""Chains: the people behind one line of the list."""

import pyarrow as pa

from lineholder.chain import carry, command
from lineholder.chain import find as finding
from lineholder.detect import relays
from lineholder.detect.measure import table
from lineholder.model.chain import Carrier, Chain
from lineholder.model.lines import LineCandidate
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.question import Question
from lineholder.pipeline import attribution, lines, succession
from lineholder.pipeline.access import require
from lineholder.pipeline.workspace import records
from lineholder.storage import Store
from lineholder.storage.register import references
from lineholder.succession import place


def chain(
    store: Store,
    actor: Actor,
    scope: Scope,
    line: str,
    carriers: tuple[Carrier, ...] | None = None,
) -> Chain:
    """The members of a line, by its id or one of its numbers, with roles, and who is at the top."""
    require(store, actor, Permission.ANALYSE, scope, "find the people of a line", {"line": line})
    candidate = lines.candidate(store, scope, line)
    numbers = tuple(use.number for use in candidate.numbers)
    if carriers is None:
        carriers = _carriers(store, actor, scope, candidate)
    given = {"given": table([(number, candidate.line) for number in numbers])}
    with records(store, scope) as asker:
        pairs = succession.followed(store, scope, asker)
        asker.hold(Question("candidates", "SELECT number, line FROM given"), given)
        asker.hold(relays.ask(relays.Params()))
        areas: pa.Table = place.areas(asker.answer(place.cells()).table)
        found = finding.find(asker, finding.Line(candidate.line, numbers, pairs, carriers), areas)
    references.save(store.register, *found.references)
    return found.chain


def _carriers(
    store: Store, actor: Actor, scope: Scope, candidate: LineCandidate
) -> tuple[Carrier, ...]:
    """Who carried each number by attribution: its segments where hands change, else all candidates."""
    found: list[Carrier] = []
    for use in candidate.numbers:
        said = attribution.attribute(store, actor, scope, use.number)
        lrs = {c.number: c.rank_log10_lr for c in said.candidates}
        prior = (said.prior_not_in_data, command.NOT_VISIBLE)
        chances = carry.posteriors(lrs, said.not_in_data, prior)
        tops = {s.top for s in said.segments if s.top}
        if len(tops) > 1:
            sure = sum(chances.values())
            found += [Carrier(s.top, s.from_s, s.to_s, sure) for s in said.segments if s.top]
        else:
            found += [Carrier(n, use.from_s, use.to_s + 1, p) for n, p in chances.items()]
    return tuple(found)

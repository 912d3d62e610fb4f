"""Chains: the people behind one line of the list."""

from lineholder.chain import find as finding
from lineholder.detect import relays
from lineholder.detect.measure import table
from lineholder.model.chain import Carrier, Chain
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.question import Asker, Question
from lineholder.pipeline import attribution, lines, succession
from lineholder.pipeline.access import require
from lineholder.pipeline.workspace import records
from lineholder.storage import Store
from lineholder.storage.register import references


def chain(store: Store, actor: Actor, scope: Scope, line: str) -> Chain:
    """The members of a line, by its id or one of its numbers, with roles, and who is at the top.

    Whoever carries the line's phones and its workers' is attributed on the way, and saved.
    """
    require(store, actor, Permission.ANALYSE, scope, "find the people of a line", {"line": line})
    asked = _asked(store, actor, scope, line, ())
    with records(store, scope) as asker:
        workers = finding.workers(_held(asker, asked), asked)
    carriers = _carriers(store, actor, scope, (*asked.numbers, *workers))
    asked = _asked(store, actor, scope, line, carriers)
    with records(store, scope) as asker:
        found = finding.find(_held(asker, asked), asked)
    references.save(store.register, *found.references)
    return found.chain


def _asked(
    store: Store, actor: Actor, scope: Scope, line: str, carriers: tuple[Carrier, ...]
) -> finding.Line:
    """The line with its successors, and the numbers of all other lines."""
    candidate = lines.candidate(store, scope, line)
    numbers = tuple(use.number for use in candidate.numbers)
    known = lines.find_lines(store, actor, scope).lines
    others = {use.number for one in known for use in one.numbers} - set(numbers)
    with records(store, scope) as asker:
        pairs = succession.followed(store, scope, asker)
    return finding.Line(candidate.line, numbers, pairs, carriers, tuple(sorted(others)))


def _held(asker: Asker, asked: finding.Line) -> Asker:
    """The engine with the line's numbers and dispatch relays held."""
    given = {"given": table([(number, asked.line) for number in asked.numbers])}
    asker.hold(Question("candidates", "SELECT number, line FROM given"), given)
    asker.hold(relays.ask(relays.Params()))
    return asker


def _carriers(
    store: Store, actor: Actor, scope: Scope, phones: tuple[str, ...]
) -> tuple[Carrier, ...]:
    """What attribution says of each phone: every candidate with its rank LR."""
    found: list[Carrier] = []
    for phone in phones:
        said = attribution.attribute(store, actor, scope, phone)
        found += [
            Carrier(phone, c.number, c.rank_log10_lr, said.searched) for c in said.candidates
        ]
    return tuple(found)

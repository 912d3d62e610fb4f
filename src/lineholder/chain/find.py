"""Find: the members of one line with their roles, and who is at the top or that this is not visible.

Source: docs/methods/chain.md.
Blind to: what its parts are blind to; a line whose own return and runners' returns are all missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from lineholder.chain import around, carry, command, crew
from lineholder.chain.command import Candidate, Known, Top
from lineholder.chain.members import Members, Shown
from lineholder.chain.odds import probability
from lineholder.chain.people import People
from lineholder.model.chain import Carrier, Chain, Head
from lineholder.model.findings import Reference
from lineholder.model.question import Asker

RUNS = 0.5  # probability from which a role is given
MOST_COMPARED = 6  # workers whose own phones are looked for: each takes an attribution


@dataclass(frozen=True, slots=True)
class Line:
    """What is asked about: the line's id and numbers, and the successors found (old, new).

    `others` are numbers of other lines; `carriers` what attribution says of the line's numbers and of
    those of its workers.
    """

    line: str
    numbers: tuple[str, ...]
    successors: tuple[tuple[str, str], ...]
    carriers: tuple[Carrier, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The chain, and the references that its grounds open."""

    chain: Chain
    references: tuple[Reference, ...]


def workers(asker: Asker, line: Line) -> tuple[str, ...]:
    """Numbers of workers worth an attribution: of each the one with most orders; needs `relays` held."""
    people = People(line.successors)
    asker.hold(crew.customers())
    best = [
        max(found, key=lambda one: (one.relays, one.number))
        for found in _runners(crew.find(asker), people).values()
    ]
    best.sort(key=lambda one: (-one.relays, one.number))
    return tuple(one.number for one in best[:MOST_COMPARED])


def find(asker: Asker, line: Line) -> Found:
    """The chain of a line; `relays` and `candidates` of its numbers must be held."""
    people = People(line.successors)
    asker.hold(crew.customers())
    running = _runners(crew.find(asker), people)
    tables = _tables(line, running, people)
    known = _known(line, running, people)
    circle = around.find(asker, frozenset(known.lrs), tables)
    runs_it = command.chief(circle, len(running))
    heads = command.candidates(circle, runs_it, known)
    top = command.top(heads)
    shown = Shown(
        running,
        runs_it if command.runs(runs_it) >= RUNS else None,
        heads,
        {n: p for n, p in known.carries.items() if p >= RUNS},
    )
    head = _head(top, people, line)
    members = Members(asker, line.numbers, people)
    made = members.of(shown, top.best, head)
    return Found(Chain(line.line, made, head, asker.snapshot), tuple(members.opens))


def candidates(asker: Asker, line: Line) -> tuple[Candidate, ...]:
    """Everybody weighed as the head, likeliest first: what the weights are fitted on."""
    people = People(line.successors)
    asker.hold(crew.customers())
    running = _runners(crew.find(asker), people)
    known = _known(line, running, people)
    circle = around.find(asker, frozenset(known.lrs), _tables(line, running, people))
    return command.candidates(circle, command.chief(circle, len(running)), known)


def _runners(found: Sequence[crew.Runner], people: People) -> dict[str, list[crew.Runner]]:
    """Numbers taken for runners', by person."""
    running: dict[str, list[crew.Runner]] = {}
    for runner in found:
        if probability(runner.log_odds) >= RUNS:
            running.setdefault(people.name(runner.number), []).append(runner)
    return running


def _tables(
    line: Line, running: Mapping[str, list[crew.Runner]], people: People
) -> dict[str, pa.Table]:
    """The crew by number and person, who bears which name, and who is no candidate: lines' numbers."""
    pairs = sorted((n, name) for name in running for n in people.numbers(name))
    return {
        "crew": pa.table(
            {
                "number": pa.array([n for n, _ in pairs], pa.string()),
                "person": pa.array([name for _, name in pairs], pa.string()),
            }
        ),
        "alias": people.alias(),
        "barred": pa.table(
            {"number": pa.array(sorted({*line.numbers, *line.others}), pa.string())}
        ),
    }


def _known(line: Line, running: Mapping[str, list[crew.Runner]], people: People) -> Known:
    """What attribution says of the line's numbers and its workers', workers and lines left out."""
    barred = {people.name(n) for n in (*line.numbers, *line.others)} | set(running)
    carriers = tuple(c for c in line.carriers if people.name(c.number) not in barred)
    lrs = carry.together(carriers, line.numbers, people)
    searched = carry.searched(line.carriers, line.numbers)
    own = carry.own(carriers, {name: people.numbers(name) for name in running}, people)
    return Known(lrs, carry.chances(lrs, searched), own, searched)


def _head(top: Top, people: People, line: Line) -> Head:
    """The last of the likeliest person's own numbers, where that is likelier than that it is nobody."""
    if top.best is None:
        return Head(None, 0.0, top.not_visible)
    own = [n for n in people.numbers(top.best) if n not in line.numbers]
    return Head(own[-1], top.chances[top.best], top.not_visible)

"""Find: the members of one line with their roles, and who is at the top or that this is not visible.

Source: docs/methods/chain.md.
Blind to: what its parts are blind to; a line whose own return and runners' returns are all missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

import pyarrow as pa

from lineholder.chain import carry, cite, command, crew
from lineholder.chain.command import Above, Candidate
from lineholder.chain.odds import probability
from lineholder.model.chain import Carrier, Chain, ChainRole, Ground, Head, Member
from lineholder.model.findings import Reference
from lineholder.model.question import Asker, Question

RUNS = 0.5  # probability from which a number is taken for a runner's
LIVES = """
    SELECT number, MIN(start_s) AS first_s, MAX(start_s) AS last_s FROM (
        SELECT from_number AS number, start_s FROM communications
        UNION ALL SELECT to_number AS number, start_s FROM communications
    ) AS uses WHERE number IN (SELECT number FROM asked) GROUP BY number
"""


@dataclass(frozen=True, slots=True)
class Line:
    """What is asked about: the line's id and numbers, and the successors found (old, new)."""

    line: str
    numbers: tuple[str, ...]
    successors: tuple[tuple[str, str], ...]
    carriers: tuple[Carrier, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The chain, and the references that its grounds open."""

    chain: Chain
    references: tuple[Reference, ...]


class People:
    """Numbers of one person by succession: `name` is the first of them."""

    def __init__(self, successors: Sequence[tuple[str, str]]) -> None:
        self._earlier = {new: old for old, new in successors}
        self._later = dict(successors)

    def name(self, number: str) -> str:
        """The first number of whoever used this one."""
        while number in self._earlier:
            number = self._earlier[number]
        return number

    def numbers(self, name: str) -> tuple[str, ...]:
        """All numbers from the first on, in their order."""
        found = [name]
        while found[-1] in self._later:
            found.append(self._later[found[-1]])
        return tuple(found)

    def alias(self) -> pa.Table:
        """`alias` (number, name) of everybody who changed."""
        numbers = sorted({*self._earlier, *self._later})
        names = [self.name(number) for number in numbers]
        return pa.table(
            {"number": pa.array(numbers, pa.string()), "name": pa.array(names, pa.string())}
        )


def find(asker: Asker, line: Line, areas: pa.Table) -> Found:
    """The chain of a line; `relays` and `candidates` of its numbers must be held; `areas` (cell, area)."""
    people = People(line.successors)
    asker.hold(crew.customers())
    running = _runners(crew.find(asker), people)
    tables = {"crew": _crew_table(running, people), "alias": people.alias(), "areas": areas}
    asker.hold(command.above(), tables)
    seen = command.not_served(asker.answer(Question("those above", "SELECT * FROM above")).table)
    runs_it = command.chief(seen)
    carried = _carried(line, people)
    heads = _heads(asker, (seen, runs_it), carried, tables)
    running_it = command.runs(runs_it)
    top = _top(heads, running_it, carried)
    head = _head(top, people, line)
    members = _Members(
        asker, line, people, sorted(n for name in running for n in people.numbers(name))
    )
    made = members.of(running, runs_it if running_it >= RUNS else None, heads, (top.best, head))
    chain = Chain(line.line, made, head, asker.snapshot)
    return Found(chain, tuple(members.opens))


def _runners(found: Sequence[crew.Runner], people: People) -> dict[str, list[crew.Runner]]:
    """Numbers taken for runners', by person."""
    running: dict[str, list[crew.Runner]] = {}
    for runner in found:
        if probability(runner.log_odds) >= RUNS:
            running.setdefault(people.name(runner.number), []).append(runner)
    return running


def _crew_table(running: Mapping[str, list[crew.Runner]], people: People) -> pa.Table:
    pairs = sorted((n, name) for name in running for n in people.numbers(name))
    return pa.table(
        {
            "number": pa.array([n for n, _ in pairs], pa.string()),
            "person": pa.array([name for _, name in pairs], pa.string()),
        }
    )


def _heads(
    asker: Asker,
    seen: tuple[tuple[Above, ...], Above | None],
    carried: dict[str, float],
    tables: Mapping[str, pa.Table],
) -> tuple[Candidate, ...]:
    """Everybody who may be the head by contacts, likeliest first."""
    found, runs_it = seen
    if runs_it is None:
        return ()
    ties = asker.answer(command.among(), tables).table
    beside = carry.shares(asker.answer(carry.beside(), tables).table)
    made = command.candidates(found, runs_it, ties, beside, carried)
    return tuple(sorted(made, key=lambda one: (-one.log_odds, one.above.name)))


def _carried(line: Line, people: People) -> dict[str, float]:
    """The share of the attributed time that each person carried the line, times its posterior."""
    spans = {(c.from_s, c.to_s) for c in line.carriers}
    whole = sum(to_s - from_s for from_s, to_s in spans) or 1
    carried: dict[str, float] = {}
    for c in line.carriers:
        name = people.name(c.number)
        carried[name] = carried.get(name, 0.0) + c.posterior * (c.to_s - c.from_s) / whole
    return carried


@dataclass(frozen=True, slots=True)
class _Top:
    """Everybody who may be at the top, by name, as probabilities; the rest is that it is not visible."""

    chances: dict[str, float]

    @property
    def best(self) -> str | None:
        """Whoever is likeliest, where the head is likelier visible than not."""
        if self.not_visible >= 0.5:
            return None
        return max(self.chances, key=lambda name: (self.chances[name], name))

    @property
    def not_visible(self) -> float:
        """The probability that none of them is the head."""
        return min(max(1 - sum(self.chances.values()), 0.0), 1.0)


def _top(heads: Sequence[Candidate], running: float, carried: Mapping[str, float]) -> _Top:
    """By who is above where somebody is seen to run the workers; by who carries the line where not."""
    odds = {one.above.name: exp(min(one.log_odds, 50.0)) for one in heads}
    whole = command.NOT_VISIBLE / (1 - command.NOT_VISIBLE) + sum(odds.values())
    chances = {name: running * value / whole for name, value in odds.items()}
    for name, share in carried.items():
        by_hand = (1 - running) * command.CARRIER_IS_HEAD * share
        chances[name] = chances.get(name, 0.0) + by_hand
    return _Top(chances)


def _head(top: _Top, people: People, line: Line) -> Head:
    """The last of the likeliest person's own numbers, where the head is likelier visible than not."""
    if top.best is None:
        return Head(None, 0.0, top.not_visible)
    own = [n for n in people.numbers(top.best) if n not in line.numbers]
    return Head(own[-1], top.chances[top.best], top.not_visible)


class _Members:
    """Puts members together and keeps the references that their grounds open."""

    def __init__(self, asker: Asker, line: Line, people: People, crew_numbers: list[str]) -> None:
        self._asker, self._line, self._people = asker, line, people
        self._crew = crew_numbers
        self.opens: list[Reference] = []

    def of(
        self,
        running: Mapping[str, list[crew.Runner]],
        runs_it: Above | None,
        heads: Sequence[Candidate],
        head: tuple[str | None, Head],
    ) -> tuple[Member, ...]:
        """The head where visible, whoever runs the workers, then workers by first use."""
        top, told = head
        made = []
        if top:
            made.append(self._top(top, told, heads))
        if runs_it and runs_it.name != top:
            figure = {"workers": runs_it.persons, "contacts with workers": runs_it.contacts}
            said = self._counts(figure, runs_it.name)
            chance = command.runs(runs_it)
            made.append(self._member(runs_it.name, ChainRole.ENFORCER, chance, top, said))
        below = runs_it.name if runs_it else top
        workers = [self._runner(name, found, below) for name, found in running.items()]
        return (*made, *sorted(workers, key=lambda one: (one.first_s, one.numbers)))

    def _top(self, name: str, told: Head, heads: Sequence[Candidate]) -> Member:
        says = {one.above.name: one.says for one in heads}.get(name)
        if says:
            said = self._grounds(says, "head", self._people.numbers(name), self._crew)
        else:
            share = _carried(self._line, self._people).get(name, 0.0)
            said = self._counts({"share of time carrying the line": share}, name)
        return self._member(name, ChainRole.CONTROLLER, told.probability, None, said)

    def _runner(self, name: str, found: list[crew.Runner], above: str | None) -> Member:
        best = max(found, key=lambda one: (one.log_odds, one.number))
        numbers = self._people.numbers(name)
        said = self._grounds(best.says, "runner", numbers, list(self._line.numbers))
        chance = probability(best.log_odds)
        return self._member(name, ChainRole.RUNNER, chance, above, said)

    def _member(
        self,
        name: str,
        role: ChainRole,
        chance: float,
        above: str | None,
        grounds: tuple[Ground, ...],
    ) -> Member:
        numbers = tuple(n for n in self._people.numbers(name) if n not in self._line.numbers)
        asked = pa.table({"number": pa.array(numbers, pa.string())})
        lives = self._asker.answer(
            Question("first and last use", LIVES), {"asked": asked}
        ).table.to_pylist()
        first, last = min(r["first_s"] for r in lives), max(r["last_s"] for r in lives)
        return Member(numbers, role, chance, above, first, last, grounds)

    def _grounds(
        self, says: Mapping[str, float], what: str, numbers: Sequence[str], others: Sequence[str]
    ) -> tuple[Ground, ...]:
        opens = Reference.of(cite.between(numbers, others), self._asker.snapshot)
        self.opens.append(opens)
        ordered = sorted(says.items(), key=lambda item: (-abs(item[1]), item[0]))
        prior = crew.RUNNER_PRIOR if what == "runner" else command.HEAD_PRIOR
        return tuple(
            Ground(name, log_odds, log_odds, cite.sentence(what, name, log_odds), opens.ref)
            for name, log_odds in [*ordered, ("prior", prior)]
        )

    def _counts(self, figures: Mapping[str, float], name: str) -> tuple[Ground, ...]:
        opens = Reference.of(
            cite.between(self._people.numbers(name), self._crew), self._asker.snapshot
        )
        self.opens.append(opens)
        return tuple(
            Ground(what, float(n), 0.0, f"{what.capitalize()}: {n}.", opens.ref)
            for what, n in figures.items()
        )

"""Members: the people of a chain put together, each with what its role rests on and the rows behind it.

Source: docs/methods/chain.md.
Blind to: what the parts that weigh them are blind to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from lineholder.chain import cite, command, crew
from lineholder.chain.around import Around
from lineholder.chain.command import Candidate
from lineholder.chain.odds import probability
from lineholder.chain.people import People
from lineholder.model.chain import ChainRole, Ground, Head, Member
from lineholder.model.findings import Reference
from lineholder.model.question import Asker, Question

LIVES = """
    SELECT number, MIN(start_s) AS first_s, MAX(start_s) AS last_s FROM (
        SELECT from_number AS number, start_s FROM communications
        UNION ALL SELECT to_number AS number, start_s FROM communications
    ) AS uses WHERE number IN (SELECT number FROM asked) GROUP BY number
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """Who is shown: workers by person, whoever runs them, candidates for the head, likely carriers."""

    running: Mapping[str, Sequence[crew.Runner]]
    runs_it: Around | None
    heads: Sequence[Candidate]
    carries: Mapping[str, float]


class Members:
    """Puts members together and keeps the references that their grounds open."""

    def __init__(self, asker: Asker, line: tuple[str, ...], people: People) -> None:
        self._asker, self._line, self._people = asker, line, people
        self.opens: list[Reference] = []

    def of(self, shown: Shown, top: str | None, head: Head) -> tuple[Member, ...]:
        """The head where visible, who carries and who runs the workers, then workers by first use."""
        crew_numbers = sorted(n for name in shown.running for n in self._people.numbers(name))
        near = [*crew_numbers, *self._line]
        made = []
        if top:
            says = next(one.says for one in shown.heads if one.name == top)
            said = self._grounds(says, "head", top, near)
            made.append(self._member(top, ChainRole.CONTROLLER, head.probability, None, said))
        for name, chance in sorted(shown.carries.items()):
            if name != top:
                said = self._counts(
                    {"probability of carrying the line's phone": chance}, name, near
                )
                made.append(self._member(name, ChainRole.CALL_HANDLER, chance, top, said))
        chief = shown.runs_it
        if chief and chief.name != top and chief.name not in shown.carries:
            figures = {"workers": chief.persons, "contacts with workers": chief.contacts}
            said = self._counts(figures, chief.name, near)
            chance = command.runs(chief)
            made.append(self._member(chief.name, ChainRole.ENFORCER, chance, top, said))
        below = chief.name if chief else top or (made[0].numbers[0] if made else None)
        workers = [self._runner(name, found, below) for name, found in shown.running.items()]
        return (*made, *sorted(workers, key=lambda one: (one.first_s, one.numbers)))

    def _runner(self, name: str, found: Sequence[crew.Runner], above: str | None) -> Member:
        best = max(found, key=lambda one: (one.log_odds, one.number))
        said = self._grounds(best.says, "runner", name, self._line)
        return self._member(name, ChainRole.RUNNER, probability(best.log_odds), above, said)

    def _member(
        self,
        name: str,
        role: ChainRole,
        chance: float,
        above: str | None,
        grounds: tuple[Ground, ...],
    ) -> Member:
        numbers = tuple(n for n in self._people.numbers(name) if n not in self._line)
        asked = pa.table({"number": pa.array(numbers, pa.string())})
        question = Question("first and last use", LIVES)
        lives = self._asker.answer(question, {"asked": asked}).table.to_pylist()
        first = min((r["first_s"] for r in lives), default=0)
        last = max((r["last_s"] for r in lives), default=0)
        return Member(numbers, role, chance, above, first, last, grounds)

    def _opened(self, name: str, others: Sequence[str]) -> str:
        """The rows with these others; where there are none, all rows of the person's numbers."""
        numbers = self._people.numbers(name)
        asked = cite.between(numbers, others)
        if not self._asker.answer(asked).table.num_rows:
            asked = cite.all_of(numbers)
        opens = Reference.of(asked, self._asker.snapshot)
        self.opens.append(opens)
        return opens.ref

    def _grounds(
        self, says: Mapping[str, float], what: str, name: str, others: Sequence[str]
    ) -> tuple[Ground, ...]:
        ref = self._opened(name, others)
        ordered = sorted(says.items(), key=lambda item: (-abs(item[1]), item[0]))
        prior = crew.RUNNER_PRIOR if what == "runner" else command.HEAD_PRIOR
        return tuple(
            Ground(figure, log_odds, log_odds, cite.sentence(what, figure, log_odds), ref)
            for figure, log_odds in [*ordered, ("prior", prior)]
        )

    def _counts(
        self, figures: Mapping[str, float], name: str, others: Sequence[str]
    ) -> tuple[Ground, ...]:
        ref = self._opened(name, others)
        return tuple(
            Ground(what, float(n), 0.0, f"{what.capitalize()}: {round(n, 2)}.", ref)
            for what, n in figures.items()
        )

"""Detection against known truth: lines found, numbers wrongly named, places lost to duplicates."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lineholder.model.lines import LinesFound


@dataclass(frozen=True, slots=True)
class Detection:
    """How a ranked list compares with the truth of one county.

    `first` lines were found among the first K places, K being the lines that the holdings can show;
    `wrong` gives the entries with a number of no line; `twice` counts lines with a second entry.
    """

    k: int
    first: int
    wrong: tuple[tuple[int, tuple[str, ...]], ...]
    twice: int
    missed: tuple[str, ...]

    @property
    def passes(self) -> bool:
        """At most one line too few among the first K places, and nothing that is not a line."""
        return self.first >= self.k - 1 and not self.wrong


def detection(found: LinesFound, truth: Mapping[str, Any], held: frozenset[str]) -> Detection:
    """Score a list against a synthetic county's truth.

    A line counts among K when one of its numbers' own returns is held (`held`, subject numbers).
    """
    lines = {n["number"]: line["line"] for line in truth["lines"] for n in line["numbers"]}
    visible = {lines[number] for number in held if number in lines}
    wrong, order = [], list[str | None]()
    for entry in found.lines:
        numbers = tuple(use.number for use in entry.numbers)
        of = {lines.get(number) for number in numbers}
        if None in of or len(of) > 1:
            wrong.append((entry.rank, numbers))
            order.append(None)
        else:
            order += list(of)
    ranked = [line for line in order if line is None or line in visible]
    first = {line for line in ranked[: len(visible)] if line}
    named = [line for line in order if line]
    missed = tuple(sorted(visible - set(named)))
    return Detection(len(visible), len(first), tuple(wrong), len(named) - len(set(named)), missed)

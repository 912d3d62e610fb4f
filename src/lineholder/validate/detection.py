"""Detection against known truth: lines found, numbers wrongly named, places lost to duplicates."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lineholder.model.lines import LinesFound

CUSTOMERS_HELD = 4  # so many that come again is what a number is judged from (detect/callers.py)


@dataclass(frozen=True, slots=True)
class Detection:
    """How a ranked list compares with the truth of one county.

    `first` lines were found among the first K places, K being the lines that are discoverable;
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
    """Score a list against a synthetic county's truth; `held` are the numbers whose returns are held.

    A line that is not discoverable takes no place of the K, listed or not.
    """
    lines = {n["number"]: line["line"] for line in truth["lines"] for n in line["numbers"]}
    visible = {line["line"] for line in truth["lines"] if discoverable(line, held)}
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


def discoverable(line: Mapping[str, Any], held: frozenset[str]) -> bool:
    """Whether the holding can show a line of the truth, whatever any method makes of it.

    It can where the return of one of the line's numbers is held, or those of CUSTOMERS_HELD of its
    customers. Blind to: adverts in the returns of others, which show a line sooner.
    """
    own = any(number["number"] in held for number in line["numbers"])
    return own or len(held.intersection(line["customers"])) >= CUSTOMERS_HELD

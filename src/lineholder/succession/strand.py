"""What every strand is: it weighs all pairs of a round, says a sentence, and cites the rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lineholder.model.question import Asker, Question
from lineholder.succession.frame import Floats, Frame


@dataclass(frozen=True, slots=True)
class Said:
    """A row a pair: log10 for (> 0) or against, and the headline figure to show."""

    log10: Floats
    value: Floats


@dataclass(frozen=True, slots=True)
class Strand:
    """One kind of evidence. `sentence` gets the headline figure and the log10 of one pair.

    `cite` asks for the rows that were counted of one pair, by old and new number.
    """

    name: str
    weigh: Callable[[Asker, Frame], Said]
    sentence: Callable[[float, float], str]
    cite: Callable[[Asker, Frame, str, str], Question]


def among(name: str, numbers: Sequence[str]) -> tuple[str, dict[str, str]]:
    """`$name0, $name1, …` and their values, for `IN (…)`; `NULL` where there are none."""
    values = {f"{name}{i}": number for i, number in enumerate(numbers)}
    return ", ".join(f"${key}" for key in values) or "NULL", values

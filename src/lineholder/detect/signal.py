"""What every signal is: a question, features from its answer, a sentence, and the rows behind it.

A signal's module exports one `SIGNAL`; the package lists them in SIGNALS. Its docstring says the source,
what it is blind to and what else it fires on; pages show those words.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from lineholder.model.question import Question

Floats = NDArray[np.float64]
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Feature:
    """One figure in [0, 1], NaN where the records cannot say.

    `sign` is +1 if more of it may only speak for a line, -1 if only against, 0 if the fit decides.
    """

    name: str
    sign: int


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal. `judge` returns one array a feature, in the order of `features`, a row a line.

    `own_return` says that only the candidate's own return shows it: elsewhere its absence says nothing.
    `value` is the headline figure among the facts, `absent` the sentence where there are none; `cite`
    asks for the rows that were counted.
    """

    name: str
    features: tuple[Feature, ...]
    own_return: bool
    ask: Callable[[], Question]
    judge: Callable[[pa.Table], tuple[Floats, ...]]
    value: str
    sentence: Callable[[Facts], str]
    absent: str
    cite: Callable[[Sequence[str], Facts], Question]


def column(table: pa.Table, name: str) -> Floats:
    """A column as float64, NULL as NaN."""
    return np.asarray(table[name].cast(pa.float64()).to_numpy(), dtype=np.float64)


def strings(table: pa.Table, name: str) -> list[str]:
    """A text column as a list; NULL is not expected there."""
    return [str(value) for value in table[name].to_pylist()]


def share(part: Floats, whole: Floats) -> Floats:
    """Part / whole, NaN where whole is 0."""
    nothing: Floats = np.full(len(part), np.nan)
    return np.divide(part, whole, out=nothing, where=whole > 0)


def saturating(count: Floats, half: float) -> Floats:
    """Count / (count + half): 0 at none, 1/2 at `half`, towards 1 for very many."""
    return count / (count + half)


def among(name: str, numbers: Sequence[str]) -> tuple[str, dict[str, str]]:
    """`$name0, $name1, …` and their values, for `IN (…)` over a few numbers in the portable subset."""
    values = {f"{name}{i}": number for i, number in enumerate(numbers)}
    return ", ".join(f"${key}" for key in values), values

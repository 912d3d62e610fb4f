"""What every evidence model beside movement is: a question, a log10 LR a candidate, two sentences, rows.

A model's module exports one `MODEL`; the package lists them in MODELS. `uses` names the records that it
reads, so that `combine` refuses to count the same records twice. Its docstring says what it assumes, its
source and what it is blind to; pages show those words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lineholder.attribute.subject import Subject
from lineholder.model.question import Question

Facts = Mapping[str, Any]


class Reads(StrEnum):
    """Kinds of records. Two models that read one kind may not both be added up."""

    PLACES = "places"
    MUTUAL = "contacts between the two"
    CALLS_AT_ONCE = "overlaps of calls"
    DAYS_OF_USE = "days of use"
    THIRD = "contacts with third parties"
    HANDSETS = "handsets"
    NAMES = "saved names"
    SUBSCRIBERS = "subscriber records"
    TOP_UPS = "top-up records"
    PLATES = "plate reads"
    CUSTODY = "custody times"


@dataclass(frozen=True, slots=True)
class EvidenceModel:
    """One strand. `log10_lr` is 0 for a candidate that the answer does not name.

    `ask` takes the subject; the table `candidates` (number) stands beside the records. Each answer row
    names a `number`. `for_` and `against` are sentences from an answer row; `cite` asks for its rows.
    """

    name: str
    uses: frozenset[Reads]
    ask: Callable[[Subject], Question]
    log10_lr: Callable[[Facts], float]
    for_: Callable[[Facts], str]
    against: Callable[[Facts], str]
    cite: Callable[[Subject, str], Question]

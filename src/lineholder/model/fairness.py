"""Fairness: who is at each stage of the work, for monitoring alone. Nothing here is read by any score.

Held apart on purpose: no stage that finds, ranks or proposes imports this module, and a test says so.
"""

from dataclasses import dataclass
from enum import StrEnum

from lineholder.model.errors import BadValue


class Characteristic(StrEnum):
    """What is monitored."""

    AGE = "age"
    SEX = "sex"
    ETHNICITY = "ethnicity"  # only with a lawful basis, said by name


class WorkStage(StrEnum):
    """Where a person entered the work, in order."""

    DATA_REQUEST = "data_request"
    REFERRAL = "referral"
    ATTRIBUTION = "attribution"
    ARREST = "arrest"
    CHARGE = "charge"
    CONVICTION = "conviction"


@dataclass(frozen=True, slots=True)
class LawfulBasis:
    """Why ethnicity is held: the condition relied on, who decided, and when it is looked at again."""

    condition: str
    decided_by: str
    review_day: str

    def __post_init__(self) -> None:
        if not (self.condition.strip() and self.decided_by.strip() and self.review_day):
            raise BadValue(
                "expected the condition, who decided, and a day of review; found one empty"
            )


@dataclass(frozen=True, slots=True)
class Monitored:
    """One person at one stage. A group of None is not stated: counted as such, never guessed.

    `group` is as the record states it; ages are bands. `person` only tells people apart.
    """

    person: str
    stage: WorkStage
    characteristic: Characteristic
    group: str | None


@dataclass(frozen=True, slots=True)
class StageGroup:
    """One group at one stage. `people` None is left out as small, or to cover one that is.

    `went_on` is the share of this group's people at the stage before who are at this one, with bounds;
    None where a count behind it is left out or small, or nobody was at the stage before.
    """

    stage: WorkStage
    group: str
    people: int | None
    went_on: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True)
class Monitoring:
    """One characteristic through the stages. `totals` in the order of stages, None where left out."""

    characteristic: Characteristic
    rows: tuple[StageGroup, ...]
    totals: tuple[tuple[WorkStage, int | None], ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Review:
    """Something to be looked at again by a day: a basis, a weight, a method. `done_day` None: not yet."""

    subject: str
    due_day: str
    done_day: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewsDue:
    """Reviews not done: those whose day has passed, and those due within the days asked for."""

    overdue: tuple[Review, ...]
    soon: tuple[Review, ...]

"""Attribution: which numbers the records put in one hand with a number, and how strongly, for and against."""

from dataclasses import dataclass
from enum import StrEnum


class Found(StrEnum):
    """What the records say to the question of who holds a number: a lead, never a status."""

    CANDIDATE = "candidate"  # one number stands out from those searched
    SEVERAL = "several"  # numbers stand out, none of them clearly first
    NOT_IN_DATA = "not_in_data"  # nobody searched explains it better than somebody unseen
    INSUFFICIENT = "insufficient"  # too little to compare; says which record to ask for


class Alternative(StrEnum):
    """Whom the evidence is weighed against: the other proposition, by name."""

    OWN_HABITS = "own_habits"  # another person with the habits of whoever carries the candidate
    PARTNER = "partner"  # somebody who shares the home and some trips
    RUNNER = "runner"  # somebody who works for the line
    CUSTOMER = "customer"


class Moment(StrEnum):
    """What was done on the number when it matters who held it."""

    BROADCAST = "broadcast"  # one text to many within minutes
    ORDER = "order"  # somebody rings or texts the number and is answered by it


@dataclass(frozen=True, slots=True)
class Evidence:
    """One evidence LR: how much more probable the findings if one person carries both numbers.

    All log10. `lower` and `upper` are the bounds that the validation set bears; the LR lies within.
    `validation` names the set: the figures of `validate attribution` carry the same id.
    """

    alternative: Alternative
    log10_lr: float
    lower: float
    upper: float
    validation: str


@dataclass(frozen=True, slots=True)
class Strand:
    """What one evidence model says of one candidate: a sentence for, a sentence against, the rows.

    `log10_lr` is its share in the rank LR, 0 where it says nothing; `ref` opens the rows counted for
    and against. `silent` says which record is missing where the model cannot speak, else None.
    """

    model: str
    log10_lr: float
    for_: str
    against: str
    ref: str
    silent: str | None = None


@dataclass(frozen=True, slots=True)
class Apart:
    """Found and proved on different days, so that the data that found a candidate do not also prove it.

    `found_rank` is its place by movement on the search's days alone (None: fewer than three switches
    there), of as many numbers as `searched` says. `proved` weighs the other days alone, against each
    alternative; an LR of 1 (log10 0) where those days have fewer than three switches.
    """

    found_rank: int | None
    found_days: int
    proved: tuple[Evidence, ...]
    proved_days: int


@dataclass(frozen=True, slots=True)
class AtMoments:
    """The evidence when it mattered: from switches next to one kind of moment, not on average.

    `moments` are all of the kind in the period, `near` those with a record of the candidate within the
    longest delay of a switch; `contradicting` counts switches. `evidence` weighs those switches alone.
    """

    kind: Moment
    moments: int
    near: int
    contradicting: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number in concurrent use. `rank_log10_lr` orders; `evidence` weighs; neither is the other.

    The first's `rank_log10_lr` is against the best of as many searched in vain, within its bounds; the
    others stand below it as far as their scores do.

    `switches` are consecutive records of the two numbers within the longest delay, `contradicting`
    those that speak against one hand.
    """

    number: str
    rank: int
    rank_log10_lr: float
    evidence: tuple[Evidence, ...]
    switches: int
    contradicting: int
    strands: tuple[Strand, ...]
    apart: Apart
    moments: tuple[AtMoments, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of time and the number that best explains it; `top` None where none does.

    UTC epoch seconds [from_s, to_s).
    """

    from_s: int
    to_s: int
    top: str | None


@dataclass(frozen=True, slots=True)
class Handover:
    """A change of hands between two segments: a finding. The change lies within [earliest_s, latest_s]."""

    at_s: int
    earliest_s: int
    latest_s: int
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of at least a day in which the number has no record with a place: nothing is said of it."""

    from_s: int
    to_s: int


@dataclass(frozen=True, slots=True)
class Silent:
    """A model that cannot speak in this holding: which records it would read, said in `sentence`."""

    model: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """The whole answer for one number over one period.

    `searched` counts every number that was compared; `not_in_data` is the probability that whoever
    carries the number is none of them, from a prior of `prior_not_in_data`. `same_hand` are numbers
    of the same handset or line: never candidates.
    """

    number: str
    from_s: int | None
    to_s: int | None
    same_hand: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    searched: int
    not_in_data: float
    prior_not_in_data: float
    segments: tuple[Segment, ...]
    handovers: tuple[Handover, ...]
    gaps: tuple[Gap, ...]
    verdict: Found
    sentence: str
    ask_for: tuple[str, ...]
    silent: tuple[Silent, ...]
    snapshot: str
    version: str

"""Line candidates: numbers that the records speak for as a drug line, with reasons for and against."""

from dataclasses import dataclass
from enum import StrEnum


class LineType(StrEnum):
    """How the line's customers and its workers lie to each other. It describes; it never scores."""

    TRAVELLING = "travelling"
    LOCAL_WORKER = "local-worker"
    INTERNAL = "internal"
    UNKNOWN = "unknown"


class Lookalike(StrEnum):
    """What else a number could be, that talks with many: each is weighed against being a line."""

    PRIVATE = "private phone"
    SENDER = "sender of reminders"
    DISPATCHER = "office that sends people out"
    TRADE = "trade with regulars"


class Verdict(StrEnum):
    """What the records say of one number."""

    LINE = "line"  # the evidence for outweighs that against
    NOT_A_LINE = "not_a_line"
    INSUFFICIENT = "insufficient"  # too little seen to say; never read as low
    NOT_IN_DATA = "not_in_data"


@dataclass(frozen=True, slots=True)
class Reason:
    """One signal's say about one number or line. `log_odds` (natural) > 0 speaks for a line.

    `ref` opens to the source rows that were counted, and to those that speak against.
    """

    signal: str
    value: float
    log_odds: float
    sentence: str
    ref: str

    @property
    def supports(self) -> bool:
        """Whether it speaks for a line."""
        return self.log_odds > 0


@dataclass(frozen=True, slots=True)
class NumberUse:
    """A number of the line and when the line used it (UTC epoch seconds, first and last seen)."""

    number: str
    from_s: int
    to_s: int


@dataclass(frozen=True, slots=True)
class LineCandidate:
    """A candidate, never a decision. `line` is a digest of the earliest number; `score` natural log-odds.

    `numbers` are those that customers call or that broadcast; `customers` counts those that make contact
    on two days or more and are no workers. `market` and `hub` are place names where the records show cells
    of known sites, else None; where the type is not known `unplaced` says why. `nearest` is the
    look-alike against which least speaks: the reasons say what tells the line from it.
    """

    line: str
    rank: int
    score: float
    numbers: tuple[NumberUse, ...]
    market: str | None
    hub: str | None
    type: LineType
    customers: int
    reasons: tuple[Reason, ...]
    nearest: Lookalike
    first_s: int
    last_s: int
    unplaced: str | None = None


@dataclass(frozen=True, slots=True)
class LinesFound:
    """The ranked candidates. `considered` numbers had enough records to judge, `insufficient` had not.

    `version` is the digest of questions, parameters, weights, code and snapshot: the same again means
    the same list again.
    """

    lines: tuple[LineCandidate, ...]
    considered: int
    insufficient: int
    snapshot: str
    version: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a number is, or is not, ranked as a line."""

    number: str
    verdict: Verdict
    score: float | None  # None where insufficient or not in the data
    sentence: str
    reasons: tuple[Reason, ...]
    nearest: Lookalike | None  # None where not in the data
    line: str | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Day:
    """One local (Europe/London) calendar day of a number or line: communications by kind and way."""

    day: str  # YYYY-MM-DD
    calls_in: int
    calls_out: int
    texts_in: int
    texts_out: int

    @property
    def total(self) -> int:
        """All communications of the day."""
        return self.calls_in + self.calls_out + self.texts_in + self.texts_out


@dataclass(frozen=True, slots=True)
class CustomerSeen:
    """A customer as any screen shows one: a mask, never a number. Times UTC epoch seconds."""

    mask: str
    contacts: int
    days: int
    first_s: int
    last_s: int
    ref: str


@dataclass(frozen=True, slots=True)
class WorkerSeen:
    """A number that the line rings within minutes of orders: a lead, not a role."""

    number: str
    dispatches: int
    expected: float  # what chance would give
    first_s: int
    last_s: int
    ref: str


@dataclass(frozen=True, slots=True)
class LineDetail:
    """One line as its page and `line LINE` show it.

    `heat` is 7 rows (Monday first) of 24 local hours, counting communications.
    """

    candidate: LineCandidate
    activity: tuple[Day, ...]
    heat: tuple[tuple[int, ...], ...]
    customers: tuple[CustomerSeen, ...]
    workers: tuple[WorkerSeen, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """What a signal is, in its module's own words: pages show them beside its figures."""

    name: str
    sentence: str
    source: str
    blind_to: str

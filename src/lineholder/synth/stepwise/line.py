"""A line as planned: its people, its numbers over time, who carries and who works when, its habits."""

from dataclasses import dataclass, field

from lineholder.synth.stepwise.country import Point

Span = tuple[float, float, int]  # from, to, number or person
KINDS = (
    "textbook", "no_adverts", "ring_back", "several_calls", "text_orders", "app_orders",
    "split_orders", "split_adverts", "small", "internal", "worker_holds", "worker_rings_in", "chatty",
    "churned", "changed_by_old", "changed_by_new", "changed_silent", "shared", "sold_on", "handover",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Habits:
    """How a line trades; shares are of orders, `_h` hours of the day, `_s` seconds, `_min` minutes.

    `rate` orders a customer and day. `passed` orders are passed on to a worker `delay_min` later,
    `by_text` of them by text. An advert goes out every `advert_every` days (never: None) to
    `advert_share` of the customers, one text each `advert_gap_s`. `follow` calls come after an order,
    `rung_back` is the share where the customer lets it ring and is called, `by_app` the share ordered
    in an application, which leaves only data sessions.
    """

    rate: float
    opens_h: float
    closes_h: float
    call_s: float
    passed: float
    delay_min: float
    by_text: float
    told_s: float
    advert_every: int | None
    advert_share: float
    advert_gap_s: float
    advert_h: float
    twice: bool
    batches: bool
    follow: float
    text_orders: float
    rung_back: float
    by_app: float
    ring_in: bool
    missed: float
    announced: float
    reported: float


@dataclass(slots=True)
class Line:
    """One line; persons and numbers by index, None where there is nobody or nothing.

    `order` holds the order numbers: each a succession of spans; a second entry is a second phone.
    `segments` say who carries them, `duty` who works. `work_numbers` are each worker's in turn.
    `worker_holds` is the span in which a worker carries the order phone.
    """

    name: str
    kind: str
    market: int
    customers: list[int]
    holder: int
    partner: int
    command: int | None
    deputy: int | None
    trap: Point
    habits: Habits
    travelling: bool = False
    churned: bool = False
    order: list[list[Span]] = field(default_factory=list)
    adverts_from: int | None = None
    change: float | None = None
    announced: str | None = None
    handover: float | None = None
    next_holder: int | None = None
    next_partner: int | None = None
    segments: list[Span] = field(default_factory=list)
    workers: list[int] = field(default_factory=list)
    duty: list[tuple[int, float, float]] = field(default_factory=list)
    work_numbers: dict[int, list[Span]] = field(default_factory=dict)
    worker_holds: Span | None = None
    supplier: int = -1
    circle: list[int] = field(default_factory=list)
    adverts: list[float] = field(default_factory=list)

    def number(self, when: float, phone: int = 0) -> int | None:
        """Return the order number in use at a time, None while it changes."""
        return _held(self.order[phone], when)

    def numbers(self) -> list[int]:
        """Return all numbers that the line trades or advertises from."""
        found = {n for phone in self.order for _, _, n in phone}
        return sorted(found if self.adverts_from is None else found | {self.adverts_from})

    def on_duty(self, when: float) -> list[int]:
        """Return who works at a time: those well within their turn, else whoever's turn it is."""
        settled = [w for w, a, b in self.duty if a + 3 * 3600 <= when < b - 1800]
        return settled or [w for w, a, b in self.duty if a <= when < b]

    def work_number(self, worker: int, when: float) -> int | None:
        """Return a worker's work number at a time."""
        return _held(self.work_numbers[worker], when)


def _held(spans: list[Span], when: float) -> int | None:
    return next((n for since, until, n in spans if since <= when < until), None)

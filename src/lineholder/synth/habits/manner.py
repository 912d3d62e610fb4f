"""Manners: the habits of a line or a firm, each drawn by itself from a range.

The ranges cover what public sources and common knowledge say can occur, not what is usual: a line
may advertise never or four times a day, a firm too. Sources for lines: NCA and NPCC on adverts,
hours and branded numbers; case reports on who carries the phone. The one habit in which a trade and
a line differ in life is how often a client comes: a cab or a takeaway weekly as a rule, a plumber
hardly ever (household and travel surveys), a dependent user daily. Shares are 0 to 1.
"""

from dataclasses import dataclass, fields, replace

from lineholder.synth.columns import Rng


@dataclass(frozen=True, slots=True)
class Range:
    """From low to high, evenly on a log scale or (`even`) on a plain one; 0 with chance `none`."""

    low: float
    high: float
    none: float = 0.0
    even: bool = False

    def draw(self, rng: Rng) -> float:
        """Return one value; the same number of draws whatever comes out."""
        absent, part = rng.random(2).tolist()
        if absent < self.none:
            return 0.0
        if self.even:
            return float(self.low + part * (self.high - self.low))
        return float(self.low * (self.high / self.low) ** part)


def share(low: float, high: float, none: float = 0.0) -> Range:
    """Return an even range."""
    return Range(low, high, none, even=True)


@dataclass(frozen=True, slots=True)
class Manner:
    """One desk's habits; `_s` seconds, `_d` days, rates a day, adverts a week, hours local.

    `by_*` are weights of the ways to arrange a visit: a call, a thread of texts, ringing once for
    a call back, an app. `calls` are mean further calls of a visit, `starts` the share that the
    client starts, `occasional` the share of clients who come once or twice. An advert reaches a
    share `listed` of the list (in turn, if `rotating`) over `minutes`, `by_call` of it by calls. A
    share `passed` of the visits goes on to a worker, `polled` of them when the worker rings in,
    together with others of the same `batch_s`. `outside`: whoever comes rings the client. `notes`:
    the desk texts the client. `slips`: private calls on the desk's phone. `posted`: share of days
    on which whoever carries the phone is out in the town. `friends`: friendships among the clients
    for each. `own_use`: private calls and texts on a worker's phone.
    """

    clients: float
    visits: float
    spread: float
    occasional: float
    by_call: float
    by_thread: float
    by_ring: float
    by_app: float
    calls: float
    missed: float
    talk_s: float
    talk_spread: float
    starts: float
    adverts: float
    listed: float
    rotating: float
    minutes: float
    voiced: float
    answer: float
    passed: float
    pass_text: float
    delay_s: float
    batch_s: float
    polled: float
    outside: float
    notes: float
    strays: float
    slips: float
    chatter: float
    abreast: float
    tenure_d: float
    number_d: float
    private: float
    data: float
    spell_d: float
    stay_h: float
    posted: float
    friends: float
    own_use: float
    closed: float
    opens: float
    closes: float


LINE = {
    "clients": Range(12, 120),
    "visits": Range(0.04, 0.9),
    "spread": share(0.2, 1.0),
    "occasional": share(0.0, 0.5),
    "by_call": Range(0.05, 1.0),
    "by_thread": Range(0.01, 1.0),
    "by_ring": Range(0.005, 1.0),
    "by_app": Range(0.005, 0.5),
    "calls": Range(0.1, 3.0, none=0.35),
    "missed": share(0.0, 0.3),
    "talk_s": Range(8, 70),
    "talk_spread": share(0.2, 0.9),
    "starts": share(0.5, 1.0),
    "adverts": Range(0.2, 25.0, none=0.15),
    "listed": share(0.15, 1.0),
    "rotating": share(1, 1, none=0.5),
    "minutes": Range(4, 70, none=0.5),
    "voiced": share(0.1, 1.0, none=0.8),
    "answer": Range(0.005, 0.15),
    "passed": share(0.2, 1.0, none=0.2),
    "pass_text": share(0.0, 1.0),
    "delay_s": Range(18, 1800),
    "batch_s": Range(300, 3600, none=0.6),
    "polled": share(0.3, 1.0, none=0.8),
    "outside": share(0.02, 0.4, none=0.3),
    "notes": share(0.02, 0.5, none=0.4),
    "strays": Range(0.03, 3.0),
    "slips": Range(0.02, 0.9, none=0.35),
    "chatter": Range(0.3, 2.5),
    "abreast": share(1.0, 3.4),
    "tenure_d": Range(4, 400),
    "number_d": Range(6, 300),
    "private": share(1, 1, none=0.75),
    "data": Range(0.2, 12.0, none=0.5),
    "spell_d": share(1.0, 6.5),
    "stay_h": Range(0.08, 1.2),
    "posted": share(0.1, 1.0, none=0.4),
    "friends": share(0.0, 1.5),
    "own_use": Range(0.03, 1.5, none=0.45),
    "closed": share(0.0, 0.25),
    "opens": share(8.0, 14.5),
    "closes": share(19.0, 29.0),
}
ANY = LINE | {
    "talk_s": Range(10, 110),
    "adverts": Range(0.2, 14.0, none=0.4),
    "chatter": Range(0.1, 2.5),
    "outside": share(0.02, 0.6, none=0.3),
    "slips": Range(0.02, 2.0, none=0.3),
    "data": Range(0.2, 14.0, none=0.3),
    "private": share(1, 1, none=0.45),
    "friends": share(0.05, 1.2, none=0.4),
    "closed": share(0.0, 0.3),
    "opens": share(7.0, 12.5),
    "closes": share(17.0, 26.0),
}
LEAST_ORDERS = 4.0  # a day, or no line would be worth its phone
NO_STAFF = {"passed": share(0, 0)}
ONE_HAND = {"passed": share(0.2, 0.9, none=0.6), "abreast": share(1.0, 2.4)}
PINS: dict[str, dict[str, Range]] = {
    "minicab": {
        "clients": Range(30, 160), "visits": Range(0.02, 0.2), "talk_s": Range(8, 40),
        "calls": Range(0.05, 0.9, none=0.4), "by_app": Range(0.001, 0.05),
        "starts": share(0.85, 1.0), "adverts": Range(0.2, 7.0, none=0.6),
        "passed": share(0.7, 1.0), "delay_s": Range(18, 420), "outside": share(0.1, 0.7),
        "abreast": share(2.0, 5.5), "opens": share(5.0, 10.0), "closes": share(23.0, 30.0),
    },
    "takeaway": {
        "clients": Range(35, 150), "visits": Range(0.02, 0.15), "talk_s": Range(15, 100),
        "starts": share(0.9, 1.0), "adverts": Range(0.5, 14.0, none=0.15),
        "passed": share(0.3, 1.0), "delay_s": Range(60, 1800), "abreast": share(1.0, 4.4),
        "opens": share(11.0, 17.0), "closes": share(22.0, 28.0),
    },
    "clinic": {
        "clients": Range(60, 220), "visits": Range(0.01, 0.1), "talk_s": Range(25, 180),
        "adverts": Range(4, 10), "listed": share(0.04, 0.4), "answer": Range(0.01, 0.08),
        **NO_STAFF,
    },
    "gym": {
        "clients": Range(40, 140), "visits": Range(0.02, 0.15), "adverts": Range(0.4, 5.0),
        **NO_STAFF,
    },
    "school": {
        "clients": Range(50, 160), "visits": Range(0.01, 0.1), "adverts": Range(0.5, 6.0),
        "opens": share(7.5, 8.5), "closes": share(15.0, 18.0), **NO_STAFF,
    },
    "plumber": {
        "clients": Range(25, 140), "visits": Range(0.01, 0.1), "starts": share(0.5, 0.95),
        "adverts": Range(0.2, 1.0, none=0.85), "missed": share(0.1, 0.6), **ONE_HAND,
    },
    "hairdresser": {
        "clients": Range(15, 70), "visits": Range(0.02, 0.15), "by_thread": Range(0.05, 1.0),
        "adverts": Range(0.5, 7.0, none=0.3), "listed": share(0.05, 0.6), **ONE_HAND,
    },
    "courier": {
        "clients": Range(60, 300), "visits": Range(0.02, 0.1), "talk_s": Range(8, 40),
        "starts": share(0.05, 0.6), "adverts": Range(0.2, 3.0, none=0.8), **ONE_HAND,
    },
    "club": {
        "clients": Range(12, 60), "visits": Range(0.03, 0.3), "by_thread": Range(0.2, 1.0),
        "adverts": Range(0.5, 5.0), "listed": share(0.6, 1.0), "answer": Range(0.05, 0.5),
        "friends": share(0.3, 2.0), **NO_STAFF,
    },
    "carers": {
        "clients": Range(12, 60), "visits": Range(0.05, 0.5), "adverts": Range(0.5, 8.0, none=0.3),
        "passed": share(0.4, 1.0), "delay_s": Range(60, 1800), "abreast": share(1.5, 4.4),
        "tenure_d": Range(8, 400), "opens": share(6.0, 9.0),
    },
    "dogwalker": {
        "clients": Range(12, 40), "visits": Range(0.1, 0.8), "talk_s": Range(8, 60), **ONE_HAND,
    },
    "mechanic": {
        "clients": Range(20, 110), "visits": Range(0.01, 0.1), "missed": share(0.1, 0.5),
        **ONE_HAND,
    },
    "letting": {
        "clients": Range(40, 160), "visits": Range(0.01, 0.1), "starts": share(0.4, 0.8),
        "passed": share(0.2, 0.8), "abreast": share(1.0, 2.4), "closes": share(17.0, 19.5),
    },
    "church": {
        "clients": Range(20, 90), "visits": Range(0.03, 0.2), "adverts": Range(0.8, 5.0),
        "starts": share(0.4, 0.9), "answer": Range(0.02, 0.3),
        "friends": share(0.2, 1.5), **NO_STAFF,
    },
    "organiser": {
        "clients": Range(12, 40), "visits": Range(0.05, 0.4), "adverts": Range(0.8, 7.0),
        "by_thread": Range(0.1, 1.0), "answer": Range(0.1, 0.6),
        "friends": share(0.3, 2.0), **NO_STAFF,
    },
    "escort": {
        "clients": Range(12, 110), "visits": Range(0.02, 0.15), "talk_s": Range(8, 60),
        "starts": share(0.8, 1.0), "adverts": Range(0.3, 14.0, none=0.3), "abreast": share(1, 1),
        "passed": share(0.2, 0.6, none=0.7), "opens": share(9.5, 14.0),
        "closes": share(21.0, 28.0),
    },
    "second": {
        "clients": Range(12, 40), "visits": Range(0.08, 0.8), "starts": share(0.35, 0.75),
        "slips": Range(0.3, 4.0), "adverts": Range(0.2, 2.0, none=0.8), **NO_STAFF,
        "closes": share(21.0, 25.0),
    },
    "teenager": {
        "clients": Range(12, 40), "visits": Range(0.15, 0.9), "talk_s": Range(8, 45),
        "starts": share(0.4, 0.75), "adverts": Range(1.0, 25.0), "listed": share(0.2, 0.8),
        "answer": Range(0.04, 0.3), "data": Range(4, 20), **NO_STAFF, "friends": share(0.3, 2.0),
        "closes": share(21.0, 24.0),
    },
    "vape": {
        "clients": Range(20, 130), "visits": Range(0.03, 0.3), "talk_s": Range(8, 40),
        "starts": share(0.7, 1.0), **ONE_HAND,
    },
    "depot": {
        "clients": Range(60, 200), "visits": Range(0.02, 0.15), "talk_s": Range(8, 60),
        "starts": share(0.2, 0.9), "passed": share(0.5, 1.0), "delay_s": Range(18, 900),
        "abreast": share(2.0, 5.0), "tenure_d": Range(4, 40),
    },
}  # fmt: skip


def of_line(rng: Rng) -> Manner:
    """Return the manner of one line, before its kind has a say; a small list buys more often."""
    m = _drawn(LINE, rng)
    return replace(m, visits=max(m.visits, LEAST_ORDERS / m.clients))


def of_firm(kind: str, rng: Rng) -> Manner:
    """Return the manner of one firm: any, within what its trade demands."""
    return _drawn(ANY | PINS[kind], rng)


def _drawn(ranges: dict[str, Range], rng: Rng) -> Manner:
    return Manner(*(ranges[field.name].draw(rng) for field in fields(Manner)))

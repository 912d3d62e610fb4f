"""Manners: how each kind of business trades, and why it looks like a line; drawn for each anew."""

from collections.abc import Callable
from dataclasses import dataclass

from lineholder.synth.stepwise.chance import Chance


@dataclass(frozen=True, slots=True)
class Manner:
    """How one business trades; shares are of visits, `_h` hours, `_s` seconds, `_min` minutes.

    `clients` in its town, at most `reach` of all there, and `elsewhere` as many outside the county for
    each. `peak_h` draws most visits to one hour. A visit brings a text (`texted`), a missed call
    (`missed`, rung back in `rung_back`) or a call; `dispatched` visits go on to the staff. `bulk_d`:
    a text to all clients every so many days; `reminders`: texts a day to some. `rung_out`: calls a
    day, `rung_clients` of them to clients. `answered` texts bring an answer.
    """

    clients: int
    rate: float = 0.05
    hours: tuple[float, float] = (9, 18)
    peak_h: float | None = None
    call_s: float = 60
    staff: int = 0
    dispatched: float = 0
    delay_min: float = 4
    fixed: bool = False
    mobile: bool = False
    own_phone: bool = False
    data: float = 0
    reach: float = 0.55
    elsewhere: float = 0.3
    pool: tuple[int, ...] = ()
    closed: tuple[int, ...] = ()
    texted: float = 0
    missed: float = 0.08
    rung_back: float = 0.4
    riders_change: bool = False
    told_by_text: float = 0.1
    told_s: float = 18
    arrives: float = 0.1
    bulk_d: int | None = None
    bulk_h: float = 11
    bulk_gap_s: float = 2
    answered: float | None = None
    reminders: float | None = None
    reminder_h: float = 9
    reminder_gap_s: float = 6
    rung_out: float = 0
    rung_clients: float = 0.7
    rung_out_s: float = 50
    rota: bool = False


Draw = Callable[[Chance, tuple[int, ...]], Manner]


def _minicab(c: Chance, _: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(70, 160), rate=c.even(0.05, 0.14), hours=(6, 25.5), call_s=c.even(12, 40),
        staff=c.whole(6, 12), dispatched=c.even(0.75, 0.95), delay_min=c.even(1, 4),
        fixed=c.happens(0.6), arrives=0.2, told_s=c.even(8, 25), missed=0.05,
    )  # fmt: skip


def _minicab_small(c: Chance, _: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(40, 80), rate=c.even(0.1, 0.25), hours=(7, 25), call_s=c.even(10, 35),
        staff=c.whole(3, 5), dispatched=c.even(0.7, 0.95), delay_min=c.even(1, 5),
        bulk_d=c.whole(12, 25), arrives=0.15,
    )  # fmt: skip


def _takeaway(c: Chance, _: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(60, 130), rate=c.even(0.04, 0.1), hours=(16.5, 23), peak_h=19.2,
        call_s=c.even(40, 90), staff=c.whole(1, 4), dispatched=c.even(0.3, 0.6),
        delay_min=c.even(8, 20), bulk_d=c.whole(5, 9), bulk_h=c.even(15, 17), fixed=c.happens(0.3),
        bulk_gap_s=c.even(1, 4),
    )  # fmt: skip


def _pizza(c: Chance, _: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(50, 90), rate=c.even(0.05, 0.12), hours=(16, 23.8), peak_h=20,
        call_s=c.even(30, 60), staff=c.whole(1, 3), dispatched=c.even(0.5, 0.8),
        delay_min=c.even(4, 15), bulk_d=c.whole(2, 5), bulk_h=c.even(16, 17.5), told_by_text=0.4,
    )  # fmt: skip


def _clinic(c: Chance, _: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(90, 200), rate=c.even(0.02, 0.05), hours=(8, 18), peak_h=8.5,
        call_s=c.even(90, 200), reminders=c.even(15, 35), reminder_h=c.even(8, 11), closed=(5, 6),
        rung_out=4,
    )  # fmt: skip


def _dentist(c: Chance, _: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(60, 120), rate=c.even(0.015, 0.03), hours=(8.5, 17), call_s=c.even(60, 140),
        reminders=c.even(8, 16), closed=(5, 6), rung_out=6,
    )  # fmt: skip


def _gym(c: Chance, _: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(50, 120), rate=c.even(0.01, 0.03), hours=(6, 21), call_s=c.even(30, 80),
        bulk_d=c.whole(2, 4), bulk_h=c.even(9, 12), reminders=c.even(5, 15), bulk_gap_s=c.even(0.5, 2),
    )  # fmt: skip


def _school(c: Chance, _: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(50, 110), rate=c.even(0.03, 0.06), hours=(7.8, 16), peak_h=8.4,
        call_s=c.even(20, 45), bulk_d=c.whole(1, 3), bulk_h=c.even(13, 15.5), closed=(5, 6),
        bulk_gap_s=c.even(0.3, 1), reach=0.4,
    )  # fmt: skip


def _plumber(c: Chance, _: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(40, 80), rate=c.even(0.03, 0.06), hours=(7.5, 19), call_s=c.even(60, 150),
        mobile=True, missed=0.4, rung_back=0.8, staff=1, dispatched=c.even(0.2, 0.4),
        delay_min=c.even(5, 30), elsewhere=1, own_phone=c.happens(0.5), data=2,
    )  # fmt: skip


def _courier(c: Chance, _: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(60, 120), rate=0.01, hours=(8, 18), call_s=20, mobile=True,
        rung_out=c.even(15, 35), rung_out_s=c.even(12, 30), rung_clients=0.5, elsewhere=2,
        closed=(6,), data=3,
    )  # fmt: skip


def _club(c: Chance, _: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(25, 50), rate=0.02, hours=(17, 21), call_s=c.even(50, 120), mobile=True,
        own_phone=True, bulk_d=c.whole(3, 7), bulk_h=c.even(18, 20), answered=0.3,
        bulk_gap_s=c.even(3, 9),
    )  # fmt: skip


def _carers_rota(c: Chance, _: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(20, 30), rate=0.05, hours=(6.5, 21), call_s=c.even(15, 45),
        staff=c.whole(10, 18), rota=True, rung_out=3,
    )  # fmt: skip


def _hairdresser(c: Chance, _: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(50, 90), rate=c.even(0.03, 0.06), hours=(9, 17.5), call_s=c.even(45, 90),
        reminders=c.even(5, 10), reminder_h=17, closed=(0, 6), texted=0.3,
    )  # fmt: skip


def _solo_taxi(c: Chance, _: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(25, 45), rate=c.even(0.1, 0.22), hours=(8, 25), call_s=c.even(10, 30),
        mobile=True, own_phone=True, staff=c.whole(1, 3), dispatched=c.even(0.15, 0.35),
        delay_min=c.even(1, 5), elsewhere=0.4, data=2, rung_back=0.7,
    )  # fmt: skip


def _childminder(c: Chance, _: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(10, 18), rate=c.even(0.3, 0.6), hours=(7, 18.5), call_s=c.even(25, 60),
        mobile=True, own_phone=True, texted=0.7, bulk_d=c.whole(4, 8), bulk_h=17, bulk_gap_s=8,
        closed=(5, 6),
    )  # fmt: skip


def _gig_dispatch(c: Chance, _: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(40, 70), rate=c.even(0.06, 0.12), hours=(11, 23), call_s=c.even(20, 40),
        staff=c.whole(4, 7), dispatched=0.85, delay_min=c.even(2, 6), riders_change=True,
        told_by_text=0.4, data=6,
    )  # fmt: skip


def _window_cleaner(c: Chance, _: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(50, 80), rate=0.01, hours=(8, 18), call_s=40, mobile=True, own_phone=True,
        reminders=c.even(12, 22), reminder_h=c.even(17, 19), answered=0.2, reminder_gap_s=9,
        closed=(5, 6), data=2,
    )  # fmt: skip


def _treatment_service(c: Chance, pool: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(30, 50), rate=c.even(0.08, 0.16), hours=(9, 17), call_s=c.even(60, 150),
        reminders=c.even(6, 14), reminder_h=9.5, closed=(5, 6), rung_out=6, pool=pool,
    )  # fmt: skip


def _letting_agent(c: Chance, _: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(40, 60), rate=0.03, hours=(9, 17.5), call_s=c.even(90, 200), rung_out=12,
        fixed=True, closed=(6,),
    )  # fmt: skip


def _sweepstake(c: Chance, _: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(25, 40), rate=0.05, hours=(11, 21), call_s=c.even(30, 60), mobile=True,
        own_phone=True, bulk_d=c.whole(2, 4), bulk_h=c.even(10, 12), answered=0.35, texted=0.6,
        bulk_gap_s=c.even(3, 10),
    )  # fmt: skip


def _pharmacy(c: Chance, pool: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(60, 110), rate=0.025, hours=(9, 18), call_s=c.even(40, 90),
        reminders=c.even(10, 20), reminder_h=14, pool=pool[:10], closed=(6,),
    )  # fmt: skip


def _helpline(c: Chance, _: tuple[int, ...]) -> Manner:
    return Manner(
        clients=c.whole(40, 70), rate=c.even(0.06, 0.14), hours=(10, 22), call_s=c.even(200, 600),
        missed=0.3, rung_back=0.9,
    )  # fmt: skip


MANNERS: dict[str, Draw] = {
    "minicab": _minicab,
    "minicab_small": _minicab_small,
    "takeaway": _takeaway,
    "pizza": _pizza,
    "clinic": _clinic,
    "dentist": _dentist,
    "gym": _gym,
    "school": _school,
    "plumber": _plumber,
    "courier": _courier,
    "club": _club,
    "carers_rota": _carers_rota,
    "hairdresser": _hairdresser,
    "solo_taxi": _solo_taxi,
    "childminder": _childminder,
    "gig_dispatch": _gig_dispatch,
    "window_cleaner": _window_cleaner,
    "treatment_service": _treatment_service,
    "letting_agent": _letting_agent,
    "sweepstake": _sweepstake,
    "pharmacy": _pharmacy,
    "helpline": _helpline,
}
WHY = {
    "minicab": "many short calls in, drivers dispatched within minutes",
    "minicab_small": "a mobile with a few drivers, short calls from repeat callers, offers by text",
    "takeaway": "texts offers to repeat customers, sends riders",
    "pizza": "texts offers every few days, sends riders, often by text",
    "clinic": "texts reminders every day",
    "dentist": "texts reminders every day, rings patients",
    "gym": "texts a stable list of members",
    "school": "texts the parents in one burst",
    "plumber": "a mobile that moves, calls missed and returned",
    "courier": "calls many different numbers once each, on the move",
    "club": "a private phone that texts a stable list, which answers",
    "carers_rota": "a rota phone that texts its staff and is rung by them",
    "hairdresser": "repeat customers, reminders by text",
    "solo_taxi": "a private phone with short calls from regulars, some passed on to friends",
    "childminder": "a private phone with a few regulars who text often",
    "gig_dispatch": "an office whose riders change their numbers every nine days",
    "window_cleaner": "a private phone that texts its round the evening before",
    "treatment_service": "texts and calls with people who also ring lines",
    "letting_agent": "calls many on the list from a fixed line",
    "sweepstake": "a private phone that texts a list every few days, which answers",
    "pharmacy": "texts when medicine is ready, also to people who ring lines",
    "helpline": "long calls from regulars, many missed and returned",
    "sender": "bulk texts from a name or short code",
}

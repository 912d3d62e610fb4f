"""Habits of lines: drawn line by line, bent by the line's kind; a textbook line has none of its own."""

from lineholder.synth.stepwise.chance import Chance
from lineholder.synth.stepwise.line import Habits
from lineholder.synth.stepwise.shire import Mechanics


def draw(kind: str, mechanics: Mechanics, chance: Chance) -> Habits:
    """Return the habits of a new line of this kind."""
    textbook = kind == "textbook"
    rate = _rate(kind, chance)
    opens, closes = chance.even(8.5, 12.5), chance.even(21, 25.5)
    call_s = _call_s(kind, chance)
    passed = chance.even(0.97, 1) if textbook else chance.even(0.6, 0.95)
    delay = chance.even(1, 3.5) if textbook else chance.even(1, 7)
    return Habits(
        rate, opens, closes, call_s, passed, delay,
        by_text=0.0 if textbook else chance.one_of((0.0, 0.1, 0.5, 0.9)),
        told_s=chance.even(8, 35),
        advert_every=_advert_every(kind, chance),
        advert_share=1.0 if textbook else chance.even(0.6, 1.0),
        advert_gap_s=chance.even(1.5, 12),
        advert_h=opens + chance.even(-0.3, 2),
        twice=chance.happens(0.25),
        batches=mechanics.batches and not textbook and chance.happens(0.6),
        follow=_of_kind(kind, "several_calls", (1.2, 2.6), (0, 0, 0.15, 0.4), chance),
        text_orders=_of_kind(kind, "text_orders", (0.85, 1), (0, 0, 0.1, 0.3), chance),
        rung_back=_of_kind(kind, "ring_back", (0.75, 0.95), (0, 0.05, 0.1), chance),
        by_app=chance.even(0.7, 0.85) if kind == "app_orders" else 0.0,
        ring_in=kind == "worker_rings_in",
        missed=0.0 if textbook else chance.even(*mechanics.missed),
        announced=chance.one_of((0, 0, 0.05, 0.2)),
        reported=mechanics.reported(chance),
    )  # fmt: skip


def _rate(kind: str, chance: Chance) -> float:
    if kind == "textbook":
        return chance.even(0.5, 0.85)
    return chance.even(0.6, 1.0) if kind == "small" else chance.even(0.3, 0.85)


def _call_s(kind: str, chance: Chance) -> float:
    if kind == "chatty":
        return chance.even(70, 170)
    return chance.even(10, 30) if kind == "textbook" else chance.even(10, 60)


def _advert_every(kind: str, chance: Chance) -> int | None:
    """Return how many days lie between adverts; None: there are none."""
    if kind == "textbook":
        return 1
    if kind == "no_adverts":
        return None
    if kind == "small":
        return chance.one_of((None, 1, 2, 4))
    usual = chance.one_of((1, 1, 2, 3, 5, 7))
    if kind == "app_orders":
        return chance.one_of((1, 2))
    return chance.one_of((1, 1, 2)) if kind == "split_adverts" else usual


def _of_kind(
    kind: str, own: str, much: tuple[float, float], others: tuple[float, ...], chance: Chance
) -> float:
    """Return much of a habit where it makes the kind, none for a textbook line, else a little."""
    if kind == own:
        return chance.even(*much)
    return 0.0 if kind == "textbook" else chance.one_of(others)

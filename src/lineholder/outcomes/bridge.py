"""Bridge: opening + new + re-emerged + inherited - T1 - T2 - dormant - merged = closing, or what is missing.

Where lines were entered as events, opening and closing are counted by the state that each line is in at
either end, apart from the flows: that both agree is a check, not a definition. Where only totals were
published they stand as published. An opening that nobody stated is said to be missing and never filled in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lineholder.model.line_states import IN_STOCK
from lineholder.model.outcomes import Basis, Bridge, Doubt, LineHistory, Place
from lineholder.outcomes.stock import INS, Flow, Stock, Term

TERMS = tuple(term.value for term in Term)
SHOWN = 5  # lines that a sentence names


@dataclass(frozen=True, slots=True)
class Published:
    """One total that somebody published."""

    name: str
    value: int
    place: Place


@dataclass(slots=True)
class Built:
    """The bridge, the places that each of its terms rests on, and where they come from."""

    bridge: Bridge
    places: dict[str, list[Place]] = field(default_factory=dict)
    basis: Basis = Basis.EVENTS
    doubts: list[Doubt] = field(default_factory=list)


def build(stock: Stock, published: Sequence[Published], from_s: int, to_s: int) -> Built:
    """The bridge of [from_s, to_s), from events where there are any, else from what was published."""
    before = [f for f in stock.flows if f.at_s < to_s]
    if not before:
        return _from_published(published)
    within = [f for f in before if f.at_s >= from_s]
    missing = _missing(before)
    terms = {term: sum(f.lines for f in within if f.term is term) for term in Term}
    opening = _active(stock.histories, from_s) + _unnamed(before, from_s) + terms[Term.OPENING]
    closing = _active(stock.histories, to_s) + _unnamed(before, to_s)
    counted: dict[str, int | None] = {term.value: n for term, n in terms.items()}
    counted |= {"opening": None if missing else opening, "closing": None if missing else closing}
    built = Built(Bridge(**counted, missing=missing), _places(stock, within, from_s, to_s))
    built.doubts += _stated(stock, before, from_s, to_s)
    built.doubts += _disagree(built.bridge, published)
    return built


def _active(histories: Iterable[LineHistory], at_s: int) -> int:
    """Named lines in the stock just before a moment."""
    return sum(_is_active(history, at_s) for history in histories)


def _is_active(history: LineHistory, at_s: int) -> bool:
    state = None
    for move in history.moves:
        if move.at_s >= at_s:
            break
        state = move.new
    return state in IN_STOCK


def _unnamed(flows: Iterable[Flow], at_s: int) -> int:
    """Lines without a name in the stock before a moment; orphans leave from among them."""
    told = [f for f in flows if f.at_s < at_s and (f.line is None or f.orphan)]
    return sum(f.lines if f.term in INS else -f.lines for f in told)


def _missing(flows: Sequence[Flow]) -> tuple[str, ...]:
    """What keeps the opening from being known; empty where it is."""
    over = _unnamed(flows, 1 << 62)
    if over < 0:
        orphans = sorted({f.line for f in flows if f.orphan and f.line})
        named = (
            f" ({', '.join(orphans[:SHOWN])}{', …' if len(orphans) > SHOWN else ''})"
            if orphans
            else ""
        )
        return (
            f"opening: {-over} lines leave the stock that never came in{named}; enter each as opening, "
            "new or inherited, or state the opening as a count",
        )
    if not any(f.term in INS and f.term is not Term.RE_EMERGED for f in flows):
        return (
            "opening: no entry says how many lines were in play at the start; enter them as opening, or "
            "an opening without a line and with a count (0 where there was none)",
        )
    return ()


def _places(
    stock: Stock, within: Sequence[Flow], from_s: int, to_s: int
) -> dict[str, list[Place]]:
    """The entries behind each term: of a stock, those that last brought each line in."""
    found = {term.value: [f.place for f in within if f.term is term] for term in Term}
    found["opening"] = found["opening"] + _brought_in(stock, from_s)
    found["closing"] = _brought_in(stock, to_s)
    return found


def _brought_in(stock: Stock, at_s: int) -> list[Place]:
    """The entries that last brought the lines in which are in the stock just before a moment."""
    active = {h.line for h in stock.histories if _is_active(h, at_s)}
    last: dict[str, Place] = {}
    unnamed = []
    for flow in stock.flows:
        if flow.at_s < at_s and flow.term in INS:
            if flow.line is None:
                unnamed.append(flow.place)
            elif flow.line in active:
                last[flow.line] = flow.place
    return [*last.values(), *unnamed]


def _stated(stock: Stock, flows: Sequence[Flow], from_s: int, to_s: int) -> list[Doubt]:
    """Stocks that somebody counted at some moment, where they are others than the entries give."""
    doubts = []
    for at_s in sorted({at_s for at_s, _, _ in stock.stated if from_s <= at_s <= to_s}):
        said = [s for s in stock.stated if s[0] == at_s]
        stated = sum(lines for _, lines, _ in said)
        found = _active(stock.histories, at_s) + _unnamed(flows, at_s)
        if stated != found:
            sentence = (
                f"A stock of {stated} lines was stated; the entries up to then give {found}. The bridge "
                "shows what the entries give."
            )
            doubts.append(Doubt("STOCK_DIFFERS", sentence, tuple(place for _, _, place in said)))
    return doubts


def _disagree(bridge: Bridge, published: Iterable[Published]) -> list[Doubt]:
    found = []
    for one in published:
        counted = getattr(bridge, one.name, None) if one.name in (*TERMS, "closing") else None
        if counted is not None and counted != one.value:
            found.append(differs(one, counted))
    return found


def differs(one: Published, counted: float) -> Doubt:
    """That a published total is another than its entries give."""
    sentence = (
        f"{one.name} was published as {one.value}; its entries give {counted:g}. The figure shows what the "
        "entries give."
    )
    return Doubt("PUBLISHED_DIFFERS", sentence, (one.place,))


def _from_published(published: Sequence[Published]) -> Built:
    """What was published of the bridge, and what was not. Nothing is worked out from the rest."""
    totals: Mapping[str, Published] = {p.name: p for p in published}
    values = {name: totals[name].value if name in totals else None for name in (*TERMS, "closing")}
    missing = tuple(
        f"{name}: {'published by nobody' if published else 'no entry says it'}"
        for name, value in values.items()
        if value is None
    )
    bridge = Bridge(**values, missing=missing)
    built = Built(bridge, {n: [p.place] for n, p in totals.items()}, Basis.PUBLISHED)
    if bridge.balances is False:
        sentence = "The published totals do not add up: opening and flows give another closing."
        built.doubts.append(Doubt("DOES_NOT_ADD_UP", sentence, tuple(p.place for p in published)))
    return built

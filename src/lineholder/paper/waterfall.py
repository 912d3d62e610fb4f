"""Waterfall: the bridge from one stock of lines to the next, as columns of a drawing of 900 by 240 units.

What came in stands on what was there, what left hangs from it; a sign stands with every number, so that
colour is never the only carrier.
"""

from dataclasses import dataclass

from lineholder.model.outcomes import Bridge

WIDE, TALL, TOP, FOOT = 900, 240, 26, 34  # the plot lies between TOP and TALL - FOOT
COLUMNS = (  # name, word below, sign: 0 a stock, 1 in, -1 out
    ("opening", "Opening", 0),
    ("new", "New", 1),
    ("re_emerged", "Re-emerged", 1),
    ("inherited", "Inherited", 1),
    ("closed_t1", "Type 1", -1),
    ("closed_t2", "Type 2", -1),
    ("dormant", "Dormant", -1),
    ("merged", "Merged", -1),
    ("closing", "Closing", 0),
)


SIGNS = {0: "", 1: "+", -1: "\N{MINUS SIGN}"}


@dataclass(frozen=True, slots=True)
class Column:
    """One term: its rectangle, where its text stands, and `level`, the height of the stock after it."""

    name: str
    word: str
    text: str
    way: str  # stock, in or out
    x: float
    y: float
    width: float
    height: float
    middle: float
    level: float


def columns(bridge: Bridge) -> tuple[Column, ...]:
    """The nine terms from left to right; none where a term is unknown."""
    if bridge.balances is None:
        return ()
    values = {name: int(getattr(bridge, name)) for name, _, _ in COLUMNS}
    highest = values["opening"] + sum(values[n] for n, _, sign in COLUMNS if sign > 0)
    a_line = (TALL - TOP - FOOT) / max(1, highest)
    step, stock, made = WIDE / len(COLUMNS), 0, []
    for number, (name, word, sign) in enumerate(COLUMNS):
        value = values[name]
        after = stock + sign * value if sign else value
        low, high = (0, value) if not sign else (min(stock, after), max(stock, after))
        stock = after
        ground = TALL - FOOT
        made.append(
            Column(
                name,
                word,
                f"{SIGNS[sign]}{value}" if value else "0",
                "stock" if not sign else "in" if sign > 0 else "out",
                round(number * step + step * 0.14, 2),
                round(ground - high * a_line, 2),
                round(step * 0.72, 2),
                round(max((high - low) * a_line, 1), 2),
                round((number + 0.5) * step, 2),
                round(ground - after * a_line, 2),
            )
        )
    return tuple(made)

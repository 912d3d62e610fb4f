"""Bridge drawing: the waterfall as SVG, in a letter that the page carries."""

from itertools import pairwise
from xml.sax.saxutils import escape

from lineholder.model.outcomes import Bridge
from lineholder.paper.waterfall import TALL, WIDE, Column, columns

FONT = "Libertinus Serif"
COLOURS = {"stock": "#44546a", "in": "#2e75b6", "out": "#c55a11"}
WORDS_Y = TALL - 14


def svg(bridge: Bridge) -> str:
    """The drawing; empty where a term is unknown."""
    drawn = columns(bridge)
    if not drawn:
        return ""
    steps = "".join(_step(a, b) for a, b in pairwise(drawn))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {TALL}" width="{WIDE}" '
        f'height="{TALL}" font-family="{FONT}" font-size="17" text-anchor="middle">'
        f"{steps}{''.join(_column(c) for c in drawn)}</svg>"
    )


def _step(one: Column, after: Column) -> str:
    """The thin line that carries the stock over to the next column."""
    return (
        f'<path d="M{one.x} {one.level}H{after.x + after.width}" stroke="#888" stroke-width="1" '
        'stroke-dasharray="3 3" fill="none"/>'
    )


def _column(one: Column) -> str:
    return (
        f'<rect x="{one.x}" y="{one.y}" width="{one.width}" height="{one.height}" '
        f'fill="{COLOURS[one.way]}"/>'
        f'<text x="{one.middle}" y="{round(one.y - 6, 2)}" font-weight="bold">{escape(one.text)}</text>'
        f'<text x="{one.middle}" y="{WORDS_Y}">{escape(one.word)}</text>'
    )

"""The validation report: one self-contained HTML page that prints, with its plots drawn in it.

No library of the lock makes a PDF; the page carries rules for print, and a browser prints it to PDF.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

SIZE, EDGE = 300, 34
STYLE = """
body{font:14px/1.5 system-ui,sans-serif;max-width:66rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}
table{border-collapse:collapse;margin:1rem 0}td,th{border:1px solid #c8ced6;padding:.25rem .6rem}
td{text-align:right}td:first-child,th{text-align:left}figure{display:inline-block;margin:.5rem}
figcaption{max-width:300px;font-size:12px}.must{border:2px solid #1b1f24;padding:.6rem 1rem;font-weight:600}
svg{background:#fff;border:1px solid #c8ced6}section{break-inside:avoid}
@media print{body{margin:0;max-width:none}section{break-after:page}}
"""
COLOURS = ("#0b5cad", "#b3410e", "#6b7280")
ROWS = (
    ("same", "pairs of one person"),
    ("different", "pairs of two people"),
    ("cllr", "Cllr"),
    ("cllr_min", "Cllr min (discrimination)"),
    ("cllr_cal", "Cllr cal (calibration)"),
    ("cllr_bounded", "Cllr within the bounds"),
    ("cllr_floor", "least Cllr that the bounds allow"),
    ("lower", "lower bound, log10"),
    ("upper", "upper bound, log10"),
    ("turing_excess_log10", "Turing's rule broken by at most, log10"),
)
AGAINST = {
    "own_habits": "somebody else with the habits of whoever carries the candidate",
    "partner": "somebody who shares the home and some trips",
    "runner": "somebody who works for the line",
    "customer": "a customer of the line",
}
Curve = tuple[str, Sequence[float], Sequence[float]]


def page(known: Mapping[str, Any]) -> str:
    """The report of what `validation` in the pipeline brings: figures, curves and digests."""
    parts = [_section(name, figures) for name, figures in known["evidence"].items()]
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><title>Attribution: validation</title>"
        f"<style>{STYLE}</style><h1>Attribution: validation {escape(known['validation'])}</h1>"
        f"<p class=must>{escape(known['field_validation'])}: every figure is of synthetic counties.</p>"
        f"<p>{escape(known['fitted_on'])}.</p>"
        f"<p>Digest of the figures {escape(known['validation'])}; of the weights "
        f"{escape(known['weights'])}; of the held-out LRs {escape(known['held_out'])}.</p>"
        "<p>H1: the number and the candidate were carried by one person over the period. H2: by two "
        "people, the second as each heading says. All LRs are log10, of pairs that no weight was "
        f"fitted on, before bounds unless said.</p>{''.join(parts)}{_ranks(known['rank'])}</html>\n"
    )


def _section(name: str, figures: Mapping[str, Any]) -> str:
    table = [(label, figures[key]) for key, label in ROWS]
    for one in figures["misleading"]:
        beyond = 10 ** one["beyond_log10"]
        table.append((f"of two people, LR above {beyond:g}", one["for_h1"]))
        table.append((f"of one person, LR below {1 / beyond:g}", one["for_h2"]))
    tippett, ece, pav = figures["tippett"], figures["ece_curve"], figures["pav"]
    plots = (
        _plot(
            "Tippett: share of pairs with this log10 LR or more",
            (("one person", tippett["at"], tippett["h1"]), ("two", tippett["at"], tippett["h2"])),
        ),
        _plot(
            "Empirical cross-entropy by prior log10 odds (bits)",
            tuple(
                (label, ece["prior_log10_odds"], ece[label])
                for label in ("said", "best", "nothing")
            ),
        ),
        _plot(
            "PAV: log10 LR as said, and after the best calibration",
            (("PAV", pav["said"], pav["pav"]), ("the same", (-3.0, 3.0), (-3.0, 3.0))),
        ),
    )
    rows = "".join(f"<tr><td>{escape(label)}<td>{value}" for label, value in table)
    return (
        f"<section id={escape(name)}><h2>Against {escape(AGAINST[name])}</h2>"
        f"<table>{rows}</table>{''.join(plots)}</section>"
    )


def _ranks(ranks: Mapping[str, Mapping[str, int]]) -> str:
    head = "".join(f"<th>{escape(k.replace('_', ' '))}" for k in next(iter(ranks.values())))
    rows = "".join(
        f"<tr><td>{escape(family)}" + "".join(f"<td>{n}" for n in figures.values())
        for family, figures in ranks.items()
    )
    return (
        "<section><h2>Rank</h2><p>Each line number whose own return is held, and again with the "
        f"carrier taken out, by weights of the other families.</p><table><tr><th>family{head}{rows}"
        "</table></section>"
    )


def _plot(caption: str, curves: Sequence[Curve]) -> str:
    """Lines over common axes; x from -3 to 3, y over what is shown."""
    values = [y for _, xs, ys in curves for x, y in zip(xs, ys, strict=True) if -3 <= x <= 3]
    low, high = min([0.0, *values]), max([1.0, *values])

    def at(x: float, y: float) -> str:
        across = EDGE + (x + 3) / 6 * (SIZE - 2 * EDGE)
        up = SIZE - EDGE - (y - low) / (high - low) * (SIZE - 2 * EDGE)
        return f"{across:.1f},{up:.1f}"

    lines, legend = [], []
    for colour, (label, xs, ys) in zip(COLOURS, curves, strict=False):
        points = " ".join(at(x, y) for x, y in zip(xs, ys, strict=True) if -3 <= x <= 3)
        lines.append(f"<polyline points='{points}' fill=none stroke='{colour}' stroke-width=2 />")
        legend.append(f"<span style='color:{colour}'>■</span> {escape(label)}")
    ticks = [
        _text(EDGE + (x + 3) / 6 * (SIZE - 2 * EDGE), SIZE - 12, f"{x:g}") for x in range(-3, 4)
    ]
    ticks += [_text(14, SIZE - EDGE + 4, f"{low:g}"), _text(14, EDGE + 4, f"{high:.2g}")]
    frame = SIZE - 2 * EDGE
    return (
        f"<figure><svg width={SIZE} height={SIZE} role=img aria-label='{escape(caption)}'>"
        f"<rect x={EDGE} y={EDGE} width={frame} height={frame} fill=none stroke='#c8ced6' />"
        f"{''.join(lines)}{''.join(ticks)}</svg>"
        f"<figcaption>{escape(caption)}. {', '.join(legend)}</figcaption></figure>"
    )


def _text(x: float, y: float, text: str) -> str:
    return f"<text x={x:.0f} y={y:.0f} font-size=11 text-anchor=middle>{text}</text>"

"""Pages: a product as a PDF on A4, set by typst from `product.typ` with the fonts that its wheel carries.

Tagged for screen readers (PDF/UA-1). No system font, no clock, no author: the same product gives the same
bytes. The product goes in as data, so that nothing in it is read as markup.
"""

import json
from functools import cache
from importlib import resources
from typing import Any

import typst

from lineholder.model.product import Cell, Grid, Part, Product, Row
from lineholder.paper.bridge_drawing import svg
from lineholder.paper.shown import shown


def pdf_bytes(product: Product) -> bytes:
    """The document."""
    made = compiler(product).compile(format="pdf", timestamp=0, pdf_standards="ua-1")
    assert isinstance(made, bytes)
    return made


def compiler(product: Product) -> typst.Compiler:
    """What sets the product, in any format that typst has."""
    template = (resources.files("lineholder.paper") / "product.typ").read_bytes()
    told = json.dumps(_product(product), sort_keys=True)
    return typst.Compiler(template, font_paths=_fonts(), sys_inputs={"product": told})


@cache
def _fonts() -> typst.Fonts:
    """The fonts of the wheel alone."""
    return typst.Fonts(include_system_fonts=False)


def _product(one: Product) -> dict[str, Any]:
    drawing = svg(one.bridge) if one.bridge else ""
    return {
        "title": one.title,
        "days": one.days,
        "status": one.status,
        "front": [_part(part) for part in one.front],
        "drawing": drawing,
        "drawn": _spoken(one) if drawing else "",
        "steps": _steps(one),
        "parts": [_part(part) for part in one.parts],
        "legend": list(one.legend),
        "least": one.least,
    }


def _spoken(one: Product) -> str:
    """The bridge for whoever cannot see the drawing."""
    b = one.bridge
    assert b is not None
    return (
        f"{b.opening} opening, {b.new} new, {b.re_emerged} re-emerged, {b.inherited} inherited; "
        f"{b.closed_t1} closed by Type 1, {b.closed_t2} by Type 2, {b.dormant} dormant, {b.merged} merged; "
        f"{b.closing} closing."
    )


def _steps(one: Product) -> list[dict[str, Any]]:
    """Each step with the share of the longest that its bar fills; a step without a number has no bar."""
    values = [row.cell.value for row in one.steps]
    numbers = [value for value in values if value is not None and not isinstance(value, str)]
    most = max(numbers, default=0)
    return [
        {
            "label": row.label,
            "value": shown(row.cell),
            "part": float(row.cell.value) / most
            if most and isinstance(row.cell.value, int | float)
            else 0,
        }
        for row in one.steps
    ]


def _part(part: Part) -> dict[str, Any]:
    return {
        "heading": part.heading,
        "sentences": list(part.sentences),
        "figures": [_figure(row) for row in part.figures],
        "compared": any(row.before is not None for row in part.figures),
        "listed": len({row.definition for row in part.figures}) == 1
        and ":" in part.figures[0].name,
        "grid": None if part.grid is None else _grid(part.grid),
    }


def _figure(row: Row) -> dict[str, Any]:
    return {
        "label": row.label,
        "value": shown(row.cell),
        "before": "" if row.before is None else shown(row.before),
        "unit": "" if row.cell.share else row.unit,
        "of": f"of {row.of:,}" if row.of else "",
        "published": row.published,
        "definition": row.definition,
        "ref": row.cell.ref or "",
    }


def _grid(grid: Grid) -> dict[str, Any]:
    opens = any(cell.ref for row in grid.rows for cell in row)
    return {
        "heads": [{"text": h.text, "width": h.width, "right": h.is_number} for h in grid.heads],
        "opens": opens,
        "rows": [{"cells": [shown(cell) for cell in row], "ref": _ref(row)} for row in grid.rows],
    }


def _ref(row: tuple[Cell, ...]) -> str:
    return next((cell.ref for cell in row if cell.ref), "")

"""Outcomes as outside programs read them: the figures by name, and each with its definition and entries."""

from statistics import median
from typing import Any

from lineholder.model.outcomes import (
    Breakdown,
    Doubt,
    Figure,
    Outcomes,
    Place,
    RefusedMove,
    SentenceComparison,
)
from lineholder.wire.times import iso

BRIDGE = (
    "opening", "new", "re_emerged", "inherited", "closed_t1", "closed_t2", "dormant", "merged", "closing",
)  # fmt: skip


def outcomes_json(found: Outcomes) -> dict[str, Any]:
    """`outcomes`: each figure by its name (null: cannot be known), then with what it means."""
    bridge = found.bridge
    return {
        **{figure.name: number(figure.value) for figure in found.figures},
        "from": None if found.from_s is None else iso(found.from_s),
        "to": None if found.to_s is None else iso(found.to_s),
        "bridge": None
        if bridge.balances is None
        else {**{name: getattr(bridge, name) for name in BRIDGE}, "balances": bridge.balances},
        "missing": list(found.missing),
        "figures": [_figure(figure) for figure in found.figures],
        "breakdowns": [_breakdown(one) for one in found.breakdowns],
        "sentence_comparison": _compared(found.sentences),
        "doubts": [_doubt(one) for one in found.doubts],
        "refused_moves": [_refused(one) for one in found.refused],
        "refused_in_all": found.refused_in_all,
        "entries": found.entries,
        "duplicates": found.duplicates,
        "corrected": found.corrected,
        "snapshot": found.snapshot,
    }


def number(value: float | None) -> float | int | None:
    """Whole numbers as whole numbers."""
    return int(value) if value is not None and value == int(value) else value


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "name": figure.name,
        "value": number(figure.value),
        "unit": figure.unit,
        "definition": figure.definition,
        "basis": figure.basis.value,
        "of": figure.of,
        "ref": figure.ref,
    }


def _breakdown(one: Breakdown) -> dict[str, Any]:
    return {
        "name": one.name,
        "unit": one.unit,
        "definition": one.definition,
        "rows": [
            {"label": row.label, "value": number(row.value), "ref": row.ref} for row in one.rows
        ],
        "unknown": one.unknown,
    }


def _compared(compared: SentenceComparison | None) -> dict[str, Any] | None:
    if compared is None:
        return None
    return {
        "split": iso(compared.split_s),
        "groups": [
            {
                "role": group.role,
                "plea_stage": group.plea_stage,
                "side": "after" if group.after else "before",
                "n": len(group.months),
                "median_months": round(median(group.months), 2),
                "months": list(group.months),
            }
            for group in compared.groups
        ],
        "confounders": list(compared.confounders),
    }


def _place(place: Place) -> dict[str, Any]:
    return {"ingest": place.ingest, "sheet": place.sheet, "row": place.row}


def _doubt(one: Doubt) -> dict[str, Any]:
    return {
        "code": one.code,
        "sentence": one.sentence,
        "entries": [_place(place) for place in one.places],
    }


def _refused(one: RefusedMove) -> dict[str, Any]:
    return {
        "line": one.line,
        "at": iso(one.at_s),
        "from_state": one.old.value if one.old else None,
        "entry": one.word,
        "rule": one.rule,
        "sentence": one.sentence,
        **_place(one.place),
    }

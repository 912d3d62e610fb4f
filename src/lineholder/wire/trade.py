"""What a line sold as outside programs read it."""

from typing import Any

from lineholder.model.trade import Estimate, Quantity, Swing


def quantity_json(quantity: Quantity) -> dict[str, Any]:
    """`quantity` of `line LINE` and `explain NUMBER`: each formula's answer with its interval."""
    return {
        "formulas": [_estimate(estimate) for estimate in quantity.estimates],
        "communications": quantity.communications,
        "listed": quantity.listed,
        "level": quantity.level,
        "seed": quantity.seed,
        "draws": quantity.draws,
        "guideline": {
            "guideline": quantity.guideline.name,
            "in_force": quantity.guideline.in_force,
            "source": quantity.guideline.source,
            "indicative_grams": list(quantity.guideline.grams),
            "verified": quantity.guideline.verified,
        },
        "ref": quantity.ref,
    }


def _estimate(estimate: Estimate) -> dict[str, Any]:
    return {
        "formula": estimate.formula,
        "count": estimate.count,
        "grams": estimate.grams,
        "lower": estimate.lower,
        "upper": estimate.upper,
        "by_drug": [{"drug": drug, "grams": grams} for drug, grams in estimate.by_drug],
        "category": estimate.category,
        "category_lower": estimate.category_lower,
        "category_upper": estimate.category_upper,
        "tornado": [_swing(swing) for swing in estimate.tornado],
        "counted": estimate.counted,
        "dropped": [
            {"rule": d.rule, "communications": d.communications, "sentence": d.sentence}
            for d in estimate.dropped
        ],
        "readings": list(estimate.readings),
    }


def _swing(swing: Swing) -> dict[str, Any]:
    return {
        "assumption": swing.assumption.name,
        "low": swing.assumption.low,
        "central": swing.assumption.central,
        "high": swing.assumption.high,
        "unit": swing.assumption.unit,
        "source": swing.assumption.source,
        "grams_low": swing.grams_low,
        "grams_high": swing.grams_high,
    }

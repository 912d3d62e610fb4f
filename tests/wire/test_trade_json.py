"""What `quantity` prints, key by key: other programs read it."""

import json

from lineholder.model.trade import Assumption, Dropped, Estimate, Quantity, Swing
from lineholder.trade.guideline import LATEST
from lineholder.wire.trade import quantity_json

WRAPS = Assumption("heroin wraps", 0.0, 1.0, 3.0, "a sale", "assumed")
ESTIMATE = Estimate(
    formula="potential_transactions",
    count=6,
    grams=2.4,
    lower=1.0,
    upper=5.0,
    by_drug=(("heroin", 1.2), ("crack", 1.2)),
    category=3,
    category_lower=3,
    category_upper=3,
    tornado=(Swing(WRAPS, 1.2, 4.8),),
    counted=7,
    dropped=(Dropped("outgoing", 3, "The line made the contact."),),
    readings=("A day is a London day.",),
)


def test_quantity_is_written_with_every_figure_and_what_it_rests_on():
    said = quantity_json(Quantity("abc", (ESTIMATE,), 10, 4, 0.9, 1, 100, LATEST, "ref-q", "s"))
    (formula,) = said.pop("formulas")
    assert formula == {
        "formula": "potential_transactions",
        "count": 6,
        "grams": 2.4,
        "lower": 1.0,
        "upper": 5.0,
        "by_drug": [{"drug": "heroin", "grams": 1.2}, {"drug": "crack", "grams": 1.2}],
        "category": 3,
        "category_lower": 3,
        "category_upper": 3,
        "tornado": [
            {
                "assumption": "heroin wraps",
                "low": 0.0,
                "central": 1.0,
                "high": 3.0,
                "unit": "a sale",
                "source": "assumed",
                "grams_low": 1.2,
                "grams_high": 4.8,
            }
        ],
        "counted": 7,
        "dropped": [
            {"rule": "outgoing", "communications": 3, "sentence": "The line made the contact."}
        ],
        "readings": ["A day is a London day."],
    }
    assert said.pop("guideline")["indicative_grams"] == [5000.0, 1000.0, 150.0, 5.0]
    assert said == {
        "communications": 10,
        "listed": 4,
        "level": 0.9,
        "seed": 1,
        "draws": 100,
        "ref": "ref-q",
    }
    assert json.loads(json.dumps(formula, allow_nan=False)) == formula

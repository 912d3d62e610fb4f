"""Find: how much a line sold, by both published formulas side by side.

Source: the two formulas' own modules, `customer_days` and `transactions`.
Blind to: trade that leaves no call or text in the records; what was sold in fact. Both formulas count
    phone contacts and multiply by assumptions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lineholder.model.findings import Reference
from lineholder.model.question import Asker
from lineholder.model.trade import Quantity
from lineholder.trade import contacts as seen
from lineholder.trade.customer_days import customer_days
from lineholder.trade.guideline import LATEST
from lineholder.trade.transactions import confirmed, potential
from lineholder.trade.weigh import DRAWS, LEVEL, SEED


@dataclass(frozen=True, slots=True)
class Found:
    """The quantity, and the reference that it opens."""

    quantity: Quantity
    reference: Reference


def find(asker: Asker, line: str, numbers: Sequence[str]) -> Found:
    """All estimates of the line of these numbers. Needs the table `workers` held."""
    answers = (asker.answer(q(numbers)).table for q in (seen.ask, seen.ask_back))
    contacts = seen.read(*answers)
    opens = Reference.of(seen.cite(numbers), asker.snapshot)
    quantity = Quantity(
        line=line,
        estimates=(customer_days(contacts), potential(contacts), confirmed(contacts)),
        communications=len(contacts.other),
        listed=len(np.unique(contacts.other[contacts.is_listed])),
        level=LEVEL,
        seed=SEED,
        draws=DRAWS,
        guideline=LATEST,
        ref=opens.ref,
        snapshot=asker.snapshot,
    )
    return Found(quantity, opens)

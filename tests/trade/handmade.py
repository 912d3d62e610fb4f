"""What was told by hand, as the trade's formulas see it: asked by the product's own engine."""

from collections.abc import Sequence

import pyarrow as pa
from telling import DAY, HOUR, LINE, MINUTE, Told, customer

from lineholder.model.question import Question
from lineholder.trade import contacts

__all__ = ["DAY", "HOUR", "LINE", "MINUTE", "asker", "customer", "seen"]


def asker(told: Told, workers: Sequence[str] = ()):
    found = told.asker()
    given = pa.table({"other": pa.array(list(workers), pa.string())})
    found.hold(Question("workers", "SELECT other FROM given"), {"given": given})
    return found


def seen(
    told: Told, workers: Sequence[str] = (), numbers: Sequence[str] = (LINE,)
) -> contacts.Contacts:
    asked = asker(told, workers)
    answers = (asked.answer(q(numbers)).table for q in (contacts.ask, contacts.ask_back))
    return contacts.read(*answers)

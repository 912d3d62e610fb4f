"""Set a review, or say that one was done."""

from lineholder.model.people import Permission
from lineholder.pipeline import fairness
from lineholder.web.action import Action, Done, Form
from lineholder.web.page import Ask

FIELDS = (
    "entry",
    "subject",
    "due_day",
)


def do(ask: Ask, form: Form) -> Done:
    """What is refused is refused before it is entered."""
    told = {name: form.text(name) or "" for name in FIELDS}
    reason = form.required("reason", "A reason")
    fairness.set_review(ask.store, ask.actor, ask.scope, told, reason)
    return Done("/outcomes/fairness", "The review was entered.")


ACTION = Action("/outcomes/fairness/reviews", Permission.MONITOR, do)

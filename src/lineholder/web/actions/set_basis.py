"""Enter the lawful basis under which ethnicity is held."""

from lineholder.model.people import Permission
from lineholder.pipeline import fairness
from lineholder.web.action import Action, Done, Form
from lineholder.web.page import Ask

FIELDS = (
    "condition",
    "decided_by",
    "review_day",
)


def do(ask: Ask, form: Form) -> Done:
    """What is refused is refused before it is entered."""
    told = {name: form.text(name) or "" for name in FIELDS}
    reason = form.required("reason", "A reason")
    fairness.decide_basis(ask.store, ask.actor, ask.scope, told, reason)
    return Done("/outcomes/fairness", "The basis was entered.")


ACTION = Action("/outcomes/fairness/basis", Permission.MONITOR, do)

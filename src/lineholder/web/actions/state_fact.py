"""State who a person is at a stage, for monitoring alone."""

from lineholder.model.people import Permission
from lineholder.pipeline import fairness
from lineholder.web.action import Action, Done, Form
from lineholder.web.page import Ask

FIELDS = (
    "person",
    "stage",
    "characteristic",
    "group",
)


def do(ask: Ask, form: Form) -> Done:
    """What is refused is refused before it is entered."""
    told = {name: form.text(name) or "" for name in FIELDS}
    reason = form.required("reason", "A reason")
    fairness.state(ask.store, ask.actor, ask.scope, told, reason)
    return Done("/outcomes/fairness", "The fact was stated.")


ACTION = Action("/outcomes/fairness/facts", Permission.MONITOR, do)

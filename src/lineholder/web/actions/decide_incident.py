"""Say that a recorded crime is of a line, or is not, with a reason."""

from lineholder.model.people import Permission
from lineholder.pipeline import incidents
from lineholder.web.action import Action, Done, Form
from lineholder.web.page import Ask


def do(ask: Ask, form: Form) -> Done:
    """The last decision on a crime and a line stands; the earlier ones stay in the register."""
    line, says = ask.path["line"], form.required("says", "An answer")
    reference = form.required("reference", "The crime's reference")
    reason = form.required("reason", "A reason")
    incidents.decide(ask.store, ask.actor, ask.scope, line, reference, says, reason)
    told = "counts for this line" if says == "linked" else "is not of this line"
    return Done(f"/harm/lines/{line}", f"Decided: {reference} {told}.")


ACTION = Action("/harm/lines/{line}/incidents", Permission.DECIDE, do)

"""Record that a named expert adopts an attribution as his or her own opinion."""

from lineholder.model.people import Permission
from lineholder.web.action import Action, Done, Form
from lineholder.web.page import Ask
from lineholder.web.said import entry, sheet


def do(ask: Ask, form: Form) -> Done:
    """Who it is, in which role and why stays in the log, with who recorded it."""
    from lineholder.pipeline import decisions

    signed = decisions.adopt(
        ask.store,
        ask.actor,
        ask.scope,
        entry(ask),
        form.required("name", "A name"),
        form.required("role", "A role"),
        form.required("reason", "A reason"),
    )
    return Done(sheet(signed), f"An expert has adopted decision {signed.entry}; it was recorded.")


ACTION = Action("/decisions/{entry}/adopt", Permission.DECIDE, do)

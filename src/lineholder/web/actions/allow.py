"""Record that the reviewing lawyer lets an attribution into a case, though location is all it rests on."""

from lineholder.model.people import Permission
from lineholder.web.action import Action, Done, Form
from lineholder.web.page import Ask
from lineholder.web.said import entry, sheet


def do(ask: Ask, form: Form) -> Done:
    """Who it is, in which role and why stays in the log, with who recorded it."""
    from lineholder.pipeline import decisions

    signed = decisions.allow(
        ask.store,
        ask.actor,
        ask.scope,
        entry(ask),
        form.required("name", "A name"),
        form.required("role", "A role"),
        form.required("reason", "A reason"),
    )
    return Done(
        sheet(signed),
        f"The reviewing lawyer has allowed decision {signed.entry}; it was recorded.",
    )


ACTION = Action("/decisions/{entry}/allow", Permission.DECIDE, do)

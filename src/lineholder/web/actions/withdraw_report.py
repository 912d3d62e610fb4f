"""Take an intelligence report back, with a reason."""

from lineholder.model.errors import NotFound
from lineholder.model.people import Permission
from lineholder.pipeline import incidents
from lineholder.web.action import Action, Done, Form
from lineholder.web.page import Ask


def do(ask: Ask, form: Form) -> Done:
    """The report stays in the register and counts no more."""
    number = form.required("entry", "The report's entry")
    if not number.isdecimal() or len(number) > 15:
        raise NotFound(f"Expected the number of an entry; found {number!r}.")
    incidents.withdraw_report(
        ask.store, ask.actor, ask.scope, int(number), form.required("reason", "A reason")
    )
    return Done(f"/harm/lines/{ask.path['line']}#h-intel", "The report was withdrawn.")


ACTION = Action("/harm/lines/{line}/intelligence/withdraw", Permission.DECIDE, do)

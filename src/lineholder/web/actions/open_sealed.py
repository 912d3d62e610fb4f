"""Open an ingest's sealed rows, with a reason."""

from lineholder.model.people import Permission
from lineholder.pipeline import intake
from lineholder.web.action import Action, Done, Form
from lineholder.web.page import Ask


def do(ask: Ask, form: Form) -> Done:
    """From now on the rows are analysed; who opened them and why stays in the log."""
    reason = form.required("reason", "The reason why these rows may be opened")
    entry = intake.open_sealed(ask.store, ask.actor, ask.scope, ask.path["ingest"], reason)
    return Done(
        "/intake", f"Sealed rows opened by entry {entry.number}. Find the lines anew to use them."
    )


ACTION = Action("/intake/{ingest}/open", Permission.OPEN_SEALED, do)

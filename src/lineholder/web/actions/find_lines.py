"""Ask for the lines to be found anew."""

from lineholder.model.people import Permission
from lineholder.pipeline import jobs
from lineholder.web.action import Action, Done, Form
from lineholder.web.page import Ask


def do(ask: Ask, _form: Form) -> Done:
    """The job is queued; the board shows how far it is."""
    jobs.submit(ask.store, ask.actor, ask.scope, "find_lines", {})
    return Done("/", "The search for lines was queued.")


ACTION = Action("/lines/find", Permission.ANALYSE, do)

"""Ask for every number of every line on the list to be compared."""

from lineholder.model.people import Permission
from lineholder.pipeline import jobs, lines
from lineholder.web.action import Action, Done, Form
from lineholder.web.page import Ask


def do(ask: Ask, _form: Form) -> Done:
    """The job is queued; the board shows how far it is."""
    found = lines.lines_found(ask.store, ask.actor, ask.scope)
    numbers = [use.number for line in (found.lines if found else ()) for use in line.numbers]
    jobs.submit(ask.store, ask.actor, ask.scope, "attribute", {"numbers": numbers})
    return Done("/", "The comparison of the lines' numbers was queued.")


ACTION = Action("/lines/attribute", Permission.ANALYSE, do)

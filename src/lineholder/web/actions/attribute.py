"""Ask for a number to be compared with every other in use."""

from urllib.parse import quote

from lineholder.model.people import Permission
from lineholder.pipeline import jobs, lines
from lineholder.web import words
from lineholder.web.action import Action, Done, Form
from lineholder.web.page import Ask


def do(ask: Ask, _form: Form) -> Done:
    """The job is queued; the number's sheet shows how far it is."""
    number = lines.canonical(ask.path["number"])
    jobs.submit(ask.store, ask.actor, ask.scope, "attribute", {"numbers": [number]})
    return Done(
        f"/numbers/{quote(number)}/attribution",
        f"The comparison of {words.number(number)} was queued.",
    )


ACTION = Action("/numbers/{number}/compare", Permission.ANALYSE, do)

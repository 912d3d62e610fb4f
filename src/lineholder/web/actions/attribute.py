"""Ask for a number to be compared with every other in use."""

from lineholder.model.people import Permission
from lineholder.pipeline import jobs, lines
from lineholder.web import period, words
from lineholder.web.action import Action, Done, Form
from lineholder.web.page import Ask


def do(ask: Ask, form: Form) -> Done:
    """The job is queued, over the days given or all; the number's sheet shows how far it is."""
    number = lines.canonical(ask.path["number"])
    span = period.read(form.text("from") or "", form.text("to") or "")
    asked = {"numbers": [number], "from_s": span.from_s, "to_s": span.to_s}
    jobs.submit(ask.store, ask.actor, ask.scope, "attribute", asked)
    return Done(
        period.sheet_path(number, span),
        f"The comparison of {words.number(number)} was queued.",
    )


ACTION = Action("/numbers/{number}/compare", Permission.ANALYSE, do)

"""Accept or dispute an attribution, with a reason."""

from lineholder.model.people import Permission
from lineholder.web import period
from lineholder.web.action import Action, Done, Form
from lineholder.web.page import Ask
from lineholder.web.said import says


def do(ask: Ask, form: Form) -> Done:
    """The decision rests on the finding that the page showed; it awaits a second person's check."""
    from lineholder.pipeline import decisions

    number = ask.path["number"]
    span = period.read(form.text("from") or "", form.text("to") or "")
    ground = decisions.Ground(
        number,
        form.required("candidate", "A candidate"),
        form.required("version", "The version of the finding"),
        span.ends,
        tuple(int(n) for n in form.values.get("rests_on", ()) if n.isdecimal()),
    )
    made = decisions.decide(
        ask.store,
        ask.actor,
        ask.scope,
        ground,
        says(form),
        form.required("reason", "A reason"),
        form.text("person"),
    )
    return Done(
        f"{period.sheet_path(number, span)}#decisions",
        f"Decision {made.entry} was recorded. A second person must check it before it counts.",
    )


ACTION = Action("/numbers/{number}/attribution/decide", Permission.DECIDE, do)

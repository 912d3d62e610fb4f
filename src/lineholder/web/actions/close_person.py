"""Close an account."""

from lineholder.model.people import Permission
from lineholder.pipeline import people
from lineholder.web.action import Action, Done, Form
from lineholder.web.page import Ask


def do(ask: Ask, form: Form) -> Done:
    """Every session ends now; the name stays taken, so that the log keeps one meaning."""
    name = form.required("name", "A name")
    reason = form.required("reason", "A reason")
    person = people.close_person(ask.store, ask.actor, ask.scope, name, reason)
    return Done("/people", f"The account of {person.name} is closed.")


ACTION = Action("/people/close", Permission.MANAGE_PEOPLE, do)

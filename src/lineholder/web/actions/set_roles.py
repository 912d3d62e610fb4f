"""Give a person other roles."""

from lineholder.model.people import Permission
from lineholder.pipeline import people
from lineholder.web.action import Action, Done, Form
from lineholder.web.actions.add_person import roles
from lineholder.web.page import Ask


def do(ask: Ask, form: Form) -> Done:
    """They count from the next thing that the person asks."""
    name = form.required("name", "A name")
    reason = form.required("reason", "A reason")
    person = people.set_roles(ask.store, ask.actor, ask.scope, name, roles(form), reason)
    given = ", ".join(sorted(role.value.replace("_", " ") for role in person.roles))
    return Done("/people", f"{person.name} is now {given}.")


ACTION = Action("/people/roles", Permission.MANAGE_PEOPLE, do)

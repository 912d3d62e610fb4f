"""Add a person."""

from lineholder.model.people import Permission, Role
from lineholder.pipeline import people
from lineholder.web.action import Action, Done, Form
from lineholder.web.page import Ask


def do(ask: Ask, form: Form) -> Done:
    """From the first person on, everybody signs in."""
    person = people.add_person(
        ask.store,
        ask.actor,
        ask.scope,
        form.required("name", "A name"),
        roles(form),
        form.required("password", "A password"),
        form.required("reason", "A reason"),
    )
    return Done("/people", f"{person.name} was added.")


def roles(form: Form) -> list[Role]:
    """The roles ticked; a value that is no role is left to the refusal of an empty list."""
    known = {role.value: role for role in Role}
    return [known[value] for value in form.values.get("roles", ()) if value in known]


ACTION = Action("/people/add", Permission.MANAGE_PEOPLE, do)

"""Said: what the forms about decisions have in common."""

from urllib.parse import quote

from lineholder.model.decision import Decision, Says
from lineholder.model.errors import NotFound, Refused
from lineholder.web.action import Form
from lineholder.web.page import Ask


def says(form: Form) -> Says:
    """What was ticked; refused where neither was."""
    given = form.text("says")
    for one in Says:
        if one.value == given:
            return one
    raise Refused("Expected one of the two answers; found none ticked. Tick one and send again.")


def entry(ask: Ask) -> int:
    """The entry's number in the path."""
    given = ask.path["entry"]
    if not given.isdecimal() or len(given) > 15:
        raise NotFound(f"Expected the number of an entry; found {given!r}.")
    return int(given)


def sheet(decision: Decision) -> str:
    """Where the decision is shown."""
    return f"/numbers/{quote(decision.claim.number)}/attribution#decisions"

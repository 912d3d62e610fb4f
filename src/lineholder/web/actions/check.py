"""Check a decision blind: say what the evidence bears out, without having seen what the first person said."""

from lineholder.model.people import Permission
from lineholder.web.action import Action, Done, Form
from lineholder.web.page import Ask
from lineholder.web.said import entry, says, sheet


def do(ask: Ask, form: Form) -> Done:
    """From now on both conclusions are shown."""
    from lineholder.pipeline import decisions

    checked = decisions.check(
        ask.store,
        ask.actor,
        ask.scope,
        entry(ask),
        says(form),
        form.required("reason", "A reason"),
        form.text("person"),
    )
    told = checked.status.value.replace("_", " ")
    return Done(sheet(checked), f"Your check of decision {checked.entry} was recorded: {told}.")


ACTION = Action("/decisions/{entry}/check", Permission.DECIDE, do)

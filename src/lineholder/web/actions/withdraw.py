"""Withdraw a decision, or what was said of one."""

from urllib.parse import quote

from lineholder.model.people import Permission
from lineholder.web.action import Action, Done, Form
from lineholder.web.page import Ask
from lineholder.web.said import entry


def do(ask: Ask, form: Form) -> Done:
    """The log is replayed; the notice says what fell with it."""
    from lineholder.pipeline import decisions

    number, reason = entry(ask), form.required("reason", "A reason")
    done = decisions.withdraw(ask.store, ask.actor, ask.scope, number, reason)
    fell = [str(d.entry) for d in done.changed if d.entry != number]
    told = f" Decisions {', '.join(fell)} changed with it." if fell else ""
    where = f"/numbers/{quote(done.entry.subject)}/attribution#decisions"
    return Done(where, f"Entry {number} was withdrawn.{told}")


ACTION = Action("/decisions/{entry}/withdraw", Permission.DECIDE, do)

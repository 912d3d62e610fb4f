"""Stop a job."""

from lineholder.model.people import Permission
from lineholder.pipeline import jobs
from lineholder.web.action import Action, Done, Form
from lineholder.web.page import Ask


def do(ask: Ask, _form: Form) -> Done:
    """A waiting job ends at once, a running one at its next report; nothing is kept half done."""
    run = jobs.cancel(ask.store, ask.actor, ask.scope, ask.path["job"])
    return Done("/jobs", f"The job was asked to stop; it is {run.state.value}.")


ACTION = Action("/jobs/{job}/cancel", Permission.READ, do)

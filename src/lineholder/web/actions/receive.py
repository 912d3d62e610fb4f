"""Take files into the vault and queue their reading."""

from lineholder.model.errors import Refused
from lineholder.model.people import Permission
from lineholder.pipeline import intake, jobs
from lineholder.web import words
from lineholder.web.action import Action, Done, Form
from lineholder.web.page import Ask


def do(ask: Ask, form: Form) -> Done:
    """Every file lies in the vault before the job is queued; without a power its rows will be sealed."""
    files = form.files.get("files", ())
    if not files:
        raise Refused("Expected at least one file; found none. Choose files and send again.")
    given = (ask.store, ask.actor, ask.scope)
    sources = [intake.receive(*given, file.stream, file.name) for file in files]
    params = {
        "sources": [{"sha256": s.sha256, "name": s.name} for s in sources],
        "power": form.text("power"),
        "zone": form.text("zone"),
        "profile": form.text("profile"),
    }
    jobs.submit(*given, "ingest", params)
    size = words.size(sum(s.size for s in sources))
    return Done(
        "/intake", f"{words.plural(len(sources), 'file')} ({size}) received; reading is queued."
    )


ACTION = Action("/intake/receive", Permission.INGEST, do)

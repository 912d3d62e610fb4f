"""One job: its progress, polled by the pages that wait for it."""

import time
from dataclasses import dataclass
from typing import Annotated

from lineholder.model.people import Permission
from lineholder.pipeline import jobs
from lineholder.web import work
from lineholder.web.page import Ask, Page, Paper


@dataclass(frozen=True, slots=True)
class JobContext:
    """What one job shows; as a fragment it takes the place of the progress it came from."""

    title: Annotated[str, "the heading"]
    paper: Annotated[Paper, "what paper states above the page"]
    job: Annotated[work.Job, "the job"]
    polled: Annotated[bool, "whether the page that shows it should be loaded anew when it ends"]


def load(ask: Ask) -> JobContext:
    """The job of the id in the path."""
    run = jobs.job(ask.store, ask.actor, ask.scope, ask.path["job"])
    shown = work.job(run, int(time.time()))
    return JobContext(shown.what, Paper(shown.state), shown, True)


PAGE = Page(
    "/jobs/{job}", Permission.READ, "job.html", JobContext, load, fragment="parts/job.html"
)

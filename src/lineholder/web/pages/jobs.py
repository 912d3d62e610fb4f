"""Jobs: what was asked of the worker, how far each is, and how it ended."""

import time
from dataclasses import dataclass
from typing import Annotated

from lineholder.model.people import Permission
from lineholder.pipeline import jobs
from lineholder.web import words, work
from lineholder.web.page import Ask, Page, Paper


@dataclass(frozen=True, slots=True)
class JobsContext:
    """What the list of jobs shows."""

    title: Annotated[str, "the heading"]
    paper: Annotated[Paper, "what paper states above the page"]
    jobs: Annotated[tuple[work.Job, ...], "newest first"]


def load(ask: Ask) -> JobsContext:
    """The operation's last jobs."""
    now_s = int(time.time())
    found = tuple(work.job(run, now_s) for run in jobs.jobs(ask.store, ask.actor, ask.scope))
    return JobsContext("Jobs", Paper(words.plural(len(found), "job")), found)


PAGE = Page("/jobs", Permission.READ, "jobs.html", JobsContext, load, nav="Jobs")

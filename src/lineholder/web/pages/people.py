"""People: who may come in and what each may do. Every change is a reasoned entry."""

from dataclasses import dataclass
from typing import Annotated

from lineholder.model.people import GRANTS, Permission, Person, Role
from lineholder.pipeline import people
from lineholder.web import words
from lineholder.web.page import Ask, Page, Paper

WORDS = {
    Role.ANALYST: "ingests, analyses, decides",
    Role.OFFICER: "reads lines and rows, decides",
    Role.HEAD: "analyses, decides, opens sealed rows, manages people",
    Role.DATA_CONTACT: "ingests, opens sealed rows",
    Role.DISCLOSURE: "reads lines, rows and the audit",
    Role.SAFEGUARDING: "reads lines, never rows",
    Role.AUDITOR: "reads the audit, never the content",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A role to choose, and what it lets a person do."""

    role: str
    says: str


@dataclass(frozen=True, slots=True)
class PeopleContext:
    """What the people page shows."""

    title: Annotated[str, "the heading"]
    paper: Annotated[Paper, "what paper states above the page"]
    people: Annotated[tuple[Person, ...], "open accounts first, by name"]
    choices: Annotated[tuple[Choice, ...], "the roles that can be given"]
    alone: Annotated[bool, "whether only the local officer is here, so that nobody signs in yet"]


def load(ask: Ask) -> PeopleContext:
    """Everybody who was ever added."""
    found = people.people(ask.store, ask.actor, ask.scope)
    return PeopleContext(
        title="People",
        paper=Paper(words.plural(len(found), "account")),
        people=tuple(sorted(found, key=lambda p: p.closed)),
        choices=tuple(Choice(r.value, WORDS[r]) for r in GRANTS if r in WORDS),
        alone=all(p.is_local for p in found),
    )


PAGE = Page("/people", Permission.MANAGE_PEOPLE, "people.html", PeopleContext, load, nav="People")

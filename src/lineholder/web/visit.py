"""Visit: what one request brings besides its question: who, which theme, which notice, how much page."""

import secrets
from dataclasses import dataclass
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

from lineholder.model.people import Actor
from lineholder.pipeline import access, people
from lineholder.pipeline.workspace import Store
from lineholder.web import tokens

SESSION, BROWSER, NOTICE, THEME = "session", "browser", "notice", "theme"


@dataclass(frozen=True, slots=True)
class Visit:
    """One request's surroundings. `actor` is None where a sign-in is needed first.

    `fragment` asks for a part of a page (htmx); `notice` is said once.
    """

    request: Request
    actor: Actor | None
    accounts: bool
    browser: str
    session: str
    theme: str
    notice: str
    fragment: bool


def visit(store: Store, request: Request) -> Visit:
    """Who is there: the signed-in person, or the local officer while nobody was ever added."""
    accounts = people.sign_in_needed(store)
    session = tokens.read_cookie(request, SESSION)
    if accounts:
        actor = people.actor_of(store, session) if session else None
    else:
        actor = access.local_officer(store)
    theme = request.cookies.get(THEME, "")
    return Visit(
        request=request,
        actor=actor,
        accounts=accounts,
        browser=tokens.read_cookie(request, BROWSER) or secrets.token_urlsafe(24),
        session=session,
        theme=theme if theme in ("light", "dark") else "",
        notice=unquote(tokens.read_cookie(request, NOTICE)),
        fragment=request.headers.get("hx-request") == "true",
    )


def remember(visit: Visit, response: Response) -> Response:
    """The answer with the cookies that the visit needs, and the notice taken away once it was said."""
    if tokens.read_cookie(visit.request, BROWSER) != visit.browser:
        tokens.set_cookie(visit.request, response, BROWSER, visit.browser)
    if visit.notice and not visit.fragment and response.status_code == 200:
        tokens.drop_cookie(visit.request, response, NOTICE)
    return response


def say(visit: Visit, response: Response, sentence: str) -> Response:
    """The answer with a sentence that the next page says once."""
    tokens.set_cookie(visit.request, response, NOTICE, quote(sentence))
    return response

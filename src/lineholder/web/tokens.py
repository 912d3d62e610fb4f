"""Tokens: the form token that another site cannot know, and the names of our cookies.

A form carries HMAC(key of this process, browser's cookie + session); so it is of this browser, this
session and this run of the server. A restart makes open forms invalid, and the refusal says so.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from lineholder.model.errors import Denied

FIELD = "form_token"


@dataclass(frozen=True, slots=True)
class FormKey:
    """The key of one run of the server; never stored."""

    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def token(self, browser: str, session: str) -> str:
        """What a form of this browser and session must bring back: 64 hexadecimal digits."""
        return hmac.new(
            self.secret, f"{browser}\x00{session}".encode(), hashlib.sha256
        ).hexdigest()

    def check(self, given: str, browser: str, session: str) -> None:
        """Return when it is the token that the page gave; Denied otherwise."""
        if not browser or not hmac.compare_digest(
            given.encode(), self.token(browser, session).encode()
        ):
            raise Denied(
                "Expected a form of a page that is open here; found one that was opened before a sign-in "
                "or a restart. Nothing was changed: open the page again and send it again."
            )


def cookie_name(request: Request, name: str) -> str:
    """The cookie's name; over https with the prefix that binds it to this host and to TLS."""
    return f"__Host-{name}" if request.url.scheme == "https" else name


def read_cookie(request: Request, name: str) -> str:
    """The cookie's value, empty where there is none."""
    return request.cookies.get(cookie_name(request, name), "")


def set_cookie(request: Request, response: Response, name: str, value: str) -> None:
    """Keep a value in the browser until it is closed, out of reach of scripts and of other sites."""
    response.set_cookie(
        cookie_name(request, name),
        value,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        path="/",
    )


def drop_cookie(request: Request, response: Response, name: str) -> None:
    """Forget it."""
    response.delete_cookie(
        cookie_name(request, name),
        path="/",
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )

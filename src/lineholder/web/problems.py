"""Problems: every refusal as one page: what was expected, what was found, what to do."""

from typing import Any

from starlette.exceptions import HTTPException

from lineholder.model.errors import (
    Cancelled,
    Damaged,
    Denied,
    LineholderError,
    NoData,
    NotFound,
    Refused,
)

# the most special first
ANSWERS: tuple[tuple[type[LineholderError], int, str], ...] = (
    (NotFound, 404, "Not here"),
    (Denied, 403, "Not allowed"),
    (NoData, 409, "No records to ask"),
    (Cancelled, 409, "Stopped"),
    (Damaged, 500, "Damaged"),
    (Refused, 422, "Not accepted"),
)
FAULT = (
    "Expected an answer; found a fault in the program. Nothing was changed by this request. Try again; "
    "if it happens again, report what you did and the server's log."
)


def status_of(error: LineholderError) -> tuple[int, str]:
    """The HTTP status and the heading of a refusal."""
    for kind, status, heading in ANSWERS:
        if isinstance(error, kind):
            return status, heading
    return 500, "Fault"


def values(heading: str, sentence: str, status: int) -> dict[str, Any]:
    """What the problem template shows."""
    return {"title": heading, "sentence": sentence, "status": status}


def of_http(error: HTTPException, method: str, path: str) -> str:
    """The sentence for an address or a method that no page has."""
    if error.status_code == 405:
        return (
            f"Expected a page's own form or link; found {method} {path}. Go back and use the page."
        )
    return (
        f"Expected the address of a page; found {path}. Choose a page from the navigation, "
        "or find a number."
    )

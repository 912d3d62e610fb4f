"""The guard at the door: hosts, origins and headers, for every request and every answer.

The host check is what keeps another web site from reaching a local workspace by DNS rebinding.
Source: OWASP ASVS 4.0, chapters 3, 4.2 and 14.4.
"""

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from lineholder.model.errors import Denied

LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def check(request: Request, hosts: Collection[str]) -> None:
    """Return for a request that may come in; Denied for a strange host or another site's form."""
    host = request.url.hostname or ""
    if host not in hosts:
        raise Denied(
            f"Expected to be asked as one of {', '.join(sorted(hosts))}; found {host!r}. "
            "Open the address that the command printed."
        )
    if request.method in SAFE:
        return
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "same-origin")
    if site != "same-origin" or (origin and not _same(origin, request)):
        raise Denied(
            f"Expected a form sent from this site; found one from {origin or site}. "
            "Open the page here and send it again."
        )


def secure(request: Request, response: Response) -> Response:
    """The answer with the headers of every answer; only built files may be kept by the browser."""
    for name, value in HEADERS.items():
        response.headers[name] = value
    if request.url.path.startswith("/static/"):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response.headers["Cache-Control"] = "no-store"
    return response


def _same(origin: str, request: Request) -> bool:
    theirs = urlsplit(origin)
    return (theirs.scheme, theirs.netloc) == (request.url.scheme, request.url.netloc)

"""Page: one screen as data. A page without a permission does not build; routes, nav and tests walk PAGES."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from lineholder.model.errors import BadValue
from lineholder.model.people import Actor, Permission, Scope
from lineholder.pipeline.workspace import Store


@dataclass(frozen=True, slots=True)
class Ask:
    """One request as a page sees it: who asks, for what, which path and query values.

    `path` holds the values in braces of the page's path; `query` the first value of each name.
    """

    store: Store
    actor: Actor
    scope: Scope
    path: Mapping[str, str]
    query: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Paper:
    """What the head of a printed page states: how much is shown, under which filters, from which data.

    `snapshot` is the digest of the records asked, None where a page asks no records.
    """

    shown: str
    filters: tuple[str, ...] = ()
    snapshot: str | None = None


class Context(Protocol):
    """What every page hands to its template; each page adds fields of its own, each with its help."""

    @property
    def title(self) -> str:
        """The heading and the window title."""

    @property
    def paper(self) -> Paper:
        """What paper states above the page."""


@dataclass(frozen=True, slots=True)
class Page:
    """One screen. `nav` is its word in the navigation, None for pages that are reached from others.

    `fragment` is the template that htmx gets in place of the whole page: the same context, no shell.
    """

    path: str
    permission: Permission
    template: str
    context: type[Any]
    load: Callable[[Ask], Context]
    nav: str | None = None
    fragment: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.permission, Permission):
            raise BadValue(
                f"The page {self.path} must name the permission that opens it; "
                f"found {self.permission!r}. Give it one of model.people.Permission."
            )
        if not self.path.startswith("/"):
            raise BadValue(f"A page's path starts with a slash; found {self.path!r}.")

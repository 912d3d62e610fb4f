"""Download: one file as data, as a page is. A download without a permission does not build."""

from collections.abc import Callable
from dataclasses import dataclass

from lineholder.model.errors import BadValue
from lineholder.model.people import Permission
from lineholder.web.page import Ask


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as a browser gets it. `name` is of letters, digits, dots and dashes."""

    name: str
    media: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Download:
    """A path that sends a file."""

    path: str
    permission: Permission
    make: Callable[[Ask], Sent]

    def __post_init__(self) -> None:
        if not isinstance(self.permission, Permission):
            raise BadValue(
                f"The download {self.path} must name the permission that opens it; "
                f"found {self.permission!r}. Give it one of model.people.Permission."
            )

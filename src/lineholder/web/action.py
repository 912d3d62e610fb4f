"""Action: one thing that a form does, as data. It needs a permission, as a page does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from lineholder.model.errors import BadValue, Refused
from lineholder.model.people import Permission
from lineholder.web.page import Ask


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as the browser sent it; `stream` is at its start."""

    name: str
    stream: BinaryIO


@dataclass(frozen=True, slots=True)
class Form:
    """What was filled in: every value of each field, stripped, and the files by field."""

    values: Mapping[str, tuple[str, ...]]
    files: Mapping[str, tuple[Upload, ...]]

    def text(self, name: str) -> str | None:
        """The field's first value, None where it is missing or empty."""
        found = self.values.get(name, ())
        return found[0] if found and found[0] else None

    def required(self, name: str, what: str) -> str:
        """The field's value; refused, naming the field in the form's own words, where it is empty."""
        value = self.text(name)
        if value is None:
            raise Refused(f"{what} is needed, and the field was empty. Fill it in and send again.")
        return value


@dataclass(frozen=True, slots=True)
class Done:
    """Where to go next, and the sentence that says what was done."""

    location: str
    said: str


@dataclass(frozen=True, slots=True)
class Action:
    """One POST. The form's token and the request's origin are checked before `do` is called."""

    path: str
    permission: Permission
    do: Callable[[Ask, Form], Done]

    def __post_init__(self) -> None:
        if not isinstance(self.permission, Permission):
            raise BadValue(
                f"The action {self.path} must name the permission that allows it; "
                f"found {self.permission!r}. Give it one of model.people.Permission."
            )

"""Methods: what each signal is, in its module's own words, for the pages that show its figures."""

import re
import sys

from lineholder.detect import SIGNALS
from lineholder.model.lines import Method


def methods() -> tuple[Method, ...]:
    """A method for each signal, read from the docstring of the module that makes it."""
    return tuple(_method(s.name, sys.modules[s.ask.__module__].__doc__ or "") for s in SIGNALS)


def _method(name: str, text: str) -> Method:
    head = text.split("\n\n", 1)[0].split(":", 1)[-1]
    return Method(name, _flat(head), _part(text, "Source:"), _part(text, "Blind to:"))


def _part(text: str, word: str) -> str:
    found = re.search(rf"^{word}(.*?)(?=^\w[\w ]*:|\Z)", text, re.S | re.M)
    return _flat(found.group(1)) if found else ""


def _flat(text: str) -> str:
    return " ".join(text.split())

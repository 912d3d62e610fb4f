"""Dataclasses of the model to plain JSON data and back: how a saved finding is kept.

Unknown or missing keys are refused, so that a finding of another version is found again rather than
half read.
"""

from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from lineholder.model.errors import BadValue

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Dicts, lists, strings and numbers; enums by value."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list | frozenset):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: type[T], data: Any) -> T:
    """The inverse of `to_plain` for a dataclass."""
    made: T = _revive(kind, data)
    return made


def _revive(kind: Any, data: Any) -> Any:
    if get_origin(kind) is UnionType:
        if data is None:
            return None
        (kind,) = (k for k in get_args(kind) if k is not NoneType)
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind, data)
    if get_origin(kind) is tuple:
        return tuple(_revive(get_args(kind)[0], item) for item in data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    return kind(data) if kind is float else data


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _dataclass(kind: Any, data: Any) -> Any:
    hints = _hints(kind)
    names = [f.name for f in fields(kind)]
    if set(data) != set(names):
        raise BadValue(f"{kind.__name__} has {sorted(names)}; found {sorted(data)}.")
    return kind(**{name: _revive(hints[name], data[name]) for name in names})

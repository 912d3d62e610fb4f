"""Dataclasses of the model to plain JSON data and back: how a saved finding is kept.

Unknown or missing keys are refused, so that a finding of another version is found again rather than
half read.
"""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from itertools import repeat
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from lineholder.model.digest import canonical
from lineholder.model.errors import BadValue

T = TypeVar("T")
LEAVES = (str, int, float, bool)


def to_plain(value: Any) -> Any:
    """Dicts, lists, strings and numbers; enums by value; sets in an order of their own, always the same."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted((to_plain(item) for item in value), key=canonical)
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: type[T], data: Any) -> T:
    """The inverse of `to_plain` for a dataclass of strings, numbers, enums, tuples and frozensets.

    A field of another shape is refused, rather than brought back as something that it was not.
    """
    made: T = _revive(kind, data)
    return made


def _revive(kind: Any, data: Any) -> Any:
    if get_origin(kind) is UnionType:
        if data is None:
            return None
        kind = _one_of(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind, data)
    if get_origin(kind) is tuple:
        return tuple(_revive(of, item) for of, item in _places(kind, data))
    if get_origin(kind) is frozenset:
        return frozenset(_revive(get_args(kind)[0], item) for item in data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    if kind not in LEAVES:
        raise _refused(kind)
    return kind(data) if kind is float else data


def _one_of(kind: Any) -> Any:
    """The X of `X | None`."""
    others = [k for k in get_args(kind) if k is not NoneType]
    if len(others) != 1:
        raise _refused(kind)
    return others[0]


def _places(kind: Any, data: Any) -> Iterable[tuple[Any, Any]]:
    """Each item with what it is: `tuple[X, ...]` all the same, `tuple[X, Y]` each its own."""
    of = get_args(kind)
    return zip(repeat(of[0]) if of[-1] is Ellipsis else of, data, strict=of[-1] is not Ellipsis)


def _refused(kind: Any) -> BadValue:
    return BadValue(
        f"A kept finding has fields of dataclasses, strings, numbers, enums, tuples, frozensets, or one "
        f"of these or None; found {kind}."
    )


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _dataclass(kind: Any, data: Any) -> Any:
    hints = _hints(kind)
    names = [f.name for f in fields(kind)]
    if set(data) != set(names):
        raise BadValue(f"{kind.__name__} has {sorted(names)}; found {sorted(data)}.")
    return kind(**{name: _revive(hints[name], data[name]) for name in names})

"""Records to plain JSON-able data and back, exactly.

Fractions are written as strings (`"27/10"`), so that nothing is lost on the way through a table,
a `Doc.user_data` or another process; fields that hold their default are left out.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from fractions import Fraction
from typing import Any, TypeVar

Record = TypeVar("Record")


def to_plain(value: Any) -> Any:
    """`value` (a record, or a tuple, mapping or scalar of them) as plain JSON-able data."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: to_plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if getattr(value, field.name) != field.default
        }
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    return value


def from_plain(cls: type[Record], data: dict[str, Any]) -> Record:
    """The record of class `cls` that `to_plain` wrote as `data`."""
    hints = _hints(typing.cast(Any, cls))
    return cls(**{name: _revive(hints[name], item) for name, item in data.items()})


@functools.cache
def _hints(cls: Any) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _revive(hint: Any, data: Any) -> Any:
    """`data` as the type that `hint` names; unions take their first member that fits."""
    if data is None:
        return None
    if hint is Fraction:
        return Fraction(data)
    if dataclasses.is_dataclass(hint):
        return from_plain(typing.cast(type[Any], hint), data)
    if isinstance(hint, type) and issubclass(hint, tuple):  # a NamedTuple such as Day
        return hint(*data)
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return tuple(_revive(args[0], item) for item in data)
    if origin in (typing.Union, types.UnionType):
        return _revive(next(arg for arg in args if arg is not type(None)), data)
    return data

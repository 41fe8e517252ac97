"""Records to plain JSON-able data and back, exactly.

Fractions are written as strings (`"27/10"`), so that nothing is lost on the way through a table,
a `Doc.user_data` or another process; fields that hold their default are left out.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import types
import typing
from collections.abc import Callable, Hashable
from fractions import Fraction
from typing import Any, TypeVar

from sourcecheck.model.claim import Claim

Record = TypeVar("Record")


def to_plain(value: Any) -> Any:
    """`value` (a record, or a tuple, mapping or scalar of them) as plain JSON-able data."""
    kind = type(value)
    if kind is str or kind is int:
        return value
    if (fields := _fields(typing.cast(Hashable, kind))) is not None:
        plain = {}
        for name, default in fields:
            held = getattr(value, name)
            if held != default:
                plain[name] = to_plain(held)
        return plain
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    return value


def value_key(claim: Claim) -> str:
    """The value of a claim as canonical JSON; equal for equal values, whatever made them."""
    value = to_plain(claim.quantity or claim.date or claim.text)
    if isinstance(value, dict):
        for made_by in ("rule", "stated"):
            value.pop(made_by, None)
        for told in ("halves", "rounded"):
            value.get("time", {}).pop(told, None)
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


@functools.cache
def _fields(kind: Hashable) -> tuple[tuple[str, Any], ...] | None:
    """Name and default of the fields of a record's class; None for what is no record."""
    if not isinstance(kind, type) or not dataclasses.is_dataclass(kind):
        return None
    return tuple((field.name, field.default) for field in dataclasses.fields(kind))


def from_plain(cls: type[Record], data: dict[str, Any]) -> Record:
    """The record of class `cls` that `to_plain` wrote as `data`."""
    revivers = _revivers(typing.cast(Any, cls))
    return cls(
        **{
            name: item if item is None or (revive := revivers[name]) is None else revive(item)
            for name, item in data.items()
        }
    )


@functools.cache
def _revivers(cls: Any) -> dict[str, Callable[[Any], Any] | None]:
    """How each field of a class is made from plain data; None where it is taken as it is."""
    return {name: _reviver(hint) for name, hint in typing.get_type_hints(cls).items()}


@functools.lru_cache(maxsize=4096)
def _fraction(text: str) -> Fraction:
    """A fraction as it was written: reading one costs much, and most are read again and again."""
    return Fraction(text)


def _reviver(hint: Any) -> Callable[[Any], Any] | None:
    """How a value of the type that `hint` names is made from plain data; None: it needs nothing.

    Looked up once a field, for millions of values. Unions with None take their other member.
    """
    if hint is Fraction:
        return _fraction
    if dataclasses.is_dataclass(hint):
        return functools.partial(from_plain, typing.cast(type[Any], hint))
    if isinstance(hint, type) and issubclass(hint, tuple):  # a NamedTuple such as Day
        return lambda data: hint(*data)
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        inner = _reviver(args[0])
        return tuple if inner is None else lambda data: tuple(inner(item) for item in data)
    if origin in (typing.Union, types.UnionType):
        return _reviver(next(arg for arg in args if arg is not type(None)))
    return None

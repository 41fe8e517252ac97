"""Does a record keep to its JSON Schema, and if not, in what?

A compiled validator says that it does. `jsonschema`, which says best what the matter is but takes
longer to load than most records to check, is loaded for those that do not, or that the compiled one
cannot read (dates of TOML), and has the last word on them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from sourcecheck import resources

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError


def is_plainly_valid(schema: str, record: Any, part: str = "") -> bool:
    """Does the compiled validator find nothing amiss? `part`: one of the schema's definitions."""
    try:
        return _compiled(schema, part).is_valid(record)
    except (ValueError, TypeError):
        return False


def problems(schema: str, record: Any, part: str = "") -> Iterator[ValidationError]:
    """Where `record` breaks the schema (or `part` of it), as `jsonschema` says it."""
    if not is_plainly_valid(schema, record, part):
        yield from _thorough(schema, part).iter_errors(record)


@functools.cache
def _compiled(schema: str, part: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(_content(schema, part))


@functools.cache
def _thorough(schema: str, part: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # here: most records are valid

    return Draft202012Validator(_content(schema, part))


def _content(schema: str, part: str) -> dict[str, Any]:
    whole = resources.schema(schema)
    return {"$ref": f"#/$defs/{part}", "$defs": whole["$defs"]} if part else whole

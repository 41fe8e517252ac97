"""What is wrong with a manifest, in words, and on which line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from jsonschema.exceptions import ValidationError

from sourcecheck.read import edtf

_HEADER = re.compile(r"[ \t]*\[\[[ \t]*[\"']?source[\"']?[ \t]*\]\]")
_KEY = re.compile(r"[ \t]*[\"']?(\w+)[\"']?[ \t]*=")
_LONG_STRING = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\']|\'(?!\'\'))*\'\'\'', re.S)


class Lines:
    """On which line of a manifest something stands."""

    def __init__(self, text: str) -> None:
        blanked = _LONG_STRING.sub(lambda match: '""' + "\n" * match[0].count("\n"), text)
        self._lines = blanked.split("\n")
        self._headers = [n for n, line in enumerate(self._lines, 1) if _HEADER.match(line)]

    def of(self, where: Iterable[Any], key: str = "") -> int:
        """The line of a path such as ("source", 2, "title"), of `key` below it; 0 if unknown."""
        parts = [*where, key] if key else list(where)
        numbers = [part for part in parts if isinstance(part, int)]
        if numbers and numbers[0] >= len(self._headers):
            return 0
        start = self._headers[numbers[0]] if numbers else 0
        name = parts[-1] if parts and isinstance(parts[-1], str) else ""
        return (self._key(name, start) if name else 0) or start

    def _key(self, name: str, start: int) -> int:
        for number, line in enumerate(self._lines[start:], start + 1):
            if start and _HEADER.match(line):
                break
            match = _KEY.match(line)
            if match and match[1] == name:
                return number
        return 0

    def shown(self, where: Iterable[Any], key: str = "") -> str:
        """`:7: `, or `: ` where the line is not known."""
        line = self.of(where, key)
        return f":{line}: " if line else ": "


def key_at_fault(error: ValidationError) -> str:
    """The first key that the schema does not know, for its line."""
    return _unknown(error) if error.validator == "additionalProperties" else ""


def _unknown(error: ValidationError) -> str:
    known, table = _known(error), error.instance
    assert isinstance(table, Mapping), "additionalProperties is about objects"
    return next(str(key) for key in table if key not in known)


def _known(error: ValidationError) -> list[str]:
    assert isinstance(error.schema, Mapping), "additionalProperties stands in an object schema"
    return list(error.schema["properties"])


def words(error: ValidationError) -> str:
    """What is wrong and what to do about it."""
    key: Any = error.path[-1] if error.path else "source"
    value: Any = error.instance
    if error.validator == "additionalProperties":
        return _of_unknown_key(_unknown(error), _known(error))
    if error.validator == "required":
        return 'this [[source]] does not say which file it is about; add file = "NAME"'
    if error.validator == "type" and (key == "source" or isinstance(key, int)):
        return "each source is a table of its own; begin it with [[source]]"
    if error.validator == "type":
        return f'{key} must be text in quotes: {key} = "{value}"'
    if error.validator == "maxLength":
        return f"{key} is longer than {error.validator_value} characters; shorten it"
    if key in ("published", "as_of"):
        return f"{key} = {value!r} is not a date in EDTF; write {edtf.FORMS}"
    if key == "file" and value:
        return f'file = {value!r}: write the path relative to this folder, with "/"'
    if key == "language":
        return f'language = {value!r}: write a language tag such as "en" or "en-GB"'
    return f"{key} = {value!r} must be one line of text; delete the key if it is not known"


def _of_unknown_key(key: str, known: list[str]) -> str:
    close = difflib.get_close_matches(key, known, n=1)
    meant = f"; did you mean {close[0]}?" if close else ""
    return f"unknown key {key!r}{meant} (known are: {', '.join(known)})"

"""The report as JSON text: the same bytes every time, one item a line for readable diffs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any


def text(report: Mapping[str, Any]) -> str:
    """`report` as JSON, ending with a line end.

    Objects are spread over lines down to the second level, every array above that level holds one
    item a line, and whatever lies deeper stands on one line. Keys keep the order in which the
    report was built, which is fixed.
    """
    return "".join(_lines(report, 0)) + "\n"


def _lines(value: Any, level: int) -> Iterator[str]:
    indent = "  " * (level + 1)
    if isinstance(value, Mapping) and value and level < 2:
        for index, (key, item) in enumerate(value.items()):
            yield f"{',' if index else '{'}\n{indent}{_line(str(key))}: "
            yield from _lines(item, level + 1)
        yield "\n" + "  " * level + "}"
    elif isinstance(value, list) and value and level < 3:
        for index, item in enumerate(value):
            yield f"{',' if index else '['}\n{indent}{_line(item)}"
        yield "\n" + "  " * level + "]"
    else:
        yield _line(value)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)

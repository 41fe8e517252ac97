"""Claims of all documents under ids that occur once: the one place where that is decided.

The id of a claim follows from what is stated where (`build.claim_id`), so that it stays from run to
run. Nothing in that forbids two claims from coming to one id: one word may be said of two names,
and short digests may meet. What reads claims by id relies on this module, not on luck.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]


def identified(rows: Iterable[Row]) -> tuple[list[Row], list[str], list[str]]:
    """The rows of `tables.CLAIMS` in their order, no id twice; the id that each row given has now;
    and what was left out, in words.

    Of rows that share an id and differ, all but one get a number behind it, by what they state, not
    by the order in which they come. A row that is another word for word is left out and said.
    """
    by_id: dict[str, list[Row]] = {}
    given = list(rows)
    for row in given:
        by_id.setdefault(row["id"], []).append(row)
    taken = set(by_id)
    names: dict[tuple[str, str], str] = {}  # id and content: the id that it gets
    for shared, same in by_id.items():
        if len(same) > 1:
            names |= _told_apart(shared, same, taken)
    ids = [
        row["id"] if len(by_id[row["id"]]) == 1 else names[row["id"], _content(row)]
        for row in given
    ]
    made: list[Row] = []
    said: list[str] = []
    used: set[str] = set()
    for row, name in zip(given, ids, strict=True):
        if len(by_id[row["id"]]) > 1:
            if name in used:
                place = f"{row['source']}: characters {row['start']} to {row['end']}"
                said.append(f"{place}: found twice as the same claim; counted once")
                continue
            used.add(name)
        made.append(_renamed(row, name))
    return made, ids, sorted(said)


def _told_apart(shared: str, same: Iterable[Row], taken: set[str]) -> dict[tuple[str, str], str]:
    """An id for each content of the rows that share one; those new are added to `taken`."""
    names: dict[tuple[str, str], str] = {}
    number = 1
    for content in sorted({_content(row) for row in same}):
        name = shared
        while names and name in taken:
            number += 1
            name = f"{shared}-{number}"
        names[shared, content] = name
        taken.add(name)
    return names


def _content(row: Row) -> str:
    return json.dumps(row, sort_keys=True, ensure_ascii=False, default=str)


def _renamed(row: Row, name: str) -> Row:
    if row["id"] == name:
        return row
    return {**row, "id": name, "record": {**row["record"], "id": name}}

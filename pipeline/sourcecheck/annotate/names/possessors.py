"""The pronoun "its": the country or organisation that is the subject of its clause."""

from __future__ import annotations

import re

from sourcecheck.annotate.names.found import Found
from sourcecheck.annotate.names.layout import Layout

#: How many steps up the parse tree "its" looks for the subject of its clause.
_CLIMB = 8
_OBJECTS = frozenset({"obj", "iobj", "dobj"})


def resolve(match: re.Match[str], layout: Layout, named_at: dict[int, Found]) -> Found | None:
    """The country or organisation that is the subject of the clause in which "its" stands.

    Needs a parse. `named_at` gives a name by the index of a token in it.
    """
    if not layout.parsed:
        return None
    token = layout.doc[layout.token(match.start())]
    for _ in range(_CLIMB):
        parent = token.head
        if parent is token:
            return None
        for child in parent.lefts:
            if child.dep_.startswith("nsubj") and child.idx < match.start() and child.i != token.i:
                owner = named_at.get(child.i)
                if owner is None or owner.kind not in ("LOC", "ORG") or len(owner.entities) != 1:
                    return None
                if _other_owner(layout, owner, match.start(), named_at):
                    return None
                return Found(
                    match.start(), match.end(), owner.kind, match.group(), owner.entities, "pronoun"
                )
        token = parent
    return None


def _other_owner(layout: Layout, owner: Found, offset: int, named_at: dict[int, Found]) -> bool:
    """Is another country or body an actor or object before "its" ("Peru helps Chile in its …")?"""
    for token in layout.tokens(owner.end, offset):
        item = named_at.get(token.i)
        if item is None or token.idx < owner.end or item.entities == owner.entities:
            continue
        noun = token.head if token.dep_ in ("amod", "compound", "flat", "nmod:desc") else token
        takes_part = noun.dep_ in _OBJECTS or noun.dep_.startswith("nsubj")
        if takes_part and item.kind in ("LOC", "ORG", "NORP"):
            return True
    return False

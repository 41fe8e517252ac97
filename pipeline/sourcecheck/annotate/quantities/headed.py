"""The unit of a bare figure in a table, which a head or the caption gives: "Sales, £m", "(km)".

The figure is read anew as it would be written in prose: "3,420" under "USD million" as "USD 3,420
million".
"""

from __future__ import annotations

import re
from dataclasses import replace

from sourcecheck.annotate.grid import Cell, Stretch, grid
from sourcecheck.annotate.quantities import build, figure
from sourcecheck.model.mention import Mention
from sourcecheck.model.quantity import Quantity
from sourcecheck.model.span import Span
from sourcecheck.normalise.lexer import pieces

#: What stands before a number and what behind it.
Around = tuple[str, str]

_BRACKET = re.compile(r"\((?:in )?([^()\d]*(?:000)?)\)")
#: Behind the last comma: no name, and no word that begins a sentence.
_BEHIND_COMMA = re.compile(r",[ ]?(?:in )?((?![A-Z][a-z])[^,()]{1,30})$")
#: The whole head of a column: "£m", "%", "minutes".
_ALONE = re.compile(r"(?:[A-Z]{0,3}[$£€¥₹%]|[a-zµμ°])[^,()]{0,15}")
#: A unit that is not known is one nonetheless, and no head above gives another: "thousand crates".
#: "m" may be metres or millions.
_LIKE_UNIT = re.compile(r"(?:thousand|million|billion|per\b|\S+/|\S{1,3}$|[A-Z]{2,5}$)")
_UNSURE = ("m",)
_THOUSANDS = re.compile(r"[ ]?[’']?000\b")
#: A sign or code of a currency, which stands before its number.
_CURRENCY = re.compile(r"(?:[A-Z]{1,3})?[$£€¥₹]|[A-Z]{3}\b")
#: Words of a head that are tried as a unit, from the first: "tonnes live weight".
_MOST_WORDS = 3


def in_units_of_heads(text: str, found: list[Mention]) -> list[Mention]:
    """The mentions, the bare figures of tables among them in the units of their heads."""
    tables = grid(text)
    if not tables.rows:
        return found
    units: dict[Stretch, Around | None] = {}
    return [_in_unit(text, mention, tables.cell(*_ends(mention.span)), units) for mention in found]


def _ends(span: Span) -> Stretch:
    return span.start, span.end


def _in_unit(
    text: str, mention: Mention, cell: Cell | None, units: dict[Stretch, Around | None]
) -> Mention:
    stated = mention.quantity
    if cell is None or stated is None or mention.kind != "count":
        return mention
    if mention.span.end >= cell.span[1]:  # what it counts does not stand in the next cell
        mention = replace(mention, quantity=replace(stated, counted=""))
    for head in cell.heads:
        if head in cell.naming:
            continue
        if head not in units:
            units[head] = _unit(text[slice(*head)], alone=head == cell.column)
        if (around := units[head]) is not None:
            value = _read(mention.span.quote.join(around))
            if value is None or value.dimension == "count":
                return mention
            return replace(mention, kind=build.kind(value), quantity=value)
    return mention


def _unit(head: str, *, alone: bool) -> Around | None:
    """How a number under this head is written with its unit; None where it gives none."""
    bracket = _BRACKET.search(head)
    said = bracket or _BEHIND_COMMA.search(head)
    phrase = said[1].strip() if said is not None else ""
    if alone and _ALONE.fullmatch(head):
        phrase = head
    for words in _phrases(phrase):
        around = _around(words)
        value = _read("1".join(around))
        if value is not None and value.dimension != "count" and words not in _UNSURE:
            return around
    return ("", "") if bracket is not None and _LIKE_UNIT.match(phrase) else None


def _phrases(said: str) -> list[str]:
    words = said.split()[:_MOST_WORDS]
    return [" ".join(words[:number]) for number in range(len(words), 0, -1)]


def _around(phrase: str) -> Around:
    phrase = _THOUSANDS.sub(" thousand", phrase).strip()
    code = _CURRENCY.match(phrase)
    if code is None:
        return "", f" {phrase}"
    rest = phrase[code.end() :].strip()
    glued = "" if len(rest) <= 2 else " "
    return f"{code[0]} " if code[0].isalpha() else code[0], f"{glued}{rest}" if rest else ""


def _read(written: str) -> Quantity | None:
    """The figure that this is as a whole; None if it is none."""
    items = pieces(written)
    found = figure.read(items, 0, european=False)
    if found is None or found.end != len(items):
        return None
    return build.quantity(items, found, written, "")

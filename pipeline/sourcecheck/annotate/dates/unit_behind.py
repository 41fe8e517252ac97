"""Does a unit or a currency stand behind a figure, so that it is no year: "2000 K", "1500 CHF"?"""

from __future__ import annotations

import re

from sourcecheck.normalise import money, unit_words
from sourcecheck.normalise.lexer import pieces

#: The other end of a range: "1500–2000 g".
_OTHER_END = re.compile(r"\s?[-‐‑–—−]\s?(?=[0-9])")
_WINDOW = 40
_LONGEST_SYMBOL = 3
_TIME = frozenset(["second", "minute", "hour", "day", "week", "month", "year"])


def is_measured(text: str, start: int, end: int) -> bool:
    """Do a unit's symbol or a currency's code follow the figure, or the range that it is in?"""
    inner = _OTHER_END.search(text, start, end)
    other = inner or _OTHER_END.match(text, end)
    if other is None and not text[end : end + 1].isspace():
        return False
    items = pieces(text[other.end() if other else start : end + _WINDOW])
    if len(items) < 2 or items[0].kind != "number" or items[1].kind not in ("word", "symbol"):
        return False
    word = items[1]
    if word.text.isupper() and len(word.text) == 3 and money.after(items, 1, large=True):
        return True
    found = unit_words.find(items, 1)
    if found is None or len(word.text) > _LONGEST_SYMBOL or found.names[0] in _TIME:
        return False
    if len(word.text) > 1 or (found.end < len(items) and found.end > 2):
        return True
    following = items[found.end] if found.end < len(items) else None
    if following is None or not word.text.isupper():
        return True
    last = found.end + 1 == len(items)
    joined = (following.text == "." and not last) or (following.glued and following.kind == "dash")
    article = word.text == "A" and following.kind == "word"
    return not (joined or article or following.text[0].isupper())  # "2000 K. Smith", "1996 A Tale"

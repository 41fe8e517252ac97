"""Direct speech in double quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from sourcecheck.annotate.layout import Stretch

_QUOTED = re.compile(r"[“\"”]")


def quotations(text: str, paragraphs: Sequence[int]) -> list[Stretch]:
    """The quotations of a text with their marks, each within one of the `paragraphs`.

    An opening mark that is never closed runs to the end of its paragraph, as is usual when a
    quotation goes on in the next one.
    """
    spans: list[Stretch] = []
    open_at = -1
    paragraph = -1
    for match in _QUOTED.finditer(text):
        here = bisect_right(paragraphs, match.start()) - 1
        if open_at >= 0 and here != paragraph:
            spans.append((open_at, paragraphs[paragraph + 1]))
            open_at = -1
        paragraph = here
        if open_at < 0:
            if match.group() != "”":
                open_at = match.start()
        elif match.group() == "”" or (match.group() == '"' and not _opens(text, match.start())):
            spans.append((open_at, match.end()))
            open_at = -1
    return spans


def _opens(text: str, mark: int) -> bool:
    """Does a straight mark look like an opening one: space before it, a word right after?"""
    before, after = text[mark - 1 : mark], text[mark + 1 : mark + 2]
    return before in (" ", "(", "\n") and not after.isspace() and after not in (",", ".", "")

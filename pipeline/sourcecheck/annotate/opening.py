"""Where a news text begins behind its dateline: "HARBOUR CITY (Agency) - Two miners …".

A parser takes the place for the subject of the first sentence and the news for its apposition; so
the dateline is made a sentence of its own before the text is parsed.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.language import Language
from spacy.tokens import Doc

_HEAD = 1500  # characters from the beginning in which a dateline stands
#: A place in capitals, what may follow it (a state, a date, an agency), a dash, and a sentence.
_DATELINE = re.compile(
    r"^[ \t]*[A-Z](?:[A-Z.'’]|[ -](?=[A-Z])){2,40}"
    r"(?:,[ ][^\n()/–—-]{1,40})?"
    r"(?:[ ]*\([^()\n]{1,40}\)|[ ]*/[^/\n]{1,40}/)?"
    r"(?:[ ]--?[ ]|[ ]?[–—][ ]?)(?=[\"“‘']?[A-Z0-9])",
    re.MULTILINE,
)


def dateline(text: str) -> int:
    """The offset behind the dateline with which `text` opens; 0 if it opens with none."""
    found = _DATELINE.search(text, 0, _HEAD)
    return found.end() if found else 0


def begun(nlp: Language, text: str) -> Doc:
    """The tokens of `text`, not yet parsed, with a sentence beginning behind its dateline.

    Without a parser nothing is set: one sentence start alone would pass for all there are.
    """
    doc = nlp.make_doc(text)
    end = dateline(text) if "parser" in nlp.pipe_names else 0
    if end:
        first = bisect_left(doc, end, key=lambda token: token.idx)
        if 0 < first < len(doc):
            doc[first].is_sent_start = True
    return doc

"""A document as its claims see it: what is the same for all of them, made once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import field as field_of

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from sourcecheck.annotate.grid import Grid, grid
from sourcecheck.claim.candidates.label import Fields
from sourcecheck.claim.candidates.topic import Local, Topic, topic
from sourcecheck.claim.layers import Layers
from sourcecheck.claim.stamp import period
from sourcecheck.model.mention import Mention
from sourcecheck.model.source import Source
from sourcecheck.model.span import Span

#: Most characters of a sentence that are kept on either side of a value: enough to be understood,
#: and a text without full stops does not grow with every claim.
_MAX_SENTENCE = 600
#: Longest first line that can be the title of a reference page.
_MAX_TITLE = 60
#: Longest name of what a page is about, in words.
_MAX_NAME = 3
#: A news text says what it is about in its headline and first sentences (the inverted pyramid).
LEAD_SENTENCES = 3
#: Sentences shorter than this are headlines, bylines and datelines; they count as lead for free.
_SHORT = 5
#: Longest lead, in characters: a text without full stops is no lead as a whole.
_MAX_LEAD = 1200


@dataclass(frozen=True, slots=True)
class Page:
    """A document as its claims see it."""

    source: Source
    digest: str  # of the text: claim ids derive from it, so that they follow the content
    layers: Layers
    fields: Fields
    grid: Grid  # its tables
    topic: tuple[str, ...]  # whose reference page it is, from its first line; () for prose
    titled: bool  # does that line name it, and nothing else?
    lead: int  # where the lead of the text ends
    main: Topic  # what the text is about
    local: Local  # … and its parts
    period: Mention | None  # for which a report states its figures
    lent: dict[str, Span] = field_of(default_factory=dict)  # claim id: the date it is stated for


def page_of(doc: Doc, source: Source) -> Page:
    """What the claims of one document share."""
    digest = hashlib.blake2b(source.text.encode(), digest_size=16).hexdigest()
    fields, layers = Fields(source.text), Layers.of(doc)
    main = topic(layers)
    page, titled = _whose_page(layers, main) if fields else ((), True)
    return Page(
        source,
        digest,
        layers,
        fields,
        grid(source.text),
        page,
        titled,
        0 if fields else lead_end(doc),
        main,
        Local(layers),
        period(layers),
    )


def _whose_page(layers: Layers, main: Topic) -> tuple[tuple[str, ...], bool]:
    """Whose page it is: the entities that the first line names, if it is one name and nothing else,
    else what the page is about or the line itself, if it is short; and does the line name it?"""
    text = layers.text
    begin = len(text) - len(text.lstrip())
    end = text.find("\n", begin)
    line = text[begin : len(text) if end < 0 else end].rstrip()
    for mention in layers.named:
        if mention.span.quote == line and mention.span.start == begin and mention.name is not None:
            return mention.name.entities, True
    if main.main:
        return main.main, False
    words = line.split()
    named = len(words) <= _MAX_NAME and not any(c.isdigit() for c in line)
    return ((" ".join(words),) if 0 < len(line) <= _MAX_TITLE else ()), named


def lead_end(doc: Doc) -> int:
    """The character at which the lead of a text ends; 0 where no sentences are known."""
    if not doc.has_annotation("SENT_START"):
        return 0
    seen = 0
    for sentence in doc.sents:
        if sentence.end_char > _MAX_LEAD:
            return min(_MAX_LEAD, sentence.start_char or _MAX_LEAD)
        seen += len(sentence) >= _SHORT
        if seen == LEAD_SENTENCES:
            return int(sentence.end_char)
    return len(doc.text)


def sentence_of(page: Page, tokens: Tokens | None) -> Span | None:
    """The sentence of these tokens, cut where it is endless; None for no tokens."""
    if tokens is None or not len(tokens):
        return None
    sentence = page.layers.sentence(tokens)
    start = max(sentence.start_char, tokens.start_char - _MAX_SENTENCE)
    end = min(sentence.end_char, tokens.end_char + _MAX_SENTENCE)
    quote = page.source.text[start:end]
    lead = len(quote) - len(quote.lstrip())
    return Span(start + lead, start + len(quote.rstrip()), quote.strip())


def claim_id(page: Page, mention: Mention, property: str) -> str:
    """ "c" and twelve hexadecimal digits from the text, the place in it, kind and property."""
    key = f"{page.digest}|{mention.span.start}|{mention.span.end}|{mention.kind}|{property}"
    return "c" + hashlib.blake2b(key.encode(), digest_size=6).hexdigest()

"""A document as its claims see it: what is the same for all of them, made once.

And what a text says of itself: when it was put out, which numbers only name, the report's period.
"Updated: 3 May 2021", a date alone on its line, "ALDMOUTH, May 3 (Wire) -", the line of a
newspaper's name and day: none of these is about what the text tells. "Page 3", "No. 88" and a
telephone number count nothing. They are kept as claims without a property. What a report states
without a time of its own holds for the period that its title or a line for it names ("Annual report
for 2021"); two reports on two periods do not contradict each other.
"""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass
from dataclasses import field as field_of

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from sourcecheck import resources
from sourcecheck.annotate.layout import line_of, trimmed
from sourcecheck.annotate.view import View
from sourcecheck.claim.candidates.topic import Local, Topic, topic
from sourcecheck.claim.layers import Layers
from sourcecheck.model.mention import Mention, Span
from sourcecheck.model.source import Source

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
    topic: tuple[str, ...]  # whose reference page it is, from its first line; () for prose
    titled: bool  # does that line name it, and nothing else?
    lead: int  # where the lead of the text ends
    main: Topic  # what the text is about
    local: Local  # … and its parts
    period: Mention | None  # for which a report states its figures
    lent: dict[str, Span] = field_of(default_factory=dict)  # claim id: the date it is stated for

    @property
    def view(self) -> View:
        """Where everything stands in it."""
        return self.layers.view


def page_of(doc: Doc, source: Source) -> Page:
    """What the claims of one document share."""
    digest = hashlib.blake2b(source.text.encode(), digest_size=16).hexdigest()
    layers = Layers.of(doc)
    fields = layers.view.fields
    main = topic(layers)
    page, titled = _whose_page(layers, main) if fields else ((), True)
    return Page(
        source,
        digest,
        layers,
        page,
        titled,
        0 if fields else lead_end(layers.view),
        main,
        Local(layers),
        period(layers),
    )


def _whose_page(layers: Layers, main: Topic) -> tuple[tuple[str, ...], bool]:
    """Whose page it is: the entities that the first line names, if it is one name and nothing else,
    else what the page is about or the line itself, if it is short; and does the line name it?"""
    text = layers.text
    begin = len(text) - len(text.lstrip())
    line = text[begin : line_of(text, begin, begin)[1]].rstrip()
    for mention in layers.named:
        if mention.span.quote == line and mention.span.start == begin and mention.name is not None:
            return mention.name.entities, True
    if main.main:
        return main.main, False
    words = line.split()
    named = len(words) <= _MAX_NAME and not any(c.isdigit() for c in line)
    return ((" ".join(words),) if 0 < len(line) <= _MAX_TITLE else ()), named


def lead_end(view: View) -> int:
    """The character at which the lead of a text ends; 0 where no sentences are known."""
    if not view.split:
        return 0
    seen = 0
    for sentence in view.parsed_sentences:
        if sentence.end_char > _MAX_LEAD:
            return min(_MAX_LEAD, sentence.start_char or _MAX_LEAD)
        seen += len(sentence) >= _SHORT
        if seen == LEAD_SENTENCES:
            return int(sentence.end_char)
    return len(view.text)


def sentence_of(page: Page, tokens: Tokens | None) -> Span | None:
    """The sentence of these tokens, cut where it is endless; None for no tokens."""
    if tokens is None or not len(tokens):
        return None
    sentence = page.layers.sentence(tokens)
    start = max(sentence.start_char, tokens.start_char - _MAX_SENTENCE)
    end = min(sentence.end_char, tokens.end_char + _MAX_SENTENCE)
    start, end = trimmed(page.source.text, start, end)
    return Span(start, end, page.source.text[start:end])


def claim_id(page: Page, mention: Mention, property: str) -> str:
    """ "c" and twelve hexadecimal digits from the text, the place in it, kind and property."""
    key = f"{page.digest}|{mention.span.start}|{mention.span.end}|{mention.kind}|{property}"
    return "c" + hashlib.blake2b(key.encode(), digest_size=6).hexdigest()


PUBLICATION, SERIAL = "property:publication", "property:serial"

#: So far before and behind a number the digits of a telephone number are looked for.
_REACH = 24
_FEWEST_DIGITS = 7
_TELEPHONE = re.compile(r"\+?\(?\d[\d ()/-]{5,}\d")


def _one_of(name: str) -> str:
    """The pattern of one of the words of a list of `resources/bearers.toml`."""
    return "|".join(map(re.escape, resources.load("bearers")[name]))


def is_serial(text: str, start: int, end: int) -> bool:
    """Is the number at `[start, end)` one of a series, or part of a telephone number?"""
    near = max(0, start - _REACH)
    for match in _TELEPHONE.finditer(text, near, min(len(text), end + _REACH)):
        if match.start() <= start and end <= match.end():
            groups = re.findall(r"\d+", match.group())
            plain = len(groups) > 1 and sum(map(len, groups)) >= _FEWEST_DIGITS
            marked = match.group()[0] in "+0(" or _telephone().search(text[near : match.start()])
            if plain and marked:
                return True
    return text[start].isdigit() and _series().search(text[near:start]) is not None


@functools.cache
def _series() -> re.Pattern[str]:
    words = _one_of("series")
    shorts = _one_of("series_shorts")
    return re.compile(rf"\b(?:(?:{words})|(?i:{shorts})\.?)\s*$")


@functools.cache
def _telephone() -> re.Pattern[str]:
    words = _one_of("telephone")
    return re.compile(rf"\b(?:{words})\b[^\n]*$", re.IGNORECASE)


# --- the period of a report -----------------------------------------------------------------------

_PERIODS = ("month", "season", "quarter", "half", "year")
#: So many lines from the beginning a line for the period may stand.
_PERIOD_LINES = 8


def period(layers: Layers) -> Mention | None:
    """The one period that the lines over a report name; None for none, for several, and for what
    is no report."""
    text = layers.text
    title = layers.view.body
    found: dict[tuple[object, object], Mention] = {}
    for mention in {m.span: m for m in layers.dates.values()}.values():
        date = mention.date
        if date is None or date.earliest is None or date.latest is None or date.relative:
            continue
        if date.precision not in _PERIODS and mention.kind != "date_range":
            continue
        first, last = line_of(text, mention.span.start, mention.span.end)
        if text.count("\n", 0, first) >= _PERIOD_LINES:
            continue
        before = text[first : mention.span.start]
        line = text[first:last]
        labelled = _period_label().match(before) is not None
        if labelled or (mention.span.start < title and _report().search(line) is not None):
            found.setdefault((date.earliest, date.latest), mention)
    return next(iter(found.values())) if len(found) == 1 else None


@functools.cache
def _period_label() -> re.Pattern[str]:
    words = _one_of("period_labels")
    return re.compile(rf"\s*(?:{words})\s*:", re.IGNORECASE)


@functools.cache
def _report() -> re.Pattern[str]:
    words = _one_of("report_words")
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)

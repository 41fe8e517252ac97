"""What a whole text is about: the name that a reader supplies where a sentence gives none.

"Revenue rose to 12 million", under the title of a firm's report, is the firm's; "it has 40 rooms",
behind a sentence on a hotel, is the hotel's. These are lower-ranked candidates for whose a value
is: they are asked only where grammar names nobody, and each has its own rule.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.annotate.layout.title import TITLE_LINES
from sourcecheck.annotate.view import View
from sourcecheck.claim.layers import Layers
from sourcecheck.claim.speech import reports
from sourcecheck.claim.tree import relation
from sourcecheck.lexicon.classes import closed_class, word_class
from sourcecheck.model.mention import Mention

#: Points for standing in the title, for being a subject of the opening, and what is needed.
_IN_TITLE, _IN_OPENING, _ENOUGH, _LIKELY = 3, 2, 4, 3
#: So many names of a text are kept as what it may be about; so often is often.
_MOST_TOPICS, _OFTEN = 4, 2
#: So many mentions count at most: a long text names its places often.
_MOST_COUNTED = 6
_SUBJECTS = ("nsubj",)
#: Steps from a name up to the subject that it is part of.
_STEPS = 3
#: Longest line, in words, that is a name.
_LONGEST_TITLE = 6
_LINKS = frozenset(
    {"of", "the", "and", "de", "du", "la", "del", "di", "da", "for", "in", "on", "&", "-", "–"}
)
#: What a title goes on with behind its name.
_CUT = re.compile(r"\s[-–—|·›:]\s|[:(,|·›\t]|\s{2,}")
_HEADWORD = re.compile(
    r"(?P<head>[A-Z][A-Z’'.–-]+(?: (?:[A-Z][A-Z’'.–-]+|AND|OF|&))*)"
    r"(?:,(?P<given>(?: [A-Z][\w.’-]*){1,3})(?=[ ]?\()|(?=,\s+(?:an?|the|one)\s)"
    r"|(?=\s\((?:or|also|b\.|c\.|\d)))"
)
_BYLINE = re.compile(r"(?:^|[|·,–—-]\s*|\s)by\s.*$")
_NO_NAMES = ("demonym", "compound", "people")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a text is about: names in the order in which a reader would think of them."""

    names: tuple[str, ...] = ()
    sure: bool = False  # do title, opening and sentences agree on the first?
    kinds: dict[str, str] = field(default_factory=dict)

    @property
    def main(self) -> tuple[str, ...]:
        """The main subject, () where none stands out."""
        return self.names[:1] if self.sure else ()


@dataclass(slots=True)
class _Score:
    kind: str
    forms: set[str] = field(default_factory=set)
    mentions: int = 0  # in running text
    title: bool = False
    opening: bool = False
    acts: int = 0  # how often it is a grammatical subject, but for speakers

    @property
    def points(self) -> int:
        acts = min(self.acts, _MOST_COUNTED)
        named = min(self.mentions, _MOST_COUNTED)
        return named + acts + _IN_TITLE * self.title + _IN_OPENING * self.opening


def topic(layers: Layers) -> Topic:
    """The one name that a text is about, if its title, its opening and its sentences show it."""
    text, begin = layers.text, layers.view.body
    scores = _scores(layers, begin)
    title = _title(text[:begin])
    for score in scores.values():
        score.title = any(_in_title(form, title, score.kind) for form in score.forms)
    ranked = sorted(scores.items(), key=lambda item: (-item[1].points, item[0]))
    fitting = [(name, score) for name, score in ranked if _likely(score)][:_MOST_TOPICS]
    headed, points = _headword(text), _MOST_COUNTED * 2
    if not headed:
        headed, points = _heading_name(text, begin)
    rest = [(name, score) for name, score in fitting if _apart(name, headed)]
    others = {name: score.kind for name, score in rest}
    if not headed:
        return Topic(tuple(others), bool(rest) and _main(rest[0][1]), others)
    own = {headed: _kind_of(headed, fitting)}
    first = not rest or points >= rest[0][1].points
    kinds = own | others if first else others | own
    return Topic(tuple(kinds), first or _main(rest[0][1]), kinds)


def _scores(layers: Layers, begin: int) -> dict[str, _Score]:
    """How often and where a text names each of those that it may be about."""
    opening_end = _end_of_opening(layers.view, begin)
    scores: dict[str, _Score] = {}
    for mention in layers.named:
        name = mention.name
        if name is None or len(name.entities) != 1 or name.kind in ("NORP", "EVENT"):
            continue
        if name.how in _NO_NAMES:
            continue
        score = scores.setdefault(name.entities[0], _Score(name.kind, {*name.entities}))
        if name.how not in ("pronoun", "description"):
            score.forms.add(" ".join(mention.span.quote.split()))
        if mention.span.start < begin:
            continue
        acting = _acts(layers, mention)
        score.mentions += 1
        score.acts += acting
        score.opening |= mention.span.start < opening_end and acting
    return scores


def _headword(text: str) -> str:
    """Whom or what an article of a dictionary is on: "ADLER, Ida (1871-1940), painter", "ALDMOUTH,
    a market town"; "" for other texts."""
    match = _HEADWORD.match(text.lstrip())
    if match is None:
        return ""
    head, given = match["head"].strip(" ."), (match["given"] or "").strip()
    name = f"{given} {head}" if given else head
    return " ".join(word.capitalize() if word.isupper() else word for word in name.split())


def _heading_name(text: str, begin: int) -> tuple[str, int]:
    """A line over the text that names what the text goes on to speak of, and how firmly it shows
    that; "" for none."""
    body = text[begin:]
    small = body.casefold()
    for line in text[:begin].splitlines()[:TITLE_LINES]:
        said = _CUT.split(line.strip(), maxsplit=1)[0].strip(" .")
        words = said.split()
        own = [word for word in words if word.casefold() not in _LINKS]
        if not 0 < len(own) <= _LONGEST_TITLE or any(c.isdigit() for c in said):
            continue
        if not all(word[0].isupper() for word in own) or own[-1].casefold() in word_class(
            "bearers", "text_words"
        ):
            continue
        if any(word.casefold() in STOP_WORDS for word in own):
            continue
        whole = re.escape(said.casefold())
        if len(own) == 1:  # within a sentence, where only a name has a capital
            again = len(re.findall(rf"(?<=[\w,] ){re.escape(own[0].capitalize())}(?!\w)", body))
        else:
            last = re.escape(own[-1].casefold())
            again = len(re.findall(rf"(?<!\w)(?:{whole}|(?:the|this|our) {last})(?!\w)", small))
        if again:
            return said, _IN_TITLE + min(again, _MOST_COUNTED)
    return "", 0


def _kind_of(name: str, fitting: list[tuple[str, _Score]]) -> str:
    """The kind of the known name that a title shares its words with; "" for none."""
    words = {*name.casefold().split()}
    return next((s.kind for n, s in fitting if words & {*n.casefold().split()}), "")


def _apart(name: str, headed: str) -> bool:
    """Is it another name than the one of the title, and no part of it?"""
    return not headed or not {*name.casefold().split()} <= {*headed.casefold().split()}


def _likely(score: _Score) -> bool:
    """May the text be about it?"""
    if score.kind == "LOC" and not score.acts and not score.title:
        return False
    return score.mentions > 0 and score.points >= _LIKELY


def _title(head: str) -> str:
    """The lines over the text in small letters, without bylines."""
    lines = (" ".join(line.split()).casefold() for line in head.splitlines())
    return "\n".join(_BYLINE.sub("", line) for line in lines)


def _in_title(form: str, title: str, kind: str) -> bool:
    """Does the title hold the name, and a place not only as where something happens?"""
    for match in re.finditer(rf"(?<!\w){re.escape(form.casefold())}(?!\w)", title):
        before = title[: match.start()].split("\n")[-1].split()[-1:]
        if kind != "LOC" or not (set(before) & closed_class("place_prepositions")):
            return True
    return False


def _main(score: _Score) -> bool:
    """Is it named and acting often enough, and where a reader expects what a text is about?"""
    if score.points < _ENOUGH:
        return False
    often = score.acts > 1 and score.mentions > _OFTEN
    if score.kind == "LOC":
        return score.acts > 1 or (score.title and score.acts > 0)
    if score.kind == "PERSON":
        return score.title or ((score.opening or often) and score.acts > 2)
    return score.title or often or (score.opening and score.mentions > 1)


def _end_of_opening(view: View, begin: int) -> int:
    """Where the first two sentences of running text end."""
    ends = [sent.end_char for sent in view.parsed_sentences if sent.end_char > begin]
    return ends[min(1, len(ends) - 1)] if ends else begin


def _acts(layers: Layers, mention: Mention) -> bool:
    """Is the name a grammatical subject, or whose the subject is, and no speaker?"""
    tokens = layers.tokens(mention)
    if not tokens or not layers.parsed:
        return False
    token: Token = tokens.root
    for _ in range(_STEPS):
        if relation(token) in _SUBJECTS:
            return not reports(token.head)
        if token.dep_ not in ("nmod:poss", "compound", "flat", "appos", "nmod:desc"):
            return False
        token = token.head
    return False


# --- what a part of the text is about -----------------------------------------------------------

#: Pronouns and what they may stand for.
_OF_PERSONS = frozenset({"he", "she", "his", "her"})
_OF_THINGS = frozenset({"it", "its"})
_OF_ANY = frozenset({"they", "their", "we", "our"})
_NUMBERING = re.compile(r"^[\s\d.)•*#–-]+|[\s:]+$")


@dataclass(frozen=True, slots=True)
class Place:
    """A name that acts, or that heads a section: where, of what kind."""

    start: int
    name: str
    kind: str


class Local:
    """Which names the sentences before a value, and the heading over it, put into mind."""

    def __init__(self, layers: Layers) -> None:
        self._layers = layers
        named = [
            (m, m.name)
            for m in layers.named
            if m.name is not None and len(m.name.entities) == 1 and m.name.kind != "NORP"
        ]
        self._acting = [
            Place(m.span.start, n.entities[0], n.kind) for m, n in named if _acts(layers, m)
        ]
        self._starts = [place.start for place in self._acting]
        self._blanks = [end for _, end in layers.view.blank_lines]
        known = {m.span.quote: n.entities[0] for m, n in named}
        self._headings = layers.view.blocks("heading")
        headings = (layers.text[found.start : found.end] for found in self._headings)
        #: the name that each consists of, "" for none
        self._headed = [known.get(_NUMBERING.sub("", said), "") for said in headings]

    def candidate(self, value: Tokens, main: Topic) -> tuple[str, str]:
        """The likeliest name and its rule, ("", "") for none: what a pronoun of the clause points
        at; the name over the section; the last that acted in the paragraph."""
        sentence = self._layers.sentence(value)
        words = {t.lower_ for t in sentence if t.pos_ == "PRON" or t.dep_ == "nmod:poss"}
        begin = sentence.start_char
        paragraph = bisect.bisect_right(self._blanks, begin)
        top = self._blanks[paragraph - 1] if paragraph else 0
        last = bisect.bisect_left(self._starts, begin) - 1
        place = self._acting[last] if last >= 0 and self._starts[last] >= top else None
        person = bool(words & _OF_PERSONS)
        if person or words & _OF_THINGS:
            if place is not None and (place.kind == "PERSON") == person:
                return place.name, "subject:pronoun"
            if main.main and (main.kinds[main.names[0]] == "PERSON") == person:
                return main.names[0], "subject:document"
            return "", ""
        at = bisect.bisect_right(self._headings, begin, key=lambda found: found.end) - 1
        if at >= 0 and self._headed[at]:
            return self._headed[at], "subject:heading"
        if place is not None and place.kind in ("ORG", "OTHER") and not words & _OF_ANY:
            return place.name, "subject:paragraph"
        return (main.names[0], "subject:document") if main.main else ("", "")

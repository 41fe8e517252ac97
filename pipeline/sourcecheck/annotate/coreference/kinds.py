"""Places, buildings and bodies by their kind: "the island", "the coastal city", "this village".

A description means the one thing that the text has named and called so: Alder an island, Birch a
town. A name says it itself ("Alder Island", "the River Alder"), or the words around it do: "the
town of Birch", "Birch, a town of …", "Birch is a town", "Birch city". Only nouns of
`resources/references.toml` [called] are looked for. Where two would fit, or where an unnamed one
has been spoken of since ("another village"), it is left open.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.annotate.coreference.discourse import Discourse, is_attribute
from sourcecheck.annotate.names.found import Found
from sourcecheck.annotate.view import View
from sourcecheck.model.name import NameKind
from sourcecheck.normalise import name as names

#: Longest phrase behind a name in which it is called something, in tokens.
_REACH = 8
_KINDS = ("LOC", "ORG", "OTHER", "EVENT")
_BEFORE_OF = re.compile(r"\b([a-z]+)\s+of\s+(?:the\s+)?$")
_BEFORE = re.compile(r"\b([a-z]+)\s+$")
#: Tags of what may stand before the noun of a phrase.
_MODIFIERS = frozenset({
    "DT", "JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "CD", "POS", "HYPH", "VBN", "VBG", "RBS",
})  # fmt: skip
#: How many sentences back the thing may have been named or referred to.
_BACK = 8
#: Of two that fit, one of this sentence or the last means more than one of so many before.
_NEAR, _FAR = 1, 4
#: "of" goes on with a description only where a figure follows: "the city of 12,000".
_GOES_ON = re.compile(r"\s+of\s+(?!(?:population|about|some|nearly|around|almost|over|more|\d))")
#: A place behind a preposition tells it from others: "the hospital in Birch".
_NARROWED = re.compile(
    r"\s+(?:in|at|near|on|off|outside|where)\s+(?:the\s+)?[A-Z]|\s+(?:where|which|who)\b"
)
_NAME_BEHIND = re.compile(r"[ ](?:(?:called|named|known as)\b|[A-Z])|,\s+[A-Z][\w-]*(?=\s*[,.])")
#: Rules by which a mention is of a people, and names no place.
_NO_NAMES = ("demonym", "compound", "people")
_LIES_IN = re.compile(
    r"(?:,|\s+(?:city|town|village|port))?[^,.;:\n]{0,60}\b(?:in|of|off)\s+(?:the\s+)?|,\s+"
)
#: What is said of something else: "Alder is the city …", "known as the city".
_PREDICATE = re.compile(r"\b(?:is|was|are|were|be|been|as|became|become|called|remains)\s+$")
#: So many words behind a name may belong to it.
_OWN = 2
_WORD = re.compile(r"[A-Za-z][\w’'-]*")


@functools.cache
def _nouns() -> frozenset[str]:
    """The nouns that may describe a place, a building or a body."""
    return frozenset(resources.load("references")["called"])


@functools.cache
def _accepted(noun: str) -> frozenset[str]:
    """What a thing must be called so that "the" and `noun` may mean it."""
    return frozenset(resources.load("references")["called"][noun])


class Kinds:
    """What each entity of a document is called, and where it is named."""

    def __init__(self, view: View, found: list[Found]) -> None:
        self._called: dict[str, set[str]] = defaultdict(set)
        for item in found:
            if item.kind in _KINDS and len(item.entities) == 1:
                self._called[item.entities[0]].update(_said(view, item))
        merged: dict[str, set[str]] = defaultdict(set)
        for entity, said in self._called.items():
            merged[bare(entity)].update(said)
        self._merged = merged

    def fits(self, entity: str, noun: str) -> bool:
        """Is the entity called what "the" and `noun` may mean?"""
        return bool(self._merged.get(bare(entity), set()) & _accepted(noun))

    def settlement(self, entity: str) -> bool:
        """May it be a town: no country, not called anything, and no street, sea or the like?"""
        last = names.words(entity)[-1:] or ("",)
        known = resources.load("references")["no_settlements"]
        return self.unknown(entity) and last[0].casefold() not in known

    def unknown(self, entity: str) -> bool:
        """Does the text leave open what the entity is?"""
        return not self._merged.get(bare(entity)) and not names.is_country(entity)


@functools.lru_cache(maxsize=4096)
def bare(entity: str) -> str:
    """A name without the words that say what it is: "Alder" for "Alder Island", "Isle of Alder"."""
    words = names.words(entity)
    folded = [word.casefold() for word in words]
    for index, (word, after) in enumerate(pairwise(folded)):
        if after == "of" and word in _nouns() and index + 2 < len(words):
            return bare(" ".join(words[index + 2 :]))
    kept = [word for word in words if word.casefold() not in _generic()]
    return names.key(" ".join(kept) or entity)


@functools.cache
def _generic() -> frozenset[str]:
    return _nouns() | {"of", "the", "refugee"}


def _said(view: View, item: Found) -> Iterator[str]:
    """The nouns that a mention, or the words around it, call the name."""
    if item.how in ("demonym", "compound", "people"):
        return
    entity = item.entities[0]
    if names.governed_from(entity):
        yield from ("capital", "city")
    if names.is_country(entity):
        yield from ("country", "nation")
        return
    words = [word.casefold() for word in names.words(item.text)]
    own = [*words[:1], *words[-1:], *(w for w, after in pairwise(words) if after == "of")]
    yield from (word for word in own if word in _nouns() and len(words) > 1)
    yield from _words_around(view, item)
    if view.tagged:
        yield from _described(view, item)


def _words_around(view: View, item: Found) -> Iterator[str]:
    """ "the town of Birch", "the provincial capital Birch", "Birch city", "Birch refugee camp"."""
    before = view.text[max(0, item.start - 40) : item.start]
    of, right_before = _BEFORE_OF.search(before), _BEFORE.search(before)
    if of and of.group(1) in resources.load("references")["places_of"]:
        yield of.group(1)
    if right_before and right_before.group(1) in _nouns():
        yield right_before.group(1)
    if item.kind == "LOC" and view.tagged:
        yield from _behind(view, item)


def _behind(view: View, item: Found) -> Iterator[str]:
    """The noun of "Birch city", "Birch refugee camp"; not of "a Birch city bus"."""
    places = resources.load("references")["places_called"]
    at = view.token(item.end - 1) + 1
    near = view.doc[at : at + 3]
    words = [token.lower_ if token.tag_ == "NN" else "" for token in near]
    if words[:1] and words[0] in places and not "".join(words[1:2]):
        yield words[0]
    elif words[1:2] and words[1] in places and not "".join(words[2:]):
        yield from words[1:2] if words[0] in _nouns() | {"refugee"} else ()


def _described(view: View, item: Found) -> Iterator[str]:
    """ "Birch, a town …", "Birch is a town", "Alder is the north's largest island"."""
    at = view.token(item.end - 1) + 1
    doc = view.doc
    if at + 1 >= len(doc):
        return
    opens = doc[at].text in (",", "-", "–", "—", "(") or doc[at].lower_ in ("is", "was")
    if not opens or doc[at].is_sent_start:
        return
    if doc[at].lower_ in ("is", "was") and view.parsed and not _is_subject(doc[at - 1]):
        return
    noun, article = None, False
    for token in doc[at + 1 : at + 1 + _REACH]:
        if token.tag_ not in _MODIFIERS or token.is_sent_start:
            break
        article = article or token.tag_ in ("DT", "POS")
        noun = token
    if noun is not None and article and noun.tag_ == "NN" and noun.lower_ in _nouns():
        yield noun.lower_


def _is_subject(token: Token) -> bool:
    head = token.head if token.dep_.startswith(("flat", "compound")) else token
    return head.dep_.startswith("nsubj")


# --- what a description means ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A description: characters `[start, end)` and its noun."""

    start: int
    end: int
    noun: str


def at(match: re.Match[str], discourse: Discourse, kinds: Kinds) -> Found | None:
    """What a match of `definite.PATTERN` means, if it clearly describes a place or body."""
    found = _phrase(match, discourse.view)
    return _resolve(found, discourse, kinds) if found is not None else None


def narrowed(text: str, end: int) -> bool:
    """Is a description that ends here told from others by what follows: "the hospital in Birch"?"""
    return _NARROWED.match(text, end) is not None


def _phrase(match: re.Match[str], view: View) -> _Phrase | None:
    """The description of a place or body at a match of `definite.PATTERN`, if it is one."""
    if _PREDICATE.search(view.text, max(0, match.start() - 12), match.start()):
        return None
    words = match["words"].split(" ")
    position = match.start("words")
    closed = resources.load("references")["other_than_described"]
    for index, word in enumerate(words):
        plain = re.sub(r"['’]s?$|[.]$", "", word)
        end = position + len(plain)
        this = match.group()[1:3] == "hi"
        if plain in _nouns() and _whole(view, end, this=this):
            return _Phrase(match.start(), end, plain)
        if plain != word or plain.casefold() in closed or not _modifies(view, position):
            return None
        if index + 1 < len(words):
            position += len(word) + 1
    return None


def _modifies(view: View, offset: int) -> bool:
    """Is the word an adjective or noun that may stand before the noun of a description?"""
    if not view.tagged:
        return False
    return view.token_at(offset).tag_ in ("JJ", "NN", "HYPH", "VBN")


def _whole(view: View, end: int, *, this: bool) -> bool:
    """Is the phrase at an end here, and does nothing make it another one? `this` points anyway."""
    text = view.text
    if text[end : end + 1] in ("-", "’", "'"):
        return text[end : end + 2] in ("'s", "’s")
    if _GOES_ON.match(text, end) or _NAME_BEHIND.match(text, end):
        return False
    if not this and narrowed(text, end):
        return False
    if not view.tagged:
        return bool(re.match(r"\s*[,.;:)?!\"”]", text[end : end + 4]))
    after = view.tokens(end + 1, end + 2)
    if after and after[0].lower_ in resources.load("references")["centre"]:
        return True
    return not after or not after[0].tag_.startswith(("NN", "JJ", "VBG", "VBN", "HYPH", "CD"))


def _resolve(found: _Phrase, discourse: Discourse, kinds: Kinds) -> Found | None:
    """What a description means: the one thing named before that the text calls so, or None."""
    view = discourse.view
    last, nearer = _called_so(found, discourse, kinds)
    many = found.noun in resources.load("references")["many"]
    chosen, since = _chosen(last), -1
    if chosen is None and not last and many:
        chosen = _only_settlement(found, discourse, kinds)
        nearer = []
        since = view.sentence_span(max(0, view.sentence(found.start) - _NEAR))[0]
    if chosen is None:
        return None
    if many and not all(_around(view, chosen, item) for item in nearer):
        return None
    if _another(view, found.noun, chosen.end if since < 0 else since, found.start):
        return None
    kind: NameKind = "LOC" if chosen.kind == "NORP" else chosen.kind
    text = view.text[found.start : found.end]
    return Found(found.start, found.end, kind, text, chosen.entities, "description")


def _called_so(
    found: _Phrase, discourse: Discourse, kinds: Kinds
) -> tuple[list[tuple[int, Found]], list[Found]]:
    """What the text calls so before the phrase, nearest first, each with how many sentences away;
    and names nearer than any of them, of which nothing says what they are."""
    last: dict[str, tuple[int, Found]] = {}
    nearer: list[Found] = []
    for distance, items in enumerate(discourse.before(found.start, _BACK)):
        for item in reversed(items):
            if len(item.entities) != 1 or item.kind in ("PERSON", "EVENT") or item.how in _NO_NAMES:
                continue
            entity = item.entities[0]
            if kinds.fits(entity, found.noun):
                last.setdefault(bare(entity), (distance, item))
            elif not last and item.kind == "LOC" and kinds.unknown(entity):
                nearer += [] if is_attribute(discourse.view, item) else [item]
    return list(last.values()), nearer


def _chosen(fitting: list[tuple[int, Found]]) -> Found | None:
    """The only one that fits, or one just named where the others were named long before."""
    if not fitting:
        return None
    distance, nearest = fitting[0]
    if len(fitting) > 1 and not (distance <= _NEAR and fitting[1][0] >= _FAR):
        return None
    return nearest


def _only_settlement(found: _Phrase, discourse: Discourse, kinds: Kinds) -> Found | None:
    """The one place of this sentence and the last that may be a town: "fire in Birch … the town".

    Of "Birch, Norland" it is the first.
    """
    seen: list[Found] = []
    for items in discourse.before(found.start, _NEAR):
        for item in items:
            if item.kind != "LOC" or item.how in ("demonym", "compound", "description"):
                continue
            if len(item.entities) != 1 or not kinds.settlement(item.entities[0]):
                continue
            if is_attribute(discourse.view, item):
                continue
            if not any(_within(discourse.view, other, item) for other in items):
                seen.append(item)
    return seen[0] if len({bare(item.entities[0]) for item in seen}) == 1 else None


def _around(view: View, place: Found, larger: Found) -> bool:
    """Is the other name where the place lies: "Birch, a town in the north of Norland"?"""
    return _LIES_IN.fullmatch(view.text, place.end, larger.start) is not None


def _within(view: View, place: Found, larger: Found) -> bool:
    """Does the text say "Birch, Norland": a place and the larger one that it lies in?"""
    return place.kind == "LOC" and view.text[place.end : larger.start] == ", "


def _another(view: View, noun: str, start: int, end: int) -> bool:
    """Does the text speak of another one, or of several, in between: "a small village", "two
    villages", "another village"? "The village" and "its village" are the same one."""
    same = resources.load("references")["same_again"]
    ends_in_y = noun.endswith("y") and noun[-2] not in "aeiou"
    plural = (
        noun[:-1] + "ies" if ends_in_y else noun + ("es" if noun.endswith(("s", "ch")) else "s")
    )
    own = re.compile(rf"\s*(?:[,(–—-]|is|was)\s*(?:[\w’'-]+\s+){{0,6}}{noun}\b")
    called = own.match(view.text, start, end)  # "Ostby, a small town": the thing itself
    start = called.end() if called else start
    words = [match.group().casefold() for match in _WORD.finditer(view.text, start, end)]
    for index, word in enumerate(words):
        if word == plural:
            return True
        if index < _OWN:
            continue  # "Alder camp", "Alder refugee camp": the name's own noun
        if word.removesuffix("'s").removesuffix("’s") == noun:
            before = words[max(0, index - 3) : index]
            if not any(w in same for w in before):
                return True
    return False

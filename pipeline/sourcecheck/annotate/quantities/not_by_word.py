"""Number words and digits that are names, pronouns or idioms: "Three Rivers", "one of them"."""

from __future__ import annotations

from sourcecheck import resources
from sourcecheck.annotate.quantities.figure import Figure
from sourcecheck.annotate.quantities.surroundings import (
    Surroundings,
    counted_follows,
    headline,
    opens_sentence,
)
from sourcecheck.normalise.lexer import Piece

_DATA = resources.load("numbers")
_VICTIMS = resources.load("victims")
_DEMONYMS = ("ans", "is", "ese", "ians", "ish")  # plurals of nations: "Israelis", "Japanese"


def entity(around: Surroundings, figure: Figure) -> bool:
    """Inside a longer name that the pipeline's entity recogniser found."""
    number = figure.low.number
    start, end = around.items[number.start].start, around.items[number.end - 1].end
    found = around.entity(start, end) if figure.low.sort == "bare" else None
    if found is None:
        return False
    words = around.text[slice(*found)].split()
    if found[0] == start and len(words) == 2 and _people(around, number.end):
        return False  # "Nine Israelis" at the beginning of a sentence
    longer = found[0] < start or found[1] > end
    return longer and len(words) > 1 and not words[0].islower()


def name(around: Surroundings, figure: Figure) -> bool:
    """ "Three Rivers", "Group of Eight", "Boeing 747", "Windows 95", by capitals."""
    if figure.low.sort != "bare" or figure.hedge or figure.high:
        return False
    number = figure.low.number
    first = around.items[number.start]
    before, after = around.piece(number.start - 1), around.piece(number.end)
    if first.kind == "word":
        if not first.text[0].isupper() or headline(around, number.start):
            return False
        if opens_sentence(around, number.start) and _people(around, number.end):
            return False
        if after and after.kind == "word" and after.text[0].isupper() and not after.text.isupper():
            return True
        further = around.piece(number.start - 2)
        middle = before is not None and before.lower in ("of", "the") and further is not None
        return (
            middle and further is not None and further.kind == "word" and further.text[0].isupper()
        )
    if not number.bare or before is None or before.kind != "word" or not before.text[0].isupper():
        return False
    if (
        counted_follows(around, number.end)
        or before.lower in ("age", "aged")
        or opens_sentence(around, number.start - 1)
    ):
        return False
    return not headline(around, number.start)


def _people(around: Surroundings, at: int) -> bool:
    """A plural in small letters or of a nation within three words: "Five Israeli soldiers"."""
    for position in range(at, at + 4):
        piece = around.piece(position)
        if piece is None or piece.kind != "word":
            return False
        span = around.doc.char_span(piece.start, piece.end, alignment_mode="expand")
        token = span[0] if span is not None and len(span) else None
        if piece.text[0].islower() and (
            piece.lower.endswith("s") or (token is not None and token.tag_ == "NNS")
        ):
            return True
        named = token is not None and token.ent_type_ == "NORP"
        if (named or position == at) and piece.lower.endswith(_DEMONYMS):
            return True
    return False


def one(around: Surroundings, figure: Figure) -> bool:
    """ "one" as a pronoun or in an idiom, "no one", "one day"."""
    number = figure.low.number
    if around.items[number.start].lower != "one" or number.end != number.start + 1:
        return False
    if figure.low.sort != "bare":
        return figure.low.names == ("point",)  # "at one point"
    if figure.high is not None:
        return False
    before, after = around.piece(number.start - 1), around.piece(number.end)
    data = _DATA["one"]
    if after is not None and after.kind == "dash" and after.glued:  # "one-storey"
        return not first_word(around.piece(number.end + 1))
    if before is not None and before.lower in data["before"]:
        return not (before.lower == "that" and around.tag(before) == "IN")
    if before is not None and before.lower in _VICTIMS["befall"]["killing"]:  # "killing one"
        return False
    if figure.hedge is not None and figure.hedge.id in ("at_least", "at_most"):
        return after is None or after.kind != "word"
    if after is None or after.kind != "word" or after.lower in data["after"]:
        return True
    token = around.token(figure)
    if token is not None and around.parsed:
        return token.dep_ != "nummod"
    return token is not None and around.tagged and token.tag_ != "CD"


def first_word(piece: Piece | None) -> bool:
    """Is this a word written on to what stands before it?"""
    return piece is not None and piece.kind == "word" and piece.glued


def share(around: Surroundings, figure: Figure) -> bool:
    """ "half" and "a quarter" are shares before "of" and the like; "half-time" is none."""
    number = figure.low.number
    if (
        figure.low.sort != "bare"
        or number.rule != "fraction"
        or around.items[number.start].kind != "word"
    ):
        return False
    last = around.items[number.end - 1].lower
    if last not in _DATA["denominator"] or number.end - number.start > 2:
        return False
    if number.end - number.start == 2 and around.items[number.start].lower not in (
        "a",
        "an",
        "one",
    ):
        return False
    after = around.piece(number.end)
    return figure.high is None and (after is None or after.lower not in _DATA["share"]["half"])


def adverb(around: Surroundings, figure: Figure) -> bool:
    """ "At first", "First, …", "second-hand": ordinals that rank nothing."""
    if figure.low.number.rule != "ordinal" or around.items[figure.start].kind != "word":
        return False
    data = _DATA["ordinal_context"]
    before, after, further = (
        around.piece(at) for at in (figure.start - 1, figure.end, figure.end + 1)
    )
    if before is not None and before.lower in data["before"]:
        return True
    tied = further if after is not None and after.kind == "dash" else after
    if tied is not None and tied.lower in data["idioms"]:
        return tied is further
    opening = before is None or before.kind == "break" or before.text in ".!?"
    if opening and after is not None and after.text in data["opening"]:
        return True
    phrase = " ".join(p.lower for p in (after, further) if p is not None)
    return any(phrase == p or phrase.startswith(p + " ") for p in data["after"])

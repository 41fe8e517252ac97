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
_CALLED = 10  # digits from here on may be a name of their own
_LISTED, _WORDS = 12, 4  # so many values of a list are looked back over, each of so many words
_SENTENCE = 24  # pieces before a figure in which its sentence is looked through
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
    """ "Three Rivers", "Group of Eight", "Boeing 747", "Windows 95", "BBC Two", by capitals."""
    number = figure.low.number
    hedged = figure.start < number.start  # a hedge behind it may be a part of the name: "737 MAX"
    if figure.low.sort != "bare" or hedged:
        return False
    if figure.high is not None and not (number.bare and figure.rule == "range or"):
        return False  # but "Boeing 737 or 747"
    first = around.items[number.start]
    before, after = around.piece(number.start - 1), around.piece(number.end)
    if first.kind == "word":
        if not first.text[0].isupper() or headline(around, number.start):
            return False
        if opens_sentence(around, number.start) and _people(around, number.end):
            return False
        if after and after.kind == "word" and after.text[0].isupper() and not after.text.isupper():
            return True
        if before is not None and before.kind == "word" and before.text[0].isupper():
            return not opens_sentence(around, number.start)
        further = around.piece(number.start - 2)
        middle = before is not None and before.lower in ("of", "the") and further is not None
        return (
            middle and further is not None and further.kind == "word" and further.text[0].isupper()
        )
    if not number.bare or before is None:
        return False
    if _initial(around, number.start - 1):
        return not counted_follows(around, number.end)
    if before.lower in ("the", "a", "an") and after is not None and after.kind == "word":
        capital = after.text[0].isupper() and not headline(around, number.start)
        return capital and not counted_follows(around, number.end)  # "the 737 MAX"
    if before.kind != "word" or before.text.islower():
        return False
    if before.lower in _VICTIMS["befall"]["killing"]:  # "Storm Kills 14"
        return False
    if before.text[0].islower():  # "iPhone 14"
        return True
    if _labelled_values(around, number.start):
        return False
    if len(before.text) == 1 and before.text not in "AI" and number.value >= _CALLED:
        return True  # "T 34 tanks"
    if (
        counted_follows(around, number.end)
        or before.lower in ("age", "aged")
        or opens_sentence(around, number.start - 1)
    ):
        return False
    return not headline(around, number.start)


def _labelled_values(around: Surroundings, at: int) -> bool:
    """ "Seats: North 41; South 38": a name and its figure, behind others like it and a colon."""
    position = at - 1
    for _ in range(_LISTED):
        words = position
        while words >= 0 and around.items[words].kind == "word" and position - words < _WORDS:
            words -= 1
        if words < 0 or words == position or around.items[words].text not in ":;,":
            return False
        if around.items[words].text == ":":
            return True
        if words < 1 or around.items[words - 1].kind != "number":
            return False
        position = words - 2
    return False


def note(around: Surroundings, figure: Figure) -> None:
    """Take down the digits of a name with a capital: "Fokker 100" may be "the 100" further on."""
    before, number = around.piece(figure.start - 1), figure.low.number
    named = before is not None and before.kind == "word" and before.text[0].isupper()
    if named and number.bare and number.value >= _CALLED:
        around.called.add(around.items[number.start].text)


def called(around: Surroundings, figure: Figure) -> bool:
    """ "the 737", "its new 737" in a text that told of a "Boeing 737"."""
    number = figure.low.number
    if figure.low.sort != "bare" or not number.bare or figure.high is not None or figure.hedge:
        return False
    if around.items[number.start].text not in around.called:
        return False
    before = around.piece(number.start - 1)
    owned = before is not None and (before.lower in _DATA["called"]["before"] or before.text == "s")
    return owned and not counted_follows(around, number.end)


def address(around: Surroundings, figure: Figure) -> bool:
    """ "14 Mill Lane", "221 West High Street": the number of a house."""
    number, data = figure.low.number, _DATA["street"]
    if figure.low.sort != "bare" or not number.bare or figure.high is not None or figure.hedge:
        return False
    for position in range(number.end, number.end + data["most"] + 1):
        piece = around.piece(position)
        if piece is None or piece.kind != "word" or not piece.text[0].isupper():
            return False
        if piece.lower in data["words"] and position > number.end:
            return not (headline(around, number.start) or counted_follows(around, position + 1))
    return False


def _initial(around: Surroundings, at: int) -> bool:
    """Is this the dot of initials: "U.S. 1"?"""
    dot, letter, further = (around.piece(at - step) for step in range(3))
    if dot is None or letter is None or further is None or dot.text != ".":
        return False
    return dot.glued and letter.glued and further.text == "." and letter.text.isupper()


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
        if position == at and token is not None and token.tag_ == "NNS":  # "Six Norlanders"
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
        if before.lower == "only" and after is not None:  # "only one person died"
            return around.tag(after) not in ("NN", "JJ")
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
        or figure.start < number.start  # "more than half are new"
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
    if figure.high is not None or (after is not None and after.lower in _DATA["share"]["half"]):
        return False
    verb = after is not None and around.tag(after).startswith(("VB", "MD"))
    return not (verb and _among_shares(around, number.start))


def _among_shares(around: Surroundings, at: int) -> bool:
    """Does another share stand before it: "two thirds left, a third stayed"?"""
    data = _DATA["share"]
    for piece in reversed(around.items[max(0, at - _SENTENCE) : at]):
        if piece.kind == "break" or piece.text in ".!?;":
            return False
        if piece.text in data["signs"] or piece.lower in data["words"]:
            return True
    return False


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


def idiom(around: Surroundings, figure: Figure) -> bool:
    """ "zero tolerance", "ground zero", "a 4K screen": words and formats that count nothing."""
    number, data = figure.low.number, _DATA["idiom"]
    if figure.low.sort != "bare" or figure.high is not None:
        return False
    first = around.items[number.start]
    if number.end == number.start + 2 and around.items[number.end - 1].text == "K":
        format_ = first.text + "K" in data["formats"]
        return format_ and not counted_follows(around, number.end)
    before, after = around.piece(number.start - 1), around.piece(number.end)
    if after is not None and after.kind == "dash" and after.glued:
        after = around.piece(number.end + 1)
    behind = after is not None and after.lower in data["behind"].get(first.lower, ())
    return behind or (before is not None and before.lower in data["before"].get(first.lower, ()))

"""What looks like a figure and is none: names, labels, references, codes, years, list marks.

Each check has an id, so that a figure that is not read can be explained. Text alone decides where
it can; part-of-speech tags and entities help where the pipeline has them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sourcecheck import resources
from sourcecheck.annotate.quantities.figure import Figure
from sourcecheck.normalise.lexer import Piece

_HYPHENS = "-‐‑"
_BRACKETED = 12  # pieces inside a bracket that a citation may have
_DATA = resources.load("numbers")


@dataclass(slots=True)
class Surroundings:
    """A document with its pieces, and how far a label such as "phases" reaches ("3, 5 and 7")."""

    doc: Doc
    items: list[Piece]
    labelled_to: int = -1

    def token(self, figure: Figure) -> Token | None:
        """The spaCy token in which the figure's number begins."""
        start = self.items[figure.low.number.start].start
        span = self.doc.char_span(start, start + 1, alignment_mode="expand")
        return span[0] if span is not None and len(span) else None

    def piece(self, at: int) -> Piece | None:
        """The piece at `at`, None beyond either end."""
        return self.items[at] if 0 <= at < len(self.items) else None


def refusal(around: Surroundings, figure: Figure) -> str:
    """The id of the first reason why this is no figure; "" if it is one."""
    for name, check in _CHECKS.items():
        if check(around, figure):
            return name
    return ""


def _joined_left(around: Surroundings, figure: Figure) -> bool:
    """ "F16", "Su-27", "example.org/5", "10:30", "1.2.3": part of something longer."""
    first = around.items[figure.start]
    before, further = around.piece(figure.start - 1), around.piece(figure.start - 2)
    if not first.glued or before is None:
        return False
    if before.kind in ("word", "number", "superscript", "fraction"):
        return first.kind != "symbol" and figure.low.sort != "money"
    if before.text in ")]":  # "Mg(ClO4)2"
        return first.kind == "number" and figure.low.sort == "bare"
    if not before.glued or further is None:
        return False
    if before.kind == "dash":
        tied = before.text in _HYPHENS or further.kind == "number"
        return tied and further.kind in ("word", "number") and first.kind != "symbol"
    return before.text in "/_@\\&?.:~#+°º’'′″”" and further.kind in ("word", "number") and first.kind == "number"


def _joined_right(around: Surroundings, figure: Figure) -> bool:
    """ "13F", "747s", "1-800-…", "10:30", "3/17/1996", "7-Eleven": part of something longer."""
    last = around.items[figure.end - 1]
    after, further = around.piece(figure.end), around.piece(figure.end + 1)
    if after is None or not after.glued:
        return False
    if last.text in "°º" and after.kind == "number":
        return True  # coordinates: "57°44’8.47”N"
    if after.kind in ("word", "superscript"):
        return last.kind == "number"
    if further is None or not further.glued:
        return False
    if after.kind == "dash" and after.text in _HYPHENS:
        code = further.kind == "word" and further.text[0].isupper() and last.kind == "number"
        return further.kind == "number" or (code and figure.low.sort == "bare")
    return after.text in "./:_@\\°’'′" and further.kind == "number" and last.kind == "number"


def _label(around: Surroundings, figure: Figure) -> bool:
    """ "ch. 9", "Flight 370", "§ 3", "phases 3, 5 and 7"."""
    lettered = figure.low.sort != "bare" and _lettered(around, figure)
    if (figure.low.sort != "bare" and not lettered) or figure.hedge:
        return False
    after = around.piece(figure.end)
    if after is not None and after.text == "=":  # "0 = never, 1 = rarely"
        return True
    if figure.start <= around.labelled_to:
        around.labelled_to = _label_reach(around, figure.end)
        return True
    before, further = around.piece(figure.start - 1), around.piece(figure.start - 2)
    if before is None or figure.low.number.rule == "article":
        return False
    word = before.lower
    data = _DATA["label"]
    found = before.text in data["signs"]
    found = found or (before.text == "." and before.glued and further is not None and further.lower in data["abbreviations"])
    if before.kind == "word" and not found:
        singular = word.removesuffix("s")
        strong = not {word, singular}.isdisjoint(data["strong"])
        weak = not {word, singular}.isdisjoint(data["words"]) and not counted_follows(around, figure.end)
        short = word in data["abbreviations"] and len(word) > 1 and word != "no" and figure.low.number.bare
        found = strong or weak or short
    if found:
        around.labelled_to = _label_reach(around, figure.end)
    return found


def _lettered(around: Surroundings, figure: Figure) -> bool:
    """Is the unit one letter written on to the digits, as in "Fig. 3c"?"""
    start, end = figure.low.written
    unit = around.items[start]
    return end == start + 1 and unit.glued and len(unit.text) == 1 and unit.text.isalpha()


def _label_reach(around: Surroundings, end: int) -> int:
    """The position up to which a list that a label opened goes on, if a number stands there."""
    position = end
    while (piece := around.piece(position)) is not None and position < end + 4:
        if piece.kind == "word" and piece.glued and position == end and len(piece.text) == 1:
            position += 1
        elif piece.text in (",", ";", "&") or piece.kind == "dash" or piece.lower in ("and", "or", "to"):
            position += 1
        else:
            return position if position > end and piece.kind == "number" else -1
    return -1


def _citation(around: Surroundings, figure: Figure) -> bool:
    """ "[12]", "(22)", "(26,29)": whole numbers alone in brackets."""
    if figure.low.sort != "bare" or figure.hedge or figure.low.number.rule != "digits":
        return False
    left = figure.start - 1
    while (piece := around.piece(left)) and figure.start - left <= _BRACKETED and _listed(piece):
        left -= 1
    right = figure.end
    while (piece := around.piece(right)) and right - figure.end <= _BRACKETED and _listed(piece):
        right += 1
    opening, closing = around.piece(left), around.piece(right)
    if opening is None or closing is None:
        return False
    numbers = [p.text for p in around.items[left:right] if p.kind == "number"]
    short = all(len(part) < 5 and part.isdigit() for text in numbers for part in text.split(","))
    return opening.text + closing.text in ("[]", "()") and short


def _listed(piece: Piece) -> bool:
    return piece.kind in ("number", "dash") or piece.text in ",;"


def _list_mark(around: Surroundings, figure: Figure) -> bool:
    """ "1. Introduction", "2) costs" at the beginning of a line."""
    number = figure.low.number
    before, after, following = (around.piece(at) for at in (figure.start - 1, figure.end, figure.end + 1))
    if figure.low.sort != "bare" or not number.bare or number.value > 999:
        return False
    opens = before is None or before.kind == "break" or (before.text == "(" and _opens_line(around, figure.start - 1))
    if not opens or after is None or not after.glued or after.text not in ".)":
        return False
    return following is not None and not following.glued and following.kind != "break"


def _opens_line(around: Surroundings, at: int) -> bool:
    before = around.piece(at - 1)
    return before is None or before.kind == "break"


def _code(around: Surroundings, figure: Figure) -> bool:
    """ "007", "0042"."""
    text = around.items[figure.low.number.start].text
    return len(text) > 1 and text[0] == "0" and text.isdigit() and figure.low.sort == "bare"


def _year(around: Surroundings, figure: Figure) -> bool:
    """ "in 1996", "1927-53", where no dates component has taken them."""
    number = figure.low.number
    if figure.low.sort != "bare" or not _year_like(figure.low.number) or (figure.hedge and figure.hedge.operator != "="):
        return False
    if figure.high is not None and not (_year_like(figure.high.number) or figure.high.number.value < 100):
        return False
    return not counted_follows(around, figure.end)


def _year_like(number: object) -> bool:
    bare, value = getattr(number, "bare", False), getattr(number, "value", 0)
    return bool(bare) and _DATA["year"]["low"] <= value <= _DATA["year"]["high"]


def _entity(around: Surroundings, figure: Figure) -> bool:
    """Inside a longer name that the pipeline's entity recogniser found."""
    token = around.token(figure)
    if token is None or figure.low.sort != "bare" or token.ent_type_ not in _DATA["name"]["labels"]:
        return False
    start, end = around.items[figure.low.number.start].start, around.items[figure.low.number.end - 1].end
    entity = next(e for e in around.doc.ents if e.start <= token.i < e.end) if _has_entity(token) else None
    if entity is None:
        return False
    words = entity.text.split()
    return (entity.start_char < start or entity.end_char > end) and len(words) > 1 and not words[0].islower()


def _has_entity(token: Token) -> bool:
    return token.ent_iob_ in ("B", "I")


def _name(around: Surroundings, figure: Figure) -> bool:
    """ "Three Gorges", "Group of Eight", "Boeing 747", "Windows 95", by capitals."""
    if figure.low.sort != "bare" or figure.hedge or figure.high:
        return False
    number = figure.low.number
    first = around.items[number.start]
    before, after = around.piece(number.start - 1), around.piece(number.end)
    if first.kind == "word":
        if not first.text[0].isupper() or _headline(around, number.start):
            return False
        if _opens_sentence(around, number.start) and _people(around, number.end):
            return False
        if after and after.kind == "word" and after.text[0].isupper() and not after.text.isupper():
            return True
        further = around.piece(number.start - 2)
        middle = before is not None and before.lower in ("of", "the") and further is not None
        return middle and further is not None and further.kind == "word" and further.text[0].isupper()
    if not number.bare or before is None or before.kind != "word" or not before.text[0].isupper():
        return False
    if counted_follows(around, number.end) or before.lower in ("age", "aged") or _opens_sentence(around, number.start - 1):
        return False
    return not _headline(around, number.start)


def _people(around: Surroundings, at: int) -> bool:
    """A plural in small letters or of a nation within three words: "Five Israeli soldiers"."""
    for position in range(at, at + 4):
        piece = around.piece(position)
        if piece is None or piece.kind != "word":
            return False
        span = around.doc.char_span(piece.start, piece.end, alignment_mode="expand")
        token = span[0] if span is not None and len(span) else None
        if piece.text[0].islower() and (piece.lower.endswith("s") or (token is not None and token.tag_ == "NNS")):
            return True
        if token is not None and token.ent_type_ == "NORP" and piece.lower.endswith("s"):
            return True
    return False


def _opens_sentence(around: Surroundings, at: int) -> bool:
    before = around.piece(at - 1)
    return before is None or before.kind == "break" or before.text in ".!?:\"“‘'(["


def _headline(around: Surroundings, at: int) -> bool:
    """Is this line written with capitals throughout, so that a capital says nothing?"""
    window = around.items[max(0, at - 8):at + 9]
    words = [p for p in window if p.kind == "word" and len(p.text) > 3]
    return len(words) > 3 and sum(p.text[0].isupper() for p in words) * 4 >= len(words) * 3


def _one(around: Surroundings, figure: Figure) -> bool:
    """ "one" as a pronoun or in an idiom, "no one", "one day"."""
    number = figure.low.number
    if figure.low.sort != "bare" or around.items[number.start].lower != "one" or number.end != number.start + 1:
        return False
    if figure.high is not None:
        return False
    before, after = around.piece(number.start - 1), around.piece(number.end)
    data = _DATA["one"]
    if before is not None and before.lower in data["before"]:
        return True
    if figure.hedge is not None and figure.hedge.id in ("at_least", "at_most"):
        return after is None or after.kind != "word"
    if after is not None and after.kind == "dash" and after.glued:  # "one-storey"
        return not first_word(around.piece(number.end + 1))
    if after is None or after.kind != "word" or after.lower in data["after"]:
        return True
    token = around.token(figure)
    if token is not None and around.doc.has_annotation("DEP"):
        return token.dep_ != "nummod"
    return token is not None and around.doc.has_annotation("TAG") and token.tag_ != "CD"


def first_word(piece: Piece | None) -> bool:
    """Is this a word written on to what stands before it?"""
    return piece is not None and piece.kind == "word" and piece.glued


def _share(around: Surroundings, figure: Figure) -> bool:
    """ "half" and "a quarter" are shares before "of" and the like; else "half-time", "last quarter"."""
    number = figure.low.number
    if figure.low.sort != "bare" or number.rule != "fraction" or around.items[number.start].kind != "word":
        return False
    last = around.items[number.end - 1].lower
    if last not in _DATA["denominator"] or number.end - number.start > 2:
        return False
    if number.end - number.start == 2 and around.items[number.start].lower not in ("a", "an", "one"):
        return False
    after = around.piece(number.end)
    return figure.high is None and (after is None or after.lower not in _DATA["share"]["half"])


def _clock(around: Surroundings, figure: Figure) -> bool:
    """ "6pm", "0440 GMT": a time of day."""
    number, data = figure.low.number, _DATA["clock"]["after"]
    after, dot, further = (around.piece(number.end + step) for step in range(3))
    if number.rule != "digits" or after is None or number.value > 2400:
        return False
    dotted = f"{after.lower}.{further.lower}" if dot and further and dot.text == "." else ""
    return after.lower in data or dotted in data


def _hyphenated(around: Surroundings, figure: Figure) -> bool:
    """ "two-way", "three-dimensional": descriptions."""
    dash, word = around.piece(figure.low.number.end), around.piece(figure.low.number.end + 1)
    tied = dash is not None and word is not None and dash.kind == "dash" and dash.glued and word.glued
    return tied and word is not None and word.lower in _DATA["hyphenated"]["never"]


def _adverb(around: Surroundings, figure: Figure) -> bool:
    """ "At first", "First, …", "second-hand": ordinals that rank nothing."""
    if figure.low.number.rule != "ordinal" or around.items[figure.start].kind != "word":
        return False
    data = _DATA["ordinal_context"]
    before, after, further = (around.piece(at) for at in (figure.start - 1, figure.end, figure.end + 1))
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


def counted_follows(around: Surroundings, at: int) -> bool:
    """Does a plural noun, after at most two adjectives, stand at `items[at]`?"""
    for position in range(at, at + 3):
        piece = around.piece(position)
        if piece is None or piece.kind != "word":
            return False
        span = around.doc.char_span(piece.start, piece.end, alignment_mode="expand")
        tag = span[0].tag_ if span is not None and len(span) else ""
        if tag in ("NNS", "NNPS"):
            return True
        if not tag:
            return piece.lower.endswith("s") and len(piece.text) > 3 or piece.lower == "people"
        if not tag.startswith(("JJ", "NN", "VBN", "VBG")):
            return False
    return False


_CHECKS: dict[str, Callable[[Surroundings, Figure], bool]] = {
    "label": _label,
    "joined-left": _joined_left,
    "joined-right": _joined_right,
    "clock": _clock,
    "hyphenated": _hyphenated,
    "citation": _citation,
    "list-mark": _list_mark,
    "code": _code,
    "year": _year,
    "entity": _entity,
    "name": _name,
    "one": _one,
    "share": _share,
    "adverb": _adverb,
}

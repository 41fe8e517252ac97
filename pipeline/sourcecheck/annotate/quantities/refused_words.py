"""Number words and digits that are labels, names, pronouns or idioms.

"Flight 370", "Three Rivers", "one of them", "zero tolerance".
"""

from __future__ import annotations

from sourcecheck import resources
from sourcecheck.annotate.layout.lists import value_in_list
from sourcecheck.annotate.quantities.site import (
    LexedDoc,
    Site,
    counted_follows,
    headline,
    opens_sentence,
)
from sourcecheck.normalise.lexer import Piece, to_break

_DATA = resources.load("numbers")
_LABEL = _DATA["label"]
_KILLING = resources.load("victims")["befall"]["killing"]
_ARTICLES = ("the", "a", "an")
_CALLED = 10  # digits from here on may be a name of their own
_LISTED, _WORDS = 12, 4  # so many values of a list are looked back over, each of so many words
_SENTENCE = 24  # pieces before a figure in which its sentence is looked through
_DEMONYMS = ("ans", "is", "ese", "ians", "ish")  # plurals of nations: "Israelis", "Japanese"


# ------------------------------------------------------------------ labels: "ch. 4", "Flight 370"


def may_be_label(site: Site) -> bool:
    """Bare or with a letter, and without a hedge."""
    return (site.bare or _lettered(site)) and not site.figure.hedge


def _lettered(site: Site) -> bool:
    """Is the unit one letter written on to the digits, as in "Fig. 3c"?"""
    start, end = site.figure.low.written
    unit = site.around.items[start]
    return end == start + 1 and unit.glued and len(unit.text) == 1 and unit.text.isalpha()


def equated(site: Site) -> bool:
    """ "0 = never, 1 = rarely"."""
    return site.after.text == "="


def in_labelled_list(site: Site) -> bool:
    """ "5" and "7" of "phases 3, 5 and 7"."""
    return site.start <= site.around.labelled_to


def may_be_labelled(site: Site) -> bool:
    """The same, and no article: "a mile" has no number."""
    return may_be_label(site) and site.number.rule != "article"


def behind_label_sign(site: Site) -> bool:
    """ "§ 3", "ch. 4"."""
    dotted = site.before.text == "." and site.before.glued
    return site.before.text in _LABEL["signs"] or (
        dotted and site.further.lower in _LABEL["abbreviations"]
    )


def emergency_call(site: Site) -> bool:
    """ "dialled 911"."""
    return (
        site.before.lower in _DATA["emergency"]["before"]
        and site.first.text in _DATA["emergency"]["numbers"]
        and not counted_follows(site.around, site.end)
    )


def behind_label_word(site: Site) -> bool:
    """ "Flight 370", and "type 2" unless it says of which so many are counted ("each type 3")."""
    names = {site.before.lower, site.before.lower.removesuffix("s")}
    if site.before.kind != "word":
        return False
    if not names.isdisjoint(_LABEL["strong"]):
        return True
    counts = site.further.lower in _LABEL["counted_by"]
    ranked = site.before.lower in _LABEL["ranked"] and not counts
    weak = not names.isdisjoint(_LABEL["words"])
    return weak and (ranked or not counted_follows(site.around, site.end))


def behind_short_label(site: Site) -> bool:
    """ "pp 12": an abbreviation without its dot."""
    word = site.before.lower
    known = site.before.kind == "word" and word in _LABEL["abbreviations"]
    return known and len(word) > 1 and word != "no" and site.number.bare


def behind_make(site: Site) -> bool:
    """ "Boeing 747"."""
    made = site.before.kind == "word" and site.before.lower in _LABEL["makes"]
    return made and site.number.bare and site.before.text[0].isupper()


def serial_number(site: Site) -> bool:
    """ "serial number 5512"."""
    numbered = site.before.lower.removesuffix("s") == "number" and site.number.rule == "digits"
    return numbered and site.further.lower in _LABEL["numbered"]


def label_reach(around: LexedDoc, end: int) -> int:
    """The position up to which a list that a label opened goes on, if a number stands there."""
    for position in range(end, end + 4):
        piece = around.at(position)
        letter = piece.kind == "word" and piece.glued and position == end and len(piece.text) == 1
        linked = piece.text in (",", ";", "&") or piece.lower in ("and", "or", "to")
        if not (letter or linked or piece.kind == "dash"):
            return position if position > end and piece.kind == "number" else -1
    return -1


# ------------------------------------------------------------------ names, pronouns, idioms


def entity(site: Site) -> bool:
    """Inside a longer name that the pipeline's entity recogniser found."""
    around = site.around
    start, end = site.first.start, site.last.end
    found = around.entity(start, end)
    if found is None:
        return False
    words = around.view.text[slice(*found)].split()
    if found[0] == start and len(words) == 2 and _people(around, site.end):
        return False  # "Nine Israelis" at the beginning of a sentence
    if value_in_list(around.view.text, *found) is not None:
        return False
    longer = found[0] < start or found[1] > end
    return longer and len(words) > 1 and not words[0].islower()


def _may_be_name(site: Site) -> bool:
    """Bare, without a hedge before it (one behind may be a part of the name: "737 MAX")."""
    figure = site.figure
    one = figure.high is None or (site.number.bare and figure.rule == "range or")
    return site.bare and one and figure.start == site.start  # also "Boeing 737 or 747"


def capital_number(site: Site) -> bool:
    """Is this a number word with a capital that neither a headline nor a sentence gives it?"""
    if not _may_be_name(site) or site.first.kind != "word" or not site.first.text[0].isupper():
        return False
    opens = opens_sentence(site.around, site.start) and _people(site.around, site.end)
    return not (opens or headline(site.around, site.start))


def by_capitals(site: Site) -> bool:
    """ "Three Rivers", "BBC Two", "Group of Eight"."""
    linked = site.before.lower in ("of", "the") and _is_capital(site.further)
    return (
        linked
        or _is_capital(site.before)
        or (_is_capital(site.after) and not site.after.text.isupper())
    )


def _is_capital(piece: Piece) -> bool:
    return piece.kind == "word" and piece.text[0].isupper()


def digits_of_name(site: Site) -> bool:
    """May these digits be part of a name that begins before them?"""
    return _may_be_name(site) and site.first.kind != "word" and site.number.bare


def behind_initials(site: Site) -> bool:
    """ "U.S. 1"."""
    dot, letter, further = site.before, site.further, site.around.at(site.start - 3)
    initial = dot.text == "." and dot.glued and letter.glued and letter.text.isupper()
    return initial and further.text == "." and not counted_follows(site.around, site.end)


def behind_article(site: Site) -> bool:
    """ "the 737 MAX"."""
    if site.before.lower not in _ARTICLES or not _is_capital(site.after):
        return False
    return not (headline(site.around, site.start) or counted_follows(site.around, site.end))


def behind_name(site: Site) -> bool:
    """ "Windows 95", "iPhone 14", "T 34 tanks"; but not "Storm Kills 14", "Seats: North 41"."""
    around, before = site.around, site.before
    if before.kind != "word" or before.text.islower() or before.lower in _KILLING:
        return False
    if before.lower in _ARTICLES and site.after.kind == "word":
        return False
    if before.text[0].islower():  # "iPhone 14"
        return True
    if _labelled_values(around, site.start):
        return False
    if len(before.text) == 1 and before.text not in "AI" and site.number.value >= _CALLED:
        return True  # "T 34 tanks"
    opens = opens_sentence(around, site.start - 1) or headline(around, site.start)
    return not (opens or before.lower in ("age", "aged") or counted_follows(around, site.end))


def _labelled_values(around: LexedDoc, at: int) -> bool:
    """ "Seats: North 41; South 38": a name and its figure, behind others like it and a colon."""
    position = at - 1
    for _ in range(_LISTED):
        words = position
        while words >= 0 and around.items[words].kind == "word" and position - words < _WORDS:
            words -= 1
        if words < 0 or words == position or around.items[words].text not in ":;,(":
            return False
        if around.items[words].text == ":":
            return True
        if around.items[words].text == "(":  # "1,200 in all (North 500; South 700)"
            total = around.items[max(0, words - _WORDS) : words]
            return any(piece.kind == "number" for piece in total)
        if words < 1 or around.items[words - 1].kind != "number":
            return False
        position = words - 2
    return False


def note(site: Site) -> None:
    """Take down the digits of a name with a capital: "Fokker 100" may be "the 100" further on."""
    number = site.number
    if _is_capital(site.before) and number.bare and number.value >= _CALLED:
        site.around.called.add(site.around.items[number.start].text)


def lone_digits(site: Site) -> bool:
    """Is this a bare whole number without hedge, and no range?"""
    figure = site.figure
    return site.bare and site.number.bare and figure.high is None and not figure.hedge


def called(site: Site) -> bool:
    """ "the 737", "its new 737" in a text that told of a "Boeing 737"."""
    if site.first.text not in site.around.called:
        return False
    owned = site.before.lower in _DATA["called"]["before"] or site.before.text == "s"
    return owned and not counted_follows(site.around, site.end)


def address(site: Site) -> bool:
    """ "14 Mill Lane", "221 West High Street": the number of a house."""
    around, data = site.around, _DATA["street"]
    for position in range(site.end, site.end + data["most"] + 1):
        piece = around.at(position)
        if not _is_capital(piece):
            return False
        if piece.lower in data["words"] and position > site.end:
            return not (headline(around, site.start) or counted_follows(around, position + 1))
    return False


def _people(around: LexedDoc, at: int) -> bool:
    """A plural in small letters or of a nation within three words: "Five Israeli soldiers"."""
    for position in range(at, at + 4):
        piece = around.at(position)
        if piece.kind != "word":
            return False
        token = around.token(piece)
        plural = token is not None and token.tag_ == "NNS"
        if piece.text[0].islower() and (piece.lower.endswith("s") or plural):
            return True
        if position == at and plural:  # "Six Norlanders"
            return True
        named = token is not None and token.ent_type_ == "NORP"
        if (named or position == at) and piece.lower.endswith(_DEMONYMS):
            return True
    return False


def is_one(site: Site) -> bool:
    """Is the number the word "one" alone?"""
    return site.first.lower == "one" and site.end == site.start + 1


def pronoun(site: Site) -> bool:
    """ "one" as a pronoun or in an idiom, "no one", "one day"."""
    if not site.bare:
        return site.figure.low.names == ("point",)  # "at one point"
    if site.figure.high is not None:
        return False
    if site.after.kind == "dash" and site.after.glued:  # "one-storey"
        return not (site.beyond.kind == "word" and site.beyond.glued)
    before, after = site.before, site.after
    if before.lower in _DATA["one"]["before"]:
        if before.lower == "only" and not site.ends:  # "only one person died"
            return site.around.tag(after) not in ("NN", "JJ")
        return not (before.lower == "that" and site.around.tag(before) == "IN")
    if before.lower in _KILLING:  # "killing one"
        return False
    return _stands_alone(site)


def _stands_alone(site: Site) -> bool:
    """Does "one" count nothing behind it?"""
    hedge = site.figure.hedge
    if hedge is not None and hedge.id in ("at_least", "at_most"):
        return site.after.kind != "word"
    if site.after.kind != "word" or site.after.lower in _DATA["one"]["after"]:
        return True
    around, token = site.around, site.around.token(site.first)
    if token is not None and around.view.parsed:
        return token.dep_ != "nummod"
    return token is not None and around.view.tagged and token.tag_ != "CD"


def share(site: Site) -> bool:
    """ "half" and "a quarter" are shares before "of" and the like; "half-time" is none."""
    number = site.number
    worded = number.rule == "fraction" and site.first.kind == "word"
    if not worded or site.figure.start < site.start:  # "more than half are new"
        return False
    length = site.end - site.start
    if site.last.lower not in _DATA["denominator"] or length > 2:
        return False
    if length == 2 and site.first.lower not in ("a", "an", "one"):
        return False
    if site.figure.high is not None or site.after.lower in _DATA["share"]["half"]:
        return False
    verb = not site.ends and site.around.tag(site.after).startswith(("VB", "MD"))
    return not (verb and _among_shares(site.around, site.start))


def _among_shares(around: LexedDoc, at: int) -> bool:
    """Does another share stand before it: "two thirds left, a third stayed"?"""
    data, before = _DATA["share"], reversed(around.items[max(0, at - _SENTENCE) : at])
    return any(
        piece.text in data["signs"] or piece.lower in data["words"]
        for piece in to_break(before, ".!?;")
    )


def ordinal_word(site: Site) -> bool:
    """Is this an ordinal in words?"""
    return site.number.rule == "ordinal" and site.first.kind == "word"


def adverb(site: Site) -> bool:
    """ "At first", "First, …", "second-hand": ordinals that rank nothing."""
    data, after, further = _DATA["ordinal_context"], site.after, site.beyond
    if site.before.lower in data["before"]:
        return True
    tied = further if after.kind == "dash" else after
    if tied.lower in data["idioms"]:
        return tied is further
    opening = site.before.kind == "break" or site.before.text in ".!?"
    if opening and after.text in data["opening"]:
        return True
    phrase = f"{after.lower} {further.lower} "
    return any(phrase.startswith(f"{p} ") for p in data["after"])


def idiom(site: Site) -> bool:
    """ "zero tolerance", "ground zero", "a 4K screen": words and formats that count nothing."""
    data, first = _DATA["idiom"], site.first
    if site.figure.high is not None:
        return False
    if site.end == site.start + 2 and site.last.text == "K":
        format_ = first.text + "K" in data["formats"]
        return format_ and not counted_follows(site.around, site.end)
    tied = site.after.kind == "dash" and site.after.glued
    after = site.beyond if tied else site.after
    behind = after.lower in data["behind"].get(first.lower, ())
    return behind or site.before.lower in data["before"].get(first.lower, ())

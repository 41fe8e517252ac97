"""What looks like a figure and is none: a table of reasons, and those that the writing gives.

Codes, times, scores, references, years and list marks are told by how they are written; labels,
names, pronouns and idioms by their words (`refused_words`). Text alone decides where it can;
part-of-speech tags and entities help where the pipeline has them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from sourcecheck import resources
from sourcecheck.annotate.quantities import refused_words as words
from sourcecheck.annotate.quantities.figure import Figure
from sourcecheck.annotate.quantities.site import LexedDoc, Site, counted_follows, year_like
from sourcecheck.normalise.lexer import Piece, to_break

Check = Callable[[Site], bool]

_DATA = resources.load("numbers")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_ARC_SIGNS = ("°", "º", "'", "’", "′", '"', "”", "″")
_SCALES = ("C", "F")
_COMPASS = ("N", "S", "E", "W")
_HYPHENS = "-‐‑"
_CUE_REACH = 9  # pieces before "3-1" in which "won" stands
_BRACKETED = 12  # pieces inside a bracket that a citation may have


class Reason(NamedTuple):
    """Why something is no figure: where it applies, any of its checks is enough."""

    id: str
    seen: Literal["figure", "number"]  # what the pieces on either side are beside
    applies: Check
    checks: tuple[Check, ...]


def refusal(around: LexedDoc, figure: Figure) -> str:
    """The id of the first reason why this is no figure; "" if it is one."""
    number = figure.low.number
    sites = {
        "figure": Site(around, figure, figure.start, figure.end),
        "number": Site(around, figure, number.start, number.end),
    }
    for reason in _REASONS:
        site = sites[reason.seen]
        if reason.applies(site) and any(check(site) for check in reason.checks):
            if reason.id == "label":
                around.labelled_to = words.label_reach(around, figure.end)
            if reason.id in ("label", "name"):
                words.note(sites["figure"])
            return reason.id
    return ""


# ------------------------------------------------------------------ written on to something longer


def _glued_left(site: Site) -> bool:
    return site.first.glued


def _on_word(site: Site) -> bool:
    """ "F16"."""
    on = site.before.kind in ("word", "number", "superscript", "fraction")
    return on and site.first.kind != "symbol" and site.figure.low.sort != "money"


def _on_bracket(site: Site) -> bool:
    """ "Mg(ClO4)2"."""
    return site.before.text in (")", "]") and site.first.kind == "number" and site.bare


def _argument(site: Site) -> bool:
    """ "f(3, 8)", "poly(3-hexyl…": in a bracket written on to a letter or a compound's name."""
    if site.before.text != "(" or not site.before.glued or site.further.kind != "word":
        return False
    tied = site.after.kind == "dash" and site.after.glued
    chemical = tied and site.beyond.kind == "word" and site.beyond.glued
    return site.bare and (len(site.further.text) == 1 or chemical)


def _on_dash(site: Site) -> bool:
    """ "MiG-21", "per ha−1"; but not "BREAKING-12 dead in blast"."""
    before, further = site.before, site.further
    if before.kind != "dash" or not before.glued or further.kind not in ("word", "number"):
        return False
    if further.lower in _DATA["slug"]["words"] and not site.after.glued:
        return False
    power = before.text == "−" and site.number.value < 10 and site.bare
    tied = before.text in _HYPHENS or further.kind == "number" or power
    return tied and site.first.kind != "symbol"


def _on_sign(site: Site) -> bool:
    """ "example.org/5", "10:30", "1.2.3"; but not "180C/350F"."""
    before, further = site.before, site.further
    if before.text == "/" and site.figure.low.sort == "unit" and further.text in _SCALES:
        return False
    return (
        before.glued
        and before.text in "/_@\\&?.:~#+°º’'″′”"
        and further.kind in ("word", "number")
        and site.first.kind == "number"
    )


def _glued_right(site: Site) -> bool:
    return site.after.glued


def _coordinate(site: Site) -> bool:
    """ "57°44’8.47”N"."""
    last, after = site.last.text, site.after
    return (last in _ARC_SIGNS and after.kind == "number") or (
        last in _ARC_SIGNS[2:] and after.text in _COMPASS
    )


def _word_on_it(site: Site) -> bool:
    """ "13F", "747s"; but not "1.4Rp", "~15kR": a unit unknown to us behind a measurement."""
    if site.after.kind not in ("word", "superscript") or site.last.kind != "number":
        return False
    measured = "." in site.last.text or site.figure.hedge is not None
    return not (measured and site.after.kind == "word" and 1 < len(site.after.text) < 5)


def _hyphen_on_it(site: Site) -> bool:
    """ "1-800-…", "7-Eleven"."""
    further = site.beyond
    if site.after.kind != "dash" or site.after.text not in _HYPHENS or not further.glued:
        return False
    code = further.kind == "word" and further.text[0].isupper() and site.last.kind == "number"
    return further.kind == "number" or (code and site.bare)


def _sign_on_it(site: Site) -> bool:
    """ "10:30", "3/17/1996"."""
    signed = site.after.text in "./:_@\\°’'′" and site.beyond.glued
    return signed and site.beyond.kind == "number" and site.last.kind == "number"


# ------------------------------------------------------------------ references, codes, times


def _citation(site: Site) -> bool:
    """ "[12]", "(22)", "(26,29)": whole numbers alone in brackets."""
    if site.figure.hedge or site.number.rule != "digits":
        return False
    items = site.around.items
    left, first = site.start - 1, max(-1, site.start - _BRACKETED - 1)
    while left > first and _listed(items[left]):
        left -= 1
    if left < 0 or items[left].text not in "[(":
        return False
    right, last = site.end, min(len(items), site.end + _BRACKETED + 1)
    while right < last and _listed(items[right]):
        right += 1
    if right >= len(items):
        return False
    numbers = [p.text for p in items[left:right] if p.kind == "number"]
    if any(_THOUSANDS.fullmatch(text) for text in numbers):
        return False  # "SEK 4,561 m (4,123)"
    short = all(len(part) < 5 and part.isdigit() for text in numbers for part in text.split(","))
    return items[left].text + items[right].text in ("[]", "()") and short


def _listed(piece: Piece) -> bool:
    return piece.kind in ("number", "dash") or piece.text in ",;"


def _list_mark(site: Site) -> bool:
    """ "1. Introduction", "2) costs", "(3) gains" at the beginning of a line."""
    if not site.after.glued or site.after.text not in (".", ")"):
        return False
    if not site.number.bare or site.number.value > 999:
        return False
    opens = site.before.kind == "break" or (
        site.before.text == "(" and site.further.kind == "break"
    )
    return opens and not site.beyond.glued and site.beyond.kind != "break"


def _leading_nought(site: Site) -> bool:
    """ "007", "0042"."""
    text = site.first.text
    return len(text) > 1 and text[0] == "0" and text.isdigit()


def _may_be_score(site: Site) -> bool:
    return site.bare and site.number.bare and not site.number.value > _DATA["score"]["most"]


def _points(site: Site) -> bool:
    """ "3–1", "11-for-20", read as a 3 or 11 with "–1" or "-for-20" written on to it."""
    dash, other, further, last = (site.around.at(site.end + step) for step in range(4))
    if site.figure.high is not None or dash.text not in ("–", "‒", "-", "‐", "‑"):
        return False
    if not dash.glued or not other.glued:
        return False
    if other.kind == "number":
        return other.text.isdigit()
    tied = further.kind == "dash" and last.kind == "number" and last.glued
    return other.lower == "for" and tied


def _result(site: Site) -> bool:
    """ "won 1-3": points of two sides, which are no range."""
    figure, items = site.figure, site.around.items
    if figure.high is None or figure.rule != "range dash" or figure.hedge:
        return False
    if not site.after.glued or not figure.high.number.bare:
        return False
    if counted_follows(site.around, figure.end):
        return False
    before = items[max(0, figure.start - _CUE_REACH) : figure.start]
    return _cued(items[figure.end : figure.end + 2]) or _cued(before[::-1])


def _cued(pieces: Iterable[Piece]) -> bool:
    """Does a word such as "won" stand among these pieces, before the clause ends?"""
    return any(piece.lower in _DATA["score"]["cues"] for piece in to_break(pieces))


def _escape(site: Site) -> bool:
    """ "[0m", "[1m": what is left of an escape sequence whose first character got lost."""
    if site.before.text != "[" or site.last.text != "m" or not site.last.glued:
        return False
    behind = [piece.text for piece in site.around.items[site.end : site.end + _BRACKETED]]
    closed = "]" in behind and "[" not in behind[: behind.index("]")]
    return site.number.rule == "digits" and not closed


def _clock(site: Site) -> bool:
    """ "6pm", "6 p.m.", "0440 GMT": a time of day."""
    times, after = _DATA["clock"]["after"], site.after
    dotted = f"{after.lower}.{site.around.at(site.end + 2).lower}"
    named = after.lower in times or (site.beyond.text == "." and dotted in times)
    return named and site.number.rule == "digits" and site.number.value <= 2400


def _hyphenated(site: Site) -> bool:
    """ "two-way", "three-dimensional": descriptions."""
    tied = site.after.kind == "dash" and site.after.glued and site.beyond.glued
    return tied and site.beyond.lower in _DATA["hyphenated"]["never"]


def _year(site: Site) -> bool:
    """ "in 1996", "1914-18", where no dates component has taken them; but not "of size 1720"."""
    figure = site.figure
    if not year_like(site.number) or (figure.hedge and figure.hedge.operator != "="):
        return False
    if site.before.lower in resources.load("dates")["not_year"]["figure"]:
        return False
    last = figure.high.number if figure.high is not None else None
    if last is not None and not (year_like(last) or last.value < 100):
        return False
    return not counted_follows(site.around, site.end)


def _bare(site: Site) -> bool:
    return site.bare


def _any(site: Site) -> bool:
    return True


_REASONS = (
    Reason("label", "figure", words.may_be_label, (words.equated, words.in_labelled_list)),
    Reason(
        "label", "figure", words.may_be_labelled,
        (
            words.behind_label_sign, words.emergency_call, words.behind_label_word,
            words.behind_short_label, words.behind_make, words.serial_number,
        ),
    ),
    Reason(
        "joined-left", "figure", _glued_left,
        (_on_word, _on_bracket, _argument, _on_dash, _on_sign),
    ),
    Reason(
        "joined-right", "figure", _glued_right,
        (_coordinate, _word_on_it, _hyphen_on_it, _sign_on_it),
    ),
    Reason("score", "number", _may_be_score, (_points, _result)),
    Reason("escape", "figure", _any, (_escape,)),
    Reason("clock", "number", _any, (_clock,)),
    Reason("hyphenated", "number", _any, (_hyphenated,)),
    Reason("citation", "figure", _bare, (_citation,)),
    Reason("list-mark", "figure", _bare, (_list_mark,)),
    Reason("code", "number", _bare, (_leading_nought,)),
    Reason("year", "figure", _bare, (_year,)),
    Reason("entity", "number", _bare, (words.entity,)),
    Reason("called", "number", words.lone_digits, (words.called,)),
    Reason("address", "number", words.lone_digits, (words.address,)),
    Reason("name", "number", words.capital_number, (words.by_capitals,)),
    Reason(
        "name", "number", words.digits_of_name,
        (words.behind_initials, words.behind_article, words.behind_name),
    ),
    Reason("one", "number", words.is_one, (words.pronoun,)),
    Reason("share", "number", _bare, (words.share,)),
    Reason("adverb", "figure", words.ordinal_word, (words.adverb,)),
    Reason("idiom", "number", _bare, (words.idiom,)),
)  # fmt: skip

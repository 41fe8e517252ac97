"""A whole and its parts, "12 people: 7 men and 6 women": do the parts make the whole?

A share beside its part and whole, "30 of the 120 employees, or 25 percent": does it follow?

Lists that are all there is (after a colon, in a bracket, between dashes) must add up. Of "of the
30 injured, 12 …" and "12 people, including 14 children" only this is asked: no part may be larger
than the whole.

Reference pages put a total on one line, and behind it the parts, on lines of their own:

total: 851 km                            total: 4,120 sq km
border countries: A 171 km, B 680 km     land: 4,080 sq km
                                         water: 40 sq km
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from sourcecheck import resources
from sourcecheck.checks.arithmetic import extent
from sourcecheck.checks.arithmetic.sentence import (
    AMOUNT,
    ANY,
    DATE,
    PERCENT,
    WORDS,
    Check,
    Sentence,
    gap,
    has_word,
    inputs,
    say,
    unit,
    words,
)
from sourcecheck.errors import present
from sourcecheck.model.claim import Claim
from sourcecheck.model.finding import Step
from sourcecheck.model.quantity import Quantity
from sourcecheck.wording.number import number

#: Parts that come to much less or more than the whole are parts of something else.
MOST_APART = Fraction(3, 2)
#: Letters before a figure that are searched for "a total of".
_BEFORE = 40
#: Words behind a figure that begin no other item: "20 men and a child" are 21.
_ONE_THING = rf"(?:(?! and | plus )[^{ANY}\d.,;:()\[\]\n“”\"–—]){{0,60}}?"


def check(sentence: Sentence) -> Iterator[Check]:
    """The wholes of a sentence that their parts exclude, whatever was rounded."""
    for pattern in _lists():
        for match in sentence.found(pattern):
            whole, parts = sentence.claim(match, "whole"), sentence.within(match, "parts")
            before = sentence.text[max(0, match.start() - _BEFORE) : match.start()]
            said = before + match[0]
            if _may_add_up(whole, parts, said) and not adds_up(whole, parts):
                yield summed(whole, parts, sentence.text, "the parts are listed as all there is")
    for pattern in _portions():
        for match in sentence.found(pattern):
            whole, part = sentence.claim(match, "whole"), sentence.claim(match, "part")
            said = sentence.text[max(0, match.start() - _BEFORE) : match.end()]
            if has_word("total", "not_all", said):
                continue
            if one_class(whole, [part]) and _exceeds(part, whole):
                yield _excess(whole, part, sentence.text)


# --- frames ---------------------------------------------------------------------------------------


@functools.cache
def _lists() -> tuple[re.Pattern[str], ...]:
    """A figure with the list of all its parts: in a bracket, after a colon, between dashes."""
    lead = words("total", "lead")
    item = rf"(?:{lead} )?{AMOUNT}{_ONE_THING}"
    between = r"(?:[,;]? and |[,;] |,? plus )"
    parts = rf"(?P<parts>{item}(?:{between}{item})+)"
    whole = rf"(?P<whole>{AMOUNT}){_ONE_THING}"
    return (
        re.compile(rf"{whole} ?[(\[]{parts}[)\]]"),
        re.compile(rf"{whole}: {parts}(?=[.;)]|$)"),
        re.compile(rf"{whole} ?(?:--|[–—]) ?{parts} ?(?=--|[–—]|[.;)]|$)"),
    )


@functools.cache
def _portions() -> tuple[re.Pattern[str], ...]:
    """A figure and one that is a part of it: "of the # hurt, # …", "#, including #"."""
    whole, part = rf"(?P<whole>{AMOUNT})", rf"(?P<part>{AMOUNT})"
    include, of_them = words("total", "include"), words("total", "of_them")
    of = rf"(?:^|[.;:(\n] ?|, )of (?:(?:all )?(?:the|these|those|its|their) ){whole}{WORDS}, "
    return (
        re.compile(rf"{of}{part}"),
        re.compile(rf"{of}{AMOUNT}{WORDS}(?:, |,? and ){part}"),
        re.compile(rf"{whole}{WORDS}, {include} {part}"),
        re.compile(rf"{whole}{WORDS}, {part} {of_them}(?!\w)"),
    )


# --- lines of a list ------------------------------------------------------------------------------

_LABEL = rf"[^{ANY}:;,()\n]{{1,40}}"
#: A note behind a figure in brackets: "(2003)", "(all of it rock)"; one level, no list of its own.
_NOTE = r"(?: ?\([^()]*\))?"

#: Letters between two lines of one list at most: the end of the line and an indent.
_WRAPPED = 3


def lines(sentences: Sequence[Sentence]) -> Iterator[Check]:
    """The totals of a document that the lines behind them exclude."""
    for index, sentence in enumerate(sentences):
        for found in sentence.found(_in_line()):
            if found.end() < len(sentence.text) or _ends_at(sentences, index):
                whole = sentence.claim(found, "whole")
                yield from _held(whole, _outside(sentence, found), sentence)
        opening = _opening().search(sentence.text)
        if opening is None:
            continue
        parts, last = _behind(sentences, index)
        if parts:
            yield from _held(sentence.claim(opening, "whole"), parts, sentence, last)


def _ends_at(sentences: Sequence[Sentence], index: int) -> bool:
    """Does a list end with this sentence? Not if the next line goes on without a label.

    A line may be wrapped and indented: only more than that is a gap.
    """
    following = sentences[index + 1] if index + 1 < len(sentences) else None
    if following is None or following.start > sentences[index].end + _WRAPPED:
        return True
    return re.match(rf"{_LABEL}:", following.text) is not None


@functools.cache
def _opening() -> re.Pattern[str]:
    """A line that is a total and nothing else."""
    return re.compile(rf"^(?:{_LABEL}: ?)?total:? (?P<whole>{AMOUNT})(?: ?\({DATE}\))?$")


@functools.cache
def _row() -> re.Pattern[str]:
    """A line that is one part: "land: #"."""
    return re.compile(rf"^{_LABEL}: (?P<part>{AMOUNT})(?: ?\({DATE}\))?$")


#: "A #", "A (north) #", "A # (all of it rock)".
_NAME = rf"[^{ANY}\d,;:()\n]"
_ITEM = rf"{_NAME}{{1,60}}(?:\([^(){ANY}]{{1,40}}\){_NAME}{{1,20}})?{AMOUNT}{_NOTE}"


@functools.cache
def _items() -> re.Pattern[str]:
    """A line that lists parts: "coast by island: A #, B #"."""
    return re.compile(rf"^{_LABEL}(?: ?\([^()]*\))?: (?P<parts>{_ITEM}(?:[,;] {_ITEM})+)$")


@functools.cache
def _in_line() -> re.Pattern[str]:
    """All in one line: "coast: total #, A #, B #"."""
    return re.compile(
        rf"(?:^|\n){_LABEL}: ?total:? (?P<whole>{AMOUNT})[,;:] (?P<parts>{_ITEM}(?:[,;] {_ITEM})+)"
        r"(?=\n|$)"
    )


def _behind(sentences: Sequence[Sentence], index: int) -> tuple[list[Claim], Sentence]:
    """The parts on the lines right behind line `index`, up to the first gap, and the last line."""
    parts: list[Claim] = []
    last = sentences[index]
    for line in sentences[index + 1 :]:
        if line.start > last.end + 1:
            break
        items, row = _items().search(line.text), _row().search(line.text)
        if items is not None and not parts:
            whole_list = _ends_at(sentences, sentences.index(line, index))
            return (_outside(line, items) if whole_list else []), line
        if row is None or _opening().search(line.text) is not None:
            return [], last  # something else stands in the block: what is listed may not be all
        parts.append(line.claim(row, "part"))
        last = line
    return (parts if len(parts) > 1 else []), last


def _outside(sentence: Sentence, match: re.Match[str]) -> list[Claim]:
    """The amounts of the list, without those in brackets, which are parts of the parts."""
    parts, depth = [], 0
    for place in range(match.start("parts"), match.end("parts")):
        letter = sentence.text[place]
        depth += (letter == "(") - (letter == ")")
        if not depth and place in sentence.at and re.match(AMOUNT, letter):
            parts.append(sentence.at[place])
    return parts


def _held(
    whole: Claim, parts: list[Claim], first: Sentence, last: Sentence | None = None
) -> Iterator[Check]:
    """The check of a total, if its parts cannot make it."""
    if len(parts) < 2 or not one_class(whole, parts) or not near(whole, parts):
        return
    if any(part.property != whole.property for part in parts) or adds_up(whole, parts):
        return
    frame = first.text if last is None else f"{first.text}\n{last.text}"
    yield summed(whole, parts, frame, "the lines list a total, and behind it its parts")


# --- what can be held together --------------------------------------------------------------------


def _may_add_up(whole: Claim, parts: Sequence[Claim], said: str) -> bool:
    """Are these parts of this whole? Lengths and their like only where a total is spoken of."""
    if whole.quantity is None or not one_class(whole, parts) or has_word("total", "not_all", said):
        return False
    dimension = whole.quantity.dimension
    named = any(claim.quantity is not None and claim.quantity.counted for claim in (whole, *parts))
    if dimension == "count" and not named:
        return False  # "23 (10, 12)" may be anything, such as a score
    if dimension not in ("count", "money") and not has_word("total", "whole", said):
        return False
    below = _value(whole) > sum(map(_value, parts), Fraction(0))
    if dimension == "count" and below and not has_word("total", "whole", said):
        return False  # "killed 30 (12 women and 9 children)": the men need no mention
    return near(whole, parts)


def near(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Is the sum of the parts about as large as the whole?"""
    value, made = _value(whole), sum(map(_value, parts), Fraction(0))
    return 0 < value <= MOST_APART * made and made <= MOST_APART * value


def one_class(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Levels of one additive unit that count the same or people; of unnamed parts nothing else is
    known, so they are taken as named like the whole."""
    figures = [claim.quantity for claim in (whole, *parts)]
    first = figures[0]
    if first is None or first.dimension not in resources.load("arithmetic")["total"]["additive"]:
        return False
    if any(f is None or f.change or (f.unit, f.dimension) != _kind(first) for f in figures):
        return False
    if any(claim.modality == "denied" for claim in (whole, *parts)):
        return False
    nouns = {f.counted for f in figures if f is not None and f.counted}
    return first.dimension != "count" or len(nouns) <= 1 or nouns <= _people()


def _kind(figure: Quantity) -> tuple[str, str]:
    return figure.unit, figure.dimension


@functools.cache
def _people() -> frozenset[str]:
    persons = resources.load("victims")["person"]
    own = resources.load("arithmetic")["total"]["people"]
    return frozenset((*persons["nouns"], *persons["plurals"], *own))


def _value(claim: Claim) -> Fraction:
    return (claim.quantity and claim.quantity.low) or Fraction(0)


def adds_up(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Can the parts make the whole, with all that rounding and hedges allow?"""
    made = extent.total(extent.of(part.quantity) for part in parts if part.quantity is not None)
    return whole.quantity is None or extent.of(whole.quantity).meets(made)


def _exceeds(part: Claim, whole: Claim) -> bool:
    a, b = part.quantity, whole.quantity
    if a is None or b is None:
        return False
    least, most = extent.of(a).low, extent.of(b).high
    return least is not None and most is not None and least > most


# --- in words -------------------------------------------------------------------------------------


def summed(whole: Claim, parts: Sequence[Claim], frame: str, tied: str) -> Check:
    """The check of a whole that its parts do not make."""
    of, made = present(whole.quantity, "figure of a total"), sum(map(_value, parts), Fraction(0))
    sum_of = f"{' + '.join(map(say, parts))} = {unit(of).say(made)}"
    return Check(
        asked="Do the parts make the whole: “{}”?",
        step=Step(
            "total-check", f"{sum_of}; stated: {say(whole)}", inputs(whole=whole, parts=parts)
        ),
        stated=(whole,),
        given=tuple(parts),
        follows=sum_of,
        gap=gap(_value(whole), made),
        tied=tied,
        frame=frame,
    )


def _excess(whole: Claim, part: Claim, frame: str) -> Check:
    text = f"{say(part)} is more than {say(whole)}, of which it is said to be a part"
    return Check(
        asked="Is the part no larger than the whole: “{}”?",
        step=Step("part-check", text, inputs(whole=whole, part=part)),
        stated=(whole,),
        given=(part,),
        follows=f"at least {say(part)}",
        gap=gap(_value(whole), _value(part)),
        tied="one is put as a part of the other",
        frame=frame,
    )


def check_shares(sentence: Sentence) -> Iterator[Check]:
    """The percentages of a sentence that part and whole exclude, rounded or cut off."""
    for pattern in _patterns_of_shares():
        for match in sentence.found(pattern):
            part, whole, share = (sentence.claim(match, n) for n in ("part", "whole", "share"))
            a, b, c = part.quantity, whole.quantity, share.quantity
            if a is None or b is None or c is None or not _is_share(a, b, c):
                continue
            made = extent.ratio(extent.of(a), extent.of(b))
            if made is not None and not _percent(made).meets(extent.percentage(c)):
                yield _found_share(part, whole, share, sentence.text)


@functools.cache
def _patterns_of_shares() -> tuple[re.Pattern[str], ...]:
    """ "# of the # …, or %", "# of # (%)", "% (# of #)", "% of the # … (#)"."""
    part, whole, share = rf"(?P<part>{AMOUNT})", rf"(?P<whole>{AMOUNT})", rf"(?P<share>{PERCENT})"
    of = rf" {words('share', 'of')} (?:the |its |their |all |all the |a total of )?"
    return (
        re.compile(rf"{part}{WORDS}{of}{whole}{WORDS}(?:, or | ?\((?:or )?){share}(?=[),.;]|$)"),
        re.compile(rf"{share}{WORDS} ?\({part}{WORDS}{of}{whole}{WORDS}\)"),
        re.compile(rf"{share}{of}{whole}{WORDS} ?\((?:or )?{part}\)"),
        re.compile(rf"(?<!\w)of (?:the |its |their |all )?{whole}{WORDS}, {share} ?\({part}\)"),
    )


def _is_share(part: Quantity, whole: Quantity, share: Quantity) -> bool:
    """Two levels of one kind, the part the smaller one, and a share that is no change."""
    if part.change or whole.change or share.change or part.unit != whole.unit:
        return False
    a, b = extent.point(part), extent.point(whole)
    return a is not None and b is not None and 0 <= a <= b and share.unit == "percent"


def _percent(share: extent.Extent) -> extent.Extent:
    return extent.Extent(
        None if share.low is None else 100 * share.low,
        None if share.high is None else 100 * share.high,
    )


def _found_share(part: Claim, whole: Claim, share: Claim, frame: str) -> Check:
    a, b, c = (claim.quantity.low if claim.quantity else None for claim in (part, whole, share))
    made = 100 * (a or Fraction(0)) / (b or Fraction(1))  # `check` skips a whole of nought
    sum_of = f"{say(part)} ÷ {say(whole)} = {number(made, 3, 3)} %"
    text = f"{sum_of}; stated: {say(share)}"
    return Check(
        asked="Does the percentage follow from part and whole: “{}”?",
        step=Step("share-check", text, inputs(part=part, whole=whole, share=share)),
        stated=(share,),
        given=(part, whole),
        follows=sum_of,
        gap=gap(made, c),
        tied="the text puts the share beside its part and its whole",
        frame=frame,
    )

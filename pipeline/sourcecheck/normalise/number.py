"""Numbers as English writes them, in digits, words and both, to exact fractions.

    >>> read("three and a half million").value
    Fraction(3500000, 1)

One grammar, read from left to right over the pieces of a text (`lexer`): a cardinal is made of
groups, each multiplied by its scale; fractions, powers of ten and signs come on top.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from sourcecheck import resources
from sourcecheck.normalise import digits
from sourcecheck.normalise.lexer import Piece, pieces

_DATA = resources.load("numbers")
_CARDINAL: dict[str, int] = _DATA["cardinal"]
_TENS: dict[str, int] = _DATA["tens"]
_SCALE: dict[str, int] = _DATA["scale"]
_GLUED_SCALE: dict[str, int] = _DATA["abbreviation"]["glued"]
_MONEY_SCALE: dict[str, int] = _DATA["abbreviation"]["money"]
_GROUP: dict[str, int] = _DATA["group"]
_ORDINAL: dict[str, int] = _DATA["ordinal"]
_DENOMINATOR: dict[str, int] = _DATA["denominator"]
_VULGAR: dict[str, list[int]] = _DATA["vulgar"]
_SIGN: dict[str, int] = _DATA["sign"]
_FRACTION = _DATA["fraction"]
_ARTICLES = ("a", "an")
_MINUS = "-−"
_BEFORE_SIGN = "([{<>≤≥~∼≈=±/\"“‘'"
_TIMES = "×x*·⋅X"
_SUFFIXES = ("st", "nd", "rd", "th")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `pieces[start:end]`."""

    value: Fraction
    start: int
    end: int
    digits: int | None = None  # significant digits as printed; None for words
    last_place: Fraction | None = None  # worth of the last significant place, where it has one
    other: Fraction | None = None  # another reading of the same digits
    bare: bool = False  # digits only, ungrouped, whole: what identifiers and years look like
    scaled: bool = False  # "million", "hundred", "×10⁶"
    scale: Fraction = Fraction(1)  # what its scale words multiply it by
    signed: bool = False
    rule: str = "digits"

    def times(self, factor: Fraction, end: int, rule: str = "") -> Number:
        """This number multiplied by a scale that ends at `end`."""
        place, other = self.last_place, self.other
        value = self.value * factor
        return replace(
            self,
            value=value,
            end=end,
            last_place=place * factor if self.digits is not None and place is not None
            else digits.trailing_place(value),
            other=other * factor if other is not None else None,
            bare=False,
            scaled=True,
            scale=self.scale * factor,
            rule=rule or self.rule,
        )


def read(text: str) -> Number | None:
    """The number that `text` as a whole is; None if it is not one."""
    items = pieces(text)
    found = parse(items, 0)
    return found if found is not None and found.end == len(items) else None


def parse(items: list[Piece], at: int, *, european: bool = False) -> Number | None:
    """The longest number that begins at `items[at]`, or None."""
    if at >= len(items):
        return None
    sign, body = _sign(items, at)
    found = _unsigned(items, body, european)
    if found is None or not sign:
        return found
    return replace(found, value=found.value * sign, start=at, signed=True, bare=False,
                   other=None if found.other is None else found.other * sign)


def ordinal(items: list[Piece], at: int) -> Number | None:
    """An ordinal ("21st", "twenty-first", "two hundredth") at `items[at]`, or None."""
    piece = items[at]
    if piece.kind == "number":
        after = _piece(items, at + 1)
        if after and after.glued and after.lower in _SUFFIXES and piece.text.isdigit():
            known = digits.read(piece.text)
            return known and Number(known.value, at, at + 2, rule="ordinal")
        return None
    if piece.kind != "word":
        return None
    first = _cardinal(items, at, european=False)
    total, position = (first.value, first.end) if first else (Fraction(0), at)
    position = _hyphen(items, position) if first else position
    last = _piece(items, position)
    if first and last and last.lower == "and":
        last = _piece(items, position := position + 1)
    rank = _rank(last.lower) if last else None
    if rank is None:
        return None
    if rank >= 100 and first:
        total = total * rank
    elif not first or total % 100 == 0 or (rank < 10 and total % 10 == 0):
        total += rank
    else:
        return None
    return Number(total, at, position + 1, rule="ordinal")


def scale(items: list[Piece], at: int, *, money: bool = False) -> tuple[int, int] | None:
    """Power of ten and end of a scale at `items[at]`: "million", "bn", and beside money "m"."""
    at = _hyphen(items, at)  # "$5.4-billion"
    piece = _piece(items, at)
    if piece is None or piece.kind != "word":
        return None
    if piece.lower in _SCALE:
        return _SCALE[piece.lower], at + 1
    previous = items[at - 1]
    tight = piece.glued or money
    if previous.kind in ("number", "fraction") and tight:
        power = _MONEY_SCALE.get(piece.text) if money else None
        power = _GLUED_SCALE.get(piece.lower) if power is None else power
        after = _piece(items, at + 1)
        if power is not None and not (after and after.glued and after.kind in ("number", "superscript")):
            return power, at + 1
    return None


def multiplier(items: list[Piece], at: int) -> tuple[Fraction, int]:
    """The product of the scale words at `items[at]` ("hundred thousand", "dozen"), and its end."""
    factor = Fraction(1)
    while (piece := _piece(items, at)) is not None and factor < 10**12:
        if piece.lower == "hundred":
            factor *= 100
        elif piece.lower in _GROUP:
            factor *= _GROUP[piece.lower]
        elif piece.lower in _SCALE:
            factor *= Fraction(10) ** _SCALE[piece.lower]
        else:
            break
        at += 1
    return factor, at


def _sign(items: list[Piece], at: int) -> tuple[int, int]:
    piece, after = items[at], _piece(items, at + 1)
    if after is None:
        return 0, at
    if piece.lower in _SIGN and not after.glued:
        return _SIGN[piece.lower], at + 1
    before = items[at - 1] if at else None
    opens = before is None or not piece.glued or before.text in _BEFORE_SIGN
    if before is not None and before.kind == "number" and piece.text == "-":
        opens = False  # "75 -300" is a range badly set
    if opens and after.kind == "number" and after.glued:
        if piece.text in _MINUS:
            return -1, at + 1
        if piece.text == "+":
            return 1, at + 1
    alone = before is None or (piece.text == "−" and before.text in _BEFORE_SIGN)
    if alone and piece.text in _MINUS and after.kind == "number":
        return -1, at + 1
    return 0, at


def _unsigned(items: list[Piece], at: int, european: bool) -> Number | None:
    piece = _piece(items, at)
    if piece is None or piece.kind not in ("number", "word", "fraction"):
        return None
    found = _cardinal(items, at, european=european)
    if found is None:
        return _fraction_alone(items, at)
    over = _over(items, found)
    return over or _and_fraction(items, found)


def _cardinal(items: list[Piece], at: int, *, european: bool) -> Number | None:
    """Digits or words with their scales: "3 hundred and 21", "5.5 billion", "two dozen"."""
    first = _group(items, at, european)
    if first is None:
        return None
    number, last = first, None
    while True:
        found = scale(items, number.end)
        if found and last is None:
            number = number.times(Fraction(10) ** found[0], found[1])
            last = found[0]
            found = scale(items, number.end)
            if found and found[0] + last <= 24:  # "thousand million", "lakh crore"
                number = number.times(Fraction(10) ** found[0], found[1])
                last += found[0]
        after = _piece(items, number.end)
        if after and after.lower in _GROUP and last is None and after.lower != "gross":
            return number.times(Fraction(_GROUP[after.lower]), number.end + 1)
        if last is None:
            return number
        # Further groups, each of a lower scale: "two million three hundred thousand and five".
        joined = _joined(items, number, last, european)
        if joined is None:
            return number
        number, last = joined


def _joined(
    items: list[Piece], number: Number, last: int, european: bool
) -> tuple[Number, int] | None:
    position = number.end
    piece = _piece(items, position)
    if piece is None:
        return None
    link = piece.lower == "and"
    group = _fraction(items, position + 1) if link else None
    if group is not None and scale(items, group.end) is None:
        return None  # "a million and a half" is read by _and_fraction
    group = group or _group(items, position + link, european)
    if group is None or group.rule == "digits" and number.rule == "digits" and not link:
        return None  # "5 million 300 people" are two figures
    found = scale(items, group.end)
    power = found[0] if found else 0
    if power >= last or group.value >= Fraction(10) ** (last - power) or (
        link and not found and number.rule == "digits" and group.rule == "digits"
    ):
        return None
    if found:
        group = group.times(Fraction(10) ** power, found[1])
    total = number.value + group.value
    return replace(number, value=total, end=group.end, digits=None, other=None,
                   last_place=digits.trailing_place(total)), power


def _group(items: list[Piece], at: int, european: bool) -> Number | None:
    """A number below a thousand in words, or digits: what a scale can multiply."""
    piece = _piece(items, at)
    if piece is None:
        return None
    if piece.kind == "number":
        return _hundreds_of_digits(items, _printed(items, at, european))
    if piece.kind == "word":
        return _words(items, at)
    return None


def _printed(items: list[Piece], at: int, european: bool) -> Number | None:
    """Digits with what is printed close to them: "2 1/2", "2½", "3/4", "1.3e6", "6 × 10⁶"."""
    known = digits.read(items[at].text, european=european)
    if known is None:
        return None
    bare = items[at].text.isdigit()
    number = Number(known.value, at, at + 1, known.significant, known.last_place, known.other, bare)
    for step in (_mixed, _slash, _exponent, _power):
        found = step(items, number)
        if found is not None:
            return found
    return number


def _mixed(items: list[Piece], number: Number) -> Number | None:
    after = _piece(items, number.end)
    if after is None or number.value.denominator != 1:
        return None
    if after.kind == "fraction":
        part = Fraction(*_VULGAR[after.text])
        return replace(number, value=number.value + part, end=number.end + 1, bare=False,
                       digits=None, last_place=None, rule="fraction")
    part_number = _plain_fraction(items, number.end) if number.bare and not after.glued else None
    if part_number is None:
        return None
    return replace(part_number, value=number.value + part_number.value, start=number.start)


def _slash(items: list[Piece], number: Number) -> Number | None:
    return _plain_fraction(items, number.start)


def _plain_fraction(items: list[Piece], at: int) -> Number | None:
    """ "3/4": whole numbers, the upper smaller, the lower a usual denominator, no third part."""
    if at + 2 >= len(items) or items[at + 1].text not in "/⁄":
        return None
    above, below, after = items[at], items[at + 2], _piece(items, at + 3)
    if not (above.text.isdigit() and below.text.isdigit() and items[at + 1].glued and below.glued):
        return None
    if after is not None and after.glued and after.text in "/⁄":
        return None
    if max(len(above.text), len(below.text)) > 4 or above.text + "/" + below.text in _FRACTION["never"]:
        return None
    numerator, denominator = int(above.text), int(below.text)
    if numerator >= denominator * 20 or denominator not in _FRACTION["denominators"]:
        return None
    return Number(Fraction(numerator, denominator), at, at + 3, rule="fraction")


def _exponent(items: list[Piece], number: Number) -> Number | None:
    """ "1.3e6", "12.32e+14"; "6 × 10⁶", "5×10−4", "6 x 10^6"; and "6 × 106", its lost raising."""
    e = _piece(items, number.end)
    if e is None:
        return None
    if e.glued and e.text in ("e", "E"):
        found = _signed_digits(items, number.end + 1)
        if found:
            return number.times(Fraction(10) ** found[0], found[1], "power of ten")
    if e.text in _TIMES:
        ten = _piece(items, number.end + 1)
        if ten is None or not ten.text.startswith("10") or not ten.text.isdigit():
            return None
        if ten.text == "10":
            found = _raised(items, number.end + 2)
        else:  # "× 106": the raised 6 fell down on the way to plain text
            power = digits.power_of_ten(ten.text[2:])
            found = None if power is None else (power, number.end + 2)
        if found:
            return number.times(Fraction(10) ** found[0], found[1], "power of ten")
    return None


def _power(items: list[Piece], number: Number) -> Number | None:
    """ "10⁴", "2^10", "10−4" is no power but a range or a difference."""
    piece = _piece(items, number.end)
    if piece is None or not piece.glued or not number.bare:
        return None
    if piece.text == "^":
        found = _signed_digits(items, number.end + 1)
    elif piece.kind == "superscript" and number.value == 10:
        found = _raised(items, number.end)
    else:
        return None
    if found is None or number.value == 0 or number.value > 1000:
        return None
    return Number(number.value ** found[0], number.start, found[1], scaled=True, rule="power")


def _raised(items: list[Piece], at: int) -> tuple[int, int] | None:
    """An exponent in any typography, with its end."""
    piece = _piece(items, at)
    if piece is None:
        return None
    if piece.kind == "superscript":
        power = digits.power_of_ten(piece.text)
        return None if power is None else (power, at + 1)
    if piece.text == "^" or (piece.text == "*" and at + 1 < len(items) and items[at + 1].text == "*"):
        return _signed_digits(items, at + (1 if piece.text == "^" else 2))
    return _signed_digits(items, at) if piece.glued and piece.kind == "dash" else None


def _signed_digits(items: list[Piece], at: int) -> tuple[int, int] | None:
    sign = _piece(items, at)
    if sign is None:
        return None
    mark = sign.text if sign.kind == "dash" or sign.text == "+" else ""
    body = _piece(items, at + bool(mark))
    if body is None or not body.glued or not body.text.isdigit():
        return None
    power = digits.power_of_ten(body.text)
    if power is None:
        return None
    return (-power if mark and mark != "+" else power), at + bool(mark) + 1


def _hundreds_of_digits(items: list[Piece], number: Number | None) -> Number | None:
    """ "3 hundred and 21": words go on where the digits end."""
    after = _piece(items, number.end) if number else None
    if number is not None and number.bare and after is not None and after.lower == "point":
        return _point(items, number) or number
    if number is None or after is None or after.lower not in ("hundred", "hundreds"):
        return number
    whole = number.times(Fraction(100), number.end + 1)
    tail = _piece(items, whole.end + 1)
    if items[whole.end].lower == "and" if whole.end < len(items) else False:
        rest = _printed(items, whole.end + 1, False) if tail and tail.kind == "number" else _words(items, whole.end + 1)
        if rest and rest.value < 100 and rest.value.denominator == 1 and not rest.scaled:
            return replace(whole, value=whole.value + rest.value, end=rest.end, digits=None,
                           last_place=Fraction(1), rule="words")
    return whole


def _words(items: list[Piece], at: int) -> Number | None:
    """Number words below a thousand, "a hundred", "two point five", "half a"."""
    piece = items[at]
    word, after = piece.lower, _piece(items, at + 1)
    if word in _ARTICLES:
        if after and (after.lower in ("hundred", *_SCALE, "dozen", "couple") and not after.lower.endswith("s")):
            return _hundreds(items, Number(Fraction(1), at, at + 1, rule="words"))
        return None
    small = _small(items, at)
    if small is None:
        return None
    whole = _hundreds(items, small)
    return _point(items, whole) or whole


def _small(items: list[Piece], at: int) -> Number | None:
    """ "seven", "twenty", "twenty-one", "twenty one"."""
    piece = _piece(items, at)
    if piece is None or piece.kind != "word":
        return None
    if piece.lower in _CARDINAL:
        return Number(Fraction(_CARDINAL[piece.lower]), at, at + 1, rule="words")
    if piece.lower not in _TENS:
        return None
    value, end = _TENS[piece.lower], at + 1
    unit = _piece(items, _hyphen(items, end))
    if unit and 0 < _CARDINAL.get(unit.lower, 0) < 10:
        return Number(Fraction(value + _CARDINAL[unit.lower]), at, _hyphen(items, end) + 1, rule="words")
    return Number(Fraction(value), at, end, rule="words")


def _hundreds(items: list[Piece], number: Number) -> Number:
    """`number` with "hundred" and what is added to it: "two hundred and fifty-four"."""
    position = _hyphen(items, number.end)
    piece = _piece(items, position)
    if piece is None or piece.lower != "hundred":
        return number
    whole = replace(number.times(Fraction(100), position + 1), last_place=None)
    position = whole.end
    link = _piece(items, position)
    rest = _small(items, position + 1) if link and link.lower == "and" else _small(items, _hyphen(items, position))
    if rest is None and link and link.lower == "and":
        tail = _piece(items, position + 1)
        if tail and tail.kind == "number" and tail.text.isdigit() and len(tail.text) < 3:
            rest = Number(Fraction(int(tail.text)), position + 1, position + 2)
    if rest is None or rest.value == 0:
        return replace(whole, last_place=digits.trailing_place(whole.value))
    total = whole.value + rest.value
    return replace(whole, value=total, end=rest.end, last_place=digits.trailing_place(total))


def _point(items: list[Piece], number: Number) -> Number | None:
    """ "two point five", "nought point nought three", "nought point eleven"."""
    point = _piece(items, number.end)
    if point is None or point.lower != "point":
        return None
    figures, position = "", number.end + 1
    while (piece := _piece(items, position)) is not None and len(figures) < digits.LONGEST:
        if piece.lower in _CARDINAL:
            figures += str(_CARDINAL[piece.lower])
        elif piece.kind == "number" and piece.text.isdigit():
            figures += piece.text
        else:
            break
        position += 1
    if not figures or len(figures) > digits.LONGEST:
        return None
    value = number.value + Fraction(int(figures), 10 ** len(figures))
    return replace(number, value=value, end=position, last_place=Fraction(1, 10 ** len(figures)))


def _and_fraction(items: list[Piece], number: Number) -> Number:
    """ "three and a half", "two million and one half", "two thirds" where `number` is the two."""
    shared = _as_numerator(items, number)
    if shared is not None:
        return shared
    link = _piece(items, number.end)
    if link is None or link.lower != "and":
        return number
    part = _fraction(items, number.end + 1)
    if part is None or part.value >= 1:
        return number
    after = scale(items, part.end)
    if after and not number.scaled:  # "three and a half million"
        value = (number.value + part.value) * Fraction(10) ** after[0]
        return Number(value, number.start, after[1], None, digits.trailing_place(value), scaled=True, rule="words")
    unit = Fraction(1)
    if number.scaled and number.rule == "words" or number.scaled and number.digits is not None:
        unit = _last_scale(items, number)
    return replace(number, value=number.value + part.value * unit, end=part.end, digits=None,
                   last_place=None, bare=False)


def _last_scale(items: list[Piece], number: Number) -> Fraction:
    """ "a million and a half" is half a million more; "a hundred and a half" is not."""
    last = items[number.end - 1].lower
    return Fraction(10) ** _SCALE[last] if last in _SCALE else Fraction(1)


def _fraction_alone(items: list[Piece], at: int) -> Number | None:
    """ "½", "half a million", "a quarter million", "three quarters"."""
    part = _fraction(items, at)
    if part is None:
        return None
    position = part.end
    piece = _piece(items, position)
    if piece and piece.lower in _ARTICLES:
        inner = _piece(items, position + 1)
        if inner and (inner.lower in _SCALE or inner.lower in _GROUP):
            position += 1
    after = scale(items, position)
    if after:
        value = part.value * Fraction(10) ** after[0]
        return replace(part, value=value, end=after[1], scaled=True, last_place=digits.trailing_place(value))
    piece = _piece(items, position)
    if piece and piece.lower in _GROUP and position > part.end:
        return replace(part, value=part.value * _GROUP[piece.lower], end=position + 1)
    return part


def _fraction(items: list[Piece], at: int) -> Number | None:
    """ "½", "half", "a half", "one third", "three quarters", "a quarter"."""
    piece = _piece(items, at)
    if piece is None:
        return None
    if piece.kind == "fraction":
        return Number(Fraction(*_VULGAR[piece.text]), at, at + 1, rule="fraction")
    if piece.lower == "half":
        return Number(Fraction(1, 2), at, at + 1, rule="fraction")
    if piece.kind == "number":
        return _plain_fraction(items, at)
    if piece.lower in _ARTICLES:
        numerator, position = 1, at + 1
    else:
        small = _small(items, at)
        if small is None:
            return None
        numerator, position = int(small.value), small.end
    return _below(items, at, Fraction(numerator), position, article=piece.lower in _ARTICLES)


def _as_numerator(items: list[Piece], number: Number) -> Number | None:
    """ "two thirds", "twenty-one fifths", where the cardinal is what stands above the line."""
    if number.scaled and number.rule != "words" or number.value.denominator != 1 or number.rule not in ("words", "digits"):
        return None
    return _below(items, number.start, number.value, number.end, article=False)


def _below(items: list[Piece], at: int, numerator: Fraction, position: int, *, article: bool) -> Number | None:
    """The denominator behind a numerator, if one stands there."""
    position = _hyphen(items, position)
    piece = _piece(items, position)
    if piece is None or piece.kind != "word":
        return None
    denominator = _DENOMINATOR.get(piece.lower)
    if denominator is None:
        singular = piece.lower.removesuffix("s")
        tens = _TENS.get(piece.lower)
        if tens:  # "three twenty-firsts"
            unit = _piece(items, _hyphen(items, position + 1))
            rank = _ORDINAL.get(unit.lower.removesuffix("s"), 0) if unit else 0
            if not (unit and unit.lower.endswith("s") and 0 < rank < 10):
                return None
            denominator, position = tens + rank, _hyphen(items, position + 1)
        elif (plural := singular != piece.lower) or numerator == 1:
            denominator = _ORDINAL.get(singular)
            if denominator is None or denominator < 3 or (plural and numerator == 1 and not article):
                return None
            if article and not plural and not _shared(items, position + 1):
                return None
    if denominator is None:
        return None
    return Number(numerator / denominator, at, position + 1, rule="fraction")


def _shared(items: list[Piece], at: int) -> bool:
    """Behind "a third": does it go on as a share ("of the seats", ".") and not as a rank?"""
    piece = _piece(items, at)
    if piece is not None and piece.kind == "dash" and piece.glued:
        return False  # "an eighth-round win"
    return piece is None or piece.kind != "word" or piece.lower in _DATA["share"]["ordinal"]


def _over(items: list[Piece], number: Number) -> Number | None:
    """ "one over twenty", "one in five", "two out of three": a share."""
    ratio = _DATA["ratio"]
    if number.value.denominator != 1 or not 0 < number.value <= ratio["most"] or number.scaled:
        return None
    piece = _piece(items, number.end)
    if piece is None or piece.lower not in ("in", "out", "over"):
        return None
    position = number.end + 1
    if piece.lower == "out":
        following = _piece(items, position)
        if following is None or following.lower != "of":
            return None
        position += 1
    if piece.lower == "over" and number.rule != "words" and items[number.start].text != "1":
        return None
    other = _cardinal(items, position, european=False)
    if other is None or other.value.denominator != 1 or not number.value < other.value <= 1000:
        return None
    after = _piece(items, other.end)
    if after and (after.kind in ("dash", "number") or after.lower in ratio["not_before"] or after.text in "%/."
                  and after.glued and _piece(items, other.end + 1) and items[other.end + 1].kind == "number"):
        return None
    if piece.lower != "over" and after and after.kind == "word" and piece.lower == "in" and number.rule != "words":
        return None  # "killed 2 in 5 attacks"
    return Number(number.value / other.value, number.start, other.end, rule="ratio")


def _rank(word: str) -> int | None:
    if word in _ORDINAL:
        return _ORDINAL[word]
    for tens, value in _TENS.items():  # "thirtyfirst"
        if word.startswith(tens) and 0 < _ORDINAL.get(word[len(tens):], 0) < 10:
            return value + _ORDINAL[word[len(tens):]]
    return None


def _piece(items: list[Piece], at: int) -> Piece | None:
    return items[at] if at < len(items) else None


def _hyphen(items: list[Piece], at: int) -> int:
    """The position behind a hyphen that ties two number words, else `at`."""
    if at + 1 < len(items) and items[at].kind == "dash" and items[at + 1].kind == "word":
        tied = items[at].glued and items[at + 1].glued
        spaced = not items[at].glued and not items[at + 1].glued
        word = items[at + 1].lower.removesuffix("s")
        if tied or (spaced and (word in _ORDINAL or word in _CARDINAL)):
            return at + 1
    return at

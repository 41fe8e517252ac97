"""Numbers in words ("twenty-one", "two and a half"), and the durations that they count.

"Three days", "30 years", "nearly a decade", "an hour and a half", "five-year".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import cast

from sourcecheck import resources
from sourcecheck.annotate.dates.context import words
from sourcecheck.annotate.dates.expression import Length
from sourcecheck.annotate.dates.figures import is_exponent, is_fraction, is_letter_a_label
from sourcecheck.annotate.dates.grammar import GROUPS, Match, Pass
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.annotate.dates.value import SECONDS
from sourcecheck.model.quantity import Operator

NUMBERS, FRACTIONS = Pass(), Pass()
LENGTHS, LETTERS, SUMS = Pass(), Pass(), Pass()
GROUPS["NUMBERWORD"] = ("CARDINAL", "TENS", "SCALE")
#: Below a hundred; two of them side by side are two numbers ("nine thirty", "nineteen ninety-six").
_SMALL = "(TENS DASH? DIGITWORD|TENS|CARDINAL)"


@NUMBERS.rule(
    f"({_SMALL}|SCALE) (SCALE (and? {_SMALL})?){{0,5}}",
    f"a s=SCALE (and? {_SMALL})? (SCALE (and? {_SMALL})?){{0,4}}",
    "n=NUM s=SCALE",
    "n=NUM _d=DOT _f=NUM s=SCALE",
)
def number(m: Match) -> Node | None:
    """A cardinal number."""
    if "n" in m:
        digits = f"{m['n']}.{m['f']}" if "f" in m else m["n"]
        return m.make(NUMBER=Fraction(digits) * m["s"])
    rows = [
        (name, n.values[name]) for n in m.nodes for name in GROUPS["NUMBERWORD"] if name in n.values
    ]
    value = _value(rows)
    if value is None or "and" in m.nodes[-1].values:
        return None
    small = {"HOUR": value} if 1 <= value <= 12 else {}
    return m.make(NUMBER=Fraction(value), NUMBERTEXT=value, **small)


@NUMBERS.rule("t=TENS and d=DIGITWORD", "d=DIGITWORD DASH? and DASH? t=TENS DASH?")
def tens_and(m: Match) -> Node | None:
    """ "twenty and four hours", "four-and-twenty hours", not "between four and twenty hours" """
    behind = m.after()
    if behind is None or "UNIT" not in behind.values or m.context.word_before(m.start) == "between":
        return None
    value = m["t"] + m["d"]
    return m.make(NUMBER=Fraction(value), NUMBERTEXT=value)


def _value(rows: Iterable[tuple[str, int]]) -> int | None:
    """The value of "two hundred (and) twenty one"; None for words that are not one number."""
    total = current = 0
    last = ""
    for name, value in rows:
        if name == "SCALE":
            current = max(current, 1) * value
            if value > 100:
                total, current = total + current, 0
        elif (last, name) in (("CARDINAL", "CARDINAL"), ("CARDINAL", "TENS"), ("TENS", "TENS")) or (
            last == "TENS" and not 1 <= value <= 9
        ):
            return None
        else:
            current += value
        last = name
    return total + current


@NUMBERS.rule("t=TENS DASH? o=ORDINAL")
def ordinal(m: Match) -> Node | None:
    """ "twenty-first" """
    return m.make(ORDINAL=m["t"] + m["o"]) if m["o"] <= 9 else None


@FRACTIONS.rule(
    "n=AMOUNTNUM and a? half",
    "n=AMOUNTNUM half",
)
def number_and_a_half(m: Match) -> Node | None:
    """ "two and a half" """
    return m.make(NUMBER=amount(m["n"]) + Fraction(1, 2))


@FRACTIONS.rule("n=AMOUNTNUM and a? quarter")
def number_and_a_quarter(m: Match) -> Node | None:
    """ "one and a quarter" """
    return m.make(NUMBER=amount(m["n"]) + Fraction(1, 4))


@FRACTIONS.rule("n=NUM? _s=HALFCHAR", "s=HALFCHAR")
def vulgar(m: Match) -> Node | None:
    """ "2½" """
    whole = amount(m["n"]) if "n" in m else Fraction(0)
    return m.make(NUMBER=whole + Fraction(m["s"]))


@FRACTIONS.rule("n=NUM a=NUM _s=SLASH _b=NUM")
def mixed(m: Match) -> Node | None:
    """ "2 1/2" """
    top, bottom = int(m["a"]), int(m["b"])
    if not (0 < top < bottom <= 8):
        return None
    return m.make(NUMBER=amount(m["n"]) + Fraction(top, bottom))


def amount(value: str | Fraction | int) -> Fraction:
    """The value of a NUM, GROUPED or NUMBER node."""
    return Fraction(value)


@LENGTHS.rule(
    "n=AMOUNTNUM (DASH|additional)? u=UNIT",
    "n=NUM _DOT _f=NUM DASH? u=UNIT",
    "n=NUM _u=SHORTUNIT",
)
def length(m: Match) -> Node | None:
    """A figure with its unit."""
    number = Fraction(f"{m['n']}.{m['f']}") if "f" in m else amount(m["n"])
    first = m.nodes[0]
    if m["u"] == "second" and len(m.context.text[m.nodes[-1].start : m.end]) == 6:
        after = m.context.word_after(m.end)  # "the 1990 second edition", "one second thought"
        if number != 1 or (after and after[0].isalpha() and "DASH" in m.nodes[1].values):
            return None
    if "YEAR" in first.values and not m.written().endswith("s"):
        return None  # "the 1996 week", "in 1990 day and night"
    before = m.context.word_before(m.start)
    if not number or before in ("$", "€", "£", "¥", "/") or _part_of_number(m):
        return None
    if is_letter_a_label(m):
        return None  # "3D", "Fig. 3d"
    lasting = before in words("around", "before_length") or m.context.word_after(m.end) in words(
        "around", "behind_length"
    )
    if m.written() == "one day" and not lasting:
        return None  # "one day you will see"
    return _of(m, number, m["u"])


@LENGTHS.rule(
    "n=AMOUNTNUM (to|or|DASH) k=AMOUNTNUM DASH? u=UNIT",
    "between n=AMOUNTNUM and k=AMOUNTNUM DASH? u=UNIT",
)
def length_range(m: Match) -> Node | None:
    """ "two to three years", "between six and nine years" """
    low, high = amount(m["n"]), amount(m["k"])
    if low >= high or _part_of_number(m):
        return None
    made, upper = _of(m, low, m["u"]), _of(m, high, m["u"])
    if made is not None and upper is not None:
        found = made.values["LENGTH"]
        made.values = {"LENGTH": replace(found, high=upper.values["LENGTH"].parts[0][0])}
    return made


@LENGTHS.rule("v=VAGUE additional? u=UNIT", "u=UNIT")
def vague_length(m: Match) -> Node | None:
    """ "several weeks"; "decades" in "for decades", "decades of war" and "decades ago" """
    written = m.context.text[m.nodes[-1].start : m.end].lower()
    if not written.endswith(("s", "ia")):
        return None
    if "v" not in m:
        return _of(m, Fraction(2), m["u"], vague="several") if _bare(m) else None
    anchor = resources.load("hedges")["hedge"].get(m["v"], {}).get("anchor", 2)
    return _of(m, Fraction(anchor), m["u"], vague=m["v"])


def _bare(m: Match) -> bool:
    """Is a bare plural ("decades") a length: by what stands before or behind it?"""
    unit, after = m["u"], m.context.word_after(m.end)
    if unit in ("second", "quarter", "night", "weekend") or m.context.is_owned(m.start):
        return False
    if m.start and m.context.text[m.start - 1] in "-–’'":
        return False
    if after == "of":
        behind = m.behind(2)
        aged = len(behind) == 2 and "age" in behind[1].values
        return (
            unit not in ("minute", "hour") and not aged and m.context.word_before(m.start) != "the"
        )
    if after in ("ago", "later", "earlier", "afterwards", "before", "after"):
        return m.context.word_before(m.start) != "the"
    before = m.context.word_before(m.start)
    if before == "in":
        return unit in _LONG_UNITS and m.context.is_counted(m.start)
    return before in ("for", "within") or (
        unit in _LONG_UNITS and before in words("around", "lasted")
    )


#: "the worst in years", "it lasted decades", "they waited months".
_LONG_UNITS = ("week", "month", "year", "decade", "century")


@LENGTHS.rule("a u=UNIT and a? half", "n=AMOUNTNUM u=UNIT and a? half")
def and_a_half(m: Match) -> Node | None:
    """ "an hour and a half" """
    whole = amount(m["n"]) if "n" in m else Fraction(1)
    return _of(m, whole + Fraction(1, 2), m["u"])


@LENGTHS.rule("a u=UNIT and a? quarter", "n=AMOUNTNUM u=UNIT and a? quarter")
def and_a_quarter(m: Match) -> Node | None:
    """ "one year and a quarter" """
    whole = amount(m["n"]) if "n" in m else Fraction(1)
    return _of(m, whole + Fraction(1, 4), m["u"])


@LENGTHS.rule("n=AMOUNTNUM q=UNIT of a u=UNIT", "a q=UNIT of a u=UNIT")
def quarters_of_a(m: Match) -> Node | None:
    """ "three quarters of an hour" """
    if m["q"] != "quarter":
        return None
    return _of(m, (amount(m["n"]) if "n" in m else Fraction(1)) / 4, m["u"])


@LENGTHS.rule("half a u=UNIT", "a half DASH? u=UNIT", "half DASH u=UNIT")
def half_a(m: Match) -> Node | None:
    """ "half a century" """
    return _of(m, Fraction(1, 2), m["u"])


@LENGTHS.rule("a u=UNIT")
def one(m: Match) -> Node | None:
    """ "a decade", where it is a length and not a rate or the second of something."""
    if m["u"] == "second":
        return None
    before, after = m.context.word_before(m.start), m.context.word_after(m.end)
    if (
        before not in words("around", "before_length")
        and after not in words("around", "behind_length")
        and not _goes_on(m, after)
    ):
        return None
    return _of(m, Fraction(1), m["u"])


def _goes_on(m: Match, after: str) -> bool:
    """ "a week or two", "a day and 3 hours"; not "$5 a month or 10 cents a minute"."""
    if after not in ("and", "or") or m.context.is_compared(m.start):
        return False
    behind = m.behind(3)
    counted = {"NUM", "NUMBER", "NUMBERTEXT", "a", "half", "UNIT"}
    return len(behind) > 1 and any(counted & set(node.values) for node in behind[1:])


@LENGTHS.rule("(all|full|another) DASH? n=AMOUNTNUM? u=UNIT")
def whole(m: Match) -> Node | None:
    """ "all year", "full-month", "another three weeks" """
    if m["u"] == "second":
        return None
    return _of(m, amount(m["n"]) if "n" in m else Fraction(1), m["u"])


@LETTERS.rule("l=LENGTH n=NUM u=ROWUNIT")
def letter_behind(m: Match) -> Node | None:
    """The "30m" of "03h 30m", the "12 s" of "6 min 12 s": a letter that the unit before explains.

    Alone "30m" is a length in metres; so it is read where it goes on with fewer than a full unit.
    """
    found, number = cast(Length, m["l"]), Fraction(m["n"])
    small, large = m["u"], found.parts[-1][1]
    full = SECONDS[large] / SECONDS[small] if _ORDER.index(large) == _ORDER.index(small) + 1 else 0
    if found.vague or found.high or number >= full:
        return None
    return m.make(LENGTH=replace(found, parts=(*found.parts, (number, small)), rule=m.rule))


_AND = "COMMA? and? LENGTH"


@SUMS.rule(*(f"h=AMOUNT? LENGTH {' '.join([_AND] * more)}" for more in (4, 3, 2, 1)))
def sum_of_lengths(m: Match) -> Node | None:
    """ "2 years and 3 months", "1 week, 2 days and 5 hours": units that become ever smaller."""
    lengths = [cast(Length, n.values["LENGTH"]) for n in m.nodes if "LENGTH" in n.values]
    if any(one.vague or one.high for one in lengths):
        return None
    parts = tuple(part for one in lengths for part in one.parts)
    sizes = [_ORDER.index(unit) for _, unit in parts]
    if any(size <= smaller for size, smaller in itertools.pairwise(sizes)):
        return None
    return _hedged(m, replace(lengths[0], parts=parts, rule=m.rule))


@SUMS.rule("between a=LENGTH and b=LENGTH")
def between_lengths(m: Match) -> Node | None:
    """ "between 40 minutes and 2 hours": both ends in the unit of the first."""
    low, high = cast(Length, m["a"]), cast(Length, m["b"])
    if any(one.vague or one.high or one.hedge or len(one.parts) > 1 for one in (low, high)):
        return None
    (first, small), (last, large) = low.parts[0], high.parts[0]
    end = last * SECONDS[large] / SECONDS[small]
    if first >= end:
        return None
    return m.make(LENGTH=replace(low, parts=((first, small),), high=end, rule=m.rule))


@SUMS.rule("h=AMOUNT l=LENGTH")
def hedged_length(m: Match) -> Node | None:
    """ "nearly a decade", "at least three years" """
    found = cast(Length, m["l"])
    return None if found.vague else _hedged(m, found)


def _hedged(m: Match, found: Length) -> Node | None:
    """The length with the hedge `h` before it, if there is one; "how about two days" has none."""
    if "h" not in m:
        return m.make(LENGTH=found)
    if m.context.word_before(m.start) in ("how", "what"):
        return None
    hedge = resources.load("hedges")["hedge"][m["h"]]
    operator = cast(Operator, hedge["operator"])
    return m.make(
        LENGTH=replace(found, operator=operator, approximate=hedge["approximate"], hedge=m["h"])
    )


#: Units from small to large, as pint names.
_ORDER = (
    "second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century",
    "millennium",
)  # fmt: skip
_SAME = {"night": ("day", 1), "weekend": ("day", 2), "quarter": ("month", 3)}


def _of(m: Match, number: Fraction, unit: str, vague: str = "") -> Node | None:
    if m.context.word_after(m.end) == "old" or m.context.text[m.end : m.end + 4].lower() == "-old":
        return None  # an age
    if (unit == "quarter" and not vague and is_fraction(m, number)) or is_exponent(m):
        return None  # "three quarters of", "ha−1 year−1"
    name, factor = _SAME.get(unit, (unit, 1))
    digits = m.nodes[0].values.get("NUM")
    return m.make(
        LENGTH=Length(
            ((number * factor, name),),
            m.rule,
            vague=vague,
            operator="=" if vague in ("", "about") else ">=",
            approximate=bool(vague),
            hedge=vague,
            digits=len(digits.lstrip("0")) if isinstance(digits, str) else None,
        )
    )


def _part_of_number(m: Match) -> bool:
    """Is the figure the end of a longer one ("12.8-13.0 days", "1/4", "#5", "MiG-21")?"""
    start = m.start
    before = m.context.text[max(0, start - 2) : start]
    return before[-1:] != "" and (
        (before[-1] in "./:,#_" and before[:1].isalnum())
        or (before[-1] in "-–" and before[:1].isalnum())
    )

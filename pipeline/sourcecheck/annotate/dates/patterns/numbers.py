"""Numbers in words ("twenty-one", "two and a half") and ordinals, for durations and days."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from sourcecheck.annotate.dates.grammar import GROUPS, Match, Pass
from sourcecheck.annotate.dates.lexer import Node

WORDS, FRACTIONS = Pass(), Pass()
GROUPS["NUMBERWORD"] = ("CARDINAL", "TENS", "SCALE")
#: Below a hundred; two of them side by side are two numbers ("nine thirty", "nineteen ninety-six").
_SMALL = "(TENS DASH? DIGITWORD|TENS|CARDINAL)"


@WORDS.rule(
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


@WORDS.rule("t=TENS and d=DIGITWORD", "d=DIGITWORD DASH? and DASH? t=TENS DASH?")
def tens_and(m: Match) -> Node | None:
    """ "twenty and four hours", "four-and-twenty hours", not "between four and twenty hours" """
    behind = m.after()
    if behind is None or "UNIT" not in behind.values or m.scene.word_before(m.start) == "between":
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


@WORDS.rule("t=TENS DASH? o=ORDINAL")
def ordinal(m: Match) -> Node | None:
    """ "twenty-first" """
    return m.make(ORDINAL=m["t"] + m["o"]) if m["o"] <= 9 else None


@FRACTIONS.rule(
    "n=AMOUNTNUM and a? half",
    "n=AMOUNTNUM half",
)
def and_a_half(m: Match) -> Node | None:
    """ "two and a half" """
    return m.make(NUMBER=amount(m["n"]) + Fraction(1, 2))


@FRACTIONS.rule("n=AMOUNTNUM and a? quarter")
def and_a_quarter(m: Match) -> Node | None:
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

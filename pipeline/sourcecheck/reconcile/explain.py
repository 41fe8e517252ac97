"""What could make a disagreement innocent: small rules, each with an id, a label and a test.

`RULES` holds them in the order in which they are looked at. A rule is a generator: it yields a step
for each explanation it finds. When none finds any, one last step says what was looked at.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sourcecheck.model.claim import Claim
from sourcecheck.model.date import Date, Day
from sourcecheck.model.finding import Step
from sourcecheck.model.quantity import Quantity
from sourcecheck.normalise.calendar import to_ordinal
from sourcecheck.normalise.tolerance import Interval, allowed_days
from sourcecheck.reconcile import slips
from sourcecheck.wording.date import date_in_words
from sourcecheck.wording.number import listed
from sourcecheck.wording.quantity import quantity_in_words

_NO_DAY = Day(0, 1, 1)
#: Figures beside a question that are tried as parts; thirty make 4,495 sums of two and three.
MOST_PARTS = 30
#: A figure rounded one place coarser must keep three digits, or much that differs would agree.
DIGITS_KEPT = 3


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim with the date on which its source was published, where that is known."""

    claim: Claim
    published: Date | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements that disagree, and what is known around them."""

    a: Stated
    b: Stated
    others: tuple[Stated, ...]  # other statements: of these sources and of others
    grows: bool  # later sources may rightly state more: a toll
    additive: bool  # parts add up to the whole: lengths, not temperatures

    @property
    def figures(self) -> tuple[Quantity, Quantity] | None:
        """Both values, where they are figures."""
        a, b = self.a.claim.quantity, self.b.claim.quantity
        return (a, b) if a is not None and b is not None else None

    @property
    def dates(self) -> tuple[Date, Date] | None:
        """Both values, where they are dates."""
        a, b = self.a.claim.date, self.b.claim.date
        return (a, b) if a is not None and b is not None else None


@dataclass(frozen=True, slots=True)
class Rule:
    """One innocent explanation: `can_tell` says whether there is anything to look at."""

    id: str
    label: str  # in "… does not explain it"
    can_tell: Callable[[Conflict], bool]
    test: Callable[[Conflict], Iterator[Step]]
    left_out: bool = False  # may a source leave out what it takes? Then that is said
    first: bool = False  # is it told first of those that explain nothing?


def explain(
    a: Stated,
    b: Stated,
    others: Sequence[Stated] = (),
    *,
    grows: bool = False,
    additive: bool = False,
) -> tuple[Step, ...]:
    """What could make the conflict of `a` and `b` innocent, in the order of `RULES`.

    `others` are further statements that can serve as parts of a sum. `grows` and `additive` are
    facts of the property (`resources/properties/`). Never empty: when no rule finds anything,
    one step "not-explained" names in words what was looked at and what could not be.
    """
    conflict = Conflict(a, b, tuple(others), grows, additive)
    looked_at = [rule for rule in RULES if rule.can_tell(conflict)]
    found = tuple(step for rule in looked_at for step in rule.test(conflict))
    return found or (_not_explained(looked_at),)


# --- another time, another place, a revision ------------------------------------------------------


def _other_time(conflict: Conflict) -> Iterator[Step]:
    when = _times(conflict)
    if when is not None and (step := other_times(*when)) is not None:
        yield step


def other_times(a: Date, b: Date) -> Step | None:
    """That the two times share no day, or are two periods of which neither lies in the other, as
    those of two reports; None if not, or if one is not known."""
    if _overlap(a, b) and not _two_periods(a, b):
        return None
    said = " and ".join(sorted(map(date_in_words, (a, b))))
    return Step("other-time", f"the two speak of different times: {said}")


def _times(conflict: Conflict) -> tuple[Date, Date] | None:
    """The times the two speak of; where a figure grows with time, an undated one is of its source's
    date."""
    times = []
    for stated in (conflict.a, conflict.b):
        spoken_of = stated.claim.when
        if spoken_of is None and conflict.grows:
            spoken_of = stated.published
        times.append(spoken_of)
    own = conflict.a.claim.when or conflict.b.claim.when
    first, second = times
    if not own or first is None or second is None:
        return None
    # an open day of the week tells nothing of whether the times differ
    return (first, second) if allowed_days(first) and allowed_days(second) else None


def _other_scope(conflict: Conflict) -> Iterator[Step]:
    where = (conflict.a.claim.where, conflict.b.claim.where)
    if set(where[0]) & set(where[1]):
        return
    said = " and ".join(sorted(", ".join(sorted(places)) for places in where))
    yield Step("other-scope", f"the two name different places: {said}")


def _revision(conflict: Conflict) -> Iterator[Step]:
    published, figures = (conflict.a.published, conflict.b.published), conflict.figures
    if published[0] is None or published[1] is None or figures is None:
        return
    if _overlap(published[0], published[1]):
        return
    pairs = [(published[0], figures[0]), (published[1], figures[1])]
    (early, before), (late, after) = sorted(pairs, key=lambda pair: pair[0].earliest or _NO_DAY)
    values = [figure.low if figure.low is not None else figure.high for figure in (before, after)]
    if values[0] is None or values[1] is None:
        return
    rises = values[1] > values[0]
    how = "as a growing figure would be" if rises else "as a figure put right would be"
    text = (
        f"{quantity_in_words(before)} in the earlier source ({date_in_words(early)}), "
        f"{quantity_in_words(after)} in the later ({date_in_words(late)}): {how}"
    )
    yield Step("revision", text, (("rises", rises),))


#: A stretch of at least so many days is a period that figures are given for, as a quarter is.
_PERIOD_DAYS = 80


def _two_periods(a: Date, b: Date) -> bool:
    """Do both begin and end on other days, the same one of them first, each long enough to be a
    period of figures?"""
    if a.hedge or b.hedge or a.readings or b.readings:
        return False
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return False
    first, last = to_ordinal(a.earliest), to_ordinal(a.latest)
    other_first, other_last = to_ordinal(b.earliest), to_ordinal(b.latest)
    shortest = min(last - first, other_last - other_first) + 1
    return shortest >= _PERIOD_DAYS and (first - other_first) * (last - other_last) > 0


def _overlap(a: Date, b: Date) -> bool:
    """Do the two share a day, or is one unresolved?"""
    days_a, days_b = allowed_days(a), allowed_days(b)
    return not (days_a and days_b) or any(x.overlaps(y) for x in days_a for y in days_b)


# --- rounding, parts, slips -----------------------------------------------------------------------


def _coarser_rounding(conflict: Conflict) -> Iterator[Step]:
    if conflict.figures is None:
        return
    a, b = conflict.figures
    if a.unit != b.unit or not (slips.single(a) and slips.single(b)):
        return
    if a.is_age or b.is_age:
        return  # nobody rounds an age
    if _coarser(a).overlaps(_coarser(b)):
        said = " and ".join(sorted((quantity_in_words(a), quantity_in_words(b))))
        yield Step("coarser-rounding", f"{said} agree only when rounded one place coarser")


def _coarser(figure: Quantity) -> Interval:
    """What the figure would allow if it were printed one place coarser, keeping three digits."""
    value, place = figure.low or Fraction(0), figure.last_place or Fraction(0)
    coarse = 10 * place if abs(value) >= 10**DIGITS_KEPT * place else place
    return Interval(value - coarse / 2, value + coarse / 2, high_open=True)


def _for_figures(
    rule: Callable[[Quantity, Quantity], Iterator[Step]],
) -> Callable[[Conflict], Iterator[Step]]:
    def test(conflict: Conflict) -> Iterator[Step]:
        if conflict.figures is not None:
            yield from rule(*conflict.figures)

    return test


def _transposed(conflict: Conflict) -> Iterator[Step]:
    if conflict.figures is not None:
        yield from slips.transposed_digits(*conflict.figures)
    if conflict.dates is not None:
        yield from slips.transposed_date(*conflict.dates)


# --- a sum of parts: 1,250 + 60 = 1,310 -----------------------------------------------------------


def _sum_of_parts(conflict: Conflict) -> Iterator[Step]:
    a, b = conflict.a.claim, conflict.b.claim
    others = [stated.claim for stated in conflict.others]
    for whole, other in ((a, b), (b, a)):
        yield from sum_of_parts(whole, [other, *others])


def first_parts(figures: Sequence[Claim], most: int = MOST_PARTS) -> tuple[Claim, ...]:
    """At most `most` of these claims, in the order of their texts; the sources take turns.

    Ids follow the texts, so that no name of a file decides which claims are left out.
    """
    turn: dict[str, int] = {}
    placed = []
    for figure in sorted(figures, key=lambda c: (c.span.start, c.id)):
        turn[figure.source] = turn.get(figure.source, 0) + 1
        placed.append((turn[figure.source], figure.id, figure))
    return tuple(figure for _, _, figure in sorted(placed, key=lambda item: item[:2])[:most])


def sum_of_parts(whole: Claim, figures: Sequence[Claim]) -> Iterator[Step]:
    """The step for the first two or three `figures` of one other source that add up to `whole`.

    Parts state the same property in the same unit, outright and exactly; sums are exact. At most
    one step. Work grows with the cube of the figures: `first_parts` bounds them.
    """
    if whole.quantity is None or not _countable(whole.quantity):
        return
    for parts in _sums(whole, _of_one_source(whole, figures)):
        said = " + ".join(_say(part) for part in parts)
        # no name of a source: the same texts under other names are explained in the same words
        text = f"{said} = {_say(whole)}: parts that another source states one by one"
        ids = [part.id for part in parts]
        yield Step("sum-of-parts", text, (("whole", whole.id), ("parts", ids)))
        return


def _of_one_source(whole: Claim, figures: Sequence[Claim]) -> list[list[Claim]]:
    """Candidates by source, in the order of the text; of one value the first is kept.

    The sources follow each other by the ids of their claims, not by their own, which are given.
    """
    by_source: dict[str, dict[Fraction | None, Claim]] = {}
    for figure in sorted(figures, key=lambda c: (c.span.start, c.id)):
        if figure.source == whole.source or figure.quantity is None or whole.quantity is None:
            continue
        same = figure.quantity.unit == whole.quantity.unit and figure.property == whole.property
        if same and _countable(figure.quantity):
            by_source.setdefault(figure.source, {}).setdefault(figure.quantity.low, figure)
    found = [list(parts.values()) for parts in by_source.values()]
    return sorted(found, key=lambda parts: min(part.id for part in parts))


def _sums(whole: Claim, sources: list[list[Claim]]) -> Iterator[tuple[Claim, ...]]:
    target = _value(whole)
    for candidates in sources:
        smaller = [part for part in candidates if _value(part) < target]
        for count in (2, 3):
            for parts in itertools.combinations(smaller, count):
                if sum(map(_value, parts)) == target:
                    yield parts


def _countable(figure: Quantity) -> bool:
    """A single positive figure, given outright."""
    plain = figure.operator == "=" and not figure.approximate and not figure.change
    return slips.single(figure) and plain and (figure.low or 0) > 0


def _value(claim: Claim) -> Fraction:
    return (claim.quantity and claim.quantity.low) or Fraction(0)


def _say(claim: Claim) -> str:
    return quantity_in_words(claim.quantity) if claim.quantity else claim.span.quote


# --- the list, and when nothing is found ----------------------------------------------------------


def _has_figures(conflict: Conflict) -> bool:
    return conflict.figures is not None


#: In the order in which they are tried.
RULES: tuple[Rule, ...] = (
    Rule("other-time", "another time", lambda c: _times(c) is not None, _other_time, left_out=True),
    Rule(
        "other-scope",
        "another place",
        lambda c: bool(c.a.claim.where and c.b.claim.where),
        _other_scope,
        left_out=True,
    ),
    Rule(
        "revision",
        "a later revision",
        lambda c: c.grows and None not in (c.a.published, c.b.published) and _has_figures(c),
        _revision,
        left_out=True,
    ),
    Rule("coarser-rounding", "rounding", _has_figures, _coarser_rounding, first=True),
    Rule("sum-of-parts", "a sum of parts", lambda c: c.additive and _has_figures(c), _sum_of_parts),
    Rule(
        "conversion-slip",
        "a slip of conversion",
        _has_figures,
        _for_figures(slips.conversion_slip),
    ),
    Rule("exchanged-units", "another unit", _has_figures, _for_figures(slips.exchanged_units)),
    Rule(
        "transposed-digits",
        "two digits that changed places",
        lambda c: _has_figures(c) or c.dates is not None,
        _transposed,
    ),
    Rule("power-of-ten", "a power of ten", _has_figures, _for_figures(slips.power_of_ten)),
)


def _not_explained(looked_at: Sequence[Rule]) -> Step:
    """What was looked at without success, rounding first, and what could not be looked at."""
    ordered = sorted(looked_at, key=lambda rule: not rule.first)
    text = ""
    if ordered:
        verb = "does" if len(ordered) == 1 else "do"
        text = f"{listed([rule.label for rule in ordered])} {verb} not explain it"
    missing = [rule.label for rule in RULES if rule.left_out and rule not in looked_at]
    if missing:
        open_question = f"whether {listed(missing, 'or')} does cannot be told from the texts"
        text = f"{text}; {open_question}" if text else open_question
    inputs = (("looked_at", [rule.id for rule in ordered]),)
    return Step("not-explained", text[:1].upper() + text[1:], inputs)

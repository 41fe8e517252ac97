"""A figure that is the sum of figures another source gives: 1,250 + 60 = 1,310."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction

from sourcecheck.model.claim import Claim
from sourcecheck.model.finding import Step
from sourcecheck.model.quantity import Quantity
from sourcecheck.reconcile.slips import single
from sourcecheck.wording.quantity import quantity_in_words

#: Figures beside a question that are tried as parts; thirty make 4,495 sums of two and three.
MOST_PARTS = 30


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
    for parts in _sums(whole, _parts(whole, figures)):
        said = " + ".join(_say(part) for part in parts)
        # no name of a source: the same texts under other names are explained in the same words
        text = f"{said} = {_say(whole)}: parts that another source states one by one"
        ids = [part.id for part in parts]
        yield Step("sum-of-parts", text, (("whole", whole.id), ("parts", ids)))
        return


def _parts(whole: Claim, figures: Sequence[Claim]) -> list[list[Claim]]:
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
    return single(figure) and plain and (figure.low or 0) > 0


def _value(claim: Claim) -> Fraction:
    return (claim.quantity and claim.quantity.low) or Fraction(0)


def _say(claim: Claim) -> str:
    return quantity_in_words(claim.quantity) if claim.quantity else claim.span.quote

"""What a rule of arithmetic hands over: figures that cannot all hold, and the calculation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from sourcecheck.model.claim import Claim
from sourcecheck.model.finding import Step
from sourcecheck.model.quantity import Quantity
from sourcecheck.wording.quantity import Unit, display_unit, quantity_in_words, stated_unit


@dataclass(frozen=True, slots=True)
class Check:
    """Figures of one document that do not fit: what is stated, and from what it should follow."""

    asked: str  # the question, with "{}" for the words of the text
    step: Step  # the calculation in words, under the id of the rule
    stated: tuple[Claim, ...]
    given: tuple[Claim, ...]
    follows: str  # what follows from what is given, in words: "7 + 4 + 2 = 13"
    gap: Fraction  # between the two, as a share of the larger
    tied: str  # why they belong together, in words
    frame: str  # the words around the figures, without them: what the finding is known by

    @property
    def said(self) -> str:
        """What is stated, in words."""
        return "; ".join(map(say, self.stated))


def inputs(**claims: Iterable[Claim] | Claim) -> tuple[tuple[str, object], ...]:
    """Claim ids by the part they play, for the inputs of a step."""
    return tuple(
        (name, held.id if isinstance(held, Claim) else [claim.id for claim in held])
        for name, held in claims.items()
    )


def gap(a: Fraction | None, b: Fraction | None) -> Fraction:
    """The distance of two values as a share of the larger, 0 to 1."""
    if a is None or b is None:
        return Fraction(0)
    larger = max(abs(a), abs(b))
    return min(Fraction(1), abs(a - b) / larger) if larger else Fraction(0)


def say(claim: Claim) -> str:
    """A claim's figure in words, as stated: "about 45 %", "450 km"."""
    return quantity(claim.quantity) if claim.quantity is not None else claim.span.quote


def quantity(figure: Quantity) -> str:
    """A figure in words, in the unit it is stated in."""
    return quantity_in_words(figure, unit(figure))


def unit(figure: Quantity) -> Unit:
    """The unit a figure is stated in, by its sign ("km") where people use it at that size."""
    stated, shown = stated_unit(figure), display_unit([figure])
    return stated if stated.scaled or stated.converts(shown) else shown

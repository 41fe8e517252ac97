"""What a figure in a text states: a number or an interval, in a unit, as firmly as it is put."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Operator = Literal["=", ">=", ">", "<=", "<"]
Change = Literal["", "up", "down"]
#: The rule of an age in whole units: who is 31 has lived from 31 years to just under 32.
AGE = "age"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit, exact.

    `low` and `high` are the figure as stated (the anchor, without hedge or rounding) in the base
    unit `unit`: a pint name (`meter`, `second`), an ISO 4217 code (`USD`), `percent`, or
    `dimensionless` for counts and bare numbers. They are equal for one figure and differ for a
    range; None is an open end. What rounding and hedges allow around them is decided in
    `normalise.tolerance`, never here.
    """

    low: Fraction | None
    high: Fraction | None
    unit: str
    dimension: str  # "length", "mass", "money", "percent", "count", "time" … (resources/units.toml)
    operator: Operator = "="  # ">=" for "at least 50", "<" for "under 3"
    approximate: bool = False  # "about", "nearly", "some", "~"
    hedge: str = ""  # id of the hedge in resources/hedges.toml: "about", "nearly", "dozens" …
    significant_digits: int | None = None  # of the figure as printed; None for words
    unit_as_written: str = ""  # the very characters: "mile", "km²", "US$"
    stated_unit: str = ""  # its canonical name: "mile", "square_kilometer", "USD"
    factor: Fraction = Fraction(1)  # base units in one stated unit: low == stated low * factor
    last_place: Fraction | None = None  # worth of the last significant place, in base units
    counted: str = ""  # lemma of what is counted: "nurse" in "3,000 nurses"
    change: Change = ""  # "rose by 5 %" is a change, not a level
    readings: tuple[Quantity, ...] = ()  # other ways to read it: "ton", "3.645", "mile"
    rule: str = ""  # the rule that made it

    @property
    def is_age(self) -> bool:
        """True for an age in whole units."""
        return self.rule == AGE

    @property
    def is_interval(self) -> bool:
        """True for a stated range ("3 to 5 km"), False for one figure."""
        return self.low != self.high

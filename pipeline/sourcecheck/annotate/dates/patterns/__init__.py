"""The patterns, in the order in which their passes run."""

from sourcecheck.annotate.dates.patterns import (
    absolute,
    clock,
    compose,
    durations,
    relative,
    sets,
    within,
    years,
)

#: Numbers, durations, dates and times of day, then what is put together of them. `relative`,
#: `years` and `clock` add their rules to the pass of `absolute`, so that the longest of all wins.
PASSES = (
    durations.NUMBERS,
    durations.FRACTIONS,
    durations.LENGTHS,
    durations.LETTERS,
    durations.SUMS,
    absolute.ATOMS,
    years.YEARS,
    within.PARTS,
    compose.TIMES,
    sets.SETS,
    sets.TIMED_SETS,
    compose.RANGES,
    compose.DATED,
    sets.HEDGES,
)

__all__ = [
    "PASSES",
    "absolute",
    "clock",
    "compose",
    "durations",
    "relative",
    "sets",
    "within",
    "years",
]

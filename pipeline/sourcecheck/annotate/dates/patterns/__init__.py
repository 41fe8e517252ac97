"""The patterns, in the order in which their passes run."""

from sourcecheck.annotate.dates.patterns import (
    absolute,
    clock,
    compose,
    counted,
    daytime,
    durations,
    numbers,
    numeric,
    relative,
    sets,
    within,
    years,
)

#: Numbers, durations, dates and times of day, then what is put together of them. `numeric`,
#: `relative`, `counted` and `clock` add their rules to the pass of `absolute`, so that the longest
#: of all wins; `daytime` adds to those of `compose`.
PASSES = (
    numbers.WORDS,
    numbers.FRACTIONS,
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
    "counted",
    "daytime",
    "durations",
    "numbers",
    "numeric",
    "relative",
    "sets",
    "within",
    "years",
]

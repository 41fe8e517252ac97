"""How two dates relate of which one is left open, or was completed from the date of its text.

What their words state by themselves decides (`reconcile.compare.fields`): two open days of the week
exclude each other, a year that was only inferred does not.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sourcecheck.model.date import Date
from sourcecheck.model.finding import Comparison, Step
from sourcecheck.normalise.tolerance import allowed_days
from sourcecheck.reconcile.compare import fields
from sourcecheck.reconcile.compare.clock import zones_unstated
from sourcecheck.reconcile.compare.date_fields import DATE_FIELDS, date_fields, states_no_day
from sourcecheck.wording.date import date_in_words

#: What the fields are called; of two that are kept apart the first tells why.
_NAMES = {
    "day": "the day", "year": "the time of the year", "week": "the day of the week",
    "month": "the day of the month", "clock": "the time of day", "edge": "the beginning or end",
    "ends": "an end",
}  # fmt: skip


def compare(a: Date, b: Date, as_dated: Comparison | None = None) -> Comparison:
    """How `a` and `b` relate by what their words state; symmetric.

    `as_dated` is how they relate as they were completed, a conflict: it stands if their words
    exclude each other too.
    """
    verdict = fields.held(_side(a), _side(b))
    both = f"{date_in_words(a)} and {date_in_words(b)}"
    if apart := [name for name in _NAMES if verdict.apart[name][0]]:
        if as_dated is not None:
            return as_dated
        text = f"{both}: no day fits both, as {_NAMES[apart[0]]} is another"
        return Comparison("conflict", (*_of_zones(a, b, apart[0]), Step("fields-apart", text)))
    shared = [name for name in _NAMES if verdict.shared[name][0]]
    steps = tuple(_left_open(date) for date in (a, b) if not allowed_days(date) or date.stated)
    if not shared:
        return Comparison("unknown", steps)
    fit = " and ".join(_NAMES[name] for name in shared)
    return Comparison("compatible", (*steps, Step("fields-fit", f"{both} fit in {fit}")))


def _side(date: Date) -> dict[str, NDArray[Any]]:
    made = date_fields(date)
    return {name: np.array([made[name]], dtype=kind) for name, kind in DATE_FIELDS.items()}


def _of_zones(a: Date, b: Date, field: str) -> tuple[Step, ...]:
    """That neither time states its zone, where it is the times that are apart."""
    if field != "clock" or a.time is None or b.time is None:
        return ()
    if a.time.utc_offset is not None or b.time.utc_offset is not None:
        return ()
    return (zones_unstated(abs(a.time.earliest - b.time.earliest)),)


def _left_open(date: Date) -> Step:
    """What the words of a date leave open, and what completed it."""
    if states_no_day(date):
        text = f"the day of {date_in_words(date)} is that of the story; its words state none"
        return Step("inferred-date", text)
    if allowed_days(date):
        part = "week" if date.stated.startswith("XXXX-WXX") else "year"
        text = f"the {part} of {date_in_words(date)} is read from the date of its text"
        return Step("inferred-date", text)
    reason = date.unresolved or "the text does not say which day is meant"
    return Step("unresolved-date", f"one date is left open: {reason}")

"""What looks like a figure and is none: names, labels, references, codes, years, list marks.

Each check has an id, so that a figure that is not read can be explained. Text alone decides where
it can; part-of-speech tags and entities help where the pipeline has them.
"""

from __future__ import annotations

from collections.abc import Callable

from sourcecheck.annotate.quantities import not_by_form, not_by_label, not_by_word
from sourcecheck.annotate.quantities.figure import Figure
from sourcecheck.annotate.quantities.surroundings import Surroundings


def refusal(around: Surroundings, figure: Figure) -> str:
    """The id of the first reason why this is no figure; "" if it is one."""
    for name, check in _CHECKS.items():
        if check(around, figure):
            if name in ("name", "label"):
                not_by_word.note(around, figure)
            return name
    return ""


_CHECKS: dict[str, Callable[[Surroundings, Figure], bool]] = {
    "label": not_by_label.label,
    "joined-left": not_by_form.joined_left,
    "joined-right": not_by_form.joined_right,
    "score": not_by_form.score,
    "escape": not_by_form.escape,
    "clock": not_by_form.clock,
    "hyphenated": not_by_form.hyphenated,
    "citation": not_by_form.citation,
    "list-mark": not_by_form.list_mark,
    "code": not_by_form.code,
    "year": not_by_form.year,
    "entity": not_by_word.entity,
    "called": not_by_word.called,
    "address": not_by_word.address,
    "name": not_by_word.name,
    "one": not_by_word.one,
    "share": not_by_word.share,
    "adverb": not_by_word.adverb,
    "idiom": not_by_word.idiom,
}

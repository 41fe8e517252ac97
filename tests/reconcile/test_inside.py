"""Figures whose own sentence says that they are some of those counted before."""

from __future__ import annotations

import pytest

from sourcecheck.model.claim import Claim
from sourcecheck.model.span import Span
from sourcecheck.reconcile.frame import _is_inside


def claim(marked: str) -> Claim:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    said = Span(100, 100 + len(text), text)  # a sentence in the midst of a text
    value = Span(100 + start, 100 + end, text[start:end])
    return Claim("c1", "a", value, "count", "people_killed", sentence=said)


@pytest.mark.parametrize(
    ("marked", "inside"),
    [
        ("Gunmen killed nine people, including [three] nurses.", True),
        ("Nine died, among them at least [three] nurses.", True),
        ("Nine died, [three] of whom were nurses.", True),
        ("Nine died, [three] of them in the north.", True),
        ("[Nine] people died, including three nurses.", False),
        ("[Nine] people died, three of whom were nurses.", False),
        ("Those living among them were [three] nurses.", False),
    ],
)
def test_a_part_of_those_counted_before(marked: str, inside: bool) -> None:
    assert _is_inside(claim(marked)) is inside

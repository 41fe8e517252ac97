"""How a lemma is spelled."""

from __future__ import annotations

import pytest

from sourcecheck.lexicon.classes import mended, only_opens


@pytest.mark.parametrize(
    ("lemma", "written", "right"),
    [
        ("losse", "losses", "loss"),
        ("viruse", "viruses", "virus"),
        ("catche", "catches", "catch"),
        ("admitt", "admitted", "admit"),
        ("runne", "running", "run"),
        ("bette", "betting", "bet"),
        # as it is written, or a plural: nothing was left of an ending
        ("tonne", "tonnes", "tonne"),
        ("fine", "fines", "fine"),
        ("tune", "tunes", "tune"),
        ("posse", "posse", "posse"),
        ("house", "houses", "house"),
        ("boss", "bosses", "boss"),
        # compared, or with an "e" of its own
        ("late", "later", "late"),
        ("finest", "finest", "finest"),
        ("singe", "singed", "singe"),
        # neither way a common word
        ("wexle", "wexling", "wexle"),
    ],
)
def test_a_lemma_without_what_was_left_of_an_ending(lemma: str, written: str, right: str):
    assert mended(lemma, written) == right


@pytest.mark.parametrize(
    ("text", "no_name"),
    [
        ("Tens of thousands rally", True),
        ("Hundreds of", True),
        ("Monday", False),  # one word is for the list alone
        ("Thousand Oaks", False),
        ("Ferry sinks", False),
    ],
)
def test_the_opening_of_a_headline_is_no_name(text: str, no_name: bool):
    assert only_opens(text) == no_name

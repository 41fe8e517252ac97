"""Each entry of the vocabularies is read as `readings.tsv` has it: none is lost, moved or idle.

`python -m tests.vocabulary.reading` writes the file anew when an entry is added or another meaning
is wanted; a change of a reading is then seen line by line.
"""

from __future__ import annotations

import pytest

from tests.vocabulary.reading import cases, firmness_parsed, kept

KEPT = kept()
ALL = list(cases())
CASES = {case.key: case for case in ALL}
#: Entries that make no difference in the sentence that is made for them, and why.
NOT_IN_ITS_SENTENCE = {
    "attribution/to_verbs.estimated/rumour": "the shipped lemma of “rumoured” is “rumoure”",
}


def _lists(*, parsed: bool) -> list[str]:
    """The lists whose sentences go through the pipeline that ships, or those of the others."""
    return list(dict.fromkeys(c.list for c in ALL if (c.read is firmness_parsed) is parsed))


def _otherwise(name: str) -> dict[str, tuple[str, str]]:
    """The entries of a list that are read otherwise than the file has it, and both readings."""
    kept = [case for case in ALL if case.list == name and case.key in KEPT]
    both = {case.key: (case.read(case.said), KEPT[case.key][1]) for case in kept}
    return {key: (now, before) for key, (now, before) in both.items() if now != before}


@pytest.mark.parametrize("name", _lists(parsed=False))
def test_each_entry_is_read_as_before(name: str) -> None:
    assert _otherwise(name) == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", _lists(parsed=True))
def test_each_entry_is_read_as_before_in_a_parse(name: str) -> None:
    assert _otherwise(name) == {}


def test_no_entry_is_lost() -> None:
    assert sorted(KEPT.keys() - CASES.keys()) == []


def test_every_entry_has_a_sentence_in_which_it_matters() -> None:
    assert sorted(CASES.keys() - KEPT.keys()) == sorted(NOT_IN_ITS_SENTENCE)


def test_the_sentences_are_those_of_the_templates() -> None:
    assert {k: s for k, (s, _) in KEPT.items() if k in CASES and CASES[k].said != s} == {}

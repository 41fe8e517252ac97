"""Documents that are nearly copies of one another are named; documents on one matter are not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcecheck.model.source import Source
from sourcecheck.read import dossier
from sourcecheck.read.copies import Copy, copies
from sourcecheck.settings import Settings
from tests.machine import steps


def text(*numbers: int) -> str:
    """A text of one sentence a number; equal numbers make equal sentences."""
    said = (f"On that day the keeper of lock {n} counted {n * 7} barges." for n in numbers)
    return " ".join(said)


def source(id: str, text: str) -> Source:
    return Source(id, f"{id}.txt", "0" * 64, text)


def found(**texts: str) -> tuple[Copy, ...]:
    return copies([source(id, text) for id, text in texts.items()])


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (text(*range(10)), text(*range(10)).upper().replace(" ", "\n "), (10, 10)),
        (text(*range(10)), text(*range(9), 77), (9, 10)),
        (text(*range(5)), text(*range(40)), (5, 5)),
        (text(*range(10)), text(*range(8), 70, 71), (8, 10)),
        (text(*range(10)), text(*range(7), 70, 71, 72), None),
        ("Norland has 3 lakes.", "Norland has 3 lakes.\n", None),
        ("", "", None),
    ],
)
def test_four_sentences_in_five(a: str, b: str, expected: tuple[int, int] | None):
    made = found(a=a, b=b)
    assert [(c.shared, c.sentences) for c in made] == ([expected] if expected else [])


def test_the_shorter_is_named_as_the_copy():
    [copy] = found(long=text(*range(30)), short=text(*range(20, 30)))
    assert str(copy).startswith("short is nearly a copy of long: of its 10 sentences 10 stand")


def test_of_many_copies_each_is_named_once():
    made = found(**{f"d{n}": text(*range(10), 100 + n) for n in range(20)})
    assert len(made) == 19
    assert len({copy.longer for copy in made}) == 1


@settings(max_examples=40)
@given(
    st.lists(st.frozensets(st.integers(0, 12), min_size=3), min_size=2, max_size=6, unique=True),
    st.randoms(use_true_random=False),
)
def test_names_and_order_of_the_files_change_nothing(held: list[frozenset[int]], chance):
    texts = [text(*sorted(numbers)) for numbers in held]
    ids = [f"s{n}" for n in range(len(texts))]
    others = list(ids)
    chance.shuffle(others)
    plain = copies([source(id, text) for id, text in zip(ids, texts, strict=True)])
    renamed = copies([source(id, text) for id, text in zip(others, texts, strict=True)])
    back = dict(zip(others, ids, strict=True))
    assert {(c.shorter, c.longer, c.shared) for c in plain} == {
        (back[c.shorter], back[c.longer], c.shared) for c in renamed
    }


def test_the_note_stands_in_the_dossier_and_both_are_read(tmp_path):
    (tmp_path / "a.txt").write_text(text(*range(10)))
    (tmp_path / "b.txt").write_text(text(*range(9), 90))
    made = dossier.read(tmp_path, Settings())
    assert len(made.sources) == 2
    assert [note for note in made.notes if "nearly a copy" in note and "9 stand" in note]


def test_many_documents_with_one_sentence_in_common_take_linear_work():
    def work(count: int) -> int:
        texts = {f"d{n}": text(0, *range(20 * n + 1, 20 * n + 20)) for n in range(count)}
        assert found(**texts) == ()
        return steps(lambda: found(**texts))

    assert work(400) < 5 * work(100)

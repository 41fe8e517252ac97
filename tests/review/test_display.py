"""Text of a source as it is shown: what would act, or turn the writing, is shown as what it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.review import display


@given(st.text())
def test_harmless_text_has_nothing_unprintable(text: str) -> None:
    shown = display.harmless(text)
    assert all(c.isprintable() or c in "\n\u00a0\u3000" for c in shown)
    assert display.harmless(shown) == shown


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(display.one_line(text).splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "␛[2J"),
        ("a\u202eb", "a<U+202E>b"),
        ("\x9b1m", "<U+009B>1m"),
        ("5\u00a0km", "5\u00a0km"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(text: str, shown: str) -> None:
    assert display.harmless(text) == shown


@given(st.text())
def test_visible_text_differs_only_where_something_would_act(text: str) -> None:
    shown = display.visible(text)
    acting = [c for c in text if c not in shown]
    assert all(c not in "\t\n" and not c.isprintable() for c in acting)
    assert not any((ord(c) < 0x20 and c not in "\t\n") or 0x7F <= ord(c) < 0xA0 for c in shown)


@pytest.mark.parametrize(
    ("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (702, "AAA")]
)
def test_positions_are_lettered(index: int, name: str) -> None:
    assert display.letter(index) == name

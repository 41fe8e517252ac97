from __future__ import annotations

import io
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from machine import PATIENCE
from rich.console import Console

from sourcecheck.model.decision import Decision, Verdict
from sourcecheck.review import keys, queue, store, terminal
from sourcecheck.review.queue import Item, Passage, Position

REPORT = Path(__file__).parent / "dossier" / "report"


class Sitting:
    """A session over the hand-made report with the given lines as input."""

    def __init__(self, *lines: str, items: tuple[Item, ...] | None = None, width: int = 80) -> None:
        self.saved: list[Decision] = []
        self.screen = io.StringIO()
        console = Console(file=self.screen, width=width, markup=False, highlight=False)
        found = queue.items(queue.load_report(REPORT)) if items is None else items
        typed = io.StringIO("".join(f"{line}\n" for line in lines))
        self.session = terminal.Session(
            items=queue.waiting(found, store.status(found, ())),
            statuses=store.status(found, ()),
            console=console,
            keys=keys.keys(typed, console),
            save=self._save,
        )
        self.session.run()

    def _save(self, item: Item, verdict: Verdict, note: str) -> Decision:
        decision = item.decided(verdict, note=note)
        self.saved.append(decision)
        return decision

    @property
    def given(self) -> list[tuple[str, str, str]]:
        return [(d.finding, d.verdict, d.note) for d in self.saved]

    @property
    def words(self) -> str:
        return " ".join(self.screen.getvalue().split())


def test_one_key_and_a_note_decide_each_finding() -> None:
    sitting = Sitting("c", "both are firm", "t", "", "n", "one is a motto")
    assert sitting.given == [
        ("5eed01", "conflict", "both are firm"),
        ("7a10aa", "other-time", ""),
        ("7a20bb", "not-the-same", "one is a motto"),
    ]


def test_a_finding_is_shown_with_both_passages_and_why() -> None:
    words = Sitting("q").words
    assert "How long is the Kelda Tunnel?" in words
    assert "A 14.2 kilometres Guide to the tunnel, 1991" in words
    assert ">>7 miles<<" in words
    assert "11.27 km, as printed 10.46 to 12.07 km" in words
    assert "which does not reach 14.15 km." in words


def test_quitting_keeps_what_was_decided() -> None:
    assert Sitting("a", "", "q", "c").given == [("5eed01", "a-right", "")]


def test_the_end_of_the_input_quits() -> None:
    assert Sitting("a", "").given == [("5eed01", "a-right", "")]


def test_a_verdict_stands_when_the_input_ends_at_its_note() -> None:
    assert Sitting("b").given == [("5eed01", "b-right", "")]


def test_enter_moves_on_and_decides_nothing() -> None:
    assert Sitting("", "m", "").given == [("7a10aa", "misread", "")]


def test_back_decides_again_with_a_new_line() -> None:
    sitting = Sitting("a", "first thought", "u", "b", "second thought")
    assert sitting.given == [
        ("5eed01", "a-right", "first thought"),
        ("5eed01", "b-right", "second thought"),
    ]
    assert "You decided just now: A right" in sitting.words
    assert sitting.session.decided["5eed01"].verdict == "b-right"


def test_there_is_nothing_before_the_first() -> None:
    assert "This is the first one." in Sitting("u", "q").words


def test_other_keys_decide_nothing() -> None:
    sitting = Sitting("x", "?", "q")
    assert sitting.given == []
    assert "That key means nothing here" in sitting.words
    assert "Both hold, each for its own time." in sitting.words


def test_a_needs_a_second_position() -> None:
    alone = Item("1", "fp", "How wide?", "conflict", "low", (Position("8 m", ()),), ())
    sitting = Sitting("a", "m", "", items=(alone,))
    assert sitting.given == [("1", "misread", "")]
    assert "Not here: this finding has one position only" in sitting.words


def test_long_positions_are_cut_with_a_word_about_the_rest() -> None:
    passage = Passage("Note", "", "It is ", "8 m", " wide.", "8 meter")
    many = Position("8 m", (passage,) * (terminal.PASSAGES + 3))
    sitting = Sitting("q", items=(Item("1", "fp", "How wide?", "conflict", "low", (many,), ()),))
    assert sitting.words.count(">>8 m<<") == terminal.PASSAGES
    assert "and 3 more in the report" in sitting.words


def test_nothing_in_a_source_acts_on_the_terminal() -> None:
    nasty = "\x1b[2J\x1b]0;title\x07[red]red[/red]\u202egnal"
    passage = Passage(nasty, nasty, nasty, nasty, nasty, nasty)
    item = Item(nasty, nasty, nasty, "conflict", nasty, (Position(nasty, (passage,)),), (nasty,))
    screen = Sitting("q", items=(item,), width=200).screen.getvalue()
    assert not {"\x1b", "\x07", "\u202e"} & set(screen)
    assert "[red]red[/red]" in screen


def test_positions_are_lettered_as_on_the_page() -> None:
    many = tuple(Position(f"{n} m", ()) for n in range(1, 29))
    item = Item("1", "fp", "How wide?", "conflict", "low", many, ())
    words = Sitting("q", items=(item,)).words
    assert "Z 26 m" in words
    assert "AB 28 m" in words


def test_every_step_of_a_long_explanation_is_shown() -> None:
    steps = tuple(f"step {n} of the reason" for n in range(40))
    item = Item("1", "fp", "How wide?", "conflict", "low", (Position("8 m", ()),), steps)
    words = Sitting("q", items=(item,)).words
    assert all(step in words for step in steps)


# ------------------------------------------------------------------ single keys


class Pty:
    """A terminal to type into a moment after the keys begin to be read."""

    def __init__(self) -> None:
        import pty

        self.master, self.slave = pty.openpty()
        self.keys = keys.TerminalKeys(self.slave, Console(file=io.StringIO()))

    def type(self, *typed: bytes) -> None:
        def slowly() -> None:
            for keystroke in typed:
                self._wait_until_read()
                os.write(self.master, keystroke)

        threading.Thread(target=slowly, daemon=True).start()

    def _wait_until_read(self) -> None:
        """A busy machine may come to read late: until then the terminal keeps whole lines."""
        import termios

        for _ in range(100 * PATIENCE):
            if not termios.tcgetattr(self.slave)[3] & termios.ICANON:
                return
            time.sleep(0.01)


@pytest.fixture
def pty() -> Iterator[Pty]:
    if sys.platform == "win32":
        pytest.skip("POSIX terminals")
    opened = Pty()
    yield opened
    os.close(opened.master)
    os.close(opened.slave)


@pytest.mark.parametrize(
    ("typed", "key"),
    [(b"c", "c"), ("é".encode(), "é"), (b"\n", ""), (b"\r", ""), (b"?", "?")],
)
def test_a_key_counts_without_enter(pty: Pty, typed: bytes, key: str) -> None:
    pty.type(typed)
    assert pty.keys.key() == key


def test_arrow_keys_are_not_taken_for_letters(pty: Pty) -> None:
    pty.type(b"\x1b[Am")  # arrow up ends in "A", the key of "A right"
    assert pty.keys.key() == "m"


def test_keys_pressed_before_the_finding_was_shown_do_not_count(pty: Pty) -> None:
    os.write(pty.master, b"a")
    pty.type(b"m")
    assert pty.keys.key() == "m"


def test_ctrl_d_ends_the_input(pty: Pty) -> None:
    pty.type(b"\x04")
    with pytest.raises(EOFError):
        pty.keys.key()


def test_the_terminal_is_left_as_it_was(pty: Pty) -> None:
    import termios

    before = termios.tcgetattr(pty.slave)
    pty.type(b"c")
    pty.keys.key()
    assert termios.tcgetattr(pty.slave) == before


def test_piped_input_is_read_by_lines() -> None:
    console = Console(file=io.StringIO())
    assert isinstance(keys.keys(io.StringIO("c\n"), console), keys.LineKeys)

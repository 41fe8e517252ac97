from __future__ import annotations

import io
import os
import select
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from sourcecheck.model.decision import Decision
from sourcecheck.review import queue, store, terminal
from sourcecheck.review.queue import Item, Passage, Position
from sourcecheck.review.vocabulary import Choice
from tests.machine import PATIENCE

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
            keys=terminal.keys(typed, console),
            save=self._save,
        )
        self.session.run()

    def _save(self, item: Item, choice: Choice, note: str) -> Decision:
        decision = item.decided(choice.id, choice.place, note=note)
        self.saved.append(decision)
        return decision

    @property
    def given(self) -> list[tuple[str, str, str]]:
        return [(d.finding, d.chosen or d.verdict, d.note) for d in self.saved]

    @property
    def words(self) -> str:
        return " ".join(self.screen.getvalue().split())


def test_one_key_and_a_note_decide_each_finding() -> None:
    sitting = Sitting("1", "both are firm", "2", "", "7", "one is a motto")
    assert sitting.given == [
        ("5eed01", "conflict", "both are firm"),
        ("7a10aa", "other-time", ""),
        ("7a20bb", "not-the-same", "one is a motto"),
    ]


def test_a_finding_is_shown_with_both_passages_and_why() -> None:
    words = Sitting(".").words
    assert "How long is the Kelda Tunnel?" in words
    assert "A 14.2 kilometres Guide to the tunnel, 1991" in words
    assert ">>7 miles<<" in words
    assert "11.27 km, as printed 10.46 to 12.07 km" in words
    assert "which does not reach 14.15 km." in words


def test_a_finding_says_how_sure_it_is() -> None:
    words = Sitting("", "", "").words
    assert "conflict, high · 93 % sure · 5eed01" in words
    assert "71 % sure · 7a10aa" in words
    (width,) = [item for item in queue.items(queue.load_report(REPORT)) if item.id == "c0ffee"]
    screen = io.StringIO()
    terminal.show(width, Console(file=screen, width=80), 1, 1)
    assert "follows from the text alone · c0ffee" in screen.getvalue()


def test_quitting_keeps_what_was_decided() -> None:
    assert Sitting("a", "", ".", "1").given == [("5eed01", "14.2 kilometres", "")]


def test_the_end_of_the_input_quits() -> None:
    assert Sitting("a", "").given == [("5eed01", "14.2 kilometres", "")]


def test_a_verdict_stands_when_the_input_ends_at_its_note() -> None:
    assert Sitting("b").given == [("5eed01", "7 miles", "")]


def test_enter_moves_on_and_decides_nothing() -> None:
    assert Sitting("", "8", "").given == [("7a10aa", "misread", "")]


def test_back_decides_again_with_a_new_line() -> None:
    sitting = Sitting("a", "first thought", "<", "b", "second thought")
    assert sitting.given == [
        ("5eed01", "14.2 kilometres", "first thought"),
        ("5eed01", "7 miles", "second thought"),
    ]
    assert "You decided just now: A right: 14.2 kilometres" in sitting.words
    assert sitting.session.decided["5eed01"].chosen == "7 miles"


def test_there_is_nothing_before_the_first() -> None:
    assert "This is the first one." in Sitting("<", ".").words


def test_other_keys_decide_nothing() -> None:
    sitting = Sitting("!", "c", "?", ".")
    assert sitting.given == []
    assert "That key means nothing here" in sitting.words
    assert "Not here: there is no position C; they are A to B." in sitting.words
    assert "Both hold, each for its own time." in sitting.words


def test_a_needs_a_second_position() -> None:
    alone = Item("1", "fp", "How wide?", "conflict", "low", (Position("8 m", ()),), ())
    sitting = Sitting("a", "8", "", items=(alone,))
    assert sitting.given == [("1", "misread", "")]
    assert "Not here: this finding has one position only" in sitting.words


def test_long_positions_are_cut_with_a_word_about_the_rest() -> None:
    passage = Passage("Note", "", "It is ", "8 m", " wide.", "8 meter")
    many = Position("8 m", (passage,) * (terminal.PASSAGES + 3))
    sitting = Sitting(".", items=(Item("1", "fp", "How wide?", "conflict", "low", (many,), ()),))
    assert sitting.words.count(">>8 m<<") == terminal.PASSAGES
    assert "and 3 more in the report" in sitting.words


def test_nothing_in_a_source_acts_on_the_terminal() -> None:
    nasty = "\x1b[2J\x1b]0;title\x07[red]red[/red]\u202egnal"
    passage = Passage(nasty, nasty, nasty, nasty, nasty, nasty)
    item = Item(nasty, nasty, nasty, "conflict", nasty, (Position(nasty, (passage,)),), (nasty,))
    screen = Sitting(".", items=(item,), width=200).screen.getvalue()
    assert not {"\x1b", "\x07", "\u202e"} & set(screen)
    assert "[red]red[/red]" in screen


def test_positions_are_lettered_as_on_the_page() -> None:
    many = tuple(Position(f"{n} m", ()) for n in range(1, 29))
    item = Item("1", "fp", "How wide?", "conflict", "low", many, ())
    words = Sitting(".", items=(item,)).words
    assert "Z 26 m" in words
    assert "AB 28 m" in words


def test_every_step_of_a_long_explanation_is_shown() -> None:
    steps = tuple(f"step {n} of the reason" for n in range(40))
    item = Item("1", "fp", "How wide?", "conflict", "low", (Position("8 m", ()),), steps)
    words = Sitting(".", items=(item,)).words
    assert all(step in words for step in steps)


def test_any_of_many_positions_can_hold() -> None:
    many = tuple(Position(f"{n} m", ()) for n in range(1, 29))
    item = Item("1", "fp", "How wide?", "conflict", "low", many, ())
    sitting = Sitting("c", "", items=(item,))
    assert sitting.given == [("1", "3 m", "")]
    assert "[a] A right" in sitting.words
    assert "… [ab] AB right" in sitting.words
    assert Sitting("ab", "", items=(item,)).given == [("1", "28 m", "")]
    assert Sitting("d-right", "", items=(item,)).given == [("1", "4 m", "")]


class TakesBack:
    """Keys of somebody who takes the first verdict back at its note."""

    def __init__(self) -> None:
        self.pressed = ["a", "b"]
        self.notes = ["", "measured"]

    def key(self) -> str:
        if not self.pressed:
            raise EOFError
        return self.pressed.pop(0)

    def line(self, prompt: str) -> str:
        note = self.notes.pop(0)
        if not note:
            raise terminal.Cancelled
        return note


def test_what_is_taken_back_at_the_note_is_not_saved() -> None:
    sitting = Sitting(".")
    sitting.session.keys = TakesBack()
    sitting.session.run()
    assert sitting.given == [("5eed01", "7 miles", "measured")]
    assert "Nothing was saved." in sitting.words


def test_ctrl_c_at_a_piped_note_saves_nothing() -> None:
    class Interrupted(TakesBack):
        def line(self, prompt: str) -> str:
            raise KeyboardInterrupt

    sitting = Sitting(".")
    sitting.session.keys = Interrupted()
    with pytest.raises(KeyboardInterrupt):
        sitting.session.run()
    assert sitting.given == []


# ------------------------------------------------------------------ single keys


class Pty:
    """A terminal to type into a moment after the keys begin to be read."""

    def __init__(self) -> None:
        import pty

        self.master, self.slave = pty.openpty()
        self.keys = terminal.TerminalKeys(self.slave, Console(file=io.StringIO()))

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
    os.write(pty.master, b"a\n")
    assert select.select([pty.slave], [], [], PATIENCE)[0]  # it has come before the key is read
    pty.type(b"m")
    assert pty.keys.key() == "m"


def test_ctrl_d_ends_the_input(pty: Pty) -> None:
    pty.type(b"\x04")
    with pytest.raises(EOFError):
        pty.keys.key()


@pytest.mark.parametrize("typed", [b"\x1bOA", b"\x1b[1;5C", b"\x1b[[A", b"\x1bq", b"\x1b[15~"])
def test_no_part_of_a_longer_key_counts(pty: Pty, typed: bytes) -> None:
    pty.type(typed + b"8")
    assert pty.keys.key() == "8"


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (b"measured\n", "measured"),
        ("größe\r".encode(), "größe"),
        (b"seem\x7fn\n", "seen"),
        (b"first\x15second\n", "second"),
        (b"a\x1b[Db\t\n", "ab"),
        (b"\n", ""),
    ],
)
def test_a_note_is_typed_as_elsewhere(pty: Pty, typed: bytes, line: str) -> None:
    pty.type(typed)
    assert pty.keys.line("Note: ") == line


@pytest.mark.parametrize("typed", [b"half a no\x1b", b"\x1b\x1b"])
def test_a_note_is_taken_back(pty: Pty, typed: bytes) -> None:
    pty.type(typed)
    with pytest.raises(terminal.Cancelled):
        pty.keys.line("Note: ")


def test_the_terminal_is_left_as_it_was(pty: Pty) -> None:
    import termios

    before = termios.tcgetattr(pty.slave)
    pty.type(b"c")
    pty.keys.key()
    assert termios.tcgetattr(pty.slave) == before


def test_piped_input_is_read_by_lines() -> None:
    console = Console(file=io.StringIO())
    assert isinstance(terminal.keys(io.StringIO("c\n"), console), terminal.LineKeys)

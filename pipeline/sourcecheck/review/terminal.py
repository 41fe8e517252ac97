"""Reviewing at a terminal: one finding at a time, one key a decision, saved at once.

Keys and notes come from a person, pressed one by one at a terminal, or piped in as lines.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import select
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sourcecheck.model.decision import Decision
from sourcecheck.review import display, vocabulary
from sourcecheck.review.display import harmless, letter, one_line
from sourcecheck.review.queue import Item, Passage
from sourcecheck.review.store import Status, place
from sourcecheck.review.vocabulary import Choice

#: How long the rest of an arrow or function key may take to arrive (seconds).
ESCAPE_WAIT = 0.05

_ESCAPE, _INTERRUPT, _END = "\x1b", "\x03", "\x04"
_BACKSPACES, _ERASE_ALL = "\x7f\b", "\x15"


class Cancelled(Exception):
    """The person took back what they were asked a line for: Esc or Ctrl-C."""


class Keys(Protocol):
    """Where keys and notes come from. Both methods raise EOFError at the end of the input."""

    def key(self) -> str:
        """The next key; "" for Enter."""

    def line(self, prompt: str) -> str:
        """A line of text, without its end. Raises Cancelled where the person takes it back."""


class LineKeys:
    """Keys from lines, for pipes and scripts: a key or a verdict's id on each, then its note."""

    def __init__(self, stream: TextIO, console: Console) -> None:
        self._stream = stream
        self._console = console

    def key(self) -> str:
        """The key or word on the next line."""
        return self._next().strip()

    def line(self, prompt: str) -> str:
        """The next line."""
        self._console.print(Text(prompt))
        return self._next().rstrip("\r\n")

    def _next(self) -> str:
        line = self._stream.readline()
        if not line:
            raise EOFError
        return line


class TerminalKeys:
    """Keys as they are pressed, without Enter, on a terminal that can do so (POSIX)."""

    def __init__(self, descriptor: int, console: Console) -> None:
        self._descriptor = descriptor
        self._console = console

    def key(self) -> str:
        """The next key pressed; Esc, arrow and function keys are passed over."""
        with _unbuffered(self._descriptor, forget=True):
            while (pressed := self._press()) == _ESCAPE:
                pass
        if pressed == _END:
            raise EOFError
        return "" if pressed in "\r\n" else pressed

    def line(self, prompt: str) -> str:
        """A line typed, with backspace and Ctrl-U. Raises Cancelled at Esc and Ctrl-C."""
        try:
            # read key by key, since a terminal that gives whole lines keeps Esc to itself
            with _unbuffered(self._descriptor, forget=False):
                self._echo(prompt)
                return self._typed()
        except KeyboardInterrupt:
            raise Cancelled from None
        finally:
            self._echo("\n")

    def _typed(self) -> str:
        typed = ""
        while (pressed := self._press()) not in "\r\n":
            if pressed in (_ESCAPE, _INTERRUPT):
                raise Cancelled
            if pressed == _END and not typed:
                raise EOFError
            kept = _edited(typed, pressed)
            width = cell_len(typed[len(kept) :])
            self._echo("\b \b" * width + kept[len(typed) :])
            typed = kept
        return typed

    def _echo(self, text: str) -> None:
        self._console.file.write(text)
        self._console.file.flush()

    def _press(self) -> str:
        """The next character typed, or Esc alone; keys that send more than one are passed over."""
        while (first := self._byte()) == b"\x1b":
            if not select.select([self._descriptor], [], [], ESCAPE_WAIT)[0]:
                return _ESCAPE
            if (kind := self._byte()) == b"\x1b":
                return _ESCAPE
            self._pass_over(kind)
        return self._character(first)

    def _pass_over(self, kind: bytes) -> None:
        """Read the rest of an escape sequence (ECMA-48): its letters are no keys."""
        if kind == b"O":
            self._byte()
        elif kind == b"[":
            if (byte := self._byte()) == b"[":  # a function key of the Linux console
                self._byte()
                return
            while not b"@" <= byte <= b"~":
                byte = self._byte()
        else:
            self._character(kind)  # Alt and a key

    def _byte(self) -> bytes:
        byte = os.read(self._descriptor, 1)
        if not byte:
            raise EOFError
        return byte

    def _character(self, first: bytes) -> str:
        # UTF-8: the leading byte tells how many follow
        rest = sum(first[0] >= least for least in (0xC0, 0xE0, 0xF0))
        return (first + b"".join(self._byte() for _ in range(rest))).decode(errors="replace")


def _edited(typed: str, pressed: str) -> str:
    """The line after a key: one character more or less, none, or as it was."""
    if pressed in _BACKSPACES:
        return typed[:-1]
    if pressed == _ERASE_ALL:
        return ""
    return typed + pressed if pressed.isprintable() else typed


@contextlib.contextmanager
def _unbuffered(descriptor: int, *, forget: bool) -> Iterator[None]:
    """Within it the terminal gives each key at once and does not show it; Ctrl-C interrupts.

    With `forget`, keys that were pressed before are dropped.
    """
    import termios
    import tty

    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor, termios.TCSAFLUSH if forget else termios.TCSADRAIN)
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def keys(stream: TextIO, console: Console) -> Keys:
    """Single keys when `stream` is a terminal that can give them, lines otherwise."""
    if stream.isatty() and importlib.util.find_spec("termios"):
        return TerminalKeys(stream.fileno(), console)
    return LineKeys(stream, console)


#: Passages shown of one position; the report has them all.
PASSAGES = 4

#: Saves a verdict and its note on an item and gives back what was written.
Save = Callable[[Item, Choice, str], Decision]


@dataclass(slots=True)
class Session:
    """One sitting: goes through `items`, shows each, takes a key, saves, moves on."""

    items: Sequence[Item]
    statuses: Mapping[str, Status]
    console: Console
    keys: Keys
    save: Save
    #: What was decided in this sitting, the latest on each finding, by finding id.
    decided: dict[str, Decision] = field(default_factory=dict)

    def run(self) -> None:
        """Until the last item is done or the person quits; the input's end quits too.

        KeyboardInterrupt passes through: what was decided before is already saved.
        """
        number = 0
        while number < len(self.items):
            item = self.items[number]
            show(item, self.console, number + 1, len(self.items))
            self._show_status(item)
            show_keys(self.console, len(item.positions))
            try:
                step = self._answer(item, first=number == 0)
            except EOFError:
                return
            if step is None:
                return
            number += step

    def _answer(self, item: Item, *, first: bool) -> int | None:
        """How far to move: 1 on, -1 back; None to stop."""
        while True:
            self._print("> ", end="")
            key = self.keys.key()
            found = vocabulary.pressed(key)
            self._print(found.label if found else key)
            if isinstance(found, Choice):
                if objection := item.objection(found):
                    self._print(f"Not here: {objection}.")
                elif self._decide(item, found):
                    return 1
                continue
            match found and found.id:
                case "skip":
                    return 1
                case "back" if not first:
                    return -1
                case "back":
                    self._print("This is the first one.")
                case "help":
                    self._print(vocabulary.help_of_keys(len(item.positions)))
                case "quit":
                    return None
                case _:
                    self._print("That key means nothing here; ? shows the keys.")

    def _decide(self, item: Item, choice: Choice) -> bool:
        """Save the verdict with a note; False when the person took it back at the note.

        At the end of the input the verdict stands: nobody took it back.
        """
        note, end = "", None
        try:
            note = self.keys.line("Note (Enter for none, Esc to decide nothing): ").strip()
        except Cancelled:
            self._print("Nothing was saved.")
            return False
        except EOFError as ended:
            end = ended
        made = self.decided[item.id] = self.save(item, choice, note)
        label = vocabulary.label(made.verdict, made.chosen, _letter(choice.place))
        self._print(f"Saved: {label}" + (f" ({note})" if note else ""))
        if end is not None:
            raise end
        return True

    def _show_status(self, item: Item) -> None:
        now = self.decided.get(item.id)
        status = self.statuses[item.id]
        if now is not None:
            chosen = place(now, item.held)
            self._print(f"You decided just now: {said(now, chosen)}. Another key replaces it.")
        elif status.decision is not None:
            self._print(f"Decided before: {said(status.decision, status.chosen)}.")
            if status.reason:
                self._print(f"Open again: {status.reason}.")

    def _print(self, text: str, end: str = "\n") -> None:
        self.console.print(Text(harmless(text)), end=end)


def said(decision: Decision, chosen: int | None = None) -> str:
    """A decision in one line: what, by whom, when, why.

    `chosen` is the place of the position that it says holds, where that is known now.
    """
    label = vocabulary.label(decision.verdict, decision.chosen, _letter(chosen))
    by = f" by {decision.by}" if decision.by else ""
    note = f": {decision.note}" if decision.note else ""
    return f"{label}, {decision.at[:10]}{by}{note}"


def _letter(place: int | None) -> str:
    return "" if place is None else letter(place)


def show(item: Item, console: Console, number: int, count: int) -> None:
    """Print a finding: its question, each position with its passages, the explanation."""
    console.rule(Text(f"{number} of {count}", style="dim"), align="left")
    console.print(Text(harmless(item.question), style="bold"))
    sure = display.sure_in_words(item.confidence)
    about = one_line(f"{item.relation}, {item.severity} · {sure} · {item.id}")
    console.print(Text(about, style="dim"))
    for index, position in enumerate(item.positions):
        console.print()
        console.print(Text(f"{letter(index)}  {harmless(position.value)}", style="bold cyan"))
        for passage in position.passages[:PASSAGES]:
            console.print(_indented(_passage(passage)))
        if (more := len(position.passages) - PASSAGES) > 0:
            console.print(_indented(Text(f"and {more} more in the report")))
    console.print()
    for line in item.explanation:
        console.print(_indented(Text(harmless(line)), bullet="· "))
    console.print()


def _passage(passage: Passage) -> Text:
    dated = f", {passage.published}" if passage.published else ", undated"
    # quotes are marked without colours too; a value that only repeats the quote says nothing
    value = "" if passage.value == passage.quote else f"\n= {harmless(passage.value)}"
    return Text.assemble(
        (harmless(passage.title + dated) + "\n", "italic"),
        harmless(passage.before),
        (f">>{harmless(passage.quote)}<<", "bold"),
        harmless(passage.after).rstrip(),
        (value, "dim"),
    )


def _indented(text: Text, bullet: str = "   ") -> Table:
    grid = Table.grid()
    grid.add_row(Text(bullet), text)
    return grid


def show_keys(console: Console, positions: int) -> None:
    """Print the keys of a finding with so many positions, none broken over two lines."""
    entries = vocabulary.shown_keys(positions)
    lines = [entries[0]]
    for entry in entries[1:]:
        longer = f"{lines[-1]}   {entry}"
        if len(longer) < console.width:
            lines[-1] = longer
        else:
            lines.append(entry)
    console.print(Text("\n".join(lines), style="dim"))

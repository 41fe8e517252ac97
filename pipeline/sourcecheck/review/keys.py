"""Keys and notes from a person: pressed one by one at a terminal, or piped in as lines."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import select
from collections.abc import Iterator
from typing import Protocol, TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

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

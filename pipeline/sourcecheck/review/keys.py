"""Keys and notes from a person: pressed one by one at a terminal, or piped in as lines."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import select
from collections.abc import Iterator
from typing import Protocol, TextIO

from rich.console import Console
from rich.text import Text

#: How long the rest of an arrow or function key may take to arrive (seconds).
ESCAPE_WAIT = 0.05


class Keys(Protocol):
    """Where keys and notes come from. Both methods raise EOFError at the end of the input."""

    def key(self) -> str:
        """The next key; "" for Enter."""

    def line(self, prompt: str) -> str:
        """A line of text, without its end."""


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

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def key(self) -> str:
        """The next key pressed; arrow and function keys are passed over."""
        with _unbuffered(self._descriptor):
            while True:
                first = self._byte()
                if first == b"\x1b":
                    # the letters of an escape sequence must not be taken for keys
                    while select.select([self._descriptor], [], [], ESCAPE_WAIT)[0]:
                        self._byte()
                    continue
                if first == b"\x04":  # Ctrl-D
                    raise EOFError
                return "" if first in b"\r\n" else self._character(first)

    def line(self, prompt: str) -> str:
        """A line typed with the terminal's own editing."""
        return input(prompt)

    def _byte(self) -> bytes:
        byte = os.read(self._descriptor, 1)
        if not byte:
            raise EOFError
        return byte

    def _character(self, first: bytes) -> str:
        # UTF-8: the leading byte tells how many follow
        rest = sum(first[0] >= least for least in (0xC0, 0xE0, 0xF0))
        return (first + b"".join(self._byte() for _ in range(rest))).decode(errors="replace")


@contextlib.contextmanager
def _unbuffered(descriptor: int) -> Iterator[None]:
    import termios
    import tty

    before = termios.tcgetattr(descriptor)
    try:
        # Ctrl-C still interrupts; keys pressed before the finding was shown are dropped
        tty.setcbreak(descriptor, termios.TCSAFLUSH)
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def keys(stream: TextIO, console: Console) -> Keys:
    """Single keys when `stream` is a terminal that can give them, lines otherwise."""
    if stream.isatty() and importlib.util.find_spec("termios"):
        return TerminalKeys(stream.fileno())
    return LineKeys(stream, console)

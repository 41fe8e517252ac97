"""What keeps tests independent of the machine: work is counted, not timed; waits are long."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

#: Seconds after which something that is waited for hangs. No test passes or fails by how long
#: something takes short of that, so it may be far more than the slowest machine needs.
PATIENCE = 900


def steps(function: Callable[..., Any], *arguments: Any) -> int:
    """How many lines of Python the call executes: the same on any machine.

    What the standard library does in C is not seen; `benchmarks/linear.py` times that.
    """
    count = 0

    def line(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
    return count

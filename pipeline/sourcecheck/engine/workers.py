"""Worker processes: how they begin, what they do with a chunk of documents, how they end.

What holds for them: numerical libraries use one thread each; Ctrl-C reaches only the parent, which
ends them; they end by themselves when the parent is gone; and nothing that goes wrong in a
document or at the start prints a traceback.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import connection, get_context, parent_process
from types import TracebackType
from typing import Any, Generic, TypeVar

from sourcecheck.errors import SourcecheckError, in_words

Item = TypeVar("Item")
Result = TypeVar("Result")

#: As many processes as cores are at work already. Read by the libraries when they are loaded.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be worked on: its place among the items, and why, in words."""

    index: int
    reason: str


def attempt(function: Callable[[Item], Result], index: int, item: Item) -> Result | Failure:
    """`function(item)`, or a Failure with the type and message of what it raised."""
    try:
        return function(item)
    except (Exception, SystemExit) as error:
        return Failure(index, in_words(error))


# ------------------------------------------------------------------ in the parent


class Crew(Generic[Item, Result]):
    """A pool of `size` workers for `function`; as a context, it is gone when the block is left."""

    def __init__(
        self, size: int, function: Callable[[Item], Result], start: Callable[[], None] | None
    ) -> None:
        # pickled here, so that an import that fails in the worker can be told in words there
        payload = pickle.dumps((function, start))
        self._pool = ProcessPoolExecutor(
            size, mp_context=get_context("spawn"), initializer=_begin, initargs=(payload,)
        )

    def submit(self, items: Sequence[Item]) -> Future[list[Result | Failure]]:
        """Hand a chunk to the workers. The result has a row an item; Failures count from 0.

        Raises BrokenProcessPool, as the future does, when a worker has died.
        """
        with _fit_for_workers():
            return self._pool.submit(_work, list(items))

    def ready(self) -> None:
        """Wait until a worker has started. Raises BrokenProcessPool if it died of it."""
        self.submit([]).result()

    def __enter__(self) -> Crew[Item, Result]:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:  # Ctrl-C, or a start that failed: do not wait for what is under way
            # no public way before Python 3.14 (kill_workers)
            for process in list((self._pool._processes or {}).values()):
                process.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _fit_for_workers() -> Iterator[None]:
    """The surroundings that a process started within inherits: one thread, no Ctrl-C.

    The signal is held back, not lost: it reaches the parent at the end of the block. Setting this
    in the worker itself would be too late, for Ctrl-C during its imports and for the libraries.
    """
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(ONE_THREAD)
    masks = hasattr(signal, "pthread_sigmask")  # not on Windows
    old = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if masks else set()
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        if masks:
            signal.pthread_sigmask(signal.SIG_SETMASK, old)


# ------------------------------------------------------------------ in a worker

_function: Callable[[Any], Any] | None = None
_trouble: SourcecheckError | None = None


def _begin(payload: bytes) -> None:
    """Called once in each worker."""
    global _function, _trouble
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where there are no signal masks
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        function, start = pickle.loads(payload)
        if start is not None:
            start()
        _function = function
    except SourcecheckError as error:
        _trouble = error
    except (Exception, SystemExit) as error:
        _trouble = SourcecheckError(f"a worker process could not start: {in_words(error)}")


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _work(items: list[Any]) -> list[Any]:
    if _trouble is not None:
        raise _trouble
    assert _function is not None, "a worker begins with _begin"
    return [attempt(_function, index, item) for index, item in enumerate(items)]

"""Documents mapped over the processes of one machine; a document that fails costs only itself.

Start at `map_documents`. Workers return rows, never Docs: measured for this project, two processes
that send Docs back are no faster than one. They are made by `spawn`, since a fork of a process with
threads is not safe. A `ProcessPoolExecutor` whose worker died loses all its work, so that only as
many chunks are handed out as there are workers: those in flight at the crash are the suspects.

What holds for worker processes: numerical libraries use one thread each; Ctrl-C reaches only the
parent, which ends them; they end by themselves when the parent is gone; and nothing that goes wrong
in a document or at the start prints a traceback.
"""

from __future__ import annotations

import math
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import connection, get_context, parent_process
from types import TracebackType
from typing import Any, Generic, TypeVar

from threadpoolctl import threadpool_limits

from sourcecheck.errors import BadUse, SourcecheckError, in_words, present

__all__ = ["Failure", "map_documents"]

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Documents of a chunk: enough that handing it over costs nothing, few enough that progress shows
#: and that a bad document among them is soon isolated.
CHUNK_MAX = 32
#: Chunks for each worker, at least: so that the last ones are done at about the same time.
CHUNKS_PER_WORKER = 4

DIED = (
    "the process that worked on it died (out of memory, or a crash in a library); the other "
    "documents are not affected"
)
NO_START = (
    "the worker processes die before they have begun; use --jobs 1, or, when calling from a script "
    'of your own, put the call under `if __name__ == "__main__":`'
)


def map_documents(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    jobs: int = 1,
    start: Callable[[], None] | None = None,
    on_done: Callable[[int], None] | None = None,
) -> list[Result | Failure]:
    """`function` of each item, in the order of `items`; a Failure where it raised or crashed.

    `jobs` = 1 works in this process, more in that many others; then `function`, `start`, items
    and results must be picklable (functions at the top of a module). `start` is called once in
    each process before its first document, to load what `function` needs. `on_done` is called
    in this process with the number of documents done so far.

    Raises what `start` raises (from another process, as a SourcecheckError), BadUse for `jobs`
    below 1, and KeyboardInterrupt on Ctrl-C, after the workers are gone.
    """
    if jobs < 1:
        raise BadUse(f"--jobs {jobs}: at least one process must work")
    done = on_done or _ignore
    if jobs == 1 or len(items) < 2:
        return _here(function, items, start, done)
    return _Map(function, items, jobs, start, done).run()


def _ignore(count: int) -> None:
    """Nobody wants to know."""


def _here(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    start: Callable[[], None] | None,
    done: Callable[[int], None],
) -> list[Result | Failure]:
    if items and start is not None:
        start()
    results: list[Result | Failure] = []
    # as in a worker: matrices of one sentence are small, and threads that wait for each other cost
    # more than they give
    with threadpool_limits(limits=1):
        for index, item in enumerate(items):
            results.append(attempt(function, index, item))
            done(index + 1)
    return results


@dataclass(slots=True)
class _Map(Generic[Item, Result]):
    """One call of `map_documents` with several processes."""

    function: Callable[[Item], Result]
    items: Sequence[Item]
    jobs: int
    start: Callable[[], None] | None
    done: Callable[[int], None]

    def run(self) -> list[Result | Failure]:
        results: dict[int, Result | Failure] = {}
        waiting = deque(_chunks(len(self.items), self.jobs))
        while waiting:
            suspects = self._together(waiting, results)
            self._alone(sorted(suspects, key=lambda chunk: chunk.start), results)
        return [results[index] for index in range(len(self.items))]

    def _together(self, waiting: deque[range], results: dict[int, Result | Failure]) -> list[range]:
        """Work off `waiting`, several at a time. Returns what was in flight when a worker died."""
        suspects: list[range] = []
        flying: dict[Future[list[Result | Failure]], range] = {}
        broken = False
        with self._crew(min(self.jobs, len(waiting))) as crew:
            while flying or (waiting and not broken):
                try:
                    while waiting and not broken and len(flying) < self.jobs:
                        flying[crew.submit(self._part(waiting[0]))] = waiting[0]
                        waiting.popleft()
                except BrokenProcessPool:
                    broken = True
                for future in wait(flying, return_when=FIRST_COMPLETED).done:
                    chunk = flying.pop(future)
                    try:
                        self._settle(chunk, future.result(), results)
                    except BrokenProcessPool:
                        suspects.append(chunk)
                        broken = True
        return suspects

    def _alone(self, suspects: list[range], results: dict[int, Result | Failure]) -> None:
        """Work off each of `suspects` in a process of its own, halved until one is named."""
        pile = suspects[::-1]
        while pile:
            try:
                self._one_by_one(pile, results)
            except BrokenProcessPool:
                culprit = pile.pop()
                if len(culprit) == 1:
                    self._settle(culprit, [Failure(culprit.start, DIED)], results)
                else:
                    middle = len(culprit) // 2
                    pile += [culprit[middle:], culprit[:middle]]

    def _one_by_one(self, pile: list[range], results: dict[int, Result | Failure]) -> None:
        """Work off `pile` from its end; raises BrokenProcessPool with the culprit on top of it."""
        with self._crew(1) as crew:
            try:
                crew.ready()
            except BrokenProcessPool:
                raise SourcecheckError(NO_START) from None
            while pile:
                rows = crew.submit(self._part(pile[-1])).result()
                self._settle(pile.pop(), rows, results)

    def _crew(self, size: int) -> Crew[Item, Result]:
        return Crew(size, self.function, self.start)

    def _part(self, chunk: range) -> Sequence[Item]:
        return self.items[chunk.start : chunk.stop]

    def _settle(
        self,
        chunk: range,
        rows: Sequence[Result | Failure],
        results: dict[int, Result | Failure],
    ) -> None:
        for index, row in zip(chunk, rows, strict=True):
            # a worker counts from the beginning of its chunk
            results[index] = replace(row, index=index) if isinstance(row, Failure) else row
        self.done(len(results))


def _chunks(count: int, jobs: int) -> list[range]:
    """`range(count)` cut into chunks of equal size."""
    size = max(1, min(CHUNK_MAX, math.ceil(count / (jobs * CHUNKS_PER_WORKER))))
    return [range(first, min(first + size, count)) for first in range(0, count, size)]


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
    function = present(_function, "function: a worker begins with _begin")
    return [attempt(function, index, item) for index, item in enumerate(items)]

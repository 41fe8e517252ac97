"""Documents mapped over the processes of one machine; a document that fails costs only itself.

Start at `map_documents`. Workers return rows, never Docs: measured for this project, two processes
that send Docs back are no faster than one. They are made by `spawn`, since a fork of a process with
threads is not safe. A `ProcessPoolExecutor` whose worker died loses all its work, so that only as
many chunks are handed out as there are workers: those in flight at the crash are the suspects.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from threadpoolctl import threadpool_limits

from sourcecheck.engine.workers import Crew, Failure, attempt
from sourcecheck.errors import BadUse, SourcecheckError

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

"""What happens to a document when one of its claims cannot be made: the others are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from sourcecheck.errors import in_words

#: Lines on one document: a fault that strikes all its claims is told by a few.
MOST_SAID = 20

Made = TypeVar("Made")


class Attempt(Protocol):
    """How a step in making claims is done."""

    def __call__(self, make: Callable[[], Made], otherwise: Made, what: str) -> Made:
        """What `make` gives; if it raises, what the attempt makes of that."""


def plainly(make: Callable[[], Made], otherwise: Made, what: str) -> Made:
    """What `make` gives. Raises what it raises: for tests, and for those who look for a fault."""
    return make()


@dataclass(slots=True)
class Careful:
    """An attempt that goes on with `otherwise` and keeps in words what went amiss."""

    path: str  # of the document
    _said: list[str] = field(default_factory=list)

    def __call__(self, make: Callable[[], Made], otherwise: Made, what: str) -> Made:
        """What `make` gives, or `otherwise` if it raises; `what` says what is then missing."""
        try:
            return make()
        except Exception as error:
            self._said.append(
                f"{self.path}: {what}: left out, the program stumbled: {in_words(error)}"
            )
            return otherwise

    @property
    def said(self) -> tuple[str, ...]:
        """What was left out, in words; beyond MOST_SAID lines only how much more."""
        more = len(self._said) - MOST_SAID
        rest = (f"{self.path}: {more} more left out in the same way",) if more > 0 else ()
        return (*self._said[:MOST_SAID], *rest)

"""Which position a decision means, now that the report is another, and what has changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sourcecheck.model.decision import Decision, Evidence
from sourcecheck.model.finding import Finding
from sourcecheck.review.display import cut

#: Passages that are named one by one where evidence has changed, and characters of each.
_NAMED = 3
_CUT = 60


@dataclass(frozen=True, slots=True)
class Held:
    """A position: its value in words and the passages that give it."""

    value: str
    passages: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A finding as decisions see it."""

    id: str
    fingerprint: str
    held: tuple[Held, ...]


def asked(findings: Iterable[Finding], passages: Mapping[str, Evidence]) -> list[Asked]:
    """The findings as decisions see them; `passages` are those of the claims, by id."""
    return [
        Asked(
            made.id,
            made.fingerprint,
            tuple(
                Held(position.value, tuple(passages[id] for id in position.claims))
                for position in made.positions
            ),
        )
        for made in findings
    ]


def place(decision: Decision, held: Sequence[Held]) -> int | None:
    """The place, from 0, of the position that the decision says holds; None if it names none.

    None also where that cannot be told: letters and places never count, since they change with
    every source. Passages tell it before values, whose wording another version may change.
    """
    value, chosen = decision.chosen, Counter(decision.passages)
    quotes = _quotes(decision.passages)
    if not decision.names_a_position:
        return None
    tests: list[Callable[[Held], bool]] = []
    if chosen:
        tests += [
            lambda p: p.value == value and Counter(p.passages) == chosen,
            lambda p: p.value == value and _quotes(p.passages) == quotes,
            lambda p: _quotes(p.passages) == quotes,
        ]
    if value:
        tests.append(lambda p: p.value == value)
    for test in tests:
        found = [index for index, position in enumerate(held) if test(position)]
        if len(found) == 1:
            return found[0]
    return None


def changes(decision: Decision, held: Sequence[Held]) -> str:
    """What stood when it was decided and what has changed since, in words."""
    values = tuple(position.value for position in held)
    said = []
    if decision.positions:
        said.append(f"then it was {_listed(decision.positions)}")
    said += _passages(decision, held) if decision.passages or decision.others else []
    if set(values) != set(decision.positions) and len(said) < 2:
        said.append(f"now it is {_listed(values)}")
    if len(said) < 2:
        said.append("the same words are now read otherwise: of another subject, time or speaker")
    return "; ".join(said)


def _passages(decision: Decision, held: Sequence[Held]) -> list[str]:
    """Which passages have come and which have gone, in words; a renamed file changes none."""
    then = set(decision.passages) | set(decision.others)
    now = {passage for position in held for passage in position.passages}
    came, went = sorted(now - then), sorted(then - now)
    moved = _quotes(came) & _quotes(went)
    kept = [("new is", _without(came, moved)), ("gone is", _without(went, moved))]
    return [f"{how} {_named(some)}" for how, some in kept if some]


def _without(some: Sequence[Evidence], moved: Counter[str]) -> list[Evidence]:
    """Those passages whose words are not among the moved ones, each of which counts once."""
    left = Counter(moved)
    kept = []
    for passage in some:
        if left[passage.quote] > 0:
            left[passage.quote] -= 1
        else:
            kept.append(passage)
    return kept


def _quotes(passages: Iterable[Evidence]) -> Counter[str]:
    return Counter(passage.quote for passage in passages)


def _named(some: Sequence[Evidence]) -> str:
    shown = [f"“{cut(passage.quote, _CUT)}” ({passage.source})" for passage in some[:_NAMED]]
    more = len(some) - _NAMED
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def _listed(values: Sequence[str]) -> str:
    shown = [f"“{cut(value, _CUT)}”" for value in values[: 2 * _NAMED]]
    more = len(values) - 2 * _NAMED
    return " or ".join(shown) + (f" or one of {more} more" if more > 0 else "")

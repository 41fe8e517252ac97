"""`sources/decisions.jsonl`: what people decided, one line each, only ever added to.

Of several lines on one finding the last one holds; those before it are its history. A decision
rests on evidence: it holds while the finding's fingerprint is the one decided on, and the finding
is open again as soon as that differs.

Which position a decision means, now that the report is another, and what has changed since, is said
here.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from sourcecheck import schema
from sourcecheck.errors import BadManifest, BadUse
from sourcecheck.model.codec import from_plain, to_plain
from sourcecheck.model.decision import Decision, Evidence, State
from sourcecheck.model.finding import Finding
from sourcecheck.review.display import cut

FILE_NAME = "decisions.jsonl"
SCHEMA = "decision-1"
CHANGED = "the evidence changed since"
UNKNOWN = "which value was meant cannot be told"

Clock = Callable[[], datetime]


class Decidable(Protocol):
    """What of a finding matters here: `Asked` has it, and what is reviewed."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def fingerprint(self) -> str: ...  # noqa: D102
    @property
    def held(self) -> tuple[Held, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Status:
    """Where a finding stands with the people who review it."""

    state: State = "open"
    decision: Decision | None = None  # the latest one
    history: tuple[Decision, ...] = ()  # all of them, in the order of the file
    reason: str = ""  # why it is open again, in words; "" unless the state is "reopened"
    chosen: int | None = None  # place of the position that was decided to hold; None for none


@dataclass(frozen=True, slots=True)
class Contents:
    """What a decisions file holds, and what of it could not be used, in words."""

    decisions: tuple[Decision, ...] = ()
    warnings: tuple[str, ...] = ()


# ------------------------------------------------------------------ reading


def read(path: Path) -> tuple[Decision, ...]:
    """The decisions of the file, oldest first; none when there is no such file.

    Raises BadManifest as `contents` does.
    """
    return contents(path).decisions


def contents(path: Path) -> Contents:
    """The decisions of the file, and a warning for each line that a crash cut off.

    A line that breaks off is what remains when the machine went down while it was written. It is
    left out and reported, wherever it stands (the next decision starts a line of its own), so
    that a crash never locks a person out of all the other decisions. Any other line that is not
    a decision was damaged by hand: BadManifest, naming file and line, because to pass over it
    would silently undo what somebody decided.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Contents()
    except OSError as error:
        raise BadManifest(f"{path}: cannot be read: {error.strerror or error}") from error
    decisions: list[Decision] = []
    warnings: list[str] = []
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not raw.strip():
            continue
        decision = _decision(raw, f"{path}, line {number}")
        if decision is None:
            warnings.append(
                f"{path.name}, line {number}, breaks off: the decision on it was not saved whole "
                "and does not count; decide that finding again"
            )
        else:
            decisions.append(decision)
    return Contents(tuple(decisions), tuple(warnings))


def _decision(raw: bytes, where: str) -> Decision | None:
    """The decision on one line; None if the line breaks off; BadManifest if it is damaged."""
    try:
        data = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        if _breaks_off(raw):
            return None
        reason = "not UTF-8" if isinstance(error, UnicodeDecodeError) else f"not JSON ({error})"
        raise BadManifest(f"{where}: {reason}; mend the line or delete it") from error
    for problem in schema.problems(SCHEMA, data):
        place = "".join(f" {part!r}" for part in problem.absolute_path)
        raise BadManifest(
            f"{where}:{place} {problem.message:.200}; mend the line or delete it "
            f"(the form is described in schemas/{SCHEMA}.schema.json)"
        )
    return from_plain(Decision, data)


def _breaks_off(raw: bytes) -> bool:
    """Is this the beginning of a JSON object, and nothing but a beginning?"""
    line = raw.decode("utf-8", errors="replace")
    try:
        json.loads(line)
    except json.JSONDecodeError as error:
        at_end = error.pos >= len(line.rstrip()) or error.msg.startswith("Unterminated string")
        in_escape = "escape" in error.msg and "\\" in line[-6:]  # "\u00" or "\ud83d\" cut in two
        return line.startswith("{") and (at_end or in_escape)
    except (ValueError, RecursionError):
        return False
    return False


# ------------------------------------------------------------------ writing


def append(path: Path, decision: Decision) -> None:
    """Add one line to the file, on disk when this returns; the file is made if need be.

    One write at the end of the file, so that two people who decide at the same time do not mix
    their lines. Raises BadUse when the file cannot be written.
    """
    data = to_plain(decision)
    for problem in schema.problems(SCHEMA, data):
        raise problem  # what is written can be read back
    # a note from a command line may hold bytes that are no text: "?" stands for them
    line = json.dumps(data, ensure_ascii=False).encode("utf-8", errors="replace") + b"\n"
    try:
        with path.open("a+b") as file:
            if size := file.seek(0, os.SEEK_END):
                file.seek(size - 1)
                if file.read(1) != b"\n":  # a crash or an editor left the last line open
                    line = b"\n" + line
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise BadUse(
            f"{path}: the decision could not be saved: {error.strerror or error}"
        ) from error


def timestamp(clock: Clock | None = None) -> str:
    """Now, as a decision records it: UTC, ISO 8601, to the second.

    The environment variable SOURCE_DATE_EPOCH (seconds since 1970, reproducible-builds.org)
    stands in for the clock when it is set. Raises BadUse when it is not a number.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if clock is None and epoch:
        try:
            moment = datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise BadUse(
                f"SOURCE_DATE_EPOCH is {epoch!r}: it must be a number of seconds since 1970"
            ) from error
    else:
        moment = (clock or _utc_now)()
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _utc_now() -> datetime:
    return datetime.now(UTC)


# ------------------------------------------------------------------ meaning


def status(findings: Iterable[Decidable], decisions: Iterable[Decision]) -> dict[str, Status]:
    """Where each finding stands, by its id.

    No decision: "open". The latest one rests on the evidence as it is: "decided", or "later" if
    it says so. It rests on other evidence, or names a value that cannot be told from the others:
    "reopened", with the reason.
    """
    by_finding = _by_finding(decisions)
    return {f.id: _status(f, by_finding.get(f.id, ())) for f in findings}


def _status(finding: Decidable, history: tuple[Decision, ...]) -> Status:
    if not history:
        return Status()
    latest = history[-1]
    if latest.fingerprint != finding.fingerprint:
        reason = f"{CHANGED} {latest.at[:10]}: {changes(latest, finding.held)}"
        return Status("reopened", latest, history, reason)
    chosen = place(latest, finding.held)
    if latest.names_a_position and chosen is None:
        return Status("reopened", latest, history, f"{UNKNOWN}: {changes(latest, finding.held)}")
    state: State = "later" if latest.verdict == "later" else "decided"
    return Status(state, latest, history, chosen=chosen)


def orphaned(findings: Iterable[Decidable], decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The latest decision on each finding that no longer exists, in the order of the file.

    They stay in the file: the finding comes back when its sources do. The report counts them.
    """
    known = {f.id for f in findings}
    return tuple(h[-1] for id, h in _by_finding(decisions).items() if id not in known)


def _by_finding(decisions: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    grouped: dict[str, list[Decision]] = {}
    for decision in decisions:
        grouped.setdefault(decision.finding, []).append(decision)
    return {finding: tuple(found) for finding, found in grouped.items()}


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

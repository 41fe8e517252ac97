"""The findings of a written report as a person reviews them: what is open, strongest first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sourcecheck.errors import BadUse
from sourcecheck.model.decision import Decision, Evidence, Verdict
from sourcecheck.model.source import Source
from sourcecheck.review.display import letter, reaches, sure
from sourcecheck.review.store import Clock, Held, Status, timestamp
from sourcecheck.review.vocabulary import Choice
from sourcecheck.wording.value import unit_of_all, value_in_words

REPORT_NAME = "report.json"
#: Relations in the order of review; those not named here come up only when all are asked for.
ORDER = ("conflict", "unknown", "different")
#: Characters of context shown on each side of a quote: about two lines of a terminal.
REACH = 150
_NO_EVIDENCE = Evidence("", "")


@dataclass(frozen=True, slots=True)
class Passage:
    """A claim's words in their context, and the source they stand in."""

    title: str
    published: str  # EDTF; "" is unknown
    before: str
    quote: str
    after: str
    value: str  # the claim's own value in words
    evidence: Evidence = _NO_EVIDENCE  # its whole words and its source, for the record


@dataclass(frozen=True, slots=True)
class Position:
    """One answer to the question, with the passages that give it."""

    value: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One finding to review."""

    id: str
    fingerprint: str
    question: str
    relation: str
    severity: str
    positions: tuple[Position, ...]
    explanation: tuple[str, ...]
    confidence: float | None = None  # None: it follows from what a text says by rules alone

    @property
    def held(self) -> tuple[Held, ...]:
        """Its positions as decisions see them."""
        return tuple(
            Held(position.value, tuple(passage.evidence for passage in position.passages))
            for position in self.positions
        )

    def objection(self, choice: Choice) -> str:
        """Why this verdict cannot be given here, in words; "" when it can."""
        if choice.id != "right":
            return ""
        if len(self.positions) < 2:
            return "this finding has one position only, so there is none to choose"
        if choice.place is None:
            return "say which one holds by its letter, as in a-right"
        if choice.place >= len(self.positions):
            last = letter(len(self.positions) - 1)
            return f"there is no position {letter(choice.place)}; they are A to {last}"
        return ""

    def decided(
        self,
        verdict: Verdict,
        place: int | None = None,
        *,
        note: str = "",
        by: str = "",
        clock: Clock | None = None,
    ) -> Decision:
        """This verdict on this finding, resting on the evidence it has now.

        `place` is that of the position that holds, for the verdict "right".
        """
        held = self.held
        chosen = held[place] if place is not None else Held("", ())
        every = dict.fromkeys(passage for position in held for passage in position.passages)
        return Decision(
            finding=self.id,
            verdict=verdict,
            fingerprint=self.fingerprint,
            at=timestamp(clock),
            by=by,
            note=note,
            question=self.question,
            positions=tuple(position.value for position in self.positions),
            value=chosen.value,
            passages=chosen.passages,
            others=tuple(passage for passage in every if passage not in set(chosen.passages)),
        )


def load_report(out: Path) -> dict[str, Any]:
    """The report that lies in the folder `out`.

    Raises BadUse, saying how to write one, when there is none or it cannot be read.
    """
    path = out / REPORT_NAME
    try:
        report = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise BadUse(f"{path}: there is no report yet; write one with: sourcecheck run") from error
    except (OSError, ValueError, RecursionError) as error:
        raise BadUse(
            f"{path}: cannot be read ({error}); write it anew with: sourcecheck run"
        ) from error
    if not isinstance(report, dict) or not {"sources", "claims", "findings"} <= report.keys():
        raise BadUse(f"{path}: not a report of sourcecheck; write one with: sourcecheck run")
    return report


def items(report: Mapping[str, Any], sources: Iterable[Source] = ()) -> tuple[Item, ...]:
    """The report's findings in its order, their passages in context.

    A source whose bytes are no longer those of the report gives its quotes without context.
    Raises BadUse when the report lacks fields of schemas/report-1.schema.json.
    """
    texts = {(s.id, s.sha256): s.text for s in sources}
    known = {s["id"]: s for s in report["sources"]}
    claims = {c["id"]: c for c in report["claims"]}

    def passage(claim: Mapping[str, Any], value: str) -> Passage:
        source = known[claim["source"]]
        text = texts.get((source["id"], source["sha256"]))
        before, after = ("", "") if text is None else context(text, claim["start"], claim["end"])
        return Passage(
            title=source["title"] or source["id"],
            published=source["published"] or "",
            before=before,
            quote=_shortened(folded(claim["quote"])),
            after=after,
            value=value,
            evidence=Evidence(source["id"], claim["quote"]),
        )

    def item(finding: Mapping[str, Any]) -> Item:
        ids = dict.fromkeys(c for position in finding["positions"] for c in position["claims"])
        unit = unit_of_all([claims[id]["value"] for id in ids])
        values = {id: str(value_in_words(claims[id]["value"], unit)) for id in ids}
        return Item(
            id=finding["id"],
            fingerprint=finding["fingerprint"],
            question=finding["question"],
            relation=finding["relation"],
            severity=finding["severity"],
            positions=tuple(
                Position(p["value"], tuple(passage(claims[c], values[c]) for c in p["claims"]))
                for p in finding["positions"]
            ),
            explanation=tuple(step["text"] for step in finding["explanation"]),
            confidence=finding["confidence"],
        )

    try:
        return tuple(item(finding) for finding in report["findings"])
    except (KeyError, TypeError, AttributeError) as error:
        raise BadUse(
            f"the report is not of this version ({error!r}); write it anew with: sourcecheck run"
        ) from error


def waiting(
    found: Sequence[Item],
    statuses: Mapping[str, Status],
    *,
    everything: bool = False,
    least: float = 0.0,
) -> tuple[Item, ...]:
    """The items that wait for a decision: by relation, the sure before the possible, then as the
    report orders them.

    What was put off comes last. With `everything` also those whose values fit together. Items that
    are less sure than `least` are left out.
    """
    rank = {relation: place for place, relation in enumerate(ORDER)}
    open_ones = [
        item
        for item in found
        if statuses[item.id].state != "decided"
        and (everything or item.relation in rank)
        and reaches(item.confidence, least)
    ]

    def order(item: Item) -> tuple[bool, int, bool]:
        put_off = statuses[item.id].state == "later"
        return put_off, rank.get(item.relation, len(rank)), not sure(item.confidence)

    return tuple(sorted(open_ones, key=order))


def outdated(report: Mapping[str, Any], sources: Iterable[Source]) -> tuple[str, ...]:
    """The ids of sources that are new, gone or other bytes than the report was made from."""
    then, now = _texts(report), {(s.id, s.sha256) for s in sources}
    return tuple(sorted({id for id, _ in then ^ now}))


def check_folder(report: Mapping[str, Any], sources: Iterable[Source], folder: Path) -> None:
    """Raises BadUse unless the folder holds at least one of the texts the report was made from.

    Without this, decisions on the report of one dossier would be saved among those of another.
    """
    then, now = _texts(report), {(s.id, s.sha256) for s in sources}
    if then and not then & now:
        raise _other_texts(sorted(id for id, _ in then), folder)


def check_evidence(
    report: Mapping[str, Any], finding: str, sources: Iterable[Source], folder: Path
) -> None:
    """Raises BadUse unless every text that the finding quotes lies in the folder, unchanged."""
    claims = {c["id"]: c["source"] for c in report["claims"]}
    positions = next(f["positions"] for f in report["findings"] if f["id"] == finding)
    quoted = {claims[id] for position in positions for id in position["claims"]}
    if gone := sorted(quoted & set(outdated(report, sources))):
        raise _other_texts(gone, folder)


def _other_texts(names: Sequence[str], folder: Path) -> BadUse:
    shown = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
    return BadUse(
        f"{folder}: not the texts of the report ({shown}: changed or not there); name their folder "
        "with --sources, or bring the report up to date with: sourcecheck run"
    )


def _texts(report: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Id and hash of each text the report was made from."""
    return {(s["id"], s["sha256"]) for s in report["sources"]}


def context(text: str, start: int, end: int, reach: int = REACH) -> tuple[str, str]:
    """What stands before and after `text[start:end]`, within its paragraph, at whole words.

    White space is folded; "…" stands where the paragraph goes on.
    """
    before = text[max(0, start - reach) : start]
    after = text[end : end + reach]
    if (edge := before.rfind("\n\n")) >= 0:
        before = before[edge + 2 :]
    elif start > reach:
        before = "… " + before[before.find(" ") + 1 :]
    if (edge := after.find("\n\n")) >= 0:
        after = after[:edge]
    elif end + reach < len(text):
        after = after[: after.rfind(" ") + 1] + "…"
    return folded(before), folded(after)


def _shortened(quote: str) -> str:
    """A quote of a file without spaces or stops may be very long: its two ends are enough."""
    return quote if len(quote) <= 3 * REACH else f"{quote[:REACH]} … {quote[-REACH:]}"


def folded(text: str) -> str:
    """`text` with every run of white space as one space, also at the ends."""
    return re.sub(r"\s+", " ", text)

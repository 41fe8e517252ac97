"""The report as data: everything that schemas/report-1.schema.json asks for, in a fixed order.

Nothing is decided here. Records of the stages before are written out; counts are taken of them;
order is made independent of the order in which documents were read.

The limits of a report are: what was not read, not attached, not compared, with denominators.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import PurePath
from typing import Any

import pandas as pd

from sourcecheck.model.claim import Claim
from sourcecheck.model.codec import from_plain, to_plain
from sourcecheck.model.decision import Decision, Evidence, State
from sourcecheck.model.finding import ARITHMETIC, Finding, Relation, Severity, Step
from sourcecheck.model.mention import Span
from sourcecheck.model.source import Field, Refusal, Source
from sourcecheck.read.dossier import Dossier
from sourcecheck.report import values
from sourcecheck.review.display import sure
from sourcecheck.review.store import Status

FORMAT = "sourcecheck-report-1"

#: Strongest first: what a person should look at before anything else.
RELATIONS: tuple[Relation, ...] = ("conflict", "unknown", "different", "compatible", "agree")
SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low", "none")
#: Fields of a source that have an origin.
METADATA = ("title", "published", "publisher", "kind")

Plain = dict[str, Any]


def build(
    dossier: Dossier,
    claims: pd.DataFrame,
    findings: Iterable[Finding],
    *,
    generator: Mapping[str, Any],
    statuses: Mapping[str, Status] | None = None,
    limits: Mapping[str, Any] | None = None,
    failures: Iterable[Refusal] = (),
    orphaned: Iterable[Decision] = (),
) -> Plain:
    """The report, ready to be validated and written.

    `claims` is a table of `tables.CLAIMS`. `generator` holds `version`, `pipeline` (name, version,
    …) and `settings` (section.key to value). `statuses` is where each finding stands, by id;
    findings without one are open. `limits` is what reconcile left out: `not_compared`, a list of
    {reason, claims}, and `caps`, a list of {cap, text, limit, left_out}. `failures` are documents
    that were read and could not be processed; `orphaned` the decisions on findings that are gone.
    """
    records = sorted((from_plain(Claim, record) for record in claims["record"]), key=_claim_order)
    ordered = sorted(findings, key=finding_order)
    statuses = statuses or {}
    left_out = limits or {}
    counted = coverage(records, ordered)
    counted["not_compared"]["reasons"] = reasons(left_out.get("not_compared", ()))
    sources = sorted(dossier.sources, key=lambda source: source.id)
    return {
        "format": FORMAT,
        "generator": _generator(generator),
        "limits": {
            "read": read_of(sources),
            "not_read": not_read(dossier.refusals, failures),
            "notes": list(dossier.notes),
            **counted,
            "caps": caps(left_out.get("caps", ())),
            "decisions_without_finding": [_decision(decision) for decision in orphaned],
        },
        "summary": _summary(ordered, statuses),
        "sources": [_source(source) for source in sources],
        "findings": [finding(f, statuses.get(f.id, Status())) for f in ordered],
        "claims": [claim(record) for record in records],
    }


def finding_order(finding: Finding) -> tuple[int, bool, int, float, float, str, str]:
    """Sort key: of each relation what is sure before what is possible, then by severity, gap,
    question and id, so that no order of files shows."""
    stated = _confidence(finding)
    confidence = 1.0 if stated is None else stated
    return (
        RELATIONS.index(finding.relation),
        not sure(stated),
        SEVERITIES.index(finding.severity),
        -round(confidence, 1),
        -finding.gap,
        finding.question,
        finding.id,
    )


def _claim_order(claim: Claim) -> tuple[str, int, int, str, str]:
    return (claim.source, claim.span.start, claim.span.end, claim.kind, claim.id)


def _generator(given: Mapping[str, Any]) -> Plain:
    return {
        "name": "sourcecheck",
        "version": given["version"],
        "pipeline": {key: _without_folder(v) for key, v in sorted(given["pipeline"].items())},
        "encoder": {key: _without_folder(v) for key, v in sorted(given["encoder"].items())},
        "settings": {key: _without_folder(v) for key, v in sorted(given["settings"].items())},
    }


def _without_folder(setting: Any) -> Any:
    """A setting that names an absolute path, without its folders: the same bytes on any machine."""
    if isinstance(setting, str) and PurePath(setting).is_absolute():
        return PurePath(setting).name
    return setting


#: All states, in the order in which the report counts them.
STATES: tuple[State, ...] = ("open", "reopened", "later", "decided")


def _summary(findings: Sequence[Finding], statuses: Mapping[str, Status]) -> Plain:
    relations = Counter(finding.relation for finding in findings)
    states = Counter(statuses.get(finding.id, Status()).state for finding in findings)
    return {
        "relations": {relation: relations[relation] for relation in RELATIONS},
        "states": {state: states[state] for state in STATES},
    }


def _source(source: Source) -> Plain:
    described = {name: getattr(source, name) for name in METADATA}
    return {
        "id": source.id,
        "path": source.path,
        "sha256": source.sha256,
        **{name: _known(field) for name, field in described.items()},
        "origins": {name: field.origin for name, field in described.items()},
        "encoding": source.encoding,
        "more": {key: {"value": field.value, "origin": field.origin} for key, field in source.more},
        "characters": len(source.text),
        "words": words(source.text),
        "warnings": list(source.warnings),
    }


def _known(field: Field) -> str | None:
    return field.value or None


def claim(made: Claim) -> Plain:
    """A claim as the report writes it; `$defs/claim`."""
    return {
        "id": made.id,
        "source": made.source,
        "start": made.span.start,
        "end": made.span.end,
        "quote": made.span.quote,
        "kind": made.kind,
        "property": made.property,
        "subjects": list(made.subjects),
        "value": values.value(made),
        "when": None if made.when is None else values.date(made.when),
        "where": list(made.where),
        "speaker": made.speaker,
        "modality": made.modality,
        "sentence": _place(made.sentence),
        "measured": list(made.measured),
        "rules": list(made.rules),
    }


def _place(span: Span | None) -> Plain | None:
    """Offsets only: the sentence itself is in the source, and may be the whole of it."""
    return None if span is None else {"start": span.start, "end": span.end}


def finding(made: Finding, status: Status) -> Plain:
    """A finding as the report writes it, with where it stands; `$defs/finding`."""
    return {
        "id": made.id,
        "question": made.question,
        "kind": made.kind,
        "property": made.property,
        "subjects": list(made.subjects),
        "relation": made.relation,
        "severity": made.severity,
        "gap": values.number(round(made.gap, 6)),
        "confidence": _confidence(made),
        "positions": [{"value": p.value, "claims": list(p.claims)} for p in made.positions],
        "explanation": [_step(step) for step in made.explanation],
        "links": [_step(step) for step in made.links],
        "fingerprint": made.fingerprint,
        "state": status.state,
        "state_reason": status.reason,
        "decision": None if status.decision is None else _decision(status.decision),
        "chosen_position": status.chosen,
        "history": [_decision(decision) for decision in status.history],
    }


def _confidence(made: Finding) -> float | None:
    """To as many digits as the report has: what is ordered by it must look so to a reader."""
    return None if made.confidence is None else round(made.confidence, 3)


def _step(step: Step) -> Plain:
    return {
        "rule": step.rule,
        "text": step.text,
        "inputs": {name: _input(given) for name, given in step.inputs},
    }


def _input(given: Any) -> Any:
    """What a rule worked on, as JSON: fractions as numbers, records as objects."""
    if isinstance(given, Fraction | float):
        return values.number(given)
    if isinstance(given, dict):
        return {str(key): _input(item) for key, item in sorted(given.items())}
    if isinstance(given, list | tuple):
        return [_input(item) for item in given]
    return to_plain(given)


def _decision(decision: Decision) -> Plain:
    return {
        "finding": decision.finding,
        "verdict": decision.verdict,
        "fingerprint": decision.fingerprint,
        "at": decision.at,
        "by": decision.by,
        "note": decision.note,
        "question": decision.question,
        "positions": list(decision.positions),
        "value": decision.chosen,
        "passages": [_passage(passage) for passage in decision.passages],
        "others": [_passage(passage) for passage in decision.others],
    }


def _passage(passage: Evidence) -> Plain:
    return {"source": passage.source, "quote": passage.quote}


def not_read(refusals: Iterable[Refusal], failures: Iterable[Refusal]) -> list[Plain]:
    """Files left out, by path: those not read, and those read whose claims were not found."""
    staged = [("read", r) for r in refusals] + [("process", f) for f in failures]
    return [
        {"path": refusal.path, "stage": stage, "reason": refusal.reason}
        for stage, refusal in sorted(staged, key=lambda s: (s[1].path, s[0], s[1].reason))
    ]


def read_of(sources: Sequence[Source]) -> Plain:
    """How much was read."""
    return {
        "sources": len(sources),
        "characters": sum(len(source.text) for source in sources),
        "words": sum(words(source.text) for source in sources),
    }


def words(text: str) -> int:
    """Stretches between white space."""
    return len(text.split())


def coverage(claims: Sequence[Claim], findings: Iterable[Finding]) -> Plain:
    """The parts of `limits` that are counted from claims and findings.

    `coverage` a kind of value, `not_attached` and the number of `not_compared`: a claim is
    attached when it has a property, compared when it stands in a finding with another that answers
    its question; the arithmetic of one document compares nothing. Names do not count.
    """
    compared = {
        id
        for finding in findings
        if finding.kind != ARITHMETIC
        for position in finding.positions
        for id in position.claims
    }
    by_kind = {"figures": _Count(), "dates": _Count(), "attributes": _Count()}
    total = _Count()
    for claim in claims:
        if claim.kind == "name":  # only names spelled in several ways are in the report at all
            continue
        for count in (by_kind[_kind(claim)], total):
            count.add(bool(claim.property), claim.id in compared)
    return {
        "coverage": {kind: count.plain() for kind, count in by_kind.items()},
        "not_attached": {"claims": total.found - total.attached},
        "not_compared": {"claims": total.left_alone},
    }


def reasons(not_compared: Iterable[Mapping[str, Any]]) -> list[Plain]:
    """What reconcile says of claims that it did not compare: `reason` and number of `claims`."""
    return [{"reason": item["reason"], "claims": item["claims"]} for item in not_compared]


def caps(reached: Iterable[Mapping[str, Any]]) -> list[Plain]:
    """Receipts of the bounds that were reached: `cap`, `text`, `limit`, `left_out`."""
    return [{key: item[key] for key in ("cap", "text", "limit", "left_out")} for item in reached]


def _kind(claim: Claim) -> str:
    if claim.kind == "date":
        return "dates"
    return "attributes" if claim.kind == "attribute" else "figures"


class _Count:
    """How many claims were found, attached and compared."""

    def __init__(self) -> None:
        self.found = self.attached = self.compared = self.left_alone = 0

    def add(self, attached: bool, compared: bool) -> None:
        self.found += 1
        self.attached += attached
        self.compared += compared
        self.left_alone += attached and not compared

    def plain(self) -> Plain:
        return {
            "found": self.found,
            "attached": self.attached,
            "compared": self.compared,
            "attached_share": _share(self.attached, self.found),
            "compared_share": _share(self.compared, self.found),
        }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None

"""What can stand in a report: what schemas/report-1.schema.json promises, and what to leave out.

No text may prevent a report. A record that cannot be written down, or breaks the contract of the
report, is a fault of the program; it is left out and said, and the rest is reported.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from sourcecheck import schema
from sourcecheck.errors import SourcecheckError, in_words
from sourcecheck.model.claim import Claim
from sourcecheck.model.codec import from_plain
from sourcecheck.model.finding import Finding
from sourcecheck.report import build
from sourcecheck.review.store import Status

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

SCHEMA = "report-1"


class InvalidReport(SourcecheckError):
    """A report breaks its contract; the message names the place in the report and what is wrong."""


def validate(report: Mapping[str, Any]) -> None:
    """Nothing, if `report` follows the schema and its claims, positions and sources fit together.

    Raises InvalidReport for the first thing that does not, naming its place ("findings[3].gap").
    Time grows with the length of the report; pairs of claims are never looked at.
    """
    if (problem := _worst(report)) is not None:
        raise InvalidReport(f"report.json: {_place(problem)}: {_what(problem)}")
    _references(report)


def _worst(plain: Mapping[str, Any], part: str = "") -> ValidationError | None:
    """What matters most of what breaks the schema, or the definition `part` of it."""
    if schema.is_plainly_valid(SCHEMA, plain, part):
        return None
    from jsonschema.exceptions import best_match  # here: no report of a sound program needs it

    worst: ValidationError | None = best_match(schema.problems(SCHEMA, plain, part))
    return worst


def _place(problem: ValidationError) -> str:
    """The JSON path, without `$.`: "claims[0].value.low"."""
    return problem.json_path.removeprefix("$").removeprefix(".") or "the whole"


def _what(problem: ValidationError) -> str:
    """The message, cut: a broken instance may be the whole report."""
    message = problem.message
    return message if len(message) <= 300 else f"{message[:200]} … {message[-90:]}"


def _references(report: Mapping[str, Any]) -> None:
    """What a schema cannot say: ids are unique, and every id that is named exists."""
    sources = _ids(report, "sources")
    claims = _ids(report, "claims")
    _ids(report, "findings")
    for index, claim in enumerate(report["claims"]):
        if claim["source"] not in sources:
            raise InvalidReport(
                f"report.json: claims[{index}].source: {claim['source']!r} is no source"
            )
    for index, finding in enumerate(report["findings"]):
        for number, position in enumerate(finding["positions"]):
            for id in position["claims"]:
                if id not in claims:
                    place = f"findings[{index}].positions[{number}].claims"
                    raise InvalidReport(f"report.json: {place}: {id!r} is no claim")


def _ids(report: Mapping[str, Any], array: str) -> set[str]:
    seen: set[str] = set()
    for index, item in enumerate(report[array]):
        if item["id"] in seen:
            raise InvalidReport(f"report.json: {array}[{index}].id: {item['id']!r} occurs twice")
        seen.add(item["id"])
    return seen


#: Characters of a reason that are kept: a message may quote a whole record.
_MOST = 200


def sound_claims(table: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The rows of a CLAIMS table that can be reported, and what was left out, in words."""
    reasons = [_claim_trouble(record) for record in table["record"]]
    places = zip(table["source"], table["start"], table["end"], reasons, strict=True)
    said = [
        f"{source}: characters {start} to {end}: left out, the claim does not fit into a report: "
        f"{reason}"
        for source, start, end, reason in places
        if reason
    ]
    return table[[not reason for reason in reasons]], said


def sound_findings(
    found: Iterable[Finding], known: Collection[str]
) -> tuple[tuple[Finding, ...], list[str]]:
    """The findings that can be reported, and what was left out, in words.

    `known` are the ids of the claims that are reported.
    """
    kept: list[Finding] = []
    said: list[str] = []
    for item in found:
        if reason := _finding_trouble(item, known):
            said.append(f"finding {item.id}: left out, it does not fit into a report: {reason}")
        else:
            kept.append(item)
    return tuple(kept), said


def _claim_trouble(record: Mapping[str, Any]) -> str:
    try:
        plain = build.claim(from_plain(Claim, dict(record)))
    except Exception as error:
        return in_words(error)[:_MOST]
    return _broken("claim", plain)


def _finding_trouble(finding: Finding, known: Collection[str]) -> str:
    try:
        plain = build.finding(finding, Status())
    except Exception as error:
        return in_words(error)[:_MOST]
    named = {id for position in finding.positions for id in position.claims}
    if strange := sorted(named - set(known)):
        return f"{strange[0]!r} is no claim"
    return _broken("finding", plain)


def _broken(what: str, plain: Mapping[str, Any]) -> str:
    """How it breaks its definition in the schema; "" when it does not."""
    problem = _worst(plain, what)
    return "" if problem is None else f"{problem.json_path}: {problem.message}"[:_MOST]

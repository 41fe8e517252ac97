"""Is a report what schemas/report-1.schema.json promises?"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import jsonschema_rs
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from sourcecheck import resources
from sourcecheck.errors import SourcecheckError

SCHEMA = "report-1"


class InvalidReport(SourcecheckError):
    """A report breaks its contract; the message names the place in the report and what is wrong."""


def validate(report: Mapping[str, Any]) -> None:
    """Nothing, if `report` follows the schema and its claims, positions and sources fit together.

    Raises InvalidReport for the first thing that does not, naming its place ("findings[3].gap").
    Time grows with the length of the report; pairs of claims are never looked at.
    """
    if not _plainly_valid(report):
        problem = best_match(_validator().iter_errors(report))
        if problem is not None:
            raise InvalidReport(f"report.json: {_place(problem)}: {_what(problem)}")
    _references(report)


def _plainly_valid(report: Mapping[str, Any]) -> bool:
    """Does the fast validator find nothing amiss? Where it does, or cannot read what it is given,
    `jsonschema` judges, which also says best what the matter is."""
    try:
        return _fast().is_valid(report)
    except (ValueError, TypeError):
        return False


@functools.cache
def _fast() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(resources.schema(SCHEMA))


@functools.cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(resources.schema(SCHEMA))


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

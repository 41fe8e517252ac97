"""What of claims and findings can stand in a report, where not everything can.

No text may prevent a report. A record that cannot be written down, or breaks the contract of the
report, is a fault of the program; it is left out and said, and the rest is reported.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from sourcecheck import resources
from sourcecheck.errors import in_words
from sourcecheck.model.claim import Claim
from sourcecheck.model.codec import from_plain
from sourcecheck.model.finding import Finding
from sourcecheck.report import build
from sourcecheck.report.validate import SCHEMA
from sourcecheck.review.store import Status

#: Characters of a reason that are kept: a message may quote a whole record.
_MOST = 200


def claims(table: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
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


def findings(
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
    problem = best_match(_validator(what).iter_errors(plain))
    return "" if problem is None else f"{problem.json_path}: {problem.message}"[:_MOST]


@functools.cache
def _validator(what: str) -> Draft202012Validator:
    definitions = resources.schema(SCHEMA)["$defs"]
    return Draft202012Validator({"$ref": f"#/$defs/{what}", "$defs": definitions})

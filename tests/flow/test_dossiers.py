"""Small dossiers with what the report on them must find; add a case by adding a folder.

A case is `tests/dossiers/NAME/` with `sources/` and `expected.json`: relation, property, subjects
and, for each position, the quotes of its claims. A finding that is not listed must not occur.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import sourcecheck

CASES = sorted((Path(__file__).parent.parent / "dossiers").iterdir())


def shape(finding: Mapping[str, Any], quotes: dict[str, str]) -> dict[str, Any]:
    """A finding as expected.json states it, without regard to order."""
    return {
        "relation": finding["relation"],
        "property": finding["property"],
        "subjects": sorted(finding["subjects"]),
        "positions": sorted(
            sorted(quotes[claim] for claim in position["claims"])
            for position in finding["positions"]
        ),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_findings(case: Path):
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    report = sourcecheck.check(case / "sources")
    quotes = {claim["id"]: claim["quote"] for claim in report.data["claims"]}
    found = [shape(finding, quotes) for finding in report.findings]
    wanted = [
        {
            **item,
            "subjects": sorted(item["subjects"]),
            "positions": sorted(sorted(position) for position in item["positions"]),
        }
        for item in expected["findings"]
    ]
    assert sorted(found, key=json.dumps) == sorted(wanted, key=json.dumps), expected["why"]

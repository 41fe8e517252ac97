"""Small news dossiers of many kinds of event: agency, broadcaster, tabloid, a later report, and a
look-alike event elsewhere.

A case is `tests/events/NAME/` with `sources/` and `expected.json`: pairs of passages (text, quote,
text, quote) that the report must show as a conflict, as agreement, or must not bring together,
though both look like answers to one question. Passages that a reader would pair and that are not
found yet are not listed; what is listed stays found.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import sourcecheck

CASES = sorted((Path(__file__).parent.parent / "events").iterdir())
FIT = {"agree", "compatible"}


class Dossier:
    """The report on a case, asked about passages."""

    def __init__(self, case: Path) -> None:
        self._case = case
        self._report = sourcecheck.check(case / "sources").data
        self._path = {source["id"]: source["path"] for source in self._report["sources"]}

    def _claims(self, text: str, quote: str) -> set[str]:
        """The claims whose figure lies in the quote."""
        name = f"{text}.txt"
        content = (self._case / "sources" / name).read_text(encoding="utf-8")
        assert quote in content, (name, quote)
        start = content.index(quote)
        return {
            claim["id"]
            for claim in self._report["claims"]
            if Path(self._path[claim["source"]]).name == name
            and claim["start"] < start + len(quote)
            and claim["end"] > start
        }

    def relations(self, text: str, quote: str, other: str, passage: str) -> set[str]:
        """How findings relate the two passages; empty where none brings them together."""
        one, two = self._claims(text, quote), self._claims(other, passage)
        return {relation for f in self._report["findings"] for relation in _related(f, one, two)}


def _related(finding: dict[str, Any], one: set[str], two: set[str]) -> set[str]:
    holding = [set(position["claims"]) for position in finding["positions"]]
    first = {number for number, claims in enumerate(holding) if claims & one}
    second = {number for number, claims in enumerate(holding) if claims & two}
    if not first or not second:
        return set()
    return {"agree"} if first & second else {finding["relation"]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_event(case: Path):
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    dossier = Dossier(case)
    wrong = []
    for wanted in ("conflict", "agree", "apart"):
        for pair in expected[wanted]:
            found = dossier.relations(*pair)
            right = {
                "conflict": "conflict" in found,
                "agree": bool(found & FIT) and "conflict" not in found,
                "apart": not found & {"conflict", *FIT},
            }
            if not right[wanted]:
                wrong.append((wanted, *pair, sorted(found)))
    assert not wrong, expected["why"]

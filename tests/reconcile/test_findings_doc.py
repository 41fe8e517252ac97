"""docs/findings.md explains every rule id that the code uses, and no other."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from sourcecheck import resources

ROOT = Path(__file__).parents[2]
CODE = [ROOT / "pipeline" / "sourcecheck" / stage for stage in ("checks", "reconcile")]
PAGE = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
SECTIONS = re.findall(r"^### (\S+)$", PAGE, re.MULTILINE)


def used() -> set[str]:
    """First arguments of all calls of Step and Rule; an id "evidence:x" counts as "evidence"."""
    found = set()
    for path in (path for stage in CODE for path in stage.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Step", "Rule"):
                by_name = [k.value for k in node.keywords if k.arg in ("rule", "id")]
                found.add(_text([*node.args, *by_name][0]).split(":")[0])
    return found


def _text(node: ast.expr) -> str:
    """The constant, or the constant that a formatted string begins with."""
    first = node.values[0] if isinstance(node, ast.JoinedStr) else node
    assert isinstance(first, ast.Constant), f"a rule id must be written out: {ast.unparse(node)}"
    return str(first.value)


def test_every_rule_has_its_section_and_every_section_its_rule():
    assert sorted(SECTIONS) == sorted(used())


def test_every_group_of_evidence_is_explained_and_no_other():
    groups = resources.load("match")["groups"]
    rows = re.findall(r"^\| `evidence:(\w+)` \| \S", PAGE, re.MULTILINE)
    assert sorted(rows) == sorted(groups)


def test_rule_ids_are_short_kebab_case():
    assert [id for id in SECTIONS if not re.fullmatch(r"[a-z]+(-[a-z]+){0,2}", id)] == []


@pytest.mark.parametrize("section", SECTIONS)
def test_no_section_is_empty(section):
    body = PAGE.split(f"### {section}\n", 1)[1].split("\n#", 1)[0]
    assert len(body.split()) > 10

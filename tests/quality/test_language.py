"""The words the program says to people: who states what, never who is at fault.

A finding is not an error and a source is not wrong: what a figure is worth is for the reader to
say. Only what a person types, or decides by a verdict, may use such words.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "pipeline" / "sourcecheck"

#: Judgements on what a source states. "Error" and "correct" alone are not here: they are also said
#: of files and settings, which can be at fault.
JUDGEMENT = re.compile(
    r"""\b(
      (source|document|text|claim|figure|date|value|statement|passage|author|publisher|position)s?
      \s+(is|are|was|were|must\ be|seems?|appears?)\s+
      (wrong|false|incorrect|mistaken|erroneous|untrue|true|correct|right|unreliable|in\ error)
    | (wrong|false|incorrect|mistaken|erroneous|untrue|unreliable)\s+
      (source|claim|figure|statement|document|passage|author|publisher)s?
    | (the|which|this)\s+(truth|error\ in\ the\ (source|text|document))
    | contradicts?\ the\ facts? | misinformation | disinformation | fake\ news | lies?\ about
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
#: Stages whose words people read. What comes before them prints nothing but refusals of files.
SPEAKING = ("claim", "reconcile", "report", "review", "cli")


def spoken() -> Iterator[tuple[str, str]]:
    """(place, text) of everything the program may say: strings in code, templates, vocabulary."""
    for stage in SPEAKING:
        for path in sorted((PACKAGE / stage).rglob("*")):
            place = str(path.relative_to(PACKAGE))
            if path.suffix == ".py":
                yield from (
                    (f"{place}:{line}", text) for line, text in strings(path.read_text("utf-8"))
                )
            elif path.suffix in {".j2", ".js", ".html"}:
                yield place, path.read_text("utf-8")
    for path in sorted((PACKAGE / "resources").glob("*.toml")):
        # comments are for those who edit the file
        lines = (line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
        yield f"resources/{path.name}", "\n".join(lines)


def strings(code: str) -> Iterator[tuple[int, str]]:
    """The string literals of `code` with their lines, but not the docstrings."""
    tree = ast.parse(code)
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in docstrings:
            continue
        if isinstance(node.value, str):
            yield node.lineno, node.value


@pytest.mark.parametrize(
    "said",
    ["This source is wrong.", "the first figure is incorrect", "a false claim", "dates are correct",
     "This figure was true.", "an unreliable source"],
)  # fmt: skip
def test_a_judgement_would_be_found(said: str) -> None:
    assert JUDGEMENT.search(said)


@pytest.mark.parametrize(
    "said",
    ["A right", "the source states 3 km", "wrong option", "not valid TOML", "both right: rounding"],
)
def test_other_words_are_free(said: str) -> None:
    assert not JUDGEMENT.search(said)


def test_what_is_said_is_looked_at() -> None:
    places = {place.split(":")[0] for place, _ in spoken()}
    assert {"cli/review.py", "reconcile/explain.py", "resources/verdicts.toml"} <= places
    assert any(place.endswith(".j2") for place in places)


def test_the_program_judges_no_source() -> None:
    found = {f"{place}: {m.group()}" for place, text in spoken() for m in JUDGEMENT.finditer(text)}
    assert sorted(found) == []

"""Nothing of a dossier leaks into the program: it finds by general means or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "pipeline" / "sourcecheck"
#: The trained pipeline is binary data made from licensed treebanks (training/).
TRAINED = PACKAGE / "resources" / "en_sourcecheck"
TEXTS = sorted((ROOT / "sources").rglob("*.txt"))
WRITTEN = {".py", ".toml", ".j2", ".html", ".js", ".css", ".json", ".md", ".txt", ".csv"}
#: So many words in a row are nobody's common phrase.
RUN = 5

_WORD = re.compile(r"[^\W_]+")


def runs(text: str, length: int = RUN) -> Iterator[tuple[str, ...]]:
    """Every run of `length` words, without case and punctuation."""
    words = [word.casefold() for word in _WORD.findall(text)]
    for start in range(len(words) - length + 1):
        yield tuple(words[start : start + length])


def leaks(known: set[tuple[str, ...]], file: str) -> set[str]:
    """The runs of words of a file that are among the known ones."""
    return {" ".join(run) for run in runs(file) if run in known}


def program() -> list[Path]:
    """Every text file of the package: code, vocabulary, templates."""
    files = (path for path in PACKAGE.rglob("*") if path.suffix in WRITTEN)
    return sorted(path for path in files if TRAINED not in path.parents)


def test_there_is_something_to_look_at() -> None:
    assert TEXTS
    assert {".py", ".toml"} <= {path.suffix for path in program()}


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("the bridge is 300 metres", {"the bridge is 300 metres"}),
        ("# The Bridge_is 300\n# metres, almost", {"the bridge is 300 metres"}),
        ("bridge is 300 metres long", {"bridge is 300 metres long"}),
        ("the bridge is 310 metres long", set()),
        ("the bridge is", set()),
    ],
)
def test_a_leak_would_be_found(file: str, found: set[str]) -> None:
    assert leaks(set(runs("The bridge is 300 metres long.")), file) == found


def test_no_words_of_the_sample_dossier_stand_in_the_program() -> None:
    known = {run for path in TEXTS for run in runs(path.read_text("utf-8"))}
    found = {
        f"{path.relative_to(ROOT)}: {leak}"
        for path in program()
        for leak in leaks(known, path.read_text("utf-8"))
    }
    assert sorted(found) == []

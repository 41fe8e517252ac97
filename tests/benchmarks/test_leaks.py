"""What we have in common with a benchmark's texts is found and listed with its places."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks import leaks
from benchmarks.leaks import Text

THEIRS = "The grey heron sleeps.\nIt stands on a mossy post for 40 minutes, and then it flies.\n"


def found(
    ours: str, *, allowed: str = "", place: str = "docs/a.md", own: bool = False
) -> list[str]:
    theirs = Text("theirs", THEIRS, own=own)
    listed = leaks.leaks([Text(place, ours)], [theirs], leaks.phrases(allowed))
    return [str(leak) for leak in listed]


@pytest.mark.parametrize(
    ("ours", "words"),
    [
        ("on a mossy post", ["on a mossy post"]),
        ("# On a Mossy_post for\n# 38 minutes", ["on a mossy post for # minutes"]),
        ("mossy post for 1,200", ["mossy post for #"]),
        ("heron sleeps. It stands on stilts", ["heron sleeps it stands on"]),
        ("The grey heron sleeps. Here, on a mossy post.",
         ["the grey heron sleeps", "on a mossy post"]),
        ("post for 40 minutes", []),  # one word that means something
        ("40 minutes and then it", []),
        ("on a mossy stone", []),
        ("", []),
    ],
)  # fmt: skip
def test_runs_that_both_hold(ours: str, words: list[str]) -> None:
    assert [leak.rpartition(": ")[2] for leak in found(ours)] == words


def test_the_lines_are_named() -> None:
    assert found("One.\nTwo: on a mossy post.") == ["docs/a.md:2: theirs:2: on a mossy post"]


def test_an_allowed_turn_is_left_out_and_its_neighbours_are_not() -> None:
    assert found("stands on a mossy post", allowed="# said by all\non a mossy post  # so") == [
        "docs/a.md:1: theirs:2: stands on a mossy"
    ]


@pytest.mark.parametrize(("place", "count"), [("tests/flow/test_a.py", 0), ("pipeline/a.py", 1)])
def test_dossiers_of_our_own_may_be_tests(place: str, count: int) -> None:
    assert len(found("on a mossy post", place=place, own=True)) == count
    assert len(found("on a mossy post", place=place)) == 1


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "here" / "docs").mkdir(parents=True)
    (tmp_path / "here" / "docs" / "a.md").write_text("A heron on a mossy post.\n")
    (tmp_path / "bench" / "pond" / "docs").mkdir(parents=True)
    return tmp_path


def run(root: Path) -> int:
    return leaks.main([str(root / "bench"), "--root", str(root / "here")])


def test_articles_of_dossiers(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "bench" / "pond" / "docs" / "b.txt").write_text(THEIRS)
    (root / "bench" / "pond" / "gold.txt").write_text("A heron on a mossy post.")  # no article
    assert run(root) == 1
    there = root / "bench" / "pond" / "docs" / "b.txt"
    assert capsys.readouterr().out == f"docs/a.md:1: {there}:2: on a mossy post\n"


@pytest.mark.parametrize("record", [{"text": THEIRS}, {"files": {"a": "Nothing.", "b": THEIRS}}])
@pytest.mark.parametrize("name", ["c.jsonl", "c.jsonl.gz"])
def test_records(
    root: Path, capsys: pytest.CaptureFixture[str], name: str, record: dict[str, object]
) -> None:
    data = (json.dumps({"text": "Nothing."}) + "\n" + json.dumps(record) + "\n").encode()
    (root / "bench" / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    assert run(root) == 1
    assert f"{name}:2: on a mossy post" in capsys.readouterr().out


def test_nothing_in_common_prints_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "bench" / "plain.txt").write_text("A kettle of copper hangs over the stove.")
    assert run(root) == 0
    assert capsys.readouterr().out == ""


def test_bad_use(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root) == 2  # no texts
    assert leaks.main([str(root / "none")]) == 2
    assert "no such folder" in capsys.readouterr().err

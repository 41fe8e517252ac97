"""A decision lasts, and stands beside no other value than the one that was chosen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import sourcecheck
from sourcecheck.annotate import build as annotate
from sourcecheck.report.html.page import render
from sourcecheck.review import queue, store
from sourcecheck.settings import Settings

LENGTHS = {"atlas.txt": "1,200 km", "guide.txt": "900 km"}


@pytest.fixture(autouse=True, scope="module")
def loaded():
    """The language pipeline, loaded once."""
    nlp = annotate.load(Settings())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(annotate, "load", lambda _: nlp)
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, length in LENGTHS.items():
        write(tmp_path, name, length)
    return tmp_path


def write(folder: Path, name: str, length: str) -> None:
    folder.joinpath(name).write_text(f"The Orrin River is {length} long.\n", "utf-8")


def length_of(folder: Path):
    """The report and its one finding on the length."""
    report = sourcecheck.check(folder)
    [found] = [f for f in report.findings if f["question"].startswith("How long")]
    return report, found


def decide(folder: Path, value: str) -> None:
    """Decide that this value holds, as `sourcecheck decide` does."""
    report, found = length_of(folder)
    [item] = [item for item in queue.items(report.data) if item.id == found["id"]]
    values = [position.value for position in item.positions]
    store.append(folder / store.FILE_NAME, item.decided("right", values.index(value), by="Ada"))


def test_positions_stand_by_size_and_not_by_their_first_digit(folder):
    _, found = length_of(folder)
    assert [position["value"] for position in found["positions"]] == ["900 km", "1,200 km"]


@pytest.mark.parametrize("value", LENGTHS.values())
def test_a_decision_is_shown_at_the_value_it_names(folder, value):
    decide(folder, value)
    report, found = length_of(folder)
    assert found["state"] == "decided"
    assert found["positions"][found["chosen_position"]]["value"] == value
    letter = "AB"[found["chosen_position"]]
    assert f"{letter} right: {value}" in render(report.data, report.texts)


@pytest.mark.parametrize("other", ["800 km", "1,050 km", "1,300 km"])
def test_a_source_that_is_added_moves_no_decision_to_another_value(folder, other):
    decide(folder, "1,200 km")
    write(folder, "news.txt", other)
    report, found = length_of(folder)
    assert (found["state"], found["chosen_position"]) == ("reopened", None)
    assert found["decision"]["value"] == "1,200 km"
    assert f"new is “{other}” (news.txt)" in found["state_reason"]
    page = render(report.data, report.texts)
    assert "“1,200 km” right" in page
    assert "A right:" not in page
    assert "B right:" not in page
    (folder / "news.txt").unlink()
    _, again = length_of(folder)
    assert again["state"] == "decided"


def test_any_of_three_can_be_decided(folder):
    write(folder, "news.txt", "1,050 km")
    decide(folder, "1,200 km")
    report, found = length_of(folder)
    assert found["chosen_position"] == 2
    assert "C right: 1,200 km" in render(report.data, report.texts)


@pytest.mark.parametrize("positions", [["1,200 km", "900 km"], ["900 km", "1,200 km"], None])
@pytest.mark.parametrize("verdict", ["a-right", "b-right"])
def test_a_line_of_a_former_version_means_the_value_of_its_letter_then(folder, positions, verdict):
    _, found = length_of(folder)
    line = {
        "finding": found["id"], "verdict": verdict, "fingerprint": found["fingerprint"],
        "at": "2026-03-01T09:30:00Z",
    } | ({"positions": positions} if positions else {})  # fmt: skip
    folder.joinpath(store.FILE_NAME).write_text(json.dumps(line) + "\n", "utf-8")
    report, found = length_of(folder)
    page = render(report.data, report.texts)
    if positions is None:
        assert found["state"] == "reopened"
        assert "which value was meant cannot be told" in page
        assert "this one holds" not in page
    else:
        chosen = positions[verdict == "b-right"]
        assert found["state"] == "decided"
        assert found["positions"][found["chosen_position"]]["value"] == chosen

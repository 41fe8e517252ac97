from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.errors import BadUse
from sourcecheck.model.decision import Evidence
from sourcecheck.model.source import Source
from sourcecheck.review import queue, store, vocabulary

DOSSIER = Path(__file__).parent / "dossier"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def report() -> dict[str, Any]:
    return queue.load_report(DOSSIER / "report")


@pytest.fixture
def sources(report: Mapping[str, Any]) -> list[Source]:
    return [
        Source(
            s["id"], s["path"], s["sha256"], (DOSSIER / "sources" / s["path"]).read_text("utf-8")
        )
        for s in report["sources"]
    ]


def test_the_hand_made_report_is_a_report(report: dict[str, Any]) -> None:
    schema = json.loads((ROOT / "schemas" / "report-1.schema.json").read_text("utf-8"))
    problems = jsonschema.Draft202012Validator(schema).iter_errors(report)
    assert [f"{problem.json_path}: {problem.message}" for problem in problems] == []


def test_an_item_shows_who_states_what_where(report: dict[str, Any], sources: list[Source]) -> None:
    length = queue.items(report, sources)[0]
    assert (length.question, length.relation) == ("How long is the Kelda Tunnel?", "conflict")
    guide, notes = (position.passages[0] for position in length.positions)
    assert (guide.title, guide.published) == ("Guide to the tunnel", "1991")
    assert guide.before == "Engineers say the Kelda Tunnel is "
    assert guide.quote == "14.2 kilometres"
    assert guide.after.startswith(" long, the longest")
    assert (notes.title, notes.published) == ("valley-notes.txt", "")  # untitled, undated
    assert notes.value == "11.27 km, as printed 10.46 to 12.07 km"


def test_a_changed_source_gives_its_quotes_without_context(
    report: dict[str, Any], sources: list[Source]
) -> None:
    changed = [Source(s.id, s.path, "0" * 64, "something else") for s in sources]
    passage = queue.items(report, changed)[0].positions[0].passages[0]
    assert (passage.before, passage.quote, passage.after) == ("", "14.2 kilometres", "")


def test_sources_that_changed_came_or_went_make_a_report_outdated(
    report: dict[str, Any], sources: list[Source]
) -> None:
    guide, notes = sources
    assert queue.outdated(report, sources) == ()
    edited = Source(guide.id, guide.path, "0" * 64, "edited")
    assert queue.outdated(report, [edited, notes]) == (guide.id,)
    new = Source("new.txt", "new.txt", "0" * 64, "new")
    assert queue.outdated(report, [guide, new]) == ("new.txt", notes.id)


def _waiting(report: dict[str, Any], *decisions: Any, everything: bool = False) -> list[str]:
    found = queue.items(report)
    statuses = store.status(found, decisions)
    return [item.id for item in queue.waiting(found, statuses, everything=everything)]


def test_open_findings_come_by_relation_in_the_order_of_the_report(
    report: dict[str, Any],
) -> None:
    assert _waiting(report) == ["5eed01", "7a10aa", "7a20bb"]
    assert _waiting(report, everything=True) == ["5eed01", "7a10aa", "7a20bb", "c0ffee"]
    report["findings"].reverse()
    assert _waiting(report, everything=True) == ["5eed01", "7a10aa", "7a20bb", "c0ffee"]


def test_of_each_relation_the_sure_come_before_the_possible(report: dict[str, Any]) -> None:
    first = report["findings"][0]
    more = [("maybe", 0.5), ("by-rules", None), ("firm", 0.8)]
    report["findings"] += [{**first, "id": id, "confidence": c} for id, c in more]
    report["findings"][0]["confidence"] = 0.4
    assert _waiting(report) == ["by-rules", "firm", "5eed01", "maybe", "7a10aa", "7a20bb"]


def test_what_is_less_sure_than_asked_for_does_not_come(report: dict[str, Any]) -> None:
    found = queue.items(report)
    statuses = store.status(found, ())
    left = queue.waiting(found, statuses, everything=True, least=0.8)
    assert [item.id for item in left] == ["5eed01", "7a20bb", "c0ffee"]  # the last has none


def test_the_decided_do_not_come_and_the_put_off_come_last(report: dict[str, Any]) -> None:
    length, opened, _, _ = queue.items(report)
    assert _waiting(report, opened.decided("misread"), length.decided("later")) == [
        "7a20bb", "5eed01",
    ]  # fmt: skip


def test_what_is_reopened_waits_in_its_old_place(report: dict[str, Any]) -> None:
    decision = queue.items(report)[0].decided("conflict")
    report["findings"][0]["fingerprint"] = "fp-length-2"
    assert _waiting(report, decision) == ["5eed01", "7a10aa", "7a20bb"]


def test_a_decision_carries_what_was_decided_on(report: dict[str, Any]) -> None:
    decision = queue.items(report)[0].decided("right", 1, note="measured", by="Ada")
    assert decision.finding == "5eed01"
    assert decision.fingerprint == "fp-length-1"
    assert decision.question == "How long is the Kelda Tunnel?"
    assert decision.positions == ("14.2 kilometres", "7 miles")
    assert decision.chosen == decision.value == "7 miles"
    assert decision.passages == (Evidence("valley-notes.txt", "7 miles"),)
    assert [passage.quote for passage in decision.others] == ["14.2 kilometres"]


def test_a_position_that_holds_is_one_of_several(report: dict[str, Any]) -> None:
    length, *_, width = queue.items(report)
    misread = vocabulary.choice("misread")
    assert misread is not None
    assert length.objection(vocabulary.right(1)) == ""
    assert "no position C; they are A to B" in length.objection(vocabulary.right(2))
    assert "one position" in width.objection(vocabulary.right(0))
    assert width.objection(misread) == ""


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "there is no report yet"),
        ("{", "cannot be read"),
        ("[]", "not a report"),
        ('{"sources": [], "claims": []}', "not a report"),
    ],
)
def test_a_report_that_is_not_there_or_not_one(
    tmp_path: Path, content: str | None, says: str
) -> None:
    if content is not None:
        (tmp_path / "report.json").write_text(content)
    with pytest.raises(BadUse, match=says) as caught:
        queue.load_report(tmp_path)
    assert "sourcecheck run" in str(caught.value)


def test_a_report_that_lacks_fields(tmp_path: Path) -> None:
    shutil.copy(DOSSIER / "report" / "report.json", tmp_path)
    report = queue.load_report(tmp_path)
    del report["findings"][0]["fingerprint"]
    with pytest.raises(BadUse, match=r"fingerprint.*sourcecheck run"):
        queue.items(report)


@pytest.mark.parametrize(
    ("text", "quote", "around"),
    [
        ("The dam is 40 m high.", "40 m", ("The dam is ", " high.")),
        ("First part.\n\nThe dam is\n40 m high.\n\nLast part.", "40 m", ("The dam is ", " high.")),
        ("one two three four 40 m five six seven", "40 m", ("… three four ", " five six …")),
        ("40 m", "40 m", ("", "")),
    ],
)
def test_context_stays_in_the_paragraph_at_whole_words(
    text: str, quote: str, around: tuple[str, str]
) -> None:
    start = text.index(quote)
    assert queue.context(text, start, start + len(quote), reach=13) == around


@given(st.text(), st.integers(0, 50), st.integers(0, 50), st.integers(1, 40))
def test_context_is_never_longer_than_its_reach(
    text: str, start: int, length: int, reach: int
) -> None:
    start = min(start, len(text))
    before, after = queue.context(text, start, min(len(text), start + length), reach)
    assert max(len(before), len(after)) <= reach + 2

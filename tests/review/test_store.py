from __future__ import annotations

import multiprocessing
import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.errors import BadManifest, BadUse
from sourcecheck.model.decision import Decision, Evidence, Verdict
from sourcecheck.review import store
from sourcecheck.review.store import Held

TUNNEL = Decision(
    finding="5eed01",
    verdict="a-right",
    fingerprint="fp-1",
    at="2026-03-01T09:30:00Z",
    by="Ada",
    note="measured twice",
    question="How long is the tunnel?",
    positions=("14.2 km", "7 miles"),
)
BRIDGE = Decision("b41d6e", "conflict", "fp-2", "2026-03-01T09:31:00Z")

DECISIONS = st.builds(
    Decision,
    finding=st.text(min_size=1),
    verdict=st.sampled_from(get_args(Verdict)),
    fingerprint=st.text(min_size=1),
    at=st.just("2026-03-01T09:30:00Z"),
    by=st.text(),
    note=st.text(),
    question=st.text(),
    positions=st.lists(st.text(), max_size=3).map(tuple),
    value=st.text(),
    passages=st.lists(st.builds(Evidence, st.text(), st.text()), max_size=2).map(tuple),
    others=st.lists(st.builds(Evidence, st.text(), st.text()), max_size=2).map(tuple),
)


@dataclass(frozen=True)
class Finding:
    id: str
    fingerprint: str
    held: tuple[Held, ...] = (Held("7 miles", ()), Held("14.2 km", ()))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "decisions.jsonl"


# ------------------------------------------------------------------ the file


def test_no_file_means_no_decisions(file: Path) -> None:
    assert store.read(file) == ()


def test_decisions_are_read_in_the_order_of_the_file(file: Path) -> None:
    store.append(file, TUNNEL)
    store.append(file, BRIDGE)
    assert store.read(file) == (TUNNEL, BRIDGE)


@given(decisions=st.lists(DECISIONS, max_size=4))
def test_what_is_appended_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, decisions: list[Decision]
) -> None:
    file = tmp_path_factory.mktemp("kept") / "decisions.jsonl"
    for decision in decisions:
        store.append(file, decision)
    assert store.read(file) == tuple(decisions)


def test_appending_leaves_the_earlier_bytes_alone(file: Path) -> None:
    store.append(file, TUNNEL)
    before = file.read_bytes()
    store.append(file, BRIDGE)
    assert file.read_bytes().startswith(before)


def test_a_missing_newline_is_added_first(file: Path) -> None:
    store.append(file, TUNNEL)
    file.write_bytes(file.read_bytes().rstrip(b"\n"))  # as some editors leave it
    store.append(file, BRIDGE)
    assert store.read(file) == (TUNNEL, BRIDGE)


def test_blank_lines_and_a_byte_order_mark_do_not_matter(file: Path) -> None:
    store.append(file, TUNNEL)
    file.write_bytes(b"\xef\xbb\xbf\r\n" + file.read_bytes().replace(b"\n", b"\r\n") + b"\r\n")
    assert store.read(file) == (TUNNEL,)


@given(decision=DECISIONS, data=st.data())
def test_a_line_cut_off_by_a_crash_is_reported_and_the_others_are_kept(
    tmp_path_factory: pytest.TempPathFactory, decision: Decision, data: st.DataObject
) -> None:
    file = tmp_path_factory.mktemp("cut") / "decisions.jsonl"
    store.append(file, TUNNEL)
    whole = file.stat().st_size
    store.append(file, decision)
    cut = data.draw(st.integers(whole + 1, file.stat().st_size - 2))
    file.write_bytes(file.read_bytes()[:cut])

    found = store.contents(file)
    assert found.decisions == (TUNNEL,)
    assert len(found.warnings) == 1
    assert "line 2" in found.warnings[0]

    store.append(file, BRIDGE)  # the fragment must not swallow the next decision
    assert store.read(file) == (TUNNEL, BRIDGE)
    assert len(store.contents(file).warnings) == 1


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"decided: conflict", "not JSON"),
        (b'{"finding": "x"} trailing', "not JSON"),
        (b"[" * 200_000, "not JSON"),
        (b'{"finding": "x"}', "'verdict' is a required property"),
        (b'{"finding": "x", "verdict": "maybe", "fingerprint": "f", "at": "2026-03-01T09:30:00Z"}',
         "'maybe'"),
        (b'{"finding": "x", "verdict": "later", "fingerprint": "f", "at": "yesterday"}', "'at'"),
        (b'{"finding": "x", "verdict": "later", "fingerprint": "f", '
         b'"at": "2026-03-01T09:30:00Z", "mood": "good"}', "'mood'"),
        (b'["conflict"]', "not of type 'object'"),
        (b'{"finding": "caf\xe9", "verdict": "later"}', "not UTF-8"),
    ],
)  # fmt: skip
def test_a_damaged_line_is_named_with_what_to_do(file: Path, line: bytes, says: str) -> None:
    store.append(file, TUNNEL)
    file.write_bytes(file.read_bytes() + line + b"\n")
    with pytest.raises(BadManifest) as caught:
        store.read(file)
    message = str(caught.value)
    assert f"{file}, line 2" in message
    assert says in message
    assert "mend the line or delete it" in message
    assert len(message) < 600


def test_a_decision_that_could_not_be_read_back_is_not_written(file: Path) -> None:
    with pytest.raises(Exception, match=r"non-empty|too short"):
        store.append(file, replace(TUNNEL, finding=""))
    assert not file.exists()


def test_bytes_that_are_no_text_do_not_lose_the_decision(file: Path) -> None:
    from_the_shell = b"caf\xe9".decode("utf-8", "surrogateescape")
    store.append(file, replace(TUNNEL, note=from_the_shell))
    assert store.read(file)[0].note == "caf?"


def test_a_folder_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(BadUse, match="could not be saved: No such file or directory"):
        store.append(tmp_path / "gone" / "decisions.jsonl", TUNNEL)


def _append_many(file: str, by: str) -> None:
    for _ in range(50):
        store.append(Path(file), replace(TUNNEL, by=by))


def test_two_people_at_once_do_not_mix_their_lines(file: Path) -> None:
    context = multiprocessing.get_context("spawn")
    people = [context.Process(target=_append_many, args=(str(file), by)) for by in ("Ada", "Bo")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    saved = store.read(file)
    assert sorted(d.by for d in saved) == ["Ada"] * 50 + ["Bo"] * 50


# ------------------------------------------------------------------ the time


def test_time_is_utc_to_the_second() -> None:
    berlin = timezone(timedelta(hours=2))
    moment = datetime(2026, 7, 1, 0, 30, 59, 999_999, berlin)
    assert store.timestamp(lambda: moment) == "2026-06-30T22:30:59Z"


def test_source_date_epoch_stands_in_for_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert store.timestamp() == "1970-01-02T00:00:00Z"


def test_source_date_epoch_must_be_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    with pytest.raises(BadUse, match="SOURCE_DATE_EPOCH is 'today'"):
        store.timestamp()


def test_otherwise_it_is_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    before = datetime.now(UTC).replace(microsecond=0)
    stamped = datetime.fromisoformat(store.timestamp())
    assert before <= stamped <= datetime.now(UTC)


# ------------------------------------------------------------------ what it means


def _state(finding: Finding, *decisions: Decision) -> store.Status:
    return store.status([finding], decisions)[finding.id]


def test_a_finding_without_decision_is_open() -> None:
    assert _state(Finding("5eed01", "fp-1"), BRIDGE) == store.Status()


def test_a_decision_holds_while_the_evidence_is_the_same() -> None:
    status = _state(Finding("5eed01", "fp-1"), BRIDGE, TUNNEL)
    assert (status.state, status.decision, status.reason) == ("decided", TUNNEL, "")
    assert status.chosen == 1  # by its value, not by its letter of then


def test_a_finding_is_reopened_when_its_evidence_changes() -> None:
    status = _state(Finding("5eed01", "fp-9"), TUNNEL)
    assert status.state == "reopened"
    assert status.decision == TUNNEL
    assert status.chosen is None
    assert status.reason.startswith("the evidence changed since 2026-03-01: then it was “14.2 km” ")


def test_a_decision_holds_again_when_the_evidence_comes_back() -> None:
    status = _state(Finding("5eed01", "fp-1"), TUNNEL, BRIDGE)
    assert status.state == "decided"


def test_of_several_decisions_the_last_line_holds() -> None:
    first = replace(TUNNEL, verdict="conflict", at="2026-04-01T00:00:00Z")
    status = _state(Finding("5eed01", "fp-1"), first, TUNNEL)
    assert status.decision == TUNNEL
    assert status.history == (first, TUNNEL)


def test_later_keeps_a_finding_waiting() -> None:
    put_off = replace(TUNNEL, verdict="later")
    assert _state(Finding("5eed01", "fp-1"), TUNNEL, put_off).state == "later"
    assert _state(Finding("5eed01", "fp-9"), put_off).state == "reopened"


def test_decisions_on_findings_that_are_gone_are_kept_and_listed() -> None:
    again = replace(BRIDGE, verdict="misread")
    assert store.orphaned([Finding("5eed01", "fp-1")], [BRIDGE, TUNNEL, again]) == (again,)


@given(decisions=st.lists(DECISIONS, max_size=6))
def test_every_decision_is_on_a_finding_or_orphaned(decisions: list[Decision]) -> None:
    findings = [Finding(d.finding, "fp") for d in decisions[::2]]
    on_findings = {d.finding for s in store.status(findings, decisions).values() for d in s.history}
    orphans = {d.finding for d in store.orphaned(findings, decisions)}
    assert on_findings | orphans == {d.finding for d in decisions}
    assert not on_findings & orphans


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a plain user's rights")
def test_a_file_that_cannot_be_read_is_said_in_words(file: Path) -> None:
    store.append(file, TUNNEL)
    file.chmod(0)
    with pytest.raises(BadManifest, match="cannot be read: Permission denied"):
        store.read(file)

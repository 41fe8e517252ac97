"""Which value a decision means in a report of another day, and what has changed since."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.model.decision import Decision, Evidence
from sourcecheck.review import store
from sourcecheck.review.store import Asked, Held

LONG = Held("1,200 km", (Evidence("survey.txt", "1,200 km"), Evidence("atlas.txt", "1200 km")))
SHORT = Held("900 km", (Evidence("guide.txt", "900 km"),))
MIDDLE = Held("1,050 km", (Evidence("news.txt", "1,050 km"),))


def decided(chosen: Held, *others: Held) -> Decision:
    """That `chosen` holds, as it is recorded now."""
    return Decision(
        "f1", "right", "fp", "2026-03-01T09:30:00Z",
        positions=(chosen.value, *(other.value for other in others)),
        value=chosen.value,
        passages=chosen.passages,
        others=tuple(passage for other in others for passage in other.passages),
    )  # fmt: skip


def formerly(verdict: str, *values: str) -> Decision:
    """A line of a former version."""
    return Decision("f1", verdict, "fp", "2026-03-01T09:30:00Z", positions=values)  # type: ignore[arg-type]


def state(decision: Decision, *held: Held, fingerprint: str = "fp") -> store.Status:
    return store.status([Asked("f1", fingerprint, held)], [decision])["f1"]


@given(st.permutations([LONG, SHORT, MIDDLE]), st.sampled_from([LONG, SHORT, MIDDLE]))
def test_the_same_value_is_meant_in_any_order(held: list[Held], chosen: Held) -> None:
    others = [position for position in held if position != chosen]
    status = state(decided(chosen, *others), *held)
    assert status.state == "decided"
    assert status.chosen is not None
    assert held[status.chosen] == chosen


@pytest.mark.parametrize(("verdict", "value"), [("a-right", "1,200 km"), ("b-right", "900 km")])
def test_an_old_line_means_the_value_that_had_its_letter_then(verdict: str, value: str) -> None:
    held = (SHORT, MIDDLE, LONG)
    status = state(formerly(verdict, "1,200 km", "900 km", "1,050 km"), *held)
    assert status.state == "decided"
    assert status.chosen is not None
    assert held[status.chosen].value == value


@pytest.mark.parametrize(
    "decision",
    [
        formerly("a-right"),  # written by hand, without its values
        formerly("b-right", "1,200 km"),
        formerly("a-right", "1,199 km", "900 km"),  # another version wrote values otherwise
        replace(decided(LONG, SHORT), value="1,199 km", passages=()),
        Decision("f1", "right", "fp", "2026-03-01T09:30:00Z"),
    ],
)
def test_where_the_value_cannot_be_told_the_finding_is_open_again(decision: Decision) -> None:
    status = state(decision, SHORT, LONG)
    assert (status.state, status.chosen) == ("reopened", None)
    assert status.reason.startswith("which value was meant cannot be told")


def test_of_two_positions_with_one_wording_the_passages_tell() -> None:
    one, other = (Held("on Monday", (Evidence(f"{n}.txt", "on Monday"),)) for n in "ab")
    assert state(decided(other, one), one, other).chosen == 1
    assert state(formerly("b-right", "on Monday", "on Monday"), one, other).state == "reopened"


def test_passages_tell_a_value_that_is_worded_otherwise_now() -> None:
    now = replace(LONG, value="1,200 km (750 miles)")
    assert state(decided(LONG, SHORT), SHORT, now).chosen == 1


def test_files_with_other_names_change_nothing() -> None:
    moved = [
        replace(held, passages=tuple(Evidence(f"new-{p.source}", p.quote) for p in held.passages))
        for held in (SHORT, LONG)
    ]
    assert state(decided(LONG, SHORT), *moved).chosen == 1
    assert "new is" not in store.changes(decided(LONG, SHORT), moved)


def test_other_verdicts_name_no_position() -> None:
    status = state(Decision("f1", "other-time", "fp", "2026-03-01T09:30:00Z"), SHORT, LONG)
    assert (status.state, status.chosen) == ("decided", None)


def test_a_reopened_decision_says_what_was_decided_and_what_has_changed() -> None:
    status = state(decided(LONG, SHORT), MIDDLE, LONG, fingerprint="fp-2")
    assert (status.state, status.chosen) == ("reopened", None)
    assert status.reason == (
        "the evidence changed since 2026-03-01: then it was “1,200 km” or “900 km”; "
        "new is “1,050 km” (news.txt); gone is “900 km” (guide.txt)"
    )


def test_an_old_line_tells_the_values_that_have_changed() -> None:
    old = formerly("a-right", "1,200 km", "900 km")
    said = state(old, LONG, SHORT, MIDDLE, fingerprint="fp-2").reason
    assert said.endswith("then it was “1,200 km” or “900 km”; now it is “1,200 km” or “900 km” "
                         "or “1,050 km”")  # fmt: skip


def test_where_no_words_have_changed_it_says_so() -> None:
    said = state(decided(LONG, SHORT), LONG, SHORT, fingerprint="fp-2").reason
    assert said.endswith(
        "the same words are now read otherwise: of another subject, time or speaker"
    )


def test_long_evidence_is_told_in_a_few_words() -> None:
    many = Held("so much", tuple(Evidence(f"{n}.txt", "so\nmuch " * 50) for n in range(50)))
    said = store.changes(decided(LONG, SHORT), [LONG, SHORT, many])
    assert len(said) < 600
    assert "and 47 more" in said
    assert "\n" not in said

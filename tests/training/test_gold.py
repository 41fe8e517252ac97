"""Gold out of what people marked."""

from __future__ import annotations

from training.gold import gold_of, unmarked


def test_marks_are_taken_out_of_a_text() -> None:
    text, places = unmarked("The mill has ⟦a|12⟧ floors and ⟦b|two doors⟧.")
    assert text == "The mill has 12 floors and two doors."
    assert [text[start:end] for _, start, end in places] == ["12", "two doors"]


def test_mentions_that_share_no_position_are_in_conflict() -> None:
    read = {"one": unmarked("⟦a|12⟧ floors"), "two": unmarked("⟦b|a dozen⟧, not ⟦c|14⟧")}
    told = {
        "docs": [{"id": "one"}, {"id": "two"}],
        "groups": [{"id": "floors", "kind": "count", "positions": [["a", "b"], ["c"]]}],
        "traps": [],
    }
    gold = gold_of(
        told, {id: text for id, (text, _) in read.items()}, {id: at for id, (_, at) in read.items()}
    )
    assert {(p["a"], p["b"]): p["relation"] for p in gold["pairs"]} == {
        ("a", "b"): "agree",
        ("a", "c"): "conflict",
    }
    assert {m["group"] for m in gold["mentions"]} == {"floors"}

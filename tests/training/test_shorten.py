"""Short dossiers hold the sentences of a pair, and gold at its new places."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training import matcher, shorten

TEXTS = {
    "one": "Line buys ships\n\nThe board met on Monday. It ordered four ferries. Nobody spoke.\n",
    "two": "Yard news\n\nFive vessels were ordered, says the yard. The cook is ill.\n",
}


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    folder = tmp_path / "in" / "ferries"
    (folder / "docs").mkdir(parents=True)
    mentions, documents = [], []
    for id, quote in (("one", "four"), ("two", "Five")):
        (folder / f"docs/{id}.txt").write_text(TEXTS[id], encoding="utf-8")
        start = TEXTS[id].index(quote)
        documents.append({"id": id, "file": f"docs/{id}.txt", "event": "order"})
        mentions.append(
            {"id": f"m-{id}", "doc": id, "start": start, "end": start + len(quote), "quote": quote}
        )
    pairs = [{"a": "m-one", "b": "m-two", "relation": "conflict"}]
    gold = {"documents": documents, "mentions": mentions, "pairs": pairs}
    (folder / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return folder


def test_a_pair_becomes_a_dossier_of_its_sentences(dossier: Path, tmp_path: Path):
    assert shorten.main([str(dossier.parent), "--out", str(tmp_path / "out")]) == 0
    made = tmp_path / "out" / "ferries--0"
    gold = json.loads((made / "gold.json").read_text("utf-8"))
    assert [p["relation"] for p in gold["pairs"]] == ["conflict"]
    for mention in gold["mentions"]:
        (file,) = (d["file"] for d in gold["documents"] if d["id"] == mention["doc"])
        text = (made / file).read_text("utf-8")
        assert text[mention["start"] : mention["end"]] == mention["quote"]
        assert len(text) <= len(TEXTS[mention["doc"]])


def test_the_same_data_give_the_same_bytes(dossier: Path, tmp_path: Path):
    for name in "ab":
        shorten.main([str(dossier.parent), "--out", str(tmp_path / name)])
    one, other = (sorted((tmp_path / name).rglob("*.*")) for name in "ab")
    assert [p.read_bytes() for p in one] == [p.read_bytes() for p in other]


def test_a_short_dossier_is_left_out_with_its_own():
    assert matcher.fold_of("ferries--3") == matcher.fold_of("ferries")
    assert matcher.origin("ferries--3") == "ferries"


def test_without_dossiers_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert shorten.main([str(tmp_path), "--out", str(tmp_path)]) == 2
    assert "no */gold.json" in capsys.readouterr().err

"""What of gold's conflicts within documents a report holds."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from benchmarks import within

TEXT = "The Varn Bridge is 2.1 km long. It was opened in 1932.\nThe bridge is 1,900 m long.\n"


def dossier(folder: Path) -> None:
    """A dossier of one text with gold on it: one conflict that is found, one that is not."""
    (folder / "bridge").mkdir()
    (folder / "bridge" / "note.txt").write_text(TEXT, "utf-8")
    quotes = {"long": "2.1 km", "short": "1,900 m", "year": "1932"}
    starts = {id: TEXT.index(quote) for id, quote in quotes.items()}
    gold = {
        "documents": [{"id": "note", "file": "note.txt"}],
        "mentions": [
            {"id": id, "doc": "note", "start": at, "end": at + len(quotes[id])}
            for id, at in starts.items()
        ],
        "within_document_conflicts": [
            {"a": "long", "b": "short"},
            {"a": "long", "b": "year"},
            {"a": "short", "b": "year", "borderline": True},
        ],
    }
    (folder / "bridge" / "gold.json").write_text(json.dumps(gold), "utf-8")


def test_findings_are_printed_and_gold_is_counted(tmp_path, capsys):
    dossier(tmp_path)
    lines = tmp_path / "lines.jsonl.gz"
    lines.write_bytes(gzip.compress(json.dumps({"text": "It is 3 km long."}).encode()))
    assert within.main([str(tmp_path), "--jsonl", str(lines)]) == 0
    out = capsys.readouterr().out
    assert "bridge: 1 texts, 1 findings, gold 1/2" in out
    assert "note '1,900 m': The bridge is 1,900 m long." in out
    assert "lines.jsonl.gz: 1 texts, 0 findings, gold 0/0" in out


def test_nothing_to_look_at_is_said(tmp_path, capsys):
    assert within.main([str(tmp_path), "--only", "none"]) == 2
    assert "no */gold.json" in capsys.readouterr().err

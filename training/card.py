"""Write ``MODEL_CARD.md`` from the scores and the table of sources."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from training.attribution import read_sources, table

TEXT = Path(__file__).with_name("card_template.md")
SYNTAX = ("token", "tag", "pos", "morph", "lemma", "uas", "las", "sentence")
NAMES = ("p", "r", "f", "PERSON", "ORG", "LOC", "NORP", "EVENT")

Scores = dict[str, Any]


def pair(ours: float | None, baseline: float | None) -> str:
    """Return "ours (baseline)" with one decimal, "-" where there is no score."""
    if ours is None:
        return "-"
    return f"{ours:.1f}" + (f" ({baseline:.1f})" if baseline is not None else "")


def score_table(keys: Iterable[str], ours: Scores, baseline: Scores) -> str:
    """Return a Markdown table of test sets by measures."""
    keys = list(keys)
    lines = [f"| test set | {' | '.join(keys)} |", "|---" * (len(keys) + 1) + "|"]
    for name, values in ours.items():
        other = baseline.get(name, {})
        cells = [pair(values.get(key), other.get(key)) for key in keys]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def relation_table(ours: Scores, baseline: Scores) -> str:
    """Return LAS F by relation as a Markdown table."""
    mine = {name: values["relations"] for name, values in ours.items()}
    other = {name: values["relations"] for name, values in baseline.items()}
    keys = list(dict.fromkeys(key for values in mine.values() for key in values))
    return score_table(keys, mine, other)


def write_card(file: Path, ours: Scores, baseline: Scores, size: float) -> None:
    """Write the card: prose from the template, tables from the scores."""
    known = read_sources()
    before = {part: baseline.get(part, {}) for part in ("syntax", "ner")}
    text = TEXT.read_text(encoding="utf-8").format(
        size=f"{size:.1f}",
        weights=f"{known['weights']['name']} ({known['weights']['url']})",
        sources=table(known["source"]),
        syntax=score_table(SYNTAX, ours["syntax"], before["syntax"]),
        relations=relation_table(ours["syntax"], before["syntax"]),
        names=score_table(NAMES, ours["ner"], before["ner"]),
    )
    file.write_text(text, encoding="utf-8")

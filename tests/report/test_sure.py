"""What the page says of how sure a finding is: in words, in its order, in its counts."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sourcecheck.report import export
from sourcecheck.report.build import build
from sourcecheck.report.html import page, view
from sourcecheck.report.validate import validate
from sourcecheck.review import display

Parts = dict[str, Any]


def words(html: str) -> str:
    body = re.sub(r"(?s)<(style|script)>.*?</\1>", " ", html)
    return " ".join(re.sub(r"<[^>]+>", "", body).split())


def made(parts: Parts, least: float = 0.0, **confidences: float | None) -> dict[str, Any]:
    """The report with these confidences, by the last word of the finding's id.

    A name such as `length2` adds another finding of that kind.
    """
    known = {finding.id[2:]: finding for finding in parts["findings"]}
    found = dict(known)
    for name, share in confidences.items():
        of = known[name.rstrip("0123456789")]
        more = f"f-{name}"
        question = of.question.replace("?", f" ({name})?")
        found[name] = replace(of, id=more, question=question, confidence=share)
    generator = parts["generator"]
    settings = {**generator["settings"], "report.min_confidence": least}
    report = build(
        **{
            **parts,
            "findings": list(found.values()),
            "generator": {**generator, "settings": settings},
        }
    )
    validate(report)
    return report


def folded(html: str, relation: str) -> str:
    """What stands under the fold of the possible findings of a relation."""
    found = re.search(
        rf'(?s)<details class="possible" id="{relation}-possible">(.*?)</section>', html
    )
    return words(found[1]) if found else ""


def test_each_finding_says_how_sure_it_is(parts: Parts, texts: dict[str, str]) -> None:
    html = page.render(made(parts, length=0.869, ferry=None), texts)
    article = re.search(r'(?s)<article[^>]* id="f-length".*?</article>', html)
    assert article
    assert "86 % sure" in words(article[0])
    article = re.search(r'(?s)<article[^>]* id="f-ferry".*?</article>', html)
    assert article
    assert "follows from the text alone" in words(article[0])
    assert "% sure" not in words(article[0])


def test_the_possible_stand_folded_behind_the_sure(parts: Parts, texts: dict[str, str]) -> None:
    report = made(parts, length=0.95, length2=0.8, length3=None, length4=0.799, length5=0.41)
    html = page.render(report, texts)
    fold = folded(html, "conflict")
    assert fold.startswith("Possible (2) ")
    assert "less than 80 % sure" in fold
    assert "79 % sure" in fold
    assert "41 % sure" in fold
    assert "(length2)" not in fold
    assert "(length3)" not in fold
    assert html.index('id="f-length2"') < html.index('id="conflict-possible"')
    assert html.index('id="f-length3"') < html.index('id="conflict-possible"')
    assert folded(html, "different") == ""


def test_the_summary_counts_sure_and_possible_apart(parts: Parts, texts: dict[str, str]) -> None:
    report = made(parts, length=0.95, length2=0.9, length3=0.5, title=0.6, people=None)
    text = words(page.render(report, texts))
    summary = text[text.index("Summary") : text.index("What this report does not cover")]
    assert "2 conflicts, 1 more possible" in summary
    assert "0 different, 1 possible" in summary
    assert "1 compatible" in summary
    assert "0 agree" in summary
    assert "Conflict 2 findings, 1 more possible" in text
    assert "Different 1 possible" in text


def test_a_page_of_sure_findings_does_not_speak_of_possible_ones(
    parts: Parts, texts: dict[str, str]
) -> None:
    text = words(page.render(made(parts), texts))
    assert "1 conflict" in text
    assert "ossible" not in text.replace("Possible readings", "")


def test_what_is_below_the_bound_is_left_out_and_counted(
    parts: Parts, texts: dict[str, str]
) -> None:
    report = made(parts, least=0.6, length=0.9, length2=0.6, length3=0.599, ferry=None, title=0.2)
    assert len(report["findings"]) == 6
    html = page.render(report, texts)
    text = words(html)
    assert 'id="f-length2"' in html
    assert 'id="f-ferry"' in html
    assert 'id="f-length3"' not in html
    assert 'id="f-title"' not in html
    assert "Left out of this page: 2 findings less than 60 % sure" in text
    assert "4 open." in text  # what is decided is left out, too
    assert {row["confidence"] for row in rows(report)} == {
        "0.9", "0.6", "0.599", "", "0.2", "0.914",
    }  # fmt: skip


def rows(report: dict[str, Any]) -> list[dict[str, str]]:
    import csv as reader
    import io

    return list(reader.DictReader(io.StringIO(export.conflicts(report), newline="")))


def test_the_table_says_it_in_its_last_column(parts: Parts) -> None:
    assert export.CONFLICTS[-1] == "confidence"
    by_id = {row["finding"]: row["confidence"] for row in rows(made(parts, ferry=None))}
    assert by_id == {"f-length": "0.914", "f-ferry": "", "f-title": "0.914", "f-people": "0.914"}


def test_links_lead_only_to_what_is_on_the_page(parts: Parts, texts: dict[str, str]) -> None:
    html = page.render(made(parts, least=0.5, length=0.1, title=0.7), texts)
    targets = set(re.findall(r'href="#([^"]+)"', html))
    assert targets <= set(re.findall(r' id="([^"]+)"', html))
    assert "different-possible" in targets
    assert "f-length" not in targets


def test_nothing_sure_enough_is_said(parts: Parts, texts: dict[str, str]) -> None:
    text = words(page.render(made(parts, least=0.95), texts))
    assert "No finding is at least 95 % sure." in text
    assert "Left out of this page: 4 findings" in text


def test_the_bound_on_cards_counts_the_sure_before_the_possible(
    parts: Parts, texts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "MOST_FINDINGS", 2)
    report = made(parts, length2=0.5, length3=0.4)
    conflict = view.groups(report, texts)[0]
    assert (len(conflict.sure.cards), conflict.sure.total) == (1, 1)
    assert (len(conflict.possible.cards), conflict.possible.total) == (1, 2)
    assert "1 of 2 are shown here" in folded(page.render(report, texts), "conflict")


def test_an_order_by_confidence_is_one_a_reader_can_see(parts: Parts) -> None:
    report = made(parts, length=0.7996, length2=0.79)  # written as 0.8
    assert [(f["id"], f["confidence"]) for f in report["findings"][:2]] == [
        ("f-length", 0.8), ("f-length2", 0.79),
    ]  # fmt: skip
    assert view.tally(report).relations[0] == view.Count("conflict", 1, 1)


def test_a_page_is_made_of_the_file_too(parts: Parts, texts: dict[str, str]) -> None:
    report = made(parts, least=0.5, title=0.4)
    again = json.loads(json.dumps(report))
    assert page.render(again, texts) == page.render(report, texts)


def test_the_bound_in_the_prose_is_that_of_the_program() -> None:
    root = Path(__file__).parents[2]
    bound = display.bound(display.threshold())
    for name in ("README.md", "docs/report.md"):
        prose = " ".join((root / name).read_text(encoding="utf-8").split())
        assert f"at least {bound} sure" in prose, name


@pytest.mark.parametrize(
    ("log_odds", "side", "weight"),
    [
        (2.1, "strongly for", "+2.1"),
        (0.9, "for", "+0.9"),
        (0.2, "slightly for", "+0.2"),
        (0.01, "neither for nor against", "+0.0"),
        (-0.2, "slightly against", "−0.2"),
        (-0.9, "against", "−0.9"),
        (-5.8, "strongly against", "−5.8"),
    ],
)
def test_evidence_is_for_or_against(log_odds: float, side: str, weight: str) -> None:
    step = {"rule": "evidence:words", "text": "the words", "inputs": {"log_odds": log_odds}}
    (piece,) = view.pieces([step])
    assert (piece.side, piece.weight) == (side, weight)


def test_a_link_without_weight_is_only_said(parts: Parts, texts: dict[str, str]) -> None:
    report = made(parts)
    link = {"rule": "one-text", "text": "both stand in one text", "inputs": {}}
    for finding in report["findings"]:
        finding["links"] = [link]
    text = words(page.render(report, texts))
    assert "both stand in one text one-text" in text
    assert "what speaks for it, and what against it" not in text


@pytest.mark.parametrize(
    ("log_odds", "side"),
    [(-5.8, "seldom"), (0.1, "about as often as not"), (1.5, "often")],
)
def test_the_start_is_no_evidence_against(log_odds: float, side: str) -> None:
    step = {"rule": "evidence:start", "text": "how often", "inputs": {"log_odds": log_odds}}
    assert view.pieces([step])[0].side == side


@pytest.mark.parametrize(
    ("encoder", "said"),
    [
        ({"name": "claim-vectors", "version": "1.0.0"}, "compared by claim-vectors 1.0.0."),
        ({"name": "", "version": ""}, "compared by their words alone."),
    ],
)
def test_the_encoder_is_named(
    parts: Parts, texts: dict[str, str], encoder: dict[str, str], said: str
) -> None:
    parts["generator"] = {**parts["generator"], "encoder": encoder}
    assert said in words(page.render(build(**parts), texts))

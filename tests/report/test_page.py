"""The page for people: what it says, what it never says, and that nothing in a source can act."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sourcecheck.model.claim import Claim
from sourcecheck.model.codec import to_plain
from sourcecheck.model.decision import Decision
from sourcecheck.model.finding import Finding, Position, Step
from sourcecheck.model.mention import Span
from sourcecheck.model.source import Field, Source
from sourcecheck.read.dossier import Dossier
from sourcecheck.report.build import build
from sourcecheck.report.html import page, view
from sourcecheck.review.store import Status
from tests.machine import PATIENCE, steps

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

HOSTILE = (
    "<script>document.title='owned'</script> </style> </title> {{ 7*7 }} {% raw %} \"'`&amp; "
    "\u202eright to left\u202c \u200f \x1b[31m 🛶 <img src=x onerror=alert(1)> ]]> --> "
)


class Page(HTMLParser):
    """Visible text, elements and attributes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._hidden = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._hidden += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.elements)


@pytest.fixture
def html(report: dict[str, Any], texts: dict[str, str]) -> str:
    return page.render(report, texts)


def hostile_report(text: str, quote: str) -> tuple[dict[str, Any], dict[str, str]]:
    """A report on one text in which everything that a source can choose is hostile."""
    start = text.index(quote)
    span = Span(start, start + len(quote), quote)
    claims = [
        Claim(
            f"c{n}", "evil.txt", span, "attribute", "title", (HOSTILE,), text=HOSTILE,
            sentence=Span(0, len(text), text), speaker=HOSTILE, where=(HOSTILE,),
        )
        for n in (1, 2)
    ]  # fmt: skip
    finding = Finding(
        "f1", HOSTILE, "attribute", "title", (HOSTILE,), "conflict", "high",
        (Position(HOSTILE, ("c1",)), Position(HOSTILE, ("c2",))),
        (Step("r", HOSTILE),), (Step("r", HOSTILE),), "x",
    )  # fmt: skip
    source = Source(
        "evil.txt", "evil.txt", "0" * 64, text, title=Field(HOSTILE, "declared"),
        publisher=Field(HOSTILE, "declared"), published=Field("2011", "declared"),
        warnings=(HOSTILE,),
    )  # fmt: skip
    report = build(
        Dossier((source,), (), (HOSTILE,)),
        pd.DataFrame({"record": [to_plain(claim) for claim in claims]}),
        [finding],
        generator={
            "version": "1",
            "pipeline": {"name": "x", "version": "1"},
            "encoder": {"name": "", "version": ""},
            "settings": {},
        },
        limits={
            "not_compared": [{"reason": HOSTILE, "claims": 1}],
            "caps": [{"cap": "c", "text": HOSTILE, "limit": 1, "left_out": 1}],
        },
    )
    return report, {"evil.txt": text}


def test_page_begins_with_summary_and_limits(html: str) -> None:
    text = Page(html).text
    order = ["1 conflict", "1 unknown", "1 different", "1 compatible", "0 agree",
             "A handbook of rivers", "November 2019, declared in the manifest",
             "What this report does not cover", "its worker was killed", "the file is empty",
             "Findings", "How long is the Alva?"]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_finding_shows_passages_values_and_reasons(html: str) -> None:
    text = Page(html).text
    assert "characters 68–76" in text
    assert "270 miles = 434.5 km; as printed 426.5 to 442.6 km" in text
    assert "<mark>270-mile</mark>" in html
    assert "The ferry at Orrin crossed again this week after a long winter." in text
    assert "270 miles × 1.609344 = 434.5 km" in text
    assert "according to a reader" in text
    assert "the same subjects: strongly for +2.5" in text
    assert "sourcecheck decide f-length" in text
    assert "not known (it leans on a day of publication not known)" in text


def test_every_step_of_a_long_explanation_is_shown(
    report: dict[str, Any], texts: dict[str, str]
) -> None:
    steps: list[dict[str, Any]]
    steps = [{"rule": "rounding", "text": f"step {n} of it", "inputs": {}} for n in range(40)]
    report["findings"][0]["explanation"] = steps
    text = Page(page.render(report, texts)).text
    assert all(step["text"] in text for step in steps)


def test_decision_is_shown(html: str) -> None:
    text = Page(html).text
    assert "Decided: both right: other scope, by Kim, 2024-02-03: “two offices”" in text
    assert "3 open, 1 decided by people" in text


def test_reopened_finding_says_why(parts: dict[str, Any], texts: dict[str, str]) -> None:
    status = parts["statuses"]["f-title"]
    reopened = replace(status, state="reopened", reason="the evidence changed")
    parts["statuses"] = {"f-title": reopened}
    text = Page(page.render(build(**parts), texts)).text
    assert "Decided, and open again:" in text
    assert "the evidence changed" in text
    assert "1 open again" in text


@pytest.mark.parametrize(("place", "value"), [(0, "270 miles"), (2, "440 km")])
def test_a_decision_on_a_value_stands_beside_that_value(
    parts: dict[str, Any], texts: dict[str, str], place: int, value: str
) -> None:
    decision = Decision(
        "f-length", "right", "print-f-length", "2024-02-03T04:05:06Z", "Kim", value=value
    )
    parts["statuses"] = {"f-length": Status("decided", decision, (decision,), chosen=place)}
    text = Page(page.render(build(**parts), texts)).text
    assert f"Decided: {'ABC'[place]} right: {value}, by Kim, 2024-02-03" in text
    assert re.findall(r"[ABC] (\S+ \S+) 1 source decided: this one holds", text) == [value]
    parts["statuses"] = {"f-length": Status("reopened", decision, (decision,), "changed")}
    text = Page(page.render(build(**parts), texts)).text
    assert f"Decided, and open again: “{value}” right, by Kim" in text
    assert "this one holds" not in text


def test_figures_are_drawn_and_described(html: str) -> None:
    parsed = Page(html)
    assert parsed.count("circle") == 3 + 2  # the river and the crowd
    titles = [dict(attrs) for name, attrs in parsed.elements if name == "svg" and "role" in attrs]
    ids = {attrs.get("id") for _, attrs in parsed.elements}
    assert len(titles) == 3
    for svg in titles:
        assert svg["role"] == "img"
        assert set((svg["aria-labelledby"] or "").split()) <= ids
    assert "A: 270-mile is 434.5 km, as printed 426.5 to 442.6 km." in parsed.text


def test_weak_findings_are_folded(html: str) -> None:
    folded = re.search(r'<details class="collapsed">.*?How many people watched', html, re.DOTALL)
    assert folded
    assert "How long is the Alva" not in folded.group()


def test_no_word_judges_a_source(html: str) -> None:
    said = Page(html).text.casefold()
    judging = r"\b(true|correct\w*|incorrect\w*|wrong\w*|errors?|mistakes?|false|lies|lied)\b"
    assert re.findall(judging, said) == []


def test_page_has_headings_in_order_and_unique_ids(html: str) -> None:
    parsed = Page(html)
    levels = [int(tag[1]) for tag, _ in parsed.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    ids = [attrs["id"] for _, attrs in parsed.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = {(attrs["href"] or "")[1:] for tag, attrs in parsed.elements
               if tag == "a" and (attrs.get("href") or "").startswith("#")}  # fmt: skip
    assert targets <= set(ids)


def test_nothing_is_loaded_from_anywhere(html: str) -> None:
    parsed = Page(html)
    loading = {"link", "img", "iframe", "object", "embed", "form"}
    assert {tag for tag, _ in parsed.elements} & loading == set()
    assert all("src" not in attrs and "style" not in attrs for _, attrs in parsed.elements)
    links = {attrs["href"] for tag, attrs in parsed.elements if tag == "a"}
    assert {link for link in links if link and not link.startswith("#")} == {
        "report.json", "conflicts.csv", "claims.csv",
    }  # fmt: skip
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)\S+", html) == []


def test_policy_names_our_own_style_and_script(html: str) -> None:
    policy = next(
        attrs["content"] or ""
        for _, attrs in Page(html).elements
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for element, directive in (("style", "style-src"), ("script", "script-src")):
        content = re.search(rf"<{element}>(.*?)</{element}>", html, re.DOTALL)
        assert content
        assert f"{directive} '{page._hash(content.group(1))}'" in policy


def test_same_page_twice(report: dict[str, Any], texts: dict[str, str], html: str) -> None:
    assert page.render(report, texts) == html


def test_small_dossier_makes_a_small_page(html: str) -> None:
    assert len(html.encode()) < 100_000


def test_nothing_in_a_source_acts() -> None:
    report, texts = hostile_report(f"{HOSTILE} Mayor Ada {HOSTILE}", "Mayor Ada")
    parsed = Page(page.render(report, texts))
    assert (parsed.count("script"), parsed.count("style"), parsed.count("img")) == (1, 1, 0)
    assert not any(name.startswith("on") for _, attrs in parsed.elements for name in attrs)
    assert "{{ 7*7 }}" in parsed.text
    assert "<script>document.title='owned'</script>" in parsed.text
    assert "⟨U+202E⟩right to left⟨U+202C⟩" in parsed.text
    assert "\u202e" not in parsed.text
    assert "\x1b" not in parsed.text
    assert "🛶" in parsed.text


def test_quote_of_hostile_characters_is_marked_as_text() -> None:
    report, texts = hostile_report(f"before {HOSTILE} after", HOSTILE)
    html = page.render(report, texts)
    assert "<mark>&lt;script&gt;document.title=" in html


def test_long_line_makes_a_small_page_with_no_more_work() -> None:
    work = []
    for count in (100, 100, 280_000):  # at most 5 MB without a full stop
        line = "lorem ipsum dolor " * count
        report, texts = hostile_report(f"{line}Mayor Ada{line[:1000]}", "Mayor Ada")
        html = page.render(report, texts)
        assert len(html) < 100_000
        assert "<mark>Mayor Ada</mark>" in html
        work.append(steps(page.render, report, texts))
    assert work[-1] < 1.1 * work[1]


def many(report: dict[str, Any], number: int) -> dict[str, Any]:
    """The report with as many more claims of the first source, and findings like its last."""
    first, last = report["claims"][0], report["findings"][-1]
    report["claims"] += [{**first, "id": f"more-{n}"} for n in range(number)]
    report["findings"] += [{**last, "id": f"f-more-{n}"} for n in range(number)]
    return report


def test_what_is_left_out_of_the_page_is_counted(
    report: dict[str, Any], texts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "MOST_CLAIMS", 5)
    monkeypatch.setattr(view, "MOST_FINDINGS", 3)
    text = Page(page.render(many(report, 10), texts)).text
    assert "The first 5 of 16 are shown here; all are in claims.csv" in text
    assert "3 of 11 are shown here" in text


def test_finding_with_many_claims_shows_each_position_first(
    report: dict[str, Any], texts: dict[str, str]
) -> None:
    finding = report["findings"][0]
    more = [{**report["claims"][1], "id": f"more-{n}"} for n in range(40)]
    report["claims"] += more
    finding["positions"][0]["claims"] += [claim["id"] for claim in more]
    report["findings"] = [finding]
    (group,) = view.groups(report, texts)
    (card,) = group.sure.cards
    assert card.claims == 43
    assert len(card.stated) == view.MOST_PASSAGES
    assert {stated.letters for stated in card.stated} == {("A",), ("B",), ("C",)}


def test_report_without_findings_says_so(parts: dict[str, Any], texts: dict[str, str]) -> None:
    empty = build(**{**parts, "claims": parts["claims"].iloc[:0], "findings": (), "statuses": {}})
    text = Page(page.render(empty, texts)).text
    assert "No two statements were found to answer the same question." in text


def test_status_of_every_kind_has_words(parts: dict[str, Any], texts: dict[str, str]) -> None:
    (decision,) = parts["statuses"]["f-title"].history
    later = replace(decision, verdict="later", note="", by="")
    parts["statuses"] = {"f-title": Status("later", later, (decision, later))}
    text = Page(page.render(build(**parts), texts)).text
    assert "Put off: later, 2024-02-03" in text
    assert "2 decisions on this finding" in text


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.parametrize("hostile", [False, True], ids=["plain", "hostile"])
def test_in_a_browser(html: str, tmp_path: Path, hostile: bool) -> None:
    """Chromium lays the page out, runs our script, and nothing of the sources."""
    if hostile:
        html = page.render(*hostile_report(f"{HOSTILE} Mayor Ada {HOSTILE}", "Mayor Ada"))
    file = tmp_path / "report.html"
    file.write_text(html, encoding="utf-8")
    dumped = subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", f"--user-data-dir={tmp_path / 'profile'}", "--enable-logging=stderr",
            "--dump-dom", f"{file.as_uri()}#{'f1' if hostile else 'f-people'}",
        ],
        capture_output=True, timeout=PATIENCE, check=True,
    )  # fmt: skip
    dom = Page(dumped.stdout.decode("utf-8"))
    title = re.search(r"<title>([^<]*)</title>", dumped.stdout.decode("utf-8"))
    assert title
    assert title.group(1).endswith("– sourcecheck"), "no script of a source has renamed the page"
    assert b"Content Security Policy" not in dumped.stderr, "our own style and script are allowed"
    assert dom.count("img") == 0
    if not hostile:
        folded = [attrs for tag, attrs in dom.elements if attrs.get("class") == "collapsed"]
        assert "open" in folded[0], "the script opens the section that the address points into"

"""No text prevents a report: what cannot be made of it is said, and the rest is reported."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sourcecheck
from sourcecheck import run, tables
from sourcecheck.annotate import build as annotate
from sourcecheck.claim import build as claim_build
from sourcecheck.claim.build import identified
from sourcecheck.model.claim import Claim
from sourcecheck.reconcile import build as reconcile_module
from sourcecheck.reconcile import one_document
from sourcecheck.report.export import write
from sourcecheck.settings import Settings

NAMES = ("Anna Berg", "Carl Dorn", "Emil Falk", "Ida Holm", "Norland", "Alder Works Ltd.")
TITLES = ("Rep.", "actor", "Mayor", "the former minister", "Dr.", "a 47-year-old singer", "Sen.")
BESIDE = {
    "dam.txt": "The Orrin River is 340 km long. Mayor Ida Holm, 61, opened the bridge in 1962.\n",
    "guide.txt": "The Orrin River is 290 km long. The bridge, 61 years old, opened in May 1962.\n",
}


@pytest.fixture(autouse=True, scope="module")
def loaded() -> Iterator[None]:
    """The language pipeline, loaded once."""
    nlp = annotate.load(Settings())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(annotate, "load", lambda _: nlp)
        yield


def report_on(**texts: str) -> sourcecheck.Report:
    """The report on texts of our own and these, written to a folder as a run does."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "sources")
        folder.mkdir()
        for name, text in {**BESIDE, **texts}.items():
            folder.joinpath(name.replace("_", ".")).write_text(text, "utf-8", newline="")
        report = sourcecheck.check(folder)
        write(report.data, report.texts, Path(place, "out"))
    return report


def left_out(report: sourcecheck.Report) -> list[str]:
    return [note for note in report.data["limits"]["notes"] if "left out" in note]


@pytest.mark.parametrize(("first", "second", "third"), [
    ("{}", "Rep. {}", "actor {}"),
    ("{}", "Sen. {}", "Gov. {}"),
    ("Mayor {}", "Prof. {}", "singer {}"),
    ("{}", "former minister {}", "{}"),
])  # fmt: skip
def test_a_title_among_names_is_said_of_one_of_them(first: str, second: str, third: str) -> None:
    one, two, three = (
        form.format(name) for form, name in zip((first, second, third), NAMES, strict=False)
    )
    report = report_on(mail_txt=f"Packages were mailed to {one}, {two} and {three}.\n")
    titles = [
        (claim["start"], claim["end"]) for claim in report.data["claims"]
        if claim["source"] == "mail.txt" and claim["property"] == "title"
    ]  # fmt: skip
    assert titles
    assert len(titles) == len(set(titles))
    assert left_out(report) == []


PIECES = st.one_of(
    st.sampled_from([*NAMES, *TITLES, ",", " and ", "; ", ".", ". ", "\n", "\n\n", ": ", " – "]),
    st.sampled_from([
        "40 m", "about 3,500 people", "$1.2 million", "12 per cent", "3-1", "20-1", "May 1962",
        "on Monday", "from 3 to 5 May", "5 km (3 miles)", "aged 47", "47,", "(2-1)", "north of",
        "were mailed to", "said", "is", "of the", "was killed", "10^400 km", "1e999", "-0",
    ]),
    st.text(max_size=12),
)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(PIECES, max_size=24).map(" ".join))
def test_any_text_gives_a_report(text: str) -> None:
    report = report_on(any_txt=text.encode("utf-8", "replace").decode("utf-8"))
    ids = [claim["id"] for claim in report.data["claims"]]
    assert len(ids) == len(set(ids))
    assert left_out(report) == []
    assert "dam.txt" in {source["id"] for source in report.data["sources"]}


# ------------------------------------------------------------------ when the program is at fault


def fault(*_: Any, **__: Any) -> Any:
    raise RuntimeError("a fault of the program")


def broken(is_struck: Callable[[Claim], bool], change: Callable[[Claim], Claim]) -> Any:
    """`claim_build._claim` with a fault for some claims."""
    made = claim_build._claim

    def struck(page: Any, mention: Any) -> Iterator[Claim]:
        for claim in made(page, mention):
            yield change(claim) if is_struck(claim) else claim

    return struck


def is_sixty_one(claim: Claim) -> bool:
    return claim.span.quote.startswith("61")


@pytest.mark.parametrize("change", [
    lambda claim: fault(),
    lambda claim: replace(claim, modality="rumoured"),
    lambda claim: replace(claim, id=""),
    lambda claim: replace(claim, span=replace(claim.span, start=None)),
    lambda claim: replace(claim, kind="quantity", quantity=None, text=7),
    lambda claim: replace(claim, subjects=(None,)),
], ids=["raises", "unknown modality", "no id", "no start", "no text", "no name"])  # fmt: skip
def test_a_claim_that_cannot_be_made_costs_only_itself(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[Claim], Claim]
) -> None:
    whole = report_on()
    monkeypatch.setattr(claim_build, "_claim", broken(is_sixty_one, change))
    report = report_on()
    assert {note.partition(": ")[0] for note in left_out(report)} <= set(BESIDE)
    assert left_out(report)
    assert {f["question"] for f in report.findings} >= {f["question"] for f in whole.conflicts}
    kept = Counter(claim["quote"] for claim in report.data["claims"])
    assert kept <= Counter(claim["quote"] for claim in whole.data["claims"])
    broken_ones = [c for c in whole.data["claims"] if c["quote"].startswith("61")]
    assert kept.total() >= len(whole.data["claims"]) - len(broken_ones)


def test_claims_of_one_id_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    before = len(report_on().data["claims"])
    monkeypatch.setattr(claim_build, "claim_id", lambda *_: "c0")
    report = report_on()
    ids = [claim["id"] for claim in report.data["claims"]]
    assert len(ids) == len(set(ids)) == before
    assert left_out(report) == []


@pytest.mark.parametrize(
    ("stage", "step"), [(run, "names_of"), (claim_build, "dated"), (claim_build, "with_holders")]
)
def test_a_step_that_fails_is_said(monkeypatch: pytest.MonkeyPatch, stage: Any, step: str) -> None:
    monkeypatch.setattr(stage, step, fault)
    report = report_on()
    assert len(left_out(report)) == len(BESIDE)
    assert report.data["claims"]


def test_a_source_that_cannot_be_compared_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    questions = {finding["question"] for finding in report_on().conflicts}
    found = one_document.contradictions

    def struck(table: Any, *rest: Any) -> Any:
        return fault() if "any.txt" in set(table["source"]) else found(table, *rest)

    monkeypatch.setattr(one_document, "contradictions", struck)
    report = report_on(any_txt="The Orrin River is 310 km long.\n")
    (note,) = left_out(report)
    assert note.startswith("any.txt: its claims are left out")
    assert {finding["question"] for finding in report.conflicts} == questions != set()


def test_when_nothing_can_be_compared_the_claims_are_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reconcile = reconcile_module.reconcile

    def struck(claims: Any, *rest: Any, **named: Any) -> Any:
        several = claims["source"].nunique() > 1
        return fault() if several else reconcile(claims, *rest, **named)

    monkeypatch.setattr(run, "reconcile", struck)
    report = report_on()
    assert report.findings == ()
    assert report.data["claims"]
    assert any("nothing was compared" in note for note in report.data["limits"]["notes"])


def test_a_finding_that_does_not_fit_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    reconcile = reconcile_module.reconcile

    def struck(*given: Any, **named: Any) -> Any:
        result = reconcile(*given, **named)
        no_severity: Any = "grave"
        spoilt = [replace(item, severity=no_severity) for item in result.findings[:1]]
        return replace(result, findings=(*spoilt, *result.findings[1:]))

    before = len(report_on().findings)
    monkeypatch.setattr(run, "reconcile", struck)
    report = report_on()
    assert len(report.findings) == before - 1
    (note,) = left_out(report)
    assert note.startswith("finding ")


# ------------------------------------------------------------------ ids


def row(id: str, of: str) -> dict[str, Any]:
    return {"id": id, "source": "s", "start": 0, "end": 4, "record": {"id": id, "subjects": [of]}}


ROWS = st.lists(st.builds(row, st.sampled_from(["a", "a-2", "b"]), st.sampled_from("xyz")))


@given(ROWS, st.randoms(use_true_random=False))
def test_ids_are_unique_and_do_not_hang_on_the_order(rows: list[Any], chance: Any) -> None:
    made, ids, said = identified(rows)
    assert len({each["id"] for each in made}) == len(made)
    assert all(each["record"]["id"] == each["id"] for each in made)
    assert len(made) + len(said) == len(rows) == len(ids)
    assert {each["id"] for each in made} == set(ids)
    shuffled = list(rows)
    chance.shuffle(shuffled)
    again, _, _ = identified(shuffled)
    assert sorted(map(str, again)) == sorted(map(str, made))


def test_a_row_that_fits_no_table_is_said() -> None:
    fit = dict.fromkeys(tables.NAMES, "x") | {"mentions": 1, "lead": True}
    made, said = tables.fitting(tables.NAMES, [fit, fit | {"mentions": None}])
    assert len(made) == 1
    assert said[0].startswith("x: 'x' is left out: ")

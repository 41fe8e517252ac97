"""Caps: what they leave out follows the texts, never the names of files, and leaves a receipt."""

from __future__ import annotations

import itertools
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcecheck import tables
from sourcecheck.model.claim import Claim
from sourcecheck.model.finding import Finding
from sourcecheck.model.mention import Span
from sourcecheck.reconcile import block, name_findings, variants
from sourcecheck.reconcile import finding as findings
from sourcecheck.reconcile.build import Reconciled, reconcile
from sourcecheck.reconcile.entities import entities, fold
from sourcecheck.reconcile.explain import MOST_PARTS, first_parts, sum_of_parts
from sourcecheck.reconcile.positions import Positions
from sourcecheck.reconcile.work import work
from sourcecheck.settings import Settings
from tests.reconcile.claims_made import claim, length, names, table

pytestmark = pytest.mark.slow

IDS = ("a", "b", "c", "d", "e")
#: Names of texts: only the second and the fourth tell of the two spellings in one story.
STORY = ("Amos Reed", "Tilda Farr", "Bo Hale")
OTHER = ("Ulla Kerr", "Nils Orr", "Ida Moss")
HELD = [
    frozenset({"Halim Yusef", *OTHER}),
    frozenset({"Halim Yusef", *STORY}),
    frozenset({"Halim Yusef", "Ulla Kerr", "Finn Dahl"}),
    frozenset({"Halim Yousef", *STORY}),
    frozenset({"Halim Yousef", "Olga Lind", "Jon Bray"}),
]
CHANCE = st.randoms(use_true_random=False)


def shuffled(chance: Random) -> dict[str, str]:
    """Another name for each file."""
    others = list(IDS)
    chance.shuffle(others)
    return dict(zip(IDS, others, strict=True))


def cast(held: list[frozenset[str]], called: dict[str, str]):
    """The NAMES table of these texts and the claims of their names; ids follow the texts."""
    used = [(n, called[IDS[n]], name) for n, found in enumerate(held) for name in sorted(found)]
    claims = [
        Claim(f"c{n}{name}", source, Span(k, k + len(name), name), "name", "name", (name,),
              text=name)
        for k, (n, source, name) in enumerate(used)
    ]  # fmt: skip
    rows = sorted((source, name, "PERSON") for _, source, name in used)
    return names(*rows), tables.table(tables.CLAIMS, map(tables.claim_row, claims))


def told(found: list[Finding]) -> list[object]:
    """What findings say, but for the names of sources."""
    return [
        (f.id, f.question, f.relation, f.positions, f.fingerprint, f.gap,
         [(step.rule, step.inputs) for step in (*f.explanation, *f.links)])
        for f in found
    ]  # fmt: skip


@pytest.mark.parametrize("most", [1, 2, 3])
def test_which_texts_of_a_name_are_read_follows_their_names(most: int):
    seen = []
    for order in itertools.permutations(IDS):
        rows, claims = cast(HELD, dict(zip(IDS, order, strict=True)))
        found = variants.find(rows.assign(folded=rows["name"].map(fold).astype("str")), most)
        made, unread = name_findings.findings(claims, rows, entities(rows), most)
        seen.append((found, told(made), unread))
    assert all(one == seen[0] for one in seen)
    assert bool(seen[0][0].links) or seen[0][0].unread  # joined, or a receipt says why not


def test_texts_that_were_not_read_leave_a_receipt():
    alone = [("Halim Yusef", f"Name {n}") for n in range(3)]
    rows = names(
        *((f"s{n}", name, "PERSON") for n, found in enumerate(alone) for name in found),
        ("t", "Halim Yousef", "PERSON"),
    )
    folded = rows.assign(folded=rows["name"].map(fold).astype("str"))
    assert variants.find(folded, 2).unread == (("halim yusef", 1),)
    assert variants.find(folded, 3).unread == ()


# --- parts of a sum ---------------------------------------------------------------------------


def part(n: int, source: str, value: int) -> Claim:
    return claim(source, 10 * n, value=length(value), id=f"c{n:03d}")


@given(st.lists(st.integers(1, 9), min_size=3, max_size=12), CHANCE, st.integers(1, 6))
def test_which_parts_are_tried_follows_the_texts(values, chance, most):
    whole = claim("z", value=length(12), id="c999")
    seen = []
    for called in (dict(zip(IDS, IDS, strict=True)), shuffled(chance)):
        figures = [part(n, called[IDS[n % 3]], value) for n, value in enumerate(values)]
        tried = first_parts(figures[::-1], most)
        steps = [step.inputs for step in sum_of_parts(whole, tried)]
        seen.append(([figure.id for figure in tried], steps))
    assert seen[0] == seen[1]
    assert len(seen[0][0]) == min(most, len(values))


def test_sources_take_turns_as_parts():
    figures = [part(n, "a" if n < 5 else "b", 1) for n in range(7)]
    assert [figure.id for figure in first_parts(figures, 4)] == ["c000", "c005", "c001", "c006"]


def receipts(made: Reconciled) -> dict[str, int]:
    return {cap["cap"]: cap["left_out"] for cap in made.caps}


def reconciled(*claims: Claim, options: Settings | None = None) -> Reconciled:
    dates = dict.fromkeys({c.source for c in claims})
    return reconcile(table(claims), names(), dates, options or Settings())


def test_parts_that_were_not_tried_leave_a_receipt():
    two = (claim("a"), claim("b", value=length(1700)))
    many = [
        claim("a", 100 * n, subjects=("Norland", f"Land {n}"), value=length(n))
        for n in range(1, MOST_PARTS + 4)
    ]
    assert receipts(reconciled(*two, *many)) == {"parts-of-a-sum": 3}
    assert receipts(reconciled(*two, *many[:-3])) == {}


def test_positions_that_are_not_listed_leave_a_receipt(monkeypatch):
    listed = Positions((("0",), ("1",)), capped=True, left_out=5)
    monkeypatch.setattr(findings, "positions", lambda *_, **__: listed)
    made = reconciled(claim("a"), claim("b", value=length(1700)))
    assert receipts(made) == {"positions-of-a-question": 5}


# --- blocks and the whole ------------------------------------------------------------------------


def stated(values: list[tuple[int, int, int]], called: dict[str, str]) -> list[Claim]:
    """Claims as (text, neighbour, value); their ids follow the texts."""
    return [
        claim(called[IDS[text]], 100 * n, value=length(1400 + 20 * value),
              subjects=("Norland", ("Sudland", "Westland")[neighbour]), id=f"c{text}{n:03d}")
        for n, (text, neighbour, value) in enumerate(values)
    ]  # fmt: skip


STATED = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 1), st.integers(0, 9)), min_size=4, max_size=14
)


@settings(max_examples=15)
@given(STATED, CHANCE, st.integers(2, 5))
def test_which_claims_of_a_block_are_paired_follows_the_texts(values, chance, most):
    seen = []
    for called in (dict(zip(IDS, IDS, strict=True)), shuffled(chance)):
        frame = work(table(stated(values, called)), entities(names()), names())
        found = block.candidates(frame, most)
        ids = frame["id"].to_numpy()
        seen.append((list(zip(ids[found.pairs["a"]], ids[found.pairs["b"]], strict=True)),
                     found.cut))  # fmt: skip
    assert seen[0] == seen[1]


@settings(max_examples=12)
@given(STATED, CHANCE)
def test_above_all_caps_names_of_files_change_no_finding(values, chance):
    tight = Settings(limits_block_claims=4, limits_question_values=2)
    seen = []
    for called in (dict(zip(IDS, IDS, strict=True)), shuffled(chance)):
        claims = stated(values, called)
        chance.shuffle(claims)
        made = reconciled(*claims, options=tight)
        seen.append((told(list(made.findings)), made.caps))
    assert seen[0] == seen[1]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_of_claims_changes_nothing(order):
    claims = [claim("a"), claim("b", value=length(1700)), claim("c", value=length(1900))]
    assert reconciled(*(claims[n] for n in order)) == reconciled(*claims)

"""What the page shows of a report: findings as cards, claims as rows, in words; and their counts.

Findings are counted by relation, the sure apart from the possible, and by state. Why claims are
taken to answer one question: what speaks for it, and what against it. The report gives the weight
of each piece of evidence in log-odds; the page says it in words too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sourcecheck.model.date import Date
from sourcecheck.model.finding import ARITHMETIC
from sourcecheck.model.quantity import Quantity
from sourcecheck.report.build import RELATIONS
from sourcecheck.report.html import plot
from sourcecheck.report.html.passage import Passage, around
from sourcecheck.review import display, vocabulary
from sourcecheck.review.display import cut, letter
from sourcecheck.wording.date import date_in_words
from sourcecheck.wording.quantity import Unit
from sourcecheck.wording.question import property_in_words
from sourcecheck.wording.value import Said, allowed, date, record, unit_of_all, value_in_words

#: Passages shown of one finding: nobody reads more side by side.
MOST_PASSAGES = 12
#: Findings of one relation shown on the page; the others are in report.json and conflicts.csv.
MOST_FINDINGS = 300
#: Claims listed on the page for one source, and for all sources together.
MOST_CLAIMS = 500
MOST_CLAIMS_IN_ALL = 5000

#: Letters of a label under a plot: about what a telephone is wide.
_LABEL = 52
_COLOURS = 6

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim that takes part in a finding."""

    claim: Plain
    source: Plain
    letters: tuple[str, ...]
    colour: int
    said: Said
    when: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Position:
    """A position: its letter, colour, value and how many claims and sources take it."""

    letter: str
    colour: int
    value: str
    claims: int
    sources: int


@dataclass(frozen=True, slots=True)
class Card:
    """A finding as shown."""

    finding: Plain
    positions: tuple[Position, ...]
    stated: tuple[Stated, ...]
    claims: int  # how many take part; those not among `stated` are left out
    plot: plot.Plot | None
    what: str  # the drawing: "number line", "time line"
    unit: str  # of the number line
    confidence: str  # how sure it is, in words
    evidence: tuple[Piece, ...]  # why its claims are taken to answer one question
    decided: str  # the latest decision in a few words; "" for none
    history: tuple[str, ...]  # all decisions, likewise, oldest first


@dataclass(frozen=True, slots=True)
class Part:
    """Findings that stand together; `total` counts those left out too."""

    cards: tuple[Card, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one relation: those that are sure, and those that are only possible."""

    count: Count
    sure: Part
    possible: Part


@dataclass(frozen=True, slots=True)
class Row:
    """A claim in the list of a source."""

    claim: Plain
    property: str
    value: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The claims of a source; `total` counts those left out too."""

    source: Plain
    rows: tuple[Row, ...]
    total: int


def groups(report: Plain, texts: Mapping[str, str]) -> list[Group]:
    """The listed findings by relation, strongest first, of which there are any."""
    claims = {claim["id"]: claim for claim in report["claims"]}
    sources = {source["id"]: source for source in report["sources"]}
    by_relation: dict[str, list[Plain]] = {}
    for finding in listed(report):
        by_relation.setdefault(finding["relation"], []).append(finding)

    def part(found: Sequence[Plain], room: int) -> Part:
        cards = tuple(_card(f, claims, sources, texts) for f in found[: max(room, 0)])
        return Part(cards, len(found))

    made = []
    for counted in tally(report).relations:
        found = by_relation.get(counted.relation, [])
        sure = [f for f in found if display.sure(f["confidence"])]
        possible = [f for f in found if not display.sure(f["confidence"])]
        rest = part(possible, MOST_FINDINGS - len(sure))
        if found:
            made.append(Group(counted, part(sure, MOST_FINDINGS), rest))
    return made


def shown(groups: Iterable[Group]) -> set[str]:
    """The ids of the findings that have a card on the page, and so can be linked to."""
    parts = (part for group in groups for part in (group.sure, group.possible))
    return {card.finding["id"] for part in parts for card in part.cards}


def listings(report: Plain) -> list[Listing]:
    """The claims of each source, in order of the text."""
    findings: dict[str, list[str]] = {}
    for finding in report["findings"]:
        for id in dict.fromkeys(id for p in finding["positions"] for id in p["claims"]):
            findings.setdefault(id, []).append(finding["id"])
    by_source: dict[str, list[Plain]] = {source["id"]: [] for source in report["sources"]}
    for claim in report["claims"]:
        by_source[claim["source"]].append(claim)
    most = min(MOST_CLAIMS, max(1, MOST_CLAIMS_IN_ALL // max(1, len(by_source))))
    return [
        Listing(
            source,
            tuple(_row(c, findings.get(c["id"], ())) for c in by_source[source["id"]][:most]),
            len(by_source[source["id"]]),
        )
        for source in report["sources"]
    ]


def _row(claim: Plain, findings: Iterable[str]) -> Row:
    return Row(
        claim,
        property_in_words(claim["property"]),
        value_in_words(claim["value"]).value,
        tuple(findings),
    )


def _card(
    finding: Plain,
    claims: Mapping[str, Plain],
    sources: Mapping[str, Plain],
    texts: Mapping[str, str],
) -> Card:
    places: dict[str, list[int]] = {}
    for index, position in enumerate(finding["positions"]):
        for id in position["claims"]:
            places.setdefault(id, []).append(index)
    all_claims = sorted(
        (claims[id] for id in places),
        key=lambda c: (places[c["id"]][0], c["source"], c["start"], c["end"]),
    )
    shown = _shown(all_claims, places)
    unit = unit_of_all([claim["value"] for claim in all_claims])
    stated = tuple(
        _stated(c, places[c["id"]], sources[c["source"]], texts.get(c["source"], ""), unit)
        for c in shown
    )
    # a sum and its parts lie on one line only by accident
    drawn = finding["kind"] != ARITHMETIC or len(all_claims) == len(finding["positions"])
    drawing = _plot(stated, unit) if drawn else None
    return Card(
        finding=finding,
        positions=tuple(
            _position(index, position, claims)
            for index, position in enumerate(finding["positions"])
        ),
        stated=stated,
        claims=len(all_claims),
        plot=drawing,
        what="number line" if unit else "time line",
        unit=unit.many if unit else "",
        confidence=display.sure_in_words(finding["confidence"]),
        evidence=pieces(finding["links"]),
        decided=_decided(finding["decision"], finding["chosen_position"]),
        history=tuple(_decided(decision) for decision in finding["history"]),
    )


def _decided(decision: Plain | None, chosen: int | None = None) -> str:
    """A decision in a few words; the letter is that of today, where the value still has one."""
    if decision is None:
        return ""
    name = "" if chosen is None else letter(chosen)
    return vocabulary.label(decision["verdict"], decision["value"], name)


def _shown(ordered: Sequence[Plain], places: Mapping[str, Sequence[int]]) -> list[Plain]:
    """At most MOST_PASSAGES claims, in order: the first of each position before second ones."""
    seen: dict[int, int] = {}
    ranked = []
    for index, claim in enumerate(ordered):
        first = places[claim["id"]][0]
        seen[first] = seen.get(first, 0) + 1
        ranked.append((seen[first], index))
    kept = sorted(index for _, index in sorted(ranked)[:MOST_PASSAGES])
    return [ordered[index] for index in kept]


def _stated(
    claim: Plain, places: Sequence[int], source: Plain, text: str, unit: Unit | None
) -> Stated:
    return Stated(
        claim=claim,
        source=source,
        letters=tuple(letter(place) for place in places),
        colour=places[0] % _COLOURS,
        said=value_in_words(claim["value"], unit),
        when=date_in_words(date(claim["when"])) if claim["when"] else "",
        passage=around(text, claim),
    )


def _position(index: int, position: Plain, claims: Mapping[str, Plain]) -> Position:
    return Position(
        letter=letter(index),
        colour=index % _COLOURS,
        value=position["value"],
        claims=len(position["claims"]),
        sources=len({claims[id]["source"] for id in position["claims"]}),
    )


def _plot(stated: Sequence[Stated], unit: Unit | None) -> plot.Plot | None:
    marks = [_mark(s, unit) for s in stated]
    if unit is not None:
        return plot.number_line(marks, unit)
    if marks and all(isinstance(record(s.claim["value"]), Date) for s in stated):
        return plot.time_line(marks)
    return None


def _mark(stated: Stated, unit: Unit | None) -> plot.Mark:
    """What a claim states and allows, in `unit` or in days; no ends where it cannot be placed."""
    value = stated.claim["value"]
    ends = [_ends(held, unit) for held in (record(value), allowed(value))]
    known = unit is not None or ends[0] != (None, None)
    return plot.Mark(
        label=_label(stated, "" if known else " (cannot be placed)"),
        letters=" ".join(stated.letters),
        colour=stated.colour,
        stated=ends[0] if known else None,
        allowed=ends[1],
    )


def _ends(held: Quantity | Date | str | None, unit: Unit | None) -> plot.Interval | None:
    if isinstance(held, Quantity) and unit is not None:
        return plot.figures(held, unit)
    return plot.days(held) if isinstance(held, Date) else None


def _label(stated: Stated, remark: str = "") -> str:
    """The quote, its value where that was converted, and the source; as wide as a telephone."""
    quote = f"“{cut(stated.claim['quote'], 26)}”"
    said = f"{quote} = {stated.said.value}" if stated.said.stated else quote + remark
    title = stated.source["title"] or stated.source["id"]
    return f"{said} · {cut(title, max(8, _LABEL - len(said)))}"


#: Log-odds below which evidence hardly counts, and from which on it counts much: odds of about 3 to
#: 2, and of about 4 to 1.
_SLIGHT, _STRONG = 0.4, 1.4

#: The rule of the step that the weights are added to.
_START = "evidence:start"


@dataclass(frozen=True, slots=True)
class Piece:
    """One step of the links of a finding; `side` and `weight` are "" where nothing was weighed."""

    text: str
    rule: str
    side: str  # "for", "strongly against", …; of the start, how often: "seldom"
    weight: str  # "+2.1"


def pieces(links: Sequence[Mapping[str, Any]]) -> tuple[Piece, ...]:
    """The steps of the links of a finding, in their order."""
    return tuple(_piece(step) for step in links)


def _piece(step: Mapping[str, Any]) -> Piece:
    weight = step["inputs"].get("log_odds")
    if weight is None:
        return Piece(step["text"], step["rule"], "", "")
    shown = f"{weight:+.1f}".replace("-", "−")
    said = _frequency(weight) if step["rule"] == _START else _side(weight)
    return Piece(step["text"], step["rule"], said, shown)


def _frequency(weight: float) -> str:
    """Where the sum begins is no evidence yet: it says how often such pairs are what they seem."""
    return "about as often as not" if abs(weight) < _SLIGHT else "often" if weight > 0 else "seldom"


def _side(weight: float) -> str:
    if not round(weight, 1):
        return "neither for nor against"
    side = "for" if weight > 0 else "against"
    size = abs(weight)
    return f"slightly {side}" if size < _SLIGHT else f"strongly {side}" if size >= _STRONG else side


@dataclass(frozen=True, slots=True)
class Count:
    """The findings of one relation, in words of a summary."""

    relation: str
    sure: int
    possible: int

    @property
    def noun(self) -> str:
        """What the sure ones are called: "conflicts", "unknown"."""
        return "conflicts" if self.relation == "conflict" and self.sure != 1 else self.relation

    @property
    def others(self) -> str:
        """The possible ones: "5 more possible"; "" for none."""
        if not self.possible:
            return ""
        return f"{self.possible} {'more ' if self.sure else ''}possible"


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of all findings that the page lists, and what it leaves out as too little sure."""

    relations: tuple[Count, ...]
    states: Mapping[str, int]
    shown: int
    left_out: int
    least: str  # the confidence asked for, in percent; "" where every finding is listed


def listed(report: Plain) -> list[Plain]:
    """The findings sure enough to be listed, in the order of the report."""
    least = display.least(report)
    return [f for f in report["findings"] if display.reaches(f["confidence"], least)]


def tally(report: Plain) -> Tally:
    """What the page's summary says of the findings of a report."""
    found, least = listed(report), display.least(report)
    return Tally(
        relations=tuple(_count(relation, found) for relation in RELATIONS),
        states=Counter(finding["state"] for finding in found),
        shown=len(found),
        left_out=len(report["findings"]) - len(found),
        least=display.bound(least) if least else "",
    )


def _count(relation: str, found: Sequence[Plain]) -> Count:
    sure = [display.sure(f["confidence"]) for f in found if f["relation"] == relation]
    return Count(relation, sum(sure), len(sure) - sum(sure))

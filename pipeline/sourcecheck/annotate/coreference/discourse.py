"""What a reader has in mind at a point of a text: who and what was named, how often, how lately."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from sourcecheck.annotate.names.found import Found, Named
from sourcecheck.annotate.view import View
from sourcecheck.normalise import name as names

#: A mention's weight shrinks by this factor with each sentence that passes.
DECAY = 0.75
#: What a mention in the first lines (title, lead) adds for good.
LEAD = 0.3
#: What each mention adds for good: a document's main countries outlast an aside.
LASTING = 0.05
#: A capital ("Moscow") brings its country to mind, but less than the country's own name.
SEAT = 0.5
_LEAD_SENTENCES = 2
#: Relations of what the subject of a verb acts upon.
OBJECTS = frozenset({"obj", "iobj", "dobj"})
#: Relations of a word that tells a noun behind it from others.
_ATTRIBUTES = ("compound", "amod", "nmod:desc")
_YEAR = re.compile(r"(?<![\d.,$€£])(?:1[0-9]|20)\d\d(?![\d,.]\d|\d|%)")


@dataclass(slots=True)
class Discourse:
    """The names of a document up to some point, by sentence, and how salient each country is.

    `named` are all its names, those that lie ahead, too.
    """

    view: View
    named: Named
    by_sentence: dict[int, list[Found]] = field(default_factory=lambda: defaultdict(list))
    _weight: dict[str, float] = field(default_factory=dict)
    _lasting: dict[str, float] = field(default_factory=dict)
    _last: dict[str, int] = field(default_factory=dict)

    def add(self, item: Found) -> None:
        """Take in the next name or resolved reference, in order of the text."""
        sentence = self.view.sentence(item.start)
        self.by_sentence[sentence].append(item)
        seats = [names.governed_from(entity) for entity in item.entities if item.kind == "LOC"]
        weighted = [(c, 1.0) for c in countries(item)] + [(c, SEAT) for c in seats if c]
        for country, weight in weighted:
            self._weight[country] = self._now(country, sentence) + weight
            self._last[country] = sentence
            lead = LEAD if sentence < _LEAD_SENTENCES else 0.0
            self._lasting[country] = self._lasting.get(country, 0.0) + LASTING + lead

    def _now(self, country: str, sentence: int) -> float:
        past = sentence - self._last.get(country, sentence)
        return self._weight.get(country, 0.0) * DECAY ** min(past, 50)

    def salient(self, sentence: int, within: int) -> list[tuple[float, str]]:
        """Countries named in the last `within` sentences with their weight, strongest first.

        States that had ended by the year that the text is speaking of are left out.
        """
        year = self._year(sentence)
        scored = [
            (self._now(country, sentence) + min(self._lasting[country], 1.0), country)
            for country, last in self._last.items()
            if sentence - last <= within and names.existed(country, year)
        ]
        return sorted(scored, key=lambda pair: (-pair[0], pair[1]))

    def _year(self, sentence: int) -> int | None:
        """The latest year that this sentence, or else the nearest of three before it, prints."""
        for number in range(sentence, max(-1, sentence - 4), -1):
            start, end = self.view.sentence_span(number)
            years = [int(m.group()) for m in _YEAR.finditer(self.view.text, start, end)]
            if years:
                return max(years)
        return None

    def before(self, offset: int, back: int) -> Iterator[list[Found]]:
        """Names before `offset`: of its own sentence, then of each of `back` sentences before."""
        sentence = self.view.sentence(offset)
        yield [item for item in self.by_sentence.get(sentence, ()) if item.end <= offset]
        for number in range(sentence - 1, max(-1, sentence - 1 - back), -1):
            yield self.by_sentence.get(number, [])


def countries(item: Found) -> tuple[str, ...]:
    """The states that a name, demonym or reference stands for; () for regions, people, cities."""
    return tuple(entity for entity in item.entities if names.is_country(entity))


def is_subject(view: View, item: Found) -> bool:
    """Is the name the grammatical subject; without a parse, does it begin its sentence?"""
    if not view.parsed:
        return view.opens_sentence(item.start)
    if view.text[item.end : item.end + 2] in ("'s", "’s"):
        return False
    return any(
        token.dep_.startswith("nsubj") and not item.start <= token.head.idx < item.end
        for token in view.tokens(item.start, item.end)
    )


def coordinated(view: View, first: Found, second: Found) -> bool:
    """Are the two joined by "and" alone ("Peru and Chile")?"""
    between = view.text[first.end : second.start].casefold().split()
    return between in (["and"], ["and", "the"])


def is_attribute(view: View, item: Found) -> bool:
    """Does the name only say which: "the Birch hotel", "US troops"?"""
    return any(
        token.dep_ in _ATTRIBUTES and token.head.idx >= item.end
        for token in view.tokens(item.start, item.end)
    )

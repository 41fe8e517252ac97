"""What a reader has in mind at a point of a text: who and what was named, how often, how lately."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from sourcecheck.annotate.names.found import Found
from sourcecheck.annotate.names.layout import Layout
from sourcecheck.normalise import name as names

#: A mention's weight shrinks by this factor with each sentence that passes.
DECAY = 0.75
#: What a mention in the first lines (title, lead) adds for good.
LEAD = 0.3
#: What each mention adds for good: a document's main countries outlast an aside.
LASTING = 0.05
_LEAD_SENTENCES = 2


@dataclass(slots=True)
class Discourse:
    """The names of a document up to some point, by sentence, and how salient each country is."""

    layout: Layout
    by_sentence: dict[int, list[Found]] = field(default_factory=lambda: defaultdict(list))
    _weight: dict[str, float] = field(default_factory=dict)
    _lasting: dict[str, float] = field(default_factory=dict)
    _last: dict[str, int] = field(default_factory=dict)

    def add(self, item: Found) -> None:
        """Take in the next name or resolved reference, in order of the text."""
        sentence = self.layout.sentence(item.start)
        self.by_sentence[sentence].append(item)
        for country in countries(item):
            self._weight[country] = self._now(country, sentence) + 1
            self._last[country] = sentence
            lead = LEAD if sentence < _LEAD_SENTENCES else 0.0
            self._lasting[country] = self._lasting.get(country, 0.0) + LASTING + lead

    def _now(self, country: str, sentence: int) -> float:
        past = sentence - self._last.get(country, sentence)
        return self._weight.get(country, 0.0) * DECAY ** min(past, 50)

    def salient(self, sentence: int, within: int) -> list[tuple[float, str]]:
        """Countries named in the last `within` sentences with their weight, strongest first."""
        scored = [
            (self._now(country, sentence) + min(self._lasting[country], 1.0), country)
            for country, last in self._last.items()
            if sentence - last <= within
        ]
        return sorted(scored, key=lambda pair: (-pair[0], pair[1]))

    def before(self, offset: int, back: int) -> Iterator[list[Found]]:
        """Names before `offset`: of its own sentence, then of each sentence before, `back` times."""
        sentence = self.layout.sentence(offset)
        yield [item for item in self.by_sentence.get(sentence, ()) if item.end <= offset]
        for number in range(sentence - 1, max(-1, sentence - 1 - back), -1):
            yield self.by_sentence.get(number, [])


def countries(item: Found) -> tuple[str, ...]:
    """The states that a name, demonym or reference stands for; () for regions, people, cities."""
    return tuple(entity for entity in item.entities if names.is_country(entity))


def is_subject(layout: Layout, item: Found) -> bool:
    """Is the name the grammatical subject; without a parse, does it begin its sentence?"""
    if not layout.parsed:
        begins = layout.sentences[layout.sentence(item.start)]
        return not layout.text[begins : item.start].strip(" \"“'‘")
    return any(
        token.dep_.startswith("nsubj") and not item.start <= token.head.idx < item.end
        for token in layout.tokens(item.start, item.end)
    )


def coordinated(layout: Layout, first: Found, second: Found) -> bool:
    """Are the two joined by "and" alone ("China and the Soviet Union")?"""
    between = layout.text[first.end : second.start].casefold().split()
    return between in (["and"], ["and", "the"])

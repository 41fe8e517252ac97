"""What each entry of a vocabulary makes of a sentence, or of a look-up, that is built around it.

    python -m tests.vocabulary.reading       writes readings.tsv anew, and says what is not read

A line of `readings.tsv` is an entry (table, list, word), the sentence that it stands in, and how
the sentence is read. The sentence with another word in its place must be read otherwise: else it
would say nothing of the entry. The sentences are made from the templates below; "…" is the word.
"""

from __future__ import annotations

import functools
import importlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import spacy
from spacy.language import Language

from sourcecheck import resources
from sourcecheck.annotate import build as annotating
from sourcecheck.annotate import mentions
from sourcecheck.claim.vocabulary import PARTS, Part, Property, find, properties
from sourcecheck.lexicon import classes
from sourcecheck.lexicon.classes import closed_words
from sourcecheck.model.claim import ClaimKind
from sourcecheck.normalise.name import forms, normal
from tests.marked import figures
from tests.shipped import shipped

READINGS = Path(__file__).with_name("readings.tsv")
#: Stands in the place of an entry, to show that the entry matters.
NO_WORD = "blickly"


@dataclass(frozen=True, slots=True)
class Case:
    """An entry of a list, how it is asked for, and the same with no entry in its place."""

    list: str
    word: str
    said: str
    without: str
    read: Callable[[str], str]

    @property
    def key(self) -> str:
        """The entry, as the file names it."""
        return f"{self.list}/{self.word}"


def cases() -> Iterator[Case]:
    """Every entry of the vocabularies that are read here."""
    yield from _hedges()
    yield from _units()
    yield from _numbers()
    yield from _plainly()
    yield from _in_a_parse()
    yield from _properties()
    yield from _titles()
    yield from _territories()


def _case(name: str, word: str, template: str, read: Callable[[str], str]) -> Case:
    return Case(name, word, *_both(template, word), read)


def _both(template: str, word: str) -> tuple[str, str]:
    """The sentence with the word, and with none."""
    return template.replace("…", word), template.replace("…", NO_WORD)


# --- figures --------------------------------------------------------------------------------------


@functools.cache
def figure(text: str) -> str:
    """The figures of the text, with all that is read of them."""
    found = []
    for mention in figures(text):
        q = mention.quantity
        if q is not None:
            about = "~" if q.approximate else ""
            ends = str(q.low) if q.low == q.high else f"{q.low}..{q.high}"
            marks = (mention.span.quote, f"{q.operator}{about}{ends}", q.unit, q.hedge, q.change)
            found.append(" ".join(mark for mark in marks if mark))
    return "; ".join(found)


_VAGUE = "It was … of people."
#: These touch the figure and do not move it: they may stand between another hedge and its figure.
_HEDGED = {"exactly": "It was about … 40 metres."}
#: Between two levels, which are no range then.
_MOVED = {"verbs": "Sales … from 30 to 40 percent.", "nouns": "It was a … from 30 to 40 percent."}


def _hedges() -> Iterator[Case]:
    table = resources.load("hedges")
    for id, hedge in table["hedge"].items():
        for name, template in (
            ("words", _HEDGED.get(id, _VAGUE if "anchor" in hedge else "It was … 40 metres.")),
            ("after", "It was 40 metres …."),
            ("tied", "It was 40-… metres."),
        ):
            for word in hedge.get(name, ()):
                put = template.replace("40 metres …", "40…") if word == "+" else template
                yield _case(f"hedges/{id}.{name}", word, put, figure)
    for name, template in (("verbs", "It … the 40 mark."), ("nouns", "It passed the 40 ….")):
        for word in table["mark"][name]:
            yield _case(f"hedges/mark.{name}", word, template, figure)
    for id, change in table["change"].items():
        for name, template in (
            ("verbs", "Sales … 40 percent."),
            ("nouns", "It was a … of 40 percent."),
            ("comparatives", "It was 40 percent …."),
        ):
            for word in change[name]:
                put = _MOVED[name] if id == "moved" else template
                yield _case(f"hedges/change.{id}.{name}", word, put, figure)


def _units() -> Iterator[Case]:
    for id, unit in resources.load("units")["unit"].items():
        for name in ("words", "plural", "symbols"):
            for word in unit.get(name, ()):
                yield _case(f"units/{id}.{name}", word, "It had 40 …, they said.", figure)


def _numbers() -> Iterator[Case]:
    table = resources.load("numbers")
    for name, template in (
        ("cardinal", "It had … metres."),
        ("tens", "It had …-one metres."),
        ("scale", "It had 5 … metres."),
        ("group", "It had two … metres."),
        ("ordinal", "It was the … time."),
    ):
        for word in table[name]:
            put = "It had half a … of pens." if word == "gross" else template
            yield _case(f"numbers/{name}", word, put, figure)
    for word in table["abbreviation"]["glued"]:
        yield _case("numbers/abbreviation.glued", word, "It had 5… people.", figure)
    for word in table["abbreviation"]["money"]:
        yield _case("numbers/abbreviation.money", word, "It cost $5… then.", figure)


# --- how firmly, without and with a parse ---------------------------------------------------------


@functools.cache
def _attribution_alone() -> Language:
    importlib.import_module("sourcecheck.annotate.factories")  # registers it
    nlp = spacy.blank("en")
    nlp.add_pipe("sourcecheck_attribution")
    return nlp


@functools.cache
def firmness(text: str) -> str:
    """What the text says how firmly, read without a parse."""
    found = mentions.read(_attribution_alone()(text), "statements")
    return "; ".join(f"{m.statement.modality}: {m.span.quote}" for m in found if m.statement)


def _plainly() -> Iterator[Case]:
    table = resources.load("attribution")
    for section, template in (
        ("auxiliaries", "the bridge … cost 40 dollars."),
        ("adverbs", "the bridge … cost 40 dollars."),
        ("conjunctions", "it is known … the bridge cost 40 dollars."),
    ):
        for modality, words in table[section].items():
            for word in words if modality != "not_denied" else ():
                yield _case(f"attribution/{section}.{modality}", word, template, firmness)
    for word in table["adverbs"]["not_denied"]:
        template = "the bridge cost not … 40 dollars."
        yield _case("attribution/adverbs.not_denied", word, template, firmness)


@functools.cache
def firmness_parsed(text: str) -> str:
    """Who says what, and how firmly, by the pipeline that ships."""
    found = mentions.read(annotating.annotate_text(shipped(), text), "statements")
    told = ((m.statement, m.span.quote) for m in found if m.statement is not None)
    return "; ".join(f"{said.speaker} {said.modality}: {quote}".strip() for said, quote in told)


#: Past forms that no rule gives.
_SAID = {"think": "thought", "say": "said"}
#: Verbs that the tagger of the shipped pipeline takes for nouns in the present: these are past.
_TOLD = ("tweet", "caution")


def _in_a_parse() -> Iterator[Case]:
    table = resources.load("attribution")
    for section, template in (
        ("speech", "Officials … that the bridge cost 40 dollars."),
        ("to_verbs", "They … to open 40 shops."),
        ("adjectives", "The … sales were 40 dollars."),
    ):
        for modality, words in table[section].items():
            name, put = f"attribution/{section}.{modality}", template
            for word in words if modality != "needs_clause" else ():
                if word in _TOLD:
                    yield Case(name, word, *_both(put, word + "ed"), firmness_parsed)
                elif (section, modality) == ("to_verbs", "estimated"):
                    said = _SAID.get(word, word + ("d" if word.endswith("e") else "ed"))
                    put = "The firm is … to have 40 shops."
                    yield Case(name, word, *_both(put, said), firmness_parsed)
                else:
                    yield _case(name, word, put, firmness_parsed)
    for name, template in (
        ("verbs", "They … sales of 40 dollars."),
        ("nouns", "The … was for sales of 40 dollars."),
    ):
        for word in table["foreseen"][name]:
            yield _case(f"attribution/foreseen.{name}", word, template, firmness_parsed)


# --- look-ups -------------------------------------------------------------------------------------

_FIELDS: dict[Part, str] = {
    "noun": "nouns", "of": "of", "verb": "verbs", "done to": "done_to", "done by": "done_by",
    "goal verb": "goal_verbs", "adjective": "adjectives", "behind": "behind",
}  # fmt: skip


def stated(asked: str) -> str:
    """The property that a look-up finds: part | word | other words | kind | dimension | counted."""
    part, word, others, kind, dimension, counted = asked.split(" | ")
    parts: tuple[Any, ...] = (part, word, tuple(others.split()), kind, dimension, counted)
    found = find(*parts)
    return found.id if found is not None else ""


def _properties() -> Iterator[Case]:
    for entry in properties().values():
        for part in PARTS:
            for wording in entry.wordings(part):
                words = wording.lower().split()
                first = part in ("verb", "done to", "done by", "goal verb", "behind")
                head = words.pop(0 if first else -1)
                others = " ".join(words or (["of"] if part == "of" else []))
                asked = [
                    f"{part} | … | {others} | {kind} | {entry.dimension} | {counted}"
                    for kind in _kinds(entry)
                    for counted in _counted(entry, kind)
                ]
                # in the look-up that gives this very property, where another has the wording too
                good = (a for a in asked if stated(a.replace("…", head)) == entry.id)
                told, name = next(good, asked[0]), f"properties/{entry.id}.{_FIELDS[part]}"
                said, without = told.replace("…", head), told.replace("…", NO_WORD)
                yield Case(name, wording, said, without, stated)


def _kinds(entry: Property) -> tuple[str, ...]:
    return tuple(kind for kind in entry.kinds if kind in get_args(ClaimKind))


def _counted(entry: Property, kind: str) -> tuple[str, ...]:
    if kind != "count":
        return ("",)
    return ("", *sorted(closed_words(entry.counted))[:1], "person", "thing")


def title(text: str) -> str:
    """The title that ends the words, and what it may do."""
    return f"{classes.title_at_end(text.split())} {text in classes.announcing_titles()}"


def _titles() -> Iterator[Case]:
    table = resources.load("titles")
    for name in ("offices", "ranks", "abbreviations", "roles"):
        for word in table[name]:
            yield _case(f"titles/{name}", word, "…", title)


def place(text: str) -> str:
    """The territories that a form names, and what kind of form it is."""
    form = forms().get(normal(text)) or forms().get(text)
    return "" if form is None else f"{form.form}: {', '.join(t.name for t in form.territories)}"


def _territories() -> Iterator[Case]:
    for code, entry in resources.load("territories").items():
        for name in ("name", "other", "demonyms"):
            words = entry.get(name, ())
            for word in (words,) if isinstance(words, str) else words:
                yield _case(f"territories/{code}.{name}", word, "…", place)


# --- the file -------------------------------------------------------------------------------------


def kept() -> dict[str, tuple[str, str]]:
    """Sentence and reading by entry, as the file has them."""
    lines = (line.split("\t") for line in READINGS.read_text("utf-8").splitlines())
    return {key: (said, reading) for key, said, reading in lines}


def main() -> None:
    """Write the file; entries that make no difference in their sentence go to standard error."""
    lines = []
    for case in cases():
        reading = case.read(case.said)
        if reading == case.read(case.without):
            print(f"{case.key}\t{case.said}\t{reading}", file=sys.stderr)
        else:
            lines.append(f"{case.key}\t{case.said}\t{reading}\n")
    READINGS.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()

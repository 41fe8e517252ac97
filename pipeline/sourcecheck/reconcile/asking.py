"""The question that a group of claims answers, as a question, in the words of their passages.

A property of the vocabulary brings its question; without a subject its label asks. For others the
question is made from what is counted or measured and how it hangs in its sentence: "How many
ferries were ordered?", "What is the amount of the backlog?", "When did it sail?".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sourcecheck.claim.vocabulary import OPEN, properties
from sourcecheck.model.claim import Claim

#: Words of a group's clauses that a question names where nothing else says what it is about.
_MOST_WORDS = 3
#: So many letters of a lemma at least begin its forms; so far from a figure its word stands.
_STEM, _NEAR = 3, 60
#: What is asked of a measure of this dimension.
_MEASURES = {
    "length": "length", "area": "area", "volume": "volume", "mass": "mass", "time": "duration",
    "speed": "speed", "temperature": "temperature", "power": "power", "energy": "energy",
    "pressure": "pressure", "money": "amount", "information": "size",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_BE_DONE = re.compile(r"\b(?:was|were|been|be|being)\s+(?:[a-z]+ly\s+)?([a-z]{3,}ed)\b")
_ENDS_DONE = re.compile(r"\b([a-z]{3,}ed)\s+$")


def question(what: str, claims: Sequence[Claim], named: Sequence[str], year: str) -> str:
    """The question on property `what` (open, or "" for none) that these claims answer; `named` are
    its subjects by label, `year` that of what can happen again."""
    joined = " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
    dated = f" ({year})" if year else ""
    known = properties().get(what)
    if known is not None:
        if not joined and " ({subjects})" not in known.question:
            return f"What is the {known.label}{dated}?"
        asked = known.question.replace("" if joined else " ({subjects})", "")
        return asked.format(subjects=joined).removesuffix("?") + dated + "?"
    asked = _of_open(what.removeprefix(OPEN), claims) if what else _of_passages(claims)
    return asked + (f" ({joined})" if joined else "") + dated + "?"


def _of_open(head: str, claims: Sequence[Claim]) -> str:
    """A question, without its mark, on a property that goes by its own word."""
    claim = next((c for c in claims if c.property == OPEN + head), claims[0])
    word = _form(head, claim)
    if claim.kind == "count":
        done = _done(claim)
        return f"How many {_several(word)} " + (f"were {done}" if done else "are there")
    if claim.kind == "date":
        if "property:open-verb" in claim.rules:
            return f"When did it {head}" if _is_form(word, head) else f"When was it {word}"
        return f"When was the {word}"
    if claim.kind == "ordinal":
        return f"Which {word} in order is it"
    if claim.kind == "percent":
        return f"Which percentage goes with “{word}”"
    if claim.kind == "duration":
        verb = "property:open-verb" in claim.rules and _is_form(word, head)
        return f"How long did it {head}" if verb else f"How long is the time of “{word}”"
    dimension = claim.quantity.dimension if claim.quantity is not None else ""
    if "property:open-verb" in claim.rules:
        return f"Which {_MEASURES.get(dimension, 'figure')} goes with “{word}”"
    narrow = " ".join(_form(w, claim) for w in claim.measured[1:2] if w != head)
    thing = f"{narrow} {word}".strip()
    if dimension in _MEASURES:
        return f"What is the {_MEASURES[dimension]} of the {thing}"
    return f"How large is the {thing}"


def _of_passages(claims: Sequence[Claim]) -> str:
    """A question, without its mark, on claims attached to nothing: by the words their clauses
    share."""
    counts = Counter(word for c in claims for word in {*c.predicate, *c.measured})
    shared = sorted((w for w in counts if counts[w] > 1), key=lambda w: (-counts[w], w))
    what = {
        "date": "date", "money": "amount", "percent": "percentage", "count": "number",
        "duration": "length of time", "ordinal": "place in order",
    }.get(claims[0].kind, "figure")  # fmt: skip
    on = ", ".join(f"“{_form(word, claims[0])}”" for word in shared[:_MOST_WORDS])
    return f"Which {what} goes with {on}" if on else f"Which {what} do the passages give"


def _form(word: str, claim: Claim) -> str:
    """The word as the passage has it, the nearest to the value; the lemma where it has none."""
    if claim.sentence is None:
        return word
    stem = word[: max(_STEM, len(word) - 2)].lower()
    at = claim.span.start - claim.sentence.start
    found = [
        (abs(m.start() - at), m.group().lower())
        for m in _WORD.finditer(claim.sentence.quote)
        if m.group().lower().startswith(stem) and len(m.group()) <= len(word) + _STEM
    ]
    return min(found)[1] if found else word


def _several(word: str) -> str:
    """The plural of a counted word, where the passage has one of it."""
    if word.endswith("s") or word in ("people", "men", "women", "children"):
        return word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("ch", "sh", "x", "z")) else "s")


def _is_form(word: str, lemma: str) -> bool:
    """Is the lemma a word that "did it" can stand before: does its form follow from it?"""
    forms = {lemma, lemma + "s", lemma + "ed", lemma + "d", lemma + "ing", lemma[:-1] + "ing"}
    forms |= {lemma + lemma[-1:] + "ed", lemma[:-1] + "ied", lemma + "es"}
    return word in forms


def _done(claim: Claim) -> str:
    """The participle of what happened to those counted: "twelve were ordered", "ordered twelve"."""
    if claim.sentence is None:
        return ""
    said = claim.sentence.quote
    start = claim.span.start - claim.sentence.start
    before = _ENDS_DONE.search(said[max(0, start - _NEAR) : start])
    if before is not None:
        return before.group(1)
    behind = said[start + len(claim.span.quote) :][:_NEAR]
    after = _BE_DONE.search(re.split(r"[,;.:()]", behind)[0])
    return after.group(1) if after is not None else ""

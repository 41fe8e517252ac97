"""The question that a group of claims answers, as a question, in the words of their passages.

A property of the vocabulary brings its question; without a subject its label asks. For others the
question is the one that the clause of a claim answers (`claim.asks`): "How many ferries did the
harbour board order?". Where no clause is plain enough, what is counted or measured is asked for by
its own words: "How many ferries are there?", "Which date is given for “sea trials”?".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sourcecheck import resources
from sourcecheck.claim.vocabulary import OPEN, properties
from sourcecheck.model.claim import Claim

#: Words of a group's clauses that a question names where nothing else says what it is about.
_MOST_WORDS = 3
#: So many letters of a lemma at least begin its forms.
_STEM = 3
#: So far apart stand the words of one phrase, in words.
_APART = 4
#: A question that is longer is asked only for want of a shorter one.
_LONG = 80
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_POINTS = re.compile(r"\b(?:he|she|it|they|him|her|them)\b")


def question(what: str, claims: Sequence[Claim], named: Sequence[str], year: str) -> str:
    """The question on property `what` (open, or "" for none) that these claims answer; `named` are
    its subjects by label, `year` that of what can happen again."""
    joined = _joined(named)
    dated = f" ({year})" if year else ""
    known = properties().get(what)
    if known is not None:
        inline = "({subjects})" not in known.question
        lent = joined and inline and all(claim.topics for claim in claims)  # no clause names them
        vague = bool(_POINTS.search(known.question)) and not known.relational
        if lent or known.generic or vague:
            told = _of_clause([c for c in claims if c.property == what], named)
            if told.startswith("How ") and not _POINTS.search(told):
                return told + _beside(named, told) + dated + "?"
        if lent:
            return f"What is the {known.label} ({joined}){dated}?"
        if not joined and inline:
            return f"What is the {known.label}{dated}?"
        asked = known.question.replace("" if joined else " ({subjects})", "")
        if len(named) > 1:
            asked = _of_several(asked)
        return asked.format(subjects=joined).removesuffix("?") + dated + "?"
    head = what.removeprefix(OPEN)
    asked = _of_clause([c for c in claims if what and c.property == what], named)
    asked = asked or _of_clause(claims, named)
    asked = asked or (_of_open(head, claims) if what else _of_passages(claims))
    return asked + _beside(named, asked) + dated + "?"


def _of_several(asked: str) -> str:
    """A question of the vocabulary for more subjects than one: "do {subjects} employ"."""
    for verb, plural in _vocabulary("of_several").items():
        asked = asked.replace(f" {verb} {{subjects}}", f" {plural} {{subjects}}")
    return asked


def _beside(named: Sequence[str], asked: str) -> str:
    """The subjects in brackets, where the question does not name them itself."""
    unsaid = any(name.lower() not in asked.lower() for name in named)
    return f" ({_joined(named)})" if unsaid else ""


def _joined(named: Sequence[str]) -> str:
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def _of_clause(claims: Sequence[Claim], named: Sequence[str]) -> str:
    """The question, without its mark, that the clause of a claim answers: the one of most claims,
    then one that says whom or what it is about by name, then the first; "" where none is plain."""
    asked = [claim.asks for claim in claims if claim.asks]
    counts = Counter(asked)

    def rank(at: int) -> tuple[bool, int, bool, bool, int]:
        said = asked[at]
        unnamed = not any(name.lower() in said.lower() for name in named)
        return bool(_POINTS.search(said)), -counts[said], len(said) > _LONG, unnamed, at

    return asked[min(range(len(asked)), key=rank)] if asked else ""


def _of_open(head: str, claims: Sequence[Claim]) -> str:
    """A question, without its mark, on a property that goes by its own word."""
    claim = next((c for c in claims if c.property == OPEN + head), claims[0])
    word, said = _form(head, claim), _phrase(head, claim)
    field = any(rule.endswith(":field") for rule in claim.rules)
    if not word:
        return _of_passages(claims)
    plural = _several(word) == word
    if claim.kind == "count" and field:
        counted = next((form for w in claim.measured if (form := _form(w, claim))), "")
        if counted and counted != word and _several(counted) == counted:
            return f"How many {counted} are given for “{said}”"
        return f"How many {word} are there" if plural else _given(claim, said)
    if claim.kind == "count":
        return f"How many {_several(word)} are there"
    if claim.kind == "ordinal" and not plural:
        return f"Which {word} is it, counted in order"
    return _given(claim, said)


def _given(claim: Claim, said: str) -> str:
    """The plain question on a value of which only a word or two is known."""
    what = _vocabulary("kinds").get(claim.kind, "figure")
    if claim.kind == "quantity" and claim.quantity is not None:
        what = _vocabulary("measures").get(claim.quantity.dimension, what)
    return f"Which {what} is given for “{said}”" if said else f"Which {what} is given"


def _of_passages(claims: Sequence[Claim]) -> str:
    """A question, without its mark, on claims attached to nothing: by the words their clauses
    share, or those of one."""
    counts = Counter(word for c in claims for word in {*c.predicate, *c.measured})
    often = sorted(counts, key=lambda w: (-counts[w], w))
    shared = [word for word in often if counts[word] > 1] or often
    forms = (next((f for c in claims if (f := _form(word, c))), "") for word in shared)
    found = list(dict.fromkeys(form for form in forms if form))
    return _given(claims[0], "”, “".join(found[:_MOST_WORDS]))


def _form(word: str, claim: Claim) -> str:
    """The word as the passage has it, the nearest to the value; "" where it has none."""
    found = _found(word, claim)
    return min(found)[1].lower() if found else ""


def _found(word: str, claim: Claim) -> list[tuple[int, str, int, int]]:
    """Where a passage has forms of a word or of several: how far from the value, the form, and
    its ends."""
    if claim.sentence is None or not word:
        return []
    at, quote = claim.span.start - claim.sentence.start, claim.sentence.quote
    if " " in word:
        begin = quote.lower().find(word)
        return [(abs(begin - at), word, begin, begin + len(word))] if begin >= 0 else []
    stems = (word[: max(_STEM, len(word) - 2)].lower(), _vocabulary("plurals").get(word, word))
    return [
        (abs(m.start() - at), m.group(), m.start(), m.end())
        for m in _WORD.finditer(quote)
        if m.group().lower().startswith(stems) and len(m.group()) <= len(word) + _STEM
    ]


def _phrase(head: str, claim: Claim) -> str:
    """The words of the passage from the head to what narrows it, where they are one phrase:
    "heavy sea trials"; else the head alone."""
    found = _found(head, claim)
    if not found or claim.sentence is None:
        return ""
    _, word, start, end = min(found)
    for narrow in claim.measured:
        for _, _, begin, close in _found(narrow, claim):
            between = claim.sentence.quote[min(start, begin) : max(end, close)]
            words = _WORD.findall(between)
            if narrow != head and len(words) <= _APART and " ".join(words) == between:
                return between if between[1:] != between[1:].lower() else between.lower()
    return word if word.isupper() else word.lower()


def _several(word: str) -> str:
    """The plural of a counted word, where the passage has one of it."""
    own = _vocabulary("plurals").get(word)
    if own or word.endswith("men") or (word.endswith("s") and not word.endswith("ss")):
        return str(own or word)
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("ch", "sh", "ss", "x", "z")) else "s")


def _vocabulary(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = resources.load("asking")[name]
    return found

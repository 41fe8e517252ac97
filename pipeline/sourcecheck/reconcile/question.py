"""Which question a group of claims answers; `wording.question` puts it into words.

A property of the vocabulary brings its question; without a subject its label asks. For others the
question is the one that the clause of a claim answers (`claim.asks`): "How many ferries did the
harbour board order?". Where no clause is plain enough, what is counted or measured is asked for by
its own words: "How many ferries are there?", "Which date is given for “sea trials”?".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sourcecheck.claim.vocabulary import Property, own_word, properties
from sourcecheck.model.claim import Claim
from sourcecheck.wording.question import (
    beside,
    finished,
    is_number,
    of_label,
    of_property,
    of_word,
    of_words,
    points,
)

#: A question that is longer is asked only for want of a shorter one.
_LONG = 80


def question(what: str, claims: Sequence[Claim], named: Sequence[str], year: str) -> str:
    """The question on property `what` (open, or "" for none) that these claims answer; `named` are
    its subjects by label, `year` that of what can happen again."""
    known = properties().get(what)
    own = [claim for claim in claims if what and claim.property == what]
    if known is not None:
        return finished(_of_known(known, claims, own, named), year)
    asked = _of_clause(own, named) or _of_clause(claims, named)
    if not asked and what:
        asked = of_word(own_word(what), own[0] if own else claims[0])
    return finished(beside(asked or of_words(_shared(claims), claims), named), year)


def _of_known(
    known: Property, claims: Sequence[Claim], own: Sequence[Claim], named: Sequence[str]
) -> str:
    """The question on a property of the vocabulary: where its own leaves open what it is about, the
    one that a clause answers, else its label."""
    inline = "({subjects})" not in known.question
    # no clause names them
    adopted = bool(named) and inline and all(claim.topics for claim in claims)
    vague = points(known.question) and not known.relational
    if adopted or known.generic or vague:
        told = _of_clause(own, named)
        if is_number(told) and not points(told):
            return beside(told, named)
    if adopted or (inline and not named):
        return of_label(known.label, named)
    return of_property(known.question, named)


def _of_clause(claims: Sequence[Claim], named: Sequence[str]) -> str:
    """The question, without its mark, that the clause of a claim answers: the one of most claims,
    then one that says whom or what it is about by name, then the first; "" where none is plain."""
    asked = [claim.asks for claim in claims if claim.asks]
    counts = Counter(asked)

    def rank(at: int) -> tuple[bool, int, bool, bool, int]:
        said = asked[at]
        unnamed = not any(name.lower() in said.lower() for name in named)
        return points(said), -counts[said], len(said) > _LONG, unnamed, at

    return asked[min(range(len(asked)), key=rank)] if asked else ""


def _shared(claims: Sequence[Claim]) -> list[str]:
    """The words that the clauses of claims share, or those of one, the most frequent first."""
    counts = Counter(word for c in claims for word in {*c.predicate, *c.measured})
    often = sorted(counts, key=lambda w: (-counts[w], w))
    return [word for word in often if counts[word] > 1] or often

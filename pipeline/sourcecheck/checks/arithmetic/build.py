"""The checks of arithmetic: what the figures of one document do to each other.

Start here: sentences with their figures as slots → the rules, one module each → rows of
`tables.CHECKS`: what is stated, what follows from the rest, and the calculation in words.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sourcecheck.checks.arithmetic import age, change, conversion, duration, total
from sourcecheck.checks.arithmetic.sentence import Check, Sentence, sentences
from sourcecheck.model.claim import Claim
from sourcecheck.model.codec import to_plain, value_key

#: Letters of the text that a question quotes, at most.
MOST_QUOTED = 160
#: A few words behind the last figure, up to a stop, and the bracket they close.
_BEHIND = re.compile(r"[^.,;:()\[\]\n]{0,30}(?=[.,;:()\[\]\n]|$)[)\]]?")

#: Rules that look at one sentence.
RULES: tuple[Callable[[Sentence], Iterator[Check]], ...] = (
    conversion.check, total.check, total.check_shares, change.check, duration.check,
    duration.clocks,
)  # fmt: skip
#: Rules that look at all sentences of a document.
WIDE_RULES: tuple[Callable[[Sequence[Sentence]], Iterator[Check]], ...] = (
    total.lines, age.check, duration.weekdays,
)  # fmt: skip


def rows(claims: Sequence[Claim]) -> list[dict[str, Any]]:
    """What of the claims of one document cannot hold, as rows of `tables.CHECKS`."""
    return [_row(made) for made in checks(_tied(sorted(claims, key=lambda c: (c.span, c.id))))]


def _tied(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that a rule may look at; most others need not be set into their sentences.

    They stand in a sentence with others, are a birth or a date that names its day of the week, or
    all of a document with a total.
    """
    placed = [(claim, claim.sentence) for claim in claims if claim.sentence is not None]
    if any("total" in sentence.quote.lower() for _, sentence in placed):
        return [claim for claim, _ in placed]  # which lines make a list is told by those around it
    held = Counter(sentence.start for _, sentence in placed)
    return [
        claim
        for claim, sentence in placed
        if held[sentence.start] > 1
        or claim.property == "birth"
        or (claim.kind == "date" and duration.said(claim.span.quote))
    ]


def checks(claims: Sequence[Claim]) -> Iterator[Check]:
    """What cannot hold among the claims of one document, given in order of offsets.

    Two rules, or two frames of one, may come upon the same figures: the first one counts.
    """
    seen: set[tuple[str, frozenset[str]]] = set()
    for made in _all(list(sentences(claims))):
        key = made.step.rule, frozenset(claim.id for claim in (*made.stated, *made.given))
        if key not in seen:
            seen.add(key)
            yield made


def _all(found: Sequence[Sentence]) -> Iterator[Check]:
    for sentence in found:
        if len(sentence.claims) > 1:
            for rule in RULES:
                yield from rule(sentence)
    for wide in WIDE_RULES:
        yield from wide(found)


def fingerprint(check: Check) -> str:
    """A digest of the evidence: the words and values of the figures, by the part they play."""
    parts = [
        f"{role}\x1f{claim.span.quote}\x1f{value_key(claim)}"
        for role, held in (("stated", check.stated), ("given", check.given))
        for claim in held
    ]
    return hashlib.blake2b("\x1e".join(parts).encode(), digest_size=16).hexdigest()


def _row(check: Check) -> dict[str, Any]:
    claims = (*check.stated, *check.given)
    return {
        "source": claims[0].source,
        "id": _id(check),
        "fingerprint": fingerprint(check),
        "question": check.asked.format(_quoted(check)),
        "property": next((claim.property for claim in check.stated if claim.property), ""),
        "said": check.said,
        "follows": check.follows,
        "step": to_plain(check.step),
        "tied": check.tied,
        "gap": round(float(check.gap), 6),
        "stated": tuple(claim.id for claim in check.stated),
        "given": tuple(claim.id for claim in check.given),
    }


def _id(check: Check) -> str:
    """From the rule and the words around the figures, so that it stays when a figure changes."""
    key = f"{check.step.rule}\x1f{check.frame}"
    return "f" + hashlib.blake2b(key.encode(), digest_size=5).hexdigest()


def _quoted(check: Check) -> str:
    """The words from the first figure to the last and what it counts, cut in the middle where they
    are many; the figures alone where they stand in several sentences."""
    claims = sorted((*check.stated, *check.given), key=lambda c: c.span)
    whole, first, last = claims[0].sentence, claims[0].span.start, claims[-1].span.end
    if whole is None or any(claim.sentence != whole for claim in claims):
        return " … ".join(claim.span.quote for claim in claims)
    behind = _BEHIND.match(whole.quote, last - whole.start)
    end = behind.end() if behind is not None else last - whole.start
    text = " ".join(whole.quote[first - whole.start : end].split())
    if len(text) <= MOST_QUOTED:
        return text
    return f"{text[: MOST_QUOTED // 2].rstrip()} … {text[-MOST_QUOTED // 2 :].lstrip()}"

"""The findings of arithmetic: what the figures of one document do to each other.

Start here: sentences with their figures as slots → the rules, one module each → findings. A finding
has two positions, what is stated and what follows from the rest, and may be of one source.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from sourcecheck.model.claim import Claim
from sourcecheck.model.codec import from_plain
from sourcecheck.model.finding import ARITHMETIC, Finding, Position, Step
from sourcecheck.reconcile.arithmetic import (
    age,
    change,
    clock,
    conversion,
    duration,
    listing,
    share,
    total,
    weekday,
)
from sourcecheck.reconcile.arithmetic.check import Check
from sourcecheck.reconcile.arithmetic.sentence import Sentence, sentences
from sourcecheck.reconcile.finding import severity
from sourcecheck.reconcile.names import Entities
from sourcecheck.reconcile.value_columns import value_key

#: Letters of the text that a question quotes, at most.
MOST_QUOTED = 160
#: A few words behind the last figure, up to a stop, and the bracket they close.
_BEHIND = re.compile(r"[^.,;:()\[\]\n]{0,30}(?=[.,;:()\[\]\n]|$)[)\]]?")

#: Rules that look at one sentence.
RULES: tuple[Callable[[Sentence], Iterator[Check]], ...] = (
    conversion.check, total.check, share.check, change.check, duration.check,
    clock.check,
)  # fmt: skip
#: Rules that look at all sentences of a document.
WIDE_RULES: tuple[Callable[[Sequence[Sentence]], Iterator[Check]], ...] = (
    listing.check, age.check, weekday.check,
)  # fmt: skip


def findings(
    claims: pd.DataFrame, who: Entities, revived: Mapping[str, Claim] | None = None
) -> list[Finding]:
    """What of the CLAIMS table cannot hold within its own document, a finding each.

    The same words in several documents are one finding. Relation is always *conflict*.
    `revived` are the table's records by id, where they are at hand.
    """
    alike: dict[tuple[str, str, str], list[Check]] = {}
    for _, rows in claims.sort_values(["source", "start", "end", "id"]).groupby("source"):
        held = [
            from_plain(Claim, record) if revived is None else revived[record["id"]]
            for record in _tied(list(rows["record"]))
        ]
        for made in checks(held):
            alike.setdefault((made.step.rule, made.frame, fingerprint(made)), []).append(made)
    return [_finding(same, who) for _, same in sorted(alike.items())]


def _tied(records: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The claims, as plain data, that a rule may look at; most others need not be brought back.

    They stand in a sentence with others, are a birth or a date that names its day of the week, or
    all of a document with a total.
    """
    placed = [record for record in records if "sentence" in record]
    if any("total" in record["sentence"]["quote"].lower() for record in placed):
        return placed  # which lines make a list is told by those around it
    held = Counter(record["sentence"]["start"] for record in placed)
    return [
        record
        for record in placed
        if held[record["sentence"]["start"]] > 1
        or record.get("property") == "birth"
        or (record["kind"] == "date" and weekday.said(record["span"]["quote"]))
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


def _finding(same: Sequence[Check], who: Entities) -> Finding:
    """One finding of checks that have their words in common, a document each or more."""
    first = same[0]
    gap = round(float(first.gap), 6)
    stated = [claim for check in same for claim in check.stated]
    given = [claim for check in same for claim in check.given]
    subjects = {e for c in (*stated, *given) for e in who.resolve(c.source, c.subjects)}
    return Finding(
        id=_id(first),
        question=first.asked.format(_quoted(first)),
        kind=ARITHMETIC,
        property=next((claim.property for claim in first.stated if claim.property), ""),
        subjects=tuple(sorted(who.label.get(entity, entity) for entity in subjects)),
        relation="conflict",
        severity=severity("conflict", gap, [claim.modality for claim in (*stated, *given)]),
        positions=(
            Position(first.said, _ids(stated)),
            Position(first.follows, _ids(given)),
        ),
        explanation=(first.step,),
        links=(Step("stated-together", first.tied),),
        fingerprint=fingerprint(first),
        gap=gap,
    )


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(sorted({claim.id for claim in claims}))


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

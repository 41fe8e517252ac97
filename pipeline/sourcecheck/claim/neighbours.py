"""What the claims of one document say of each other, once all are made.

A total behind its list ("Crates lost, 40 of plums, 25 of pears. Total, 65.") is the total of what
stands there; "(20-1, 14 KOs)" are the knockouts of the record beside them; a year that only says
for when a figure is stated is no event of its own.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sourcecheck import resources
from sourcecheck.claim.vocabulary import OPEN, properties, whole_of
from sourcecheck.errors import present
from sourcecheck.lexicon.classes import settled
from sourcecheck.model.claim import Claim
from sourcecheck.model.mention import Span

#: The property of a record, and the one that is counted beside it.
RECORD, KNOCKOUTS = "win_loss_record", "knockouts"
_NEAR = 60  # characters between a record and what is counted beside it
#: Precisions for which a level is stated ("in 1995"); what happens on a day is an event.
_LONG = ("quarter", "half", "year", "decade", "century")
RULE = "property:total-of-the-list-before"
#: So many figures at least make a list.
_LEAST = 2


def with_lists(made: Sequence[Claim], text: str) -> list[Claim]:
    """The claims, those of totals with what the list right before them says."""
    listed: dict[int, list[Claim]] = {}  # by where the sentence ends
    for claim in made:
        if claim.sentence is not None and claim.quantity is not None:
            listed.setdefault(claim.sentence.end, []).append(claim)
    return [_total(claim, listed, text) if _is_total(claim) else claim for claim in made]


def _is_total(claim: Claim) -> bool:
    """Does the sentence say nothing but that the figure is a total?"""
    if claim.sentence is None or claim.quantity is None or claim.heads:
        return False
    at = claim.span.start - claim.sentence.start
    said = claim.sentence.quote
    behind = said[at + len(claim.span.quote) :]
    return _lead().fullmatch(said[: max(at, 0)]) is not None and behind.strip(" .;") == ""


@functools.cache
def _lead() -> re.Pattern[str]:
    words = "|".join(resources.load("grammar")["classes"]["whole_leads"])
    return re.compile(rf"(?:{words})[,:]?\s", re.IGNORECASE)


def _total(claim: Claim, listed: dict[int, list[Claim]], text: str) -> Claim:
    """The claim with the sentence of its parts before its own."""
    own = present(claim.sentence, "sentence of a total")  # `_is_total` has looked
    start = own.start
    end = len(text[max(0, start - 3) : start].rstrip()) + max(0, start - 3)
    parts = [part for part in listed.get(end, ()) if part.kind == claim.kind]
    if len(parts) < _LEAST or parts[0].sentence is None:
        return claim
    first = parts[0].sentence.start
    ids = {part.property for part in parts}
    known = whole_of(ids)
    one = ids.pop() if len(ids) == 1 else ""
    words = sorted({word for part in parts for word in (*part.context, *part.measured)})
    return replace(
        claim,
        property=claim.property or (known.id if known is not None else one),
        sentence=Span(first, own.end, text[first : own.end]),
        measured=claim.measured or ((one.removeprefix(OPEN),) if one.startswith(OPEN) else ()),
        when=claim.when or parts[0].when,
        subjects=claim.subjects or parts[0].subjects,
        where=claim.where or parts[0].where,
        around=claim.around or parts[0].around,
        context=claim.context or tuple(words),
        rules=(*claim.rules, RULE),
    )


# --- records and what is counted beside them ---


def with_holders(claims: Sequence[Claim], text: str) -> list[Claim]:
    """The claims, in order of offsets, those of wins by knockout under their property, and those
    right behind a record given its holder.

    Grammar takes "(20-1, 14 KOs)" for a part of the clause, whose subject may be another.
    """
    made: list[Claim] = []
    record: Claim | None = None
    for claim in claims:
        if claim.property == RECORD:
            record = claim
        elif claim.property == KNOCKOUTS or _counts_knockouts(claim, text):
            claim = replace(claim, property=KNOCKOUTS, measured=(), where=())
            between = "" if record is None else text[record.span.end : claim.span.start][:_NEAR]
            if record is not None and _beside().fullmatch(between):
                claim = _of_record(claim, record)
        made.append(claim)
    return made


def _of_record(claim: Claim, record: Claim) -> Claim:
    """A part of the record that it stands beside, and of no other: 14 of 20 wins are not held
    against 19 of 26, while the records themselves are."""
    rules = (*claim.rules[:1], "subject:record-beside")
    return replace(claim, subjects=record.subjects, measured=(record.text,), rules=rules)


def _counts_knockouts(claim: Claim, text: str) -> bool:
    """ "14 KOs", "14 victories by knockout"."""
    if claim.kind != "count" or claim.quantity is None:
        return False
    words = resources.load("records")["knockouts"]
    if settled(claim.quantity.counted) in words["counted"]:
        return True
    return _by_knockout().match(text, claim.span.end) is not None


@functools.cache
def _beside() -> re.Pattern[str]:
    """What may stand between a record and what is counted beside it: " with an impressive "."""
    between = "|".join(resources.load("records")["knockouts"]["between"])
    return re.compile(rf"[\s,;(]*(?:(?:{between})\s+(?:an?\s+\w+\s+)?)?")


@functools.cache
def _by_knockout() -> re.Pattern[str]:
    """What stands behind a count of wins by knockout."""
    words = resources.load("records")["knockouts"]
    wins, by, counted = (
        "|".join(word.replace(" ", r"\s+") for word in words[name])
        for name in ("wins", "by", "counted")
    )
    return re.compile(rf"\s*(?:{wins})\s+(?:{by})\s+(?:{counted})s?\b", re.IGNORECASE)


# --- dates of figures ---


def dated(made: Sequence[Claim], of_figures: Mapping[str, Span]) -> list[Claim]:
    """The claims, without those dates that only say for when a figure is stated.

    `of_figures` are the dates that figures are stated for, by the id of the claim.
    """
    holding = [(of_figures[c.id], _of_a_state(c)) for c in made if c.id in of_figures]
    happened = {span for span, state in holding if state is False}
    lent = {span for span, state in holding if state} - happened
    until = {span for span, _ in holding}  # "by 5 October 40 had died": nothing happened then
    return [_without_echo(claim, lent, until) for claim in made]


def _of_a_state(claim: Claim) -> bool | None:
    """Does it state what holds for a time, as a population does? A toll's date is an event's.

    None where it tells neither: how long something lasted or the how-manieth it was.
    """
    known = properties().get(claim.property)
    if not claim.property or (known is None and claim.kind in ("ordinal", "duration")):
        return None
    if claim.kind == "money" and "property:verb" in claim.rules:
        return False  # "was bought for $3 million in 2010": paying is an event
    return known is None or not known.event


def _without_echo(claim: Claim, lent: set[Span], until: set[Span]) -> Claim:
    """A year, or a day until which or as of which it is counted, that only says for when a figure
    is stated is no event of its own."""
    date = claim.date
    if date is None:
        return claim
    is_open = claim.property.startswith(OPEN) or not claim.property
    a_while = is_open and date.precision in _LONG and claim.span in lent
    counted = (is_open and date.is_deadline) or date.is_status
    if a_while or (counted and claim.span in until):
        rules = (*claim.rules, "property:time-of-a-figure")
        return replace(claim, property="", rules=rules, role="time-of-a-figure")
    return claim

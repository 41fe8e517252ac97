"""The working table of reconciliation: one row a claim, with what matching joins and sorts by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from sourcecheck.claim.vocabulary import OPEN, properties
from sourcecheck.lexicon.classes import closed_class
from sourcecheck.model.claim import Claim
from sourcecheck.model.codec import from_plain
from sourcecheck.reconcile.date_fields import DATE_FIELDS
from sourcecheck.reconcile.kinds import sort
from sourcecheck.reconcile.lent import lent
from sourcecheck.reconcile.names import Entities
from sourcecheck.reconcile.scene import Scene, scenes
from sourcecheck.reconcile.value_columns import ends, family_of, hull, stated_columns, when_hull
from sourcecheck.tables import Schema, table

#: Columns: `family` keeps values apart that can never be compared (kind, dimension, currency);
#: `entities`, `places` are ids across documents, `owners` the entities and all whom the claim could
#: be of (`Claim.topics`); `low`/`high` the hull of what the value as printed
#: allows (base units; ordinal days), NaN where it is open or unresolved; `when_low`/`when_high`
#: the same of the time for which it is stated; `value` the value as canonical JSON; `around` to
#: `aside` the scene (`reconcile.scene`); `marks` the year, month and day of the
#: week that a date names; `on_day`, `of_news` and `of_speech` are of dates alone (`Scene`); `part`
#: that its own text shows it to be less than the whole; `ends` the ends of the value, as text;
#: `field` that it stands in a labelled field of a reference page; `point` the middle of the value
#: as
#: stated; `digits` its significant digits, `change` that it
#: is one, `precision` the fineness of a date (minute 1 … year 6),
#: `from_low` to `to_high` what the ends of a stated range allow (`value_columns.stated_span`),
#: `length` the characters of its sentence, `relative` where it stands in its text (0 to 1), `sort`
#: the
#: kind of value (`reconcile.kinds`); `near`, `beside`, `named` and `vector` as in CLAIMS.
#: What a date states of the calendar and the clock: `reconcile.date_fields`.
WORK: Schema = {
    "id": "str",
    "source": "str",
    "sentence": "int64",
    "family": "str",
    "property": "str",
    "entities": "object",
    "owners": "object",
    "places": "object",
    "measured": "object",
    "predicate": "object",
    "context": "object",
    "around": "object",
    "years": "object",
    "months": "object",
    "weekdays": "object",
    "aside": "object",
    "opening": "object",
    "on_day": "str",
    "of_news": "bool",
    "of_speech": "bool",
    "lead": "bool",
    "part": "bool",
    "modality": "str",
    "known": "bool",
    "event": "bool",
    "field": "bool",
    "relational": "bool",
    "repeatable": "bool",
    "low": "float64",
    "high": "float64",
    "resolved": "bool",
    "timex": "str",
    "marks": "object",
    "unit": "str",
    "exact": "bool",
    "ends": "object",
    "when_low": "float64",
    "when_high": "float64",
    "value": "str",
    "point": "float64",
    "digits": "float64",
    "operator": "str",
    "change": "bool",
    "precision": "float64",
    "numeral": "float64",
    "from_low": "float64",
    "from_high": "float64",
    "to_low": "float64",
    "to_high": "float64",
    "year": "float64",
    "day": "float64",
    **DATE_FIELDS,
    "length": "float64",
    "relative": "float64",
    "sort": "int64",
    "near": "object",
    "beside": "object",
    "named": "object",
    "vector": "object",
    "claim": "object",
}


def work(claims: pd.DataFrame, entities: Entities, names: pd.DataFrame) -> pd.DataFrame:
    """The WORK table of a CLAIMS table, in order of ids: the claims that can be compared.

    `names` is the NAMES table of the same documents.
    """
    return compared(revived(claims), entities, names, claims)


def revived(claims: pd.DataFrame) -> list[Claim]:
    """The records of a CLAIMS table, in order of ids."""
    return [from_plain(Claim, record) for record in claims.sort_values("id")["record"]]


def compared(
    claims: Sequence[Claim], entities: Entities, names: pd.DataFrame, rows: pd.DataFrame
) -> pd.DataFrame:
    """The same of claims in order of ids; `rows` are those of the CLAIMS table that hold them."""
    ends: dict[str, int] = {}
    for claim in claims:
        ends[claim.source] = max(ends.get(claim.source, 1), claim.span.end)
    candidates = lent(claims, entities)
    words = {
        id: found
        for id, *found in zip(
            *(rows[c] for c in ("id", "near", "beside", "named", "vector")), strict=True
        )
    }
    made = table(
        WORK,
        (
            _row(
                claim,
                entities,
                scene,
                candidates.get(claim.id),
                ends[claim.source],
                words[claim.id],
            )
            for claim, scene in zip(claims, scenes(claims, names), strict=True)
            if not left_alone(claim)
        ),
    )
    made["part"] = _parts(made)
    return made


def _parts(made: pd.DataFrame) -> pd.Series[bool]:
    """Which figures does their own text show to be less than the whole?

    Those beside a larger one of the same property: the largest of one scene is the whole that other
    texts are held against ("12 dead in one district, 35 in all"), the others may be parts of it.
    And those whose sentence goes on to say how many more there were, or that they are of one place
    "alone"; and those that are said to be among others ("seven dead, among them three nurses").
    """
    figure = made["family"].str.startswith(("figure", "money")) & (made["property"] != "")
    scene = made["aside"].map(" ".join)
    largest = made.groupby(["source", "family", "property", scene])["low"].transform("max")
    more = pd.Series([_counts_more(claim) for claim in made["claim"]], made.index, dtype=bool)
    of_one = ["source", "sentence", "family", "property"]
    goes_on = more.groupby([made[column] for column in of_one]).transform("any")
    inside = pd.Series([_is_inside(claim) for claim in made["claim"]], made.index, dtype=bool)
    return figure & ((made["high"] < largest) | goes_on | inside)


#: "another 20", "90 others": beside what was counted before; "in the capital alone".
_MORE = re.compile(r"^(?:another|an? (?:further|additional))\b|\b(?:more|others|other)$")
_ALONE = re.compile(r"\b(?:in|at|from) (?:[\w’'-]+ ){1,4}alone\b")


def _counts_more(claim: Claim) -> bool:
    """Does the value, or its sentence, say that it is not all there is?"""
    said = claim.sentence.quote if claim.sentence is not None else ""
    return bool(_MORE.search(claim.span.quote.lower()) or _ALONE.search(said))


#: Right before a figure: "including three nurses", "among them at least three".
_AMONG = re.compile(
    r"\b(?:including|among (?:them|whom|these|those)|of (?:them|whom))[,:]?\s+"
    r"(?:(?:at least|about|some)\s+)?$"
)
#: Right behind it: "four of whom".
_OF_WHOM = re.compile(r"\s+of (?:them|whom)\b")


def _is_inside(claim: Claim) -> bool:
    """Does the sentence say that those counted are some of those counted before?"""
    if claim.sentence is None or claim.span.start < claim.sentence.start:
        return False
    said, at = claim.sentence.quote, claim.span.start - claim.sentence.start
    if said[at : at + len(claim.span.quote)] != claim.span.quote:
        return False
    behind = at + len(claim.span.quote)
    return bool(_AMONG.search(said[max(0, at - 30) : at]) or _OF_WHOM.match(said, behind))


def left_alone(claim: Claim) -> str:
    """Why an attached claim is compared with nothing; "" for those that are."""
    if claim.kind == "name":
        return "how a name is written is looked at by itself"
    if claim.kind == "attribute" and not claim.property:
        return "an attribute of nothing in particular"
    if claim.kind == "attribute" and claim.property == "age":
        return "an age is compared as a figure"
    if "property:name-of-an-item" in claim.rules:
        return "a figure that is part of the name of an item"
    if "property:serial" in claim.rules:
        return "a number that only names something: a page, an item, a telephone"
    if "property:publication" in claim.rules:
        return "a date that says when a text was put out"
    if claim.date is not None and claim.property.removeprefix(OPEN) in closed_class("putting_out"):
        return "a date that says when a text was put out"
    if claim.modality == "denied":
        return "what a text denies is not held against what another states"
    return ""


def _row(
    claim: Claim,
    entities: Entities,
    scene: Scene,
    lent: tuple[str, ...] | None,
    end: int,
    words: Sequence[Any],
) -> dict[str, Any]:
    """The row of a claim; `end` is where the last claim of its text ends."""
    known = properties().get(claim.property)
    speaker = set(entities.resolve(claim.source, (claim.speaker,))) if claim.speaker else set()
    listed = "property:field" in claim.rules
    # a page says by its title whose its fields are: nothing is lent to them
    stated = entities.resolve(claim.source, claim.subjects)
    named = stated if lent is None or listed else lent
    places = entities.resolve(claim.source, claim.where)
    event = known is not None and known.event and not listed  # a page reports what its title names
    if event:  # who reports a toll is not where it was taken
        named, places = (), tuple(sorted({*named, *places} - speaker))
    low, high, resolved, exact = hull(claim)
    when_low, when_high = when_hull(claim)
    family = family_of(claim)
    near, beside, named_words, vector = words
    return {
        "id": claim.id,
        "source": claim.source,
        "sentence": claim.sentence.start if claim.sentence else claim.span.start,
        "family": family,
        "property": claim.property,
        "entities": named,
        "owners": tuple(sorted({*named, *entities.resolve(claim.source, claim.topics)})),
        "places": places,
        "measured": tuple(
            word for word in claim.measured if listed or word not in closed_class("anyone")
        ),
        "predicate": claim.predicate,
        "context": claim.context,
        **_of_scene(scene),
        "lead": claim.lead,
        "part": False,
        "modality": claim.modality,
        "known": bool(claim.property) and not claim.property.startswith(OPEN),
        "event": event,
        "field": listed,
        "relational": bool(known and known.relational),
        "repeatable": known.repeatable if known else claim.kind == "date",
        "low": low,
        "high": high,
        "resolved": resolved,
        "exact": exact,
        "ends": ends(claim, low, high),
        "when_low": when_low,
        "when_high": when_high,
        **stated_columns(claim),
        "relative": claim.span.start / end,
        "sort": sort(family),
        "near": near,
        "beside": beside,
        "named": named_words,
        "vector": vector,
        "claim": claim,
    }


def _of_scene(scene: Scene) -> dict[str, Any]:
    """The columns on where and when the sentence of a claim is set."""
    of_dates = ("on_day", "of_news", "of_speech")
    names = ("years", "months", "weekdays", "aside", "opening", *of_dates)
    return {"around": scene.places, **{name: getattr(scene, name) for name in names}}

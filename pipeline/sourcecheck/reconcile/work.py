"""The working table of reconciliation: one row a claim, with what matching joins and sorts by."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import pandas as pd

from sourcecheck.claim.vocabulary import is_open, properties
from sourcecheck.model.claim import Claim
from sourcecheck.model.codec import from_plain
from sourcecheck.reconcile.compare.date_fields import DATE_FIELDS
from sourcecheck.reconcile.compare.quantity import spoken_share
from sourcecheck.reconcile.context import EventContext, event_contexts
from sourcecheck.reconcile.entities import Entities
from sourcecheck.reconcile.value_columns import ends, family_of, hull, stated_columns, when_hull
from sourcecheck.tables import CLAIMS, Schema, table

#: Kinds of value that matching tells apart, by how their family begins.
KINDS = ("date", "figure:count", "money", "percent", "figure:time", "figure:length")
#: Columns that are those of the CLAIMS table.
READ = (
    "near", "beside", "named", "vector",
    "measured", "beside_others", "among_others", "of_wider_area", "contrasts", "rounds",
)  # fmt: skip
#: Columns: `family` keeps values apart that can never be compared (kind, dimension, currency);
#: `entities`, `places` are ids across documents, `owners` the entities and all whom the claim could
#: be of (`Claim.topics`); `low`/`high` the hull of what the value as printed
#: allows (base units; ordinal days), NaN where it is open or unresolved; `when_low`/`when_high`
#: the same of the time for which it is stated; `value` the value as canonical JSON; `around` to
#: `of_speech` its event context (`context.EventContext`); `marks` the year, month and day of the
#: week that a date names; `part` that its own text shows it to be less than the whole; `of_figure`
#: that a date only says for when a figure is stated; `ends` the
#: ends of the value, as text; `field` that it stands in a labelled field of a reference page;
#: `point` the middle of the value as stated; `digits` its significant digits, `change` that it is
#: one, `precision` the fineness of a date (minute 1 … year 6), `from_low` to `to_high` what the
#: ends of a stated range allow (`value_columns.stated_span`), `length` the characters of its
#: sentence, `relative` where it stands in its text (0 to 1), `sort` the kind of value (`KINDS`).
#: What a date states of the calendar and the clock: `compare.date_fields`. The columns `READ` are
#: as in CLAIMS.
WORK: Schema = {
    "id": "str",
    "source": "str",
    "sentence": "int64",
    "family": "str",
    "property": "str",
    "entities": "object",
    "owners": "object",
    "places": "object",
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
    "of_figure": "bool",
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
    **{name: CLAIMS[name] for name in READ},
    "claim": "object",
}


def work(claims: pd.DataFrame, entities: Entities, names: pd.DataFrame) -> pd.DataFrame:
    """The WORK table of a CLAIMS table, in order of ids: the claims that can be compared.

    `names` is the NAMES table of the same documents.
    """
    return compared(revived(claims), entities, names, claims)


def revived(claims: pd.DataFrame) -> list[Claim]:
    """The records of a CLAIMS table, in order of ids; parts of a whole in words are percentages, so
    that "a quarter" is held against 15 %."""
    return [_with_share(from_plain(Claim, r)) for r in claims.sort_values("id")["record"]]


def _with_share(claim: Claim) -> Claim:
    share = spoken_share(claim.quantity) if claim.quantity else None
    return claim if share is claim.quantity else replace(claim, kind="percent", quantity=share)


def compared(
    claims: Sequence[Claim], entities: Entities, names: pd.DataFrame, rows: pd.DataFrame
) -> pd.DataFrame:
    """The same of claims in order of ids; `rows` are those of the CLAIMS table that hold them."""
    ends: dict[str, int] = {}
    for claim in claims:
        ends[claim.source] = max(ends.get(claim.source, 1), claim.span.end)
    shared = shared_owners(claims, entities)
    read = dict(zip(rows["id"], rows[list(READ)].to_dict("records"), strict=True))
    speech, release = (with_cue(rows, cue) for cue in ("of_speech", "of_release"))
    contexts = event_contexts(claims, names, speech)
    made = table(
        WORK,
        (
            _row(
                claim,
                entities,
                context,
                shared.get(claim.id),
                ends[claim.source],
                read[claim.id],
            )
            for claim, context in zip(claims, contexts, strict=True)
            if not left_alone(claim, of_release=claim.id in release)
        ),
    )
    made["part"] = _parts(made)
    return made


def _parts(made: pd.DataFrame) -> pd.Series[bool]:
    """Which figures does their own text show to be less than the whole?

    Those beside a larger one of the same property: the largest of one context is the whole that
    other texts are held against ("12 dead in one district, 35 in all"), the others may be parts.
    And those whose sentence goes on to say how many more there were, or that they are of one place
    "alone"; and those that are said to be among others ("seven dead, among them three nurses").
    """
    figure = made["family"].str.startswith(("figure", "money")) & (made["property"] != "")
    context = made["aside"].map(" ".join)
    largest = made.groupby(["source", "family", "property", context])["low"].transform("max")
    of_one = ["source", "sentence", "family", "property"]
    goes_on = made.groupby(of_one)["beside_others"].transform("any")
    return figure & ((made["high"] < largest) | goes_on | made["among_others"])


#: What a mention that states nothing is, by `Claim.role`.
_NOTHING_STATED: Mapping[str, str] = {
    "item-name": "a figure that is part of the name of an item",
    "serial": "a number that only names something: a page, an item, a telephone",
    "publication": "a date that says when a text was put out",
}


def with_cue(rows: pd.DataFrame, cue: str) -> frozenset[str]:
    """The ids of the rows of a CLAIMS table that have a cue (`checks.cues`)."""
    return frozenset(rows.loc[rows[cue], "id"])


def left_alone(claim: Claim, *, of_release: bool = False) -> str:
    """Why an attached claim is compared with nothing; "" for those that are."""
    if claim.kind == "name":
        return "how a name is written is looked at by itself"
    if claim.kind == "attribute" and not claim.property:
        return "an attribute of nothing in particular"
    if claim.kind == "attribute" and claim.property == "age":
        return "an age is compared as a figure"
    if claim.role in _NOTHING_STATED:
        return _NOTHING_STATED[claim.role]
    if of_release:
        return _NOTHING_STATED["publication"]
    if claim.modality == "denied":
        return "what a text denies is not held against what another states"
    return ""


def _row(
    claim: Claim,
    entities: Entities,
    context: EventContext,
    shared: tuple[str, ...] | None,
    end: int,
    read: Mapping[Hashable, Any],
) -> dict[str, Any]:
    """The row of a claim; `end` is where the last claim of its text ends, `read` the columns
    `READ`."""
    known = properties().get(claim.property)
    speaker = set(entities.resolve(claim.source, (claim.speaker,))) if claim.speaker else set()
    listed = claim.role == "field"
    # a page says by its title whose its fields are: no other owner is sought
    stated = entities.resolve(claim.source, claim.subjects)
    named = stated if shared is None or listed else shared
    places = entities.resolve(claim.source, claim.where)
    event = known is not None and known.event and not listed  # a page reports what its title names
    if event:  # who reports a toll is not where it was taken
        named, places = (), tuple(sorted({*named, *places} - speaker))
    return {
        "id": claim.id,
        "source": claim.source,
        "sentence": claim.sentence.start if claim.sentence else claim.span.start,
        "property": claim.property,
        "entities": named,
        "owners": tuple(sorted({*named, *entities.resolve(claim.source, claim.topics)})),
        "places": places,
        "predicate": claim.predicate,
        "context": claim.context,
        **asdict(context),
        "lead": claim.lead,
        "part": False,
        "of_figure": claim.role == "time-of-a-figure",
        "modality": claim.modality,
        "known": bool(claim.property) and not is_open(claim.property),
        "event": event,
        "field": listed,
        "relational": bool(known and known.relational),
        "repeatable": known.repeatable if known else claim.kind == "date",
        **_value(claim),
        "relative": claim.span.start / end,
        **{name: read[name] for name in READ},
        "claim": claim,
    }


def _value(claim: Claim) -> dict[str, Any]:
    """The columns on the value of a claim, and on the time for which it is stated."""
    family = family_of(claim)
    low, high, resolved, exact = hull(claim)
    when_low, when_high = when_hull(claim)
    return {
        "family": family,
        "sort": _sort(family),
        "low": low,
        "high": high,
        "resolved": resolved,
        "exact": exact,
        "ends": ends(claim, low, high),
        "when_low": when_low,
        "when_high": when_high,
        **stated_columns(claim),
    }


def _sort(family: str) -> int:
    """The number of the kind of value that a family is of, -1 for others."""
    return next((n for n, kind in enumerate(KINDS) if family.startswith(kind)), -1)


def shared_owners(claims: Sequence[Claim], entities: Entities) -> dict[str, tuple[str, ...]]:
    """The owner of each claim whose clause says none, by claim id: of what its text is about
    (`Claim.topics`) the likeliest that another text, too, names as that of which it states the
    same property; () where none does, so that no guess keeps two claims apart."""
    candidates = {c.id: _resolved(c, c.topics, entities) for c in claims if c.topics}
    stated: dict[tuple[str, str, str], set[str]] = {}
    for claim in claims:
        own = candidates.get(claim.id)
        if own is None:
            own = _resolved(claim, (*claim.subjects, *claim.where), entities)
        for entity in own:
            stated.setdefault((claim.property, claim.kind, entity), set()).add(claim.source)
    return {
        claim.id: tuple(
            entity
            for entity in candidates[claim.id]
            if stated[claim.property, claim.kind, entity] - {claim.source}
        )[:1]
        for claim in claims
        if claim.id in candidates
    }


def _resolved(claim: Claim, names: tuple[str, ...], entities: Entities) -> tuple[str, ...]:
    """The entities of names, in their order, without repeats."""
    found = (entity for name in names for entity in entities.resolve(claim.source, (name,)))
    return tuple(dict.fromkeys(found))

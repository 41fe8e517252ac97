"""From an annotated Doc to its claims: every figure, date and attribute becomes one.

Start here for the claim stage: `claims` goes through the mentions and asks `property`, `subject`
and `clause` what each one states. What cannot be attached is kept with an empty property, so that
the report can count it.

The id of a claim follows from what is stated where (`claim_id`), so that it stays from run to run.
Nothing in that forbids two claims from coming to one id: one word may be said of two names, and
short digests may meet. What reads claims by id relies on `identified`, the one place where it is
decided that ids occur once, not on luck.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, cast

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from sourcecheck.annotate.dates.value import SECONDS
from sourcecheck.annotate.layout.cells import Cell
from sourcecheck.annotate.layout.fields import Field
from sourcecheck.claim import clause
from sourcecheck.claim.attempt import Attempt, plainly
from sourcecheck.claim.attributes import attribute
from sourcecheck.claim.binding import binding
from sourcecheck.claim.candidates.holder import of_another
from sourcecheck.claim.candidates.label import in_field
from sourcecheck.claim.candidates.table import (
    heads_of_cell,
    in_cell,
    line_of_cell,
    places_of_cell,
    when_in_cell,
    words_of_cell,
)
from sourcecheck.claim.neighbours import dated, with_holders, with_lists
from sourcecheck.claim.page import (
    PUBLICATION,
    SERIAL,
    Page,
    claim_id,
    is_serial,
    page_of,
    sentence_of,
)
from sourcecheck.claim.property import NOTHING, About, resolve
from sourcecheck.claim.question import asks
from sourcecheck.claim.subject import subjects
from sourcecheck.claim.tree import root
from sourcecheck.claim.vocabulary import properties
from sourcecheck.lexicon.classes import settled
from sourcecheck.model.claim import Claim, ClaimKind
from sourcecheck.model.mention import Mention, Modality
from sourcecheck.model.quantity import Quantity
from sourcecheck.model.source import Source

#: Kinds of mention that state a point or stretch of time.
_DATE_KINDS = ("date", "date_range", "datetime", "datetime_range", "time", "time_range")
#: Hedges of a time that something is to be reached by.
_LATER = ("before", "until")
#: Narrows a property of which a value is planned.
PLANNED = "planned"
#: Rules by which a lower-ranked candidate is the subject: no word of the clause names it.
LENT = ("subject:document", "subject:heading", "subject:paragraph", "subject:pronoun")
#: What a value is about, whose it is and the rule that found them.
Found = tuple[About, tuple[str, ...], str]
_OF_PAGE = ("subject:field", "subject:topic")
_FIGURE_KINDS = ("quantity", "money", "percent", "count", "ordinal", "duration")


def claims(doc: Doc, source: Source, attempt: Attempt = plainly) -> list[Claim]:
    """The claims of one document in order of offsets; ids follow the text, not the file.

    Each is made by an `attempt` of its own, so that one that cannot be made costs only itself; by
    default this raises what goes wrong.
    """
    return claims_of(page_of(doc, source), attempt)


def claims_of(page: Page, attempt: Attempt = plainly) -> list[Claim]:
    """As `claims`, of a page that is known."""
    made: list[Claim] = []
    for mention in page.layers.mentions:
        step = functools.partial(_claims_of, page, mention)
        where = f"characters {mention.span.start} to {mention.span.end}"
        made += attempt(step, [], where)
    made = attempt(
        functools.partial(with_lists, made, page.source.text), made, "what totals are of"
    )
    holders = functools.partial(with_holders, made, page.source.text)
    made = attempt(holders, made, "whose the records are")
    return attempt(functools.partial(dated, made, page.lent), made, "which dates are of a figure")


def _claims_of(page: Page, mention: Mention) -> list[Claim]:
    return list(_claim(page, mention))


def _claim(page: Page, mention: Mention) -> Iterator[Claim]:
    """The claim that one mention makes; none for names, statements, sets and clock times alone."""
    if mention.attribute is not None:
        yield attribute(page, mention)
    elif mention.kind in _FIGURE_KINDS or (
        mention.kind in _DATE_KINDS and mention.date is not None
    ):
        tokens = page.layers.tokens(mention)
        if tokens is not None and len(tokens) and not page.layers.in_reference(tokens):
            yield _value(page, mention, tokens)


def _value(page: Page, mention: Mention, tokens: Tokens) -> Claim:
    """A figure or date with what it is about, whose it is, when, where and who says so."""
    span = mention.span
    if (cell := page.view.grid.cell(span.start, span.end)) is not None:
        return _in_table(page, mention, tokens, cell)
    if (field := page.view.fields.at(span.start, span.end)) is not None:
        return _in_field(page, mention, tokens, field)
    return _in_prose(page, mention, tokens)


def _kind(mention: Mention) -> tuple[ClaimKind, str]:
    """The kind of claim that a figure or date makes, and its dimension."""
    kind = cast(ClaimKind, "date" if mention.date is not None else mention.kind)
    return kind, mention.quantity.dimension if mention.quantity else ""


def _in_table(page: Page, mention: Mention, tokens: Tokens, cell: Cell) -> Claim:
    """A figure or date in a cell of a table, with what the heads say of it."""
    layers, text = page.layers, page.source.text
    what, whose, rule = in_cell(layers, cell, *_kind(mention))
    if not whose:
        whose, rule = _lent(page, tokens, what)
    when = None
    if mention.date is None:
        when = when_in_cell(layers, cell) or page.period
    places = places_of_cell(layers, cell)
    return _made(
        page,
        mention,
        (what, whose, rule),
        when,
        date=mention.date,
        where=tuple(place for place in places if place not in whose),
        sentence=line_of_cell(text, cell),
        measured=what.measured,
        context=words_of_cell(layers, cell, what),
        rules=(what.rule, rule),
        around=places,
        heads=heads_of_cell(text, cell),
    )


def _in_field(page: Page, mention: Mention, tokens: Tokens, field: Field) -> Claim:
    """A figure or date in a labelled field of a reference page."""
    what, whose, rule = in_field(page.layers, field, page.topic, *_kind(mention))
    when = None
    if mention.date is None:
        when = clause.when_in_field(page.layers, tokens, field.end)
    found = _unless_stamp(page, mention, what), whose, rule
    return _told(page, mention, tokens, found, when, presupposed=True)


def _in_prose(page: Page, mention: Mention, tokens: Tokens) -> Claim:
    """A figure or date of running text, with what grammar and the order of words say of it."""
    layers, (kind, dimension) = page.layers, _kind(mention)
    counted = settled(mention.quantity.counted) if mention.quantity else ""
    bound = binding(layers, layers.sentence(tokens), root(tokens))
    what = resolve(layers, tokens, kind, dimension, counted)
    whose, rule = _whose(page, tokens, what)
    where = clause.where(layers, tokens, what, bound)
    what = _unless_stamp(page, mention, what)
    return _told(
        page,
        mention,
        tokens,
        (what, whose, rule),
        clause.when(layers, tokens, bound) if mention.date is None else None,
        presupposed=clause.presupposed(tokens, what.anchor),
        where=tuple(place for place in where if place not in whose),
        predicate=clause.predicate(layers, tokens),
        around=clause.places_around(layers, tokens, bound),
        beside=clause.times_beside(layers, tokens, bound),
        asks=asks(layers, tokens, kind, dimension),
    )


def _told(
    page: Page,
    mention: Mention,
    tokens: Tokens,
    found: Found,
    when: Mention | None,
    *,
    presupposed: bool,
    **more: Any,
) -> Claim:
    """The claim of a value in words, with who says it, how firmly, and the report's period."""
    what, span = found[0], mention.span
    said = clause.statement(page.layers, tokens, span.start, span.end, presupposed=presupposed)
    date, modality = mention.date, said.modality
    if date is not None and (begins := clause.not_until(tokens, date)) is not None:
        date, modality = begins
    of_report = when is None and mention.date is None and page.period is not None
    when = page.period if of_report else when
    return _made(
        page,
        mention,
        found,
        when,
        date=date,
        speaker=said.speaker,
        modality=modality,
        sentence=sentence_of(page, tokens),
        measured=_with_plan(what, modality, when),
        context=clause.context(page.layers, tokens, what.measured),
        rules=(what.rule, found[2], *(("when:report-period",) if of_report else ())),
        lead=span.start < page.lead,
        **more,
    )


def _made(page: Page, mention: Mention, found: Found, when: Mention | None, **more: Any) -> Claim:
    """The claim of a figure or date that was resolved, stated for a time."""
    what, whose, rule = found
    id = claim_id(page, mention, what.property)
    if when is not None:
        page.lent[id] = when.span
    return Claim(
        id=id,
        source=page.source.id,
        span=mention.span,
        kind=_kind(mention)[0],
        property=what.property,
        subjects=whose,
        quantity=_in_dimension(mention.quantity, what.property),
        when=clause.stated_for(when),
        topics=_topics(page, what, whose, rule),
        role=what.role,
        **more,
    )


def _in_dimension(quantity: Quantity | None, property: str) -> Quantity | None:
    """The figure in the unit of its property, where that has only one ("a quake of 6.1").

    A bare figure of a property that every figure of a dimension states (`by_dimension` of
    resources/properties/) gets that dimension; one of a property whose bare numbers are in a unit
    of time (`bare_unit`: "aged 34") that unit; another is as it is.
    """
    known = properties().get(property)
    if quantity is None or known is None or not known.bare or quantity.dimension != "count":
        return quantity
    if known.bare_unit:
        return _in_unit(quantity, known.bare_unit)
    if not known.by_dimension:
        return quantity
    unit = known.dimension
    return replace(quantity, unit=unit, dimension=unit, stated_unit=unit, counted="")


def _in_unit(quantity: Quantity, unit: str) -> Quantity:
    """A bare number as so many units of time, in seconds."""
    factor = Fraction(SECONDS[unit])
    return replace(
        quantity,
        low=None if quantity.low is None else quantity.low * factor,
        high=None if quantity.high is None else quantity.high * factor,
        unit="second",
        dimension="time",
        stated_unit=unit,
        factor=factor,
        last_place=factor if quantity.significant_digits else quantity.last_place,
        counted="",
    )


def _unless_stamp(page: Page, mention: Mention, what: About) -> About:
    """What a value is about, nothing for a date that stamps the text and a number that only names
    something."""
    text, span = page.source.text, mention.span
    if mention.date is not None and page.view.is_stamp(span.start, span.end, mention.date):
        return replace(NOTHING, rule=PUBLICATION, role="publication")
    if mention.kind == "count" and is_serial(text, span.start, span.end):
        return replace(NOTHING, rule=SERIAL, role="serial")
    return what


def _with_plan(what: About, modality: Modality, when: Mention | None) -> tuple[str, ...]:
    """What narrows the property, and whether it is planned for a time to come ("by May"): what is
    to be by then is another matter than what is."""
    later = when is not None and when.date is not None and when.date.hedge in _LATER
    planned = modality == "planned" and later and what.property
    return (*what.measured, PLANNED) if planned else what.measured


def _whose(page: Page, tokens: Tokens, what: About) -> tuple[tuple[str, ...], str]:
    """The subjects of a value in prose, and the rule that found them."""
    whose, rule = subjects(page.layers, tokens, what)
    if what.property == "age" and of_another(tokens):
        whose, rule = (), "subject:relative-of-a-name"
    if whose:
        return whose, rule
    lent, found = _lent(page, tokens, what)
    return (lent, found) if lent else ((), rule)


def _lent(page: Page, tokens: Tokens, what: About) -> tuple[tuple[str, ...], str]:
    """Whose a value is that no word beside it names: by the page, its heading or paragraph."""
    if page.topic:
        return page.topic, "subject:topic"
    known = properties().get(what.property)
    event = known is not None and known.event
    name, rule = ("", "") if event else page.local.candidate(tokens, page.main)
    return ((name,), rule) if name else ((), "subject:none")


def _topics(page: Page, what: About, whose: tuple[str, ...], rule: str) -> tuple[str, ...]:
    """The candidates for whose a value is, likeliest first, where grammar names nobody."""
    known = properties().get(what.property)
    guessed = not whose or rule in LENT
    if rule in _OF_PAGE and not page.titled:
        guessed = whose == page.topic
    if not guessed or (known is not None and known.event):
        return ()
    return tuple(dict.fromkeys((*whose, *page.main.names)))


Row = dict[str, Any]


def identified(rows: Iterable[Row]) -> tuple[list[Row], list[str], list[str]]:
    """The rows of `tables.CLAIMS` in their order, no id twice; the id that each row given has now;
    and what was left out, in words.

    Of rows that share an id and differ, all but one get a number behind it, by what they state, not
    by the order in which they come. A row that is another word for word is left out and said.
    """
    by_id: dict[str, list[Row]] = {}
    given = list(rows)
    for row in given:
        by_id.setdefault(row["id"], []).append(row)
    taken = set(by_id)
    names: dict[tuple[str, str], str] = {}  # id and content: the id that it gets
    for shared, same in by_id.items():
        if len(same) > 1:
            names |= _told_apart(shared, same, taken)
    ids = [
        row["id"] if len(by_id[row["id"]]) == 1 else names[row["id"], _content(row)]
        for row in given
    ]
    made: list[Row] = []
    said: list[str] = []
    used: set[str] = set()
    for row, name in zip(given, ids, strict=True):
        if len(by_id[row["id"]]) > 1:
            if name in used:
                place = f"{row['source']}: characters {row['start']} to {row['end']}"
                said.append(f"{place}: found twice as the same claim; counted once")
                continue
            used.add(name)
        made.append(_renamed(row, name))
    return made, ids, sorted(said)


def _told_apart(shared: str, same: Iterable[Row], taken: set[str]) -> dict[tuple[str, str], str]:
    """An id for each content of the rows that share one; those new are added to `taken`."""
    names: dict[tuple[str, str], str] = {}
    number = 1
    for content in sorted({_content(row) for row in same}):
        name = shared
        while names and name in taken:
            number += 1
            name = f"{shared}-{number}"
        names[shared, content] = name
        taken.add(name)
    return names


def _content(row: Row) -> str:
    return json.dumps(row, sort_keys=True, ensure_ascii=False, default=str)


def _renamed(row: Row, name: str) -> Row:
    if row["id"] == name:
        return row
    return {**row, "id": name, "record": {**row["record"], "id": name}}

"""From an annotated Doc to its claims: every figure, date and attribute becomes one.

Start here for the claim stage: `claims` goes through the mentions and asks `property`, `subject`
and `scope` what each one states. What cannot be attached is kept with an empty property, so that
the report can count it.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from dataclasses import field as field_of
from typing import Any, cast

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from sourcecheck.annotate import mentions
from sourcecheck.annotate.grid import Cell, Grid, grid
from sourcecheck.claim import scene, scope, stamp, subject
from sourcecheck.claim.age import of_another
from sourcecheck.claim.asks import asks
from sourcecheck.claim.attempt import Attempt, plainly
from sourcecheck.claim.binding import binding
from sourcecheck.claim.cell import (
    heads_of_cell,
    in_cell,
    line_of_cell,
    places_of_cell,
    when_in_cell,
    words_of_cell,
)
from sourcecheck.claim.dimension import in_dimension
from sourcecheck.claim.field import Fields
from sourcecheck.claim.firmness import not_until
from sourcecheck.claim.layers import Layers, lemma
from sourcecheck.claim.listed import in_field
from sourcecheck.claim.period import period
from sourcecheck.claim.property import NOTHING, About, about
from sourcecheck.claim.situation import in_scene, is_situated, of_page, with_holders
from sourcecheck.claim.station import root
from sourcecheck.claim.topic import Local, Topic, topic
from sourcecheck.claim.vocabulary import OPEN, properties
from sourcecheck.claim.whole import with_lists
from sourcecheck.lexicon.classes import closed_class, settled
from sourcecheck.model.claim import Claim, ClaimKind
from sourcecheck.model.mention import Mention, Modality
from sourcecheck.model.source import Source
from sourcecheck.model.span import Span

#: Kinds of mention that state a point or stretch of time.
_DATE_KINDS = ("date", "date_range", "datetime", "datetime_range", "time", "time_range")
#: Precisions for which a level is stated ("in 1995"); what happens on a day is an event.
_LONG = ("quarter", "half", "year", "decade", "century")
#: Most characters of a sentence that are kept on either side of a value: enough to be understood,
#: and a text without full stops does not grow with every claim.
_MAX_SENTENCE = 600
#: Longest first line that can be the title of a reference page.
_MAX_TITLE = 60
#: Longest name of what a page is about, in words.
_MAX_NAME = 3
#: Hedges of a time that something is to be reached by.
_LATER = ("before", "until")
#: Narrows a property of which a value is planned.
PLANNED = "planned"
#: Rules by which a lower-ranked candidate is the subject: no word of the clause names it.
LENT = ("subject:document", "subject:heading", "subject:paragraph", "subject:pronoun")
_OF_PAGE = ("subject:field", "subject:topic")
_FIGURE_KINDS = ("quantity", "money", "percent", "count", "ordinal", "duration")


@dataclass(frozen=True, slots=True)
class Page:
    """A document as its claims see it."""

    source: Source
    digest: str  # of the text: claim ids derive from it, so that they follow the content
    layers: Layers
    fields: Fields
    grid: Grid  # its tables
    topic: tuple[str, ...]  # whose reference page it is, from its first line; () for prose
    titled: bool  # does that line name it, and nothing else?
    lead: int  # where the lead of the text ends
    main: Topic  # what the text is about
    local: Local  # … and its parts
    period: Mention | None  # for which a report states its figures
    lent: dict[str, Span] = field_of(default_factory=dict)  # claim id: the date it is stated for


def claims(doc: Doc, source: Source, attempt: Attempt = plainly) -> list[Claim]:
    """The claims of one document in order of offsets; ids follow the text, not the file.

    Each is made by an `attempt` of its own, so that one that cannot be made costs only itself; by
    default this raises what goes wrong.
    """
    return claims_of(page_of(doc, source), attempt)


def claims_of(page: Page, attempt: Attempt = plainly) -> list[Claim]:
    """As `claims`, of a page that is known."""
    made: list[Claim] = []
    for mention in page.layers.doc._.mentions:
        step = functools.partial(_claims_of, page, mention)
        where = f"characters {mention.span.start} to {mention.span.end}"
        made += attempt(step, [], where)
    made = attempt(
        functools.partial(with_lists, made, page.source.text), made, "what totals are of"
    )
    holders = functools.partial(with_holders, made, page.source.text)
    made = attempt(holders, made, "whose the records are")
    return attempt(functools.partial(_dated, page, made), made, "which dates are of a figure")


def _claims_of(page: Page, mention: Mention) -> list[Claim]:
    return list(_claim(page, mention))


def _dated(page: Page, made: list[Claim]) -> list[Claim]:
    """The claims, without those dates that only say for when a figure is stated."""
    holding = [(page.lent[c.id], _of_a_state(c)) for c in made if c.id in page.lent]
    happened = {span for span, state in holding if state is False}
    lent = {span for span, state in holding if state} - happened
    return [_without_echo(claim, lent) for claim in made]


def page_of(doc: Doc, source: Source) -> Page:
    """What the claims of one document share."""
    digest = hashlib.blake2b(source.text.encode(), digest_size=16).hexdigest()
    fields, layers = Fields(source.text), Layers.of(doc)
    main = topic(layers)
    page, titled = _topic(layers, main) if fields else ((), True)
    return Page(
        source,
        digest,
        layers,
        fields,
        grid(source.text),
        page,
        titled,
        0 if fields else scene.lead_end(doc),
        main,
        Local(layers),
        period(layers),
    )


def names(doc: Doc, source: Source) -> list[dict[str, Any]]:
    """The names of one document as rows of `tables.NAMES`: one a canonical name, forms sorted."""
    forms: dict[str, set[str]] = {}
    kinds: dict[str, str] = {}
    counts: dict[str, int] = {}
    lead, led = scene.lead_end(doc), set[str]()
    for mention in mentions.read(doc, "names"):
        if mention.name is None:
            continue
        for entity in mention.name.entities:
            counts[entity] = counts.get(entity, 0) + 1
            kind = "LOC" if mention.name.kind == "NORP" else mention.name.kind
            kinds.setdefault(entity, kind)
            if mention.span.start < lead:
                led.add(entity)
            if mention.name.how not in ("pronoun", "description"):
                forms.setdefault(entity, {entity}).add(mention.name.text)
    return [
        {
            "source": source.id,
            "name": entity,
            "kind": kinds[entity],
            "forms": tuple(sorted(forms.get(entity, {entity}))),
            "mentions": counts[entity],
            "lead": entity in led,
        }
        for entity in sorted(counts)
    ]


def _claim(page: Page, mention: Mention) -> Iterator[Claim]:
    """The claim that one mention makes; none for names, statements, sets and clock times alone."""
    if mention.attribute is not None:
        yield _attribute(page, mention)
    elif mention.kind in _FIGURE_KINDS or (
        mention.kind in _DATE_KINDS and mention.date is not None
    ):
        tokens = page.layers.tokens(mention)
        if tokens is not None and len(tokens) and not page.layers.in_reference(tokens):
            yield _value(page, mention, tokens)


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


def _without_echo(claim: Claim, lent: set[Span]) -> Claim:
    """A year that only says for when a figure is stated is no event of its own."""
    a_while = claim.date is not None and claim.date.precision in _LONG
    if a_while and claim.span in lent and claim.property.startswith(OPEN):
        return replace(claim, property="", rules=(*claim.rules, "property:time-of-a-figure"))
    return claim


def _attribute(page: Page, mention: Mention) -> Claim:
    """A title, record or direction: its property and whose it is were found together."""
    assert mention.attribute is not None
    tokens = page.layers.tokens(mention)
    said = scope.statement(
        page.layers, None, mention.span.start, mention.span.end, presupposed=True
    )
    made = Claim(
        id=claim_id(page, mention, mention.attribute.property),
        source=page.source.id,
        span=mention.span,
        kind="attribute",
        property=mention.attribute.property,
        subjects=(mention.attribute.of, *mention.attribute.others),
        text=mention.attribute.text,
        speaker=said.speaker,
        modality=said.modality,
        sentence=sentence_of(page, tokens),
        measured=mention.attribute.measured,
        rules=(f"attribute:{mention.attribute.rule}",),
    )
    if not tokens or not is_situated(made):
        return made
    made = of_page(made, page.topic)
    return in_scene(made, page.layers, tokens, _context(page.layers, tokens, NOTHING), page.lead)


def _value(page: Page, mention: Mention, tokens: Tokens) -> Claim:
    """A figure or date with what it is about, whose it is, when, where and who says so."""
    layers, quantity = page.layers, mention.quantity
    kind = cast(ClaimKind, "date" if mention.date is not None else mention.kind)
    dimension = quantity.dimension if quantity else ""
    counted = settled(quantity.counted) if quantity else ""
    field = page.fields.at(mention.span.start, mention.span.end)
    bound = binding(layers, layers.sentence(tokens), root(tokens))
    where: tuple[str, ...] = ()
    if (cell := page.grid.cell(mention.span.start, mention.span.end)) is not None:
        return _in_table(page, mention, tokens, cell)
    if field is not None:
        what, whose, rule = in_field(layers, field, page.topic, kind, dimension)
    else:
        what = about(layers, tokens, kind, dimension, counted)
        whose, rule = _whose(page, tokens, what)
        where = subject.places(layers, tokens, what, bound)
    what = _about_nothing(page, mention, what)
    said = scope.statement(
        layers,
        tokens,
        mention.span.start,
        mention.span.end,
        presupposed=field is not None or scope.presupposed(tokens, what.anchor),
    )
    date, modality = mention.date, said.modality
    if date is not None and (begins := not_until(tokens, date)) is not None:
        date, modality = begins
    when = None
    if mention.date is None and field is not None:
        when = scope.when_in_field(layers, tokens, field.end)
    elif mention.date is None:
        when = scope.when(layers, tokens, bound)
    of_report = when is None and mention.date is None and page.period is not None
    when = page.period if of_report else when
    id = claim_id(page, mention, what.property)
    if when is not None:
        page.lent[id] = when.span
    return Claim(
        id=id,
        source=page.source.id,
        span=mention.span,
        kind=kind,
        property=what.property,
        subjects=whose,
        quantity=in_dimension(quantity, what.property),
        date=date,
        when=when.date if when is not None else None,
        where=tuple(place for place in where if place not in whose),
        speaker=said.speaker,
        modality=modality,
        sentence=sentence_of(page, tokens),
        measured=_with_plan(what, modality, when),
        context=_context(layers, tokens, what),
        rules=(what.rule, rule, *(("when:report-period",) if of_report else ())),
        predicate=scene.predicate(layers, tokens) if field is None else (),
        around=scene.places(layers, tokens, bound) if field is None else (),
        lead=mention.span.start < page.lead,
        beside=scene.times_beside(layers, tokens, bound) if field is None else (),
        topics=_topics(page, what, whose, rule),
        asks=asks(layers, tokens, kind, dimension) if field is None else "",
        role=what.role,
    )


def _in_table(page: Page, mention: Mention, tokens: Tokens, cell: Cell) -> Claim:
    """A figure or date in a cell of a table, with what the heads say of it."""
    layers, text, quantity = page.layers, page.source.text, mention.quantity
    kind = cast(ClaimKind, "date" if mention.date is not None else mention.kind)
    what, whose, rule = in_cell(layers, cell, kind, quantity.dimension if quantity else "")
    if not whose:
        whose, rule = _lent(page, tokens, what)
    when = when_in_cell(layers, cell) if mention.date is None else None
    when = page.period if when is None and mention.date is None else when
    id = claim_id(page, mention, what.property)
    if when is not None:
        page.lent[id] = when.span
    places = places_of_cell(layers, cell)
    return Claim(
        id=id,
        source=page.source.id,
        span=mention.span,
        kind=kind,
        property=what.property,
        subjects=whose,
        quantity=in_dimension(quantity, what.property),
        date=mention.date,
        when=when.date if when is not None else None,
        where=tuple(place for place in places if place not in whose),
        sentence=line_of_cell(text, cell),
        measured=what.measured,
        context=words_of_cell(layers, cell, what),
        rules=(what.rule, rule),
        around=places,
        topics=_topics(page, what, whose, rule),
        role=what.role,
        heads=heads_of_cell(text, cell),
    )


def _about_nothing(page: Page, mention: Mention, what: About) -> About:
    """What a value is about, nothing for a date that stamps the text and a number that only names
    something."""
    text, span = page.source.text, mention.span
    if mention.date is not None and stamp.is_publication(text, span.start, span.end, mention.date):
        return replace(NOTHING, rule=stamp.PUBLICATION, role="publication")
    if mention.kind == "count" and stamp.is_serial(text, span.start, span.end):
        return replace(NOTHING, rule=stamp.SERIAL, role="serial")
    return what


def _with_plan(what: About, modality: Modality, when: Mention | None) -> tuple[str, ...]:
    """What narrows the property, and whether it is planned for a time to come ("by May"): what is
    to be by then is another matter than what is."""
    later = when is not None and when.date is not None and when.date.hedge in _LATER
    planned = modality == "planned" and later and what.property
    return (*what.measured, PLANNED) if planned else what.measured


def _whose(page: Page, tokens: Tokens, what: About) -> tuple[tuple[str, ...], str]:
    """The subjects of a value in prose, and the rule that found them."""
    whose, rule = subject.subjects(page.layers, tokens, what)
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


def _topic(layers: Layers, main: Topic) -> tuple[tuple[str, ...], bool]:
    """Whose page it is: the entities that the first line names, if it is one name and nothing else,
    else what the page is about or the line itself, if it is short; and does the line name it?"""
    text = layers.text
    begin = len(text) - len(text.lstrip())
    end = text.find("\n", begin)
    line = text[begin : len(text) if end < 0 else end].rstrip()
    for mention in layers.named:
        if mention.span.quote == line and mention.span.start == begin and mention.name is not None:
            return mention.name.entities, True
    if main.main:
        return main.main, False
    words = line.split()
    named = len(words) <= _MAX_NAME and not any(c.isdigit() for c in line)
    return ((" ".join(words),) if 0 < len(line) <= _MAX_TITLE else ()), named


def _context(layers: Layers, tokens: Tokens, what: About) -> tuple[str, ...]:
    """Content lemmas of the sentence besides the value and the measured words, sorted."""
    found = {
        lemma(token)
        for token in layers.sentence(tokens)
        if token.is_alpha
        and not token.is_stop
        and not tokens.start <= token.i < tokens.end
        and token.i not in layers.dates
    }
    return tuple(sorted(found - set(what.measured) - closed_class("stop")))


def sentence_of(page: Page, tokens: Tokens | None) -> Span | None:
    """The sentence of these tokens, cut where it is endless; None for no tokens."""
    if tokens is None or not len(tokens):
        return None
    sentence = page.layers.sentence(tokens)
    start = max(sentence.start_char, tokens.start_char - _MAX_SENTENCE)
    end = min(sentence.end_char, tokens.end_char + _MAX_SENTENCE)
    quote = page.source.text[start:end]
    lead = len(quote) - len(quote.lstrip())
    return Span(start + lead, start + len(quote.rstrip()), quote.strip())


def claim_id(page: Page, mention: Mention, property: str) -> str:
    """ "c" and twelve hexadecimal digits from the text, the place in it, kind and property."""
    key = f"{page.digest}|{mention.span.start}|{mention.span.end}|{mention.kind}|{property}"
    return "c" + hashlib.blake2b(key.encode(), digest_size=6).hexdigest()

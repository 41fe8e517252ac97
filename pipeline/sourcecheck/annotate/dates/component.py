"""The dates component: from a Doc to mentions of dates, times, durations and sets.

Start at `Dates.__call__`. The text becomes nodes (`lexer`), doubtful words lose their readings as
dates (`evidence`), passes of patterns put nodes together (`grammar`, `patterns/`), what they found
is resolved in the order of the text (`resolve`), and each result becomes a mention.

The day that a text says itself that it was written on, where none is declared, is found here, too.
News carries it in its dateline ("PARIS, 3 March 1987 (Agency) –"), in a line such as "Published:
2 May 1990", or alone on a line at the top. Only a full date counts; a line about the copy ("Last
updated: …", see [stamp] in resources/dates.toml) never does, and two lines of one kind that differ
leave the day unknown. What is dated through such a line says so in its rule ("weekday+dateline").
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from sourcecheck.annotate import mentions
from sourcecheck.annotate.dates import calendar_words, ellipsis, grammar
from sourcecheck.annotate.dates.context import Context, Tense
from sourcecheck.annotate.dates.expression import (
    Anchors,
    Between,
    Expression,
    Fixed,
    Found,
    Length,
    Missing,
    Numeric,
    Offset,
    Partial,
    Relative,
    Repeat,
    Rolling,
    Weekday,
    When,
    YearEarlier,
)
from sourcecheck.annotate.dates.grammar import Tape
from sourcecheck.annotate.dates.lexer import Node, combinations, nodes
from sourcecheck.annotate.dates.patterns import PASSES
from sourcecheck.annotate.dates.patterns.build import MADE
from sourcecheck.annotate.dates.resolve import by_itself, resolve
from sourcecheck.annotate.dates.value import clock_only, date_value, quantity
from sourcecheck.annotate.layout.stamps import HEAD, KINDS, head_lines, kind_of_line
from sourcecheck.annotate.view import view_of
from sourcecheck.model.date import Recurrence
from sourcecheck.model.mention import Mention, Span
from sourcecheck.normalise import edtf
from sourcecheck.normalise.calendar import Period

GROUP = "dates"


class Dates:
    """A spaCy component that writes the span group `dates` (see `annotate.mentions`)."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the expressions of time in `doc`, resolve them and store them."""
        _note_classes()
        context = Context(view_of(doc))
        found = _mentions(context, parse(context), doc._.reference_date)
        dated = ellipsis.with_days(doc, found)
        mentions.write(doc, GROUP, ellipsis.with_zones(context.text, dated))
        return doc


@functools.cache
def _note_classes() -> None:
    """Tell the grammar, once per process, which classes nodes can stand in."""
    known = combinations()
    grammar.note(sorted(map(sorted, known | {calendar_words.without(one) for one in known})))
    grammar.note(MADE)


def parse(context: Context) -> list[Node]:
    """The nodes of a document with every expression of time put together."""
    found = [calendar_words.pruned(context, node) for node in nodes(context.text)]
    context.note(found)
    tape = Tape(found)
    for one_pass in PASSES:
        tape = one_pass.rewrite(tape, context)
    return ellipsis.from_the_next(tape.nodes)


def _mentions(context: Context, found: list[Node], reference: str) -> Iterator[Mention]:
    writing, day_first = edtf.from_edtf(reference), _day_first(found)
    line = None if reference else find(context, found, day_first)
    writing = line.period if line else writing
    anchors = Anchors(writing, day_first=day_first, contemporary=_contemporary(found, writing))
    anchors.told_by = line.rule if line else ""
    if writing is None:
        anchors.weekdays = ellipsis.weekdays_of_text(context, found, day_first)
    for node in found:
        if "BREAK" in node.values:
            anchors.paragraph = anchors.near = None
            continue
        value = next(
            (node.values[c] for c in ("DATE", "TIME", "LENGTH", "SET") if c in node.values), None
        )
        span = Span(node.start, node.end, context.text[node.start : node.end])
        if isinstance(value, Expression):
            yield _dated(context, anchors, span, value)
        elif isinstance(value, Length):
            yield Mention(span, "duration", quantity=quantity(value, span.quote))
        elif isinstance(value, Repeat):
            yield Mention(span, "set", recurrence=Recurrence(value.timex, value.rule))


def _dated(context: Context, anchors: Anchors, span: Span, found: Expression) -> Mention:
    anchors.told = functools.partial(_tense, context, span, found)
    anchors.every_year = functools.partial(context.is_every_year, span.start)
    if found.when is None:
        stamp = context.view.is_of_copy(span.start)
        day = None if stamp else _told_day(anchors)
        weekday = "" if stamp or day or not _goes_on(anchors) else anchors.weekday
        happened = not stamp and anchors.told() == "past"
        date = clock_only(found, day, weekday, happened=happened)
        return Mention(span, found.kind, date=date)
    when = found.when
    result = resolve(anchors, when)
    named = ellipsis.on_weekday_of_text(when, anchors.weekdays)
    if named is not None:
        result, found = named, replace(found, rule=f"{found.rule}+{ellipsis.WEEKDAY_OF_TEXT}")
    if anchors.told_by and resolve(replace(anchors, writing=None), when) != result:
        found = replace(found, rule=f"{found.rule}+{anchors.told_by}")
    moves = _moves_story(when) and not _long_since(found)
    if isinstance(result, Found) and moves and not context.view.is_of_copy(span.start):
        anchors.tell(result, rules=not (result.relative and _leans_on_writing(when)))
    elif isinstance(result, Missing) and isinstance(when, Weekday) and when.unit != "weekend":
        anchors.weekday = result.timex
    date = date_value(found, result)
    if date.relative and named is None:
        date = replace(date, stated=by_itself(when, anchors.day_first))
    return Mention(span, found.kind, date=date)


def _told_day(anchors: Anchors) -> Period | None:
    """The day on which the story stands where a time of day alone goes on with it."""
    story = anchors.story
    if story is None or story.precision != "day" or story.first != story.last:
        return None
    return story if _goes_on(anchors) else None


def _goes_on(anchors: Anchors) -> bool:
    """Does the present sentence tell what happened, or will, and not what is so every day?"""
    return anchors.told() in ("past", "future", "foretold") and not anchors.every_year()


def _long_since(found: Expression) -> bool:
    """ "Since 1746": what is told lasts to the present, so that it lends a month no year."""
    when = found.when
    return (
        found.hedge == "since"
        and isinstance(when, Fixed)
        and when.period.precision not in ("day", "week", "month")
    )


def _tense(context: Context, span: Span, found: Expression) -> Tense:
    """The tense at a date; what is so since a date has begun, what must be by a date is to come.

    Accidents and crimes are told when they have happened, whatever the tense of the sentence.
    """
    offset = span.start
    told = context.tense_at(offset)
    if context.is_of_mishap(span.end):
        return "past"
    if told == "present":
        owned = found.hedge == "after" and context.owns(span.end)
        if owned or context.is_behind_mishap(offset):
            return "past"
    if found.hedge == "since":
        begins = context.text[offset : offset + len("from")].lower() == "from"
        return told if begins and told == "future" else "past"
    if found.hedge in ("before", "until"):
        return "open" if told == "past" else told if told == "foretold" else "future"
    return told


def _moves_story(when: When) -> bool:
    """Does the story go on from here? Not from a year in brackets, nor from what is compared."""
    match when:
        case Fixed(stated=stated):
            return stated
        case Offset(amount=amount, unit="year", sign=-1):
            return amount != 1
        case _:
            return not isinstance(when, YearEarlier)


def _contemporary(found: list[Node], writing: Period | None) -> bool:
    """Does the text tell of the time of its writing, as most of its dates show?"""
    now = then = 0
    for node in found:
        value = node.values.get("DATE")
        if not isinstance(value, Expression):
            continue
        match value.when:
            case Relative(base="writing") | Offset(base="writing", start=None) | Weekday():
                now += 1
            case Fixed(period) if writing is not None:
                near = abs(period.first.year - writing.first.year) <= 1
                now, then = now + near, then + (not near)
    return now > then


def _leans_on_writing(when: When) -> bool:
    """Was the year found from the time of writing? It rules no other date then."""
    match when:
        case Partial(within=None) | Numeric() | Weekday(within=None):
            return True
        case Relative(base=base) | Rolling(base=base) | Offset(base=base, start=None):
            return base == "writing"
        case _:
            return False


def _day_first(found: list[Node]) -> bool | None:
    """The order of day and month that the document's unambiguous figures show, if they agree."""
    orders = set()
    for node in found:
        value = node.values.get("DATE")
        when = value.when if isinstance(value, Expression) else None
        for part in (when.first, when.last) if isinstance(when, Between) else (when,):
            if isinstance(part, Numeric) and part.first > 12:
                orders.add(True)
            elif isinstance(part, Numeric) and part.second > 12:
                orders.add(False)
    return orders.pop() if len(orders) == 1 else None


@dataclass(frozen=True, slots=True)
class Dateline:
    """The day of a line, and which kind of line it is: the name of the rule."""

    period: Period
    rule: str


def find(context: Context, nodes: Sequence[Node], day_first: bool | None) -> Dateline | None:
    """The day of writing that the head of the text tells; None where it tells none, or two."""
    found = list(_candidates(context, nodes, Anchors(day_first=day_first)))
    for rule in KINDS:
        days = [line for line in found if line.rule == rule]
        if days:
            return days[0] if all(day == days[0] for day in days) else None
    return None


def _candidates(context: Context, nodes: Sequence[Node], anchors: Anchors) -> Iterator[Dateline]:
    dated = [node for node in nodes if node.start < HEAD and "DATE" in node.values]
    for number, (start, end) in enumerate(head_lines(context.text)):
        here = [node for node in dated if start <= node.start and node.end <= end]
        if not here or context.view.is_of_copy(here[0].start):
            continue
        period = _day(here[0].values["DATE"], anchors)
        before, after = context.text[start : here[0].start], context.text[here[0].end : end]
        rule = (
            kind_of_line(before, after, number)
            if period and not _line_goes_on(here, after)
            else None
        )
        if period and rule:
            yield Dateline(period, rule)


def _day(found: Expression, anchors: Anchors) -> Period | None:
    """The day that an expression names in full, in one reading."""
    if found.when is None or found.hedge or found.kind not in ("date", "datetime"):
        return None
    result = resolve(anchors, found.when)
    if not isinstance(result, Found) or result.readings or result.relative:
        return None
    return result.period if result.period.precision == "day" else None


def _line_goes_on(here: Sequence[Node], after: str) -> bool:
    """Does another date follow: "1 July 1916 – 18 November 1916"?"""
    return len(here) > 1 and here[1].start - here[0].end < 5 and not after.startswith("\n")

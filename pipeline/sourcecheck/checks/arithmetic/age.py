"""An age beside dates of birth and event, "born 3 May 1950, died 2 May 2010 aged 60"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from sourcecheck.checks.arithmetic import extent
from sourcecheck.checks.arithmetic.duration import ends, point, years_between
from sourcecheck.checks.arithmetic.extent import Extent
from sourcecheck.checks.arithmetic.sentence import (
    ANY,
    COUNT,
    DATE,
    DURATION,
    Check,
    Sentence,
    gap,
    has_word,
    inputs,
    say,
    words,
)
from sourcecheck.model.claim import Claim
from sourcecheck.model.finding import Step
from sourcecheck.model.quantity import Quantity
from sourcecheck.normalise.calendar import Period
from sourcecheck.wording.date import date_in_words

#: Beyond these years the age is somebody else's, or the dates are: a father's, a namesake's.
MOST_APART = 20
#: Nobody whose age is told in a text lived longer.
OLDEST = 125

#: Claim and days of a birth or an event.
Dated = tuple[Claim, Period]
#: By name: the one birth that a document gives, or None where it gives several.
Births = dict[str, Dated | None]
#: Letters before a date that are searched for "born".
REACH = 50


def check(sentences: Sequence[Sentence]) -> Iterator[Check]:
    """The ages in the sentences of one document that birth and event exclude.

    Where the sentence does not give the birth, the document does: a person of whom it states one
    date of birth only.
    """
    births = _births(sentences)
    for sentence in sentences:
        if not has_word("age", "cue", sentence.text) or has_word("age", "kin", sentence.text):
            continue  # none, or whose is it?
        here = _told(sentence, "birth")
        for age, event in _aged(sentence):
            birth = _birth(here, event, births)
            if birth is not None:
                yield from _held(age, birth, event, sentence)
        if not here:
            yield from _lifespan(sentence)


def _aged(sentence: Sentence) -> Iterator[tuple[Claim, Dated]]:
    """Ages that stand beside the date at which they hold, or in a sentence with one death."""
    death = _only(_told(sentence, "death"))
    for pattern in _patterns():
        for match in sentence.found(pattern):
            age, event = sentence.claim(match, "age"), death
            if "event" in match.groupdict():
                event = _dated(sentence.claim(match, "event"))
            if event is not None and event[0].property != "birth" and _years(age) is not None:
                yield age, event


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """ "D, aged #", "aged # in D", and "died … aged #" with the date elsewhere in the sentence."""
    cue, death = words("age", "cue"), words("age", "death")
    age = rf"(?<!\w){cue} (?P<age>[{COUNT}{DURATION}])(?![\w-])"
    apart = rf"[^{ANY}.;:]{{0,60}}?"
    return (
        re.compile(rf"(?P<event>{DATE}),? {age}"),
        re.compile(rf"{age},? (?:in |on )?(?P<event>{DATE})"),
        re.compile(rf"(?<!\w){death}(?!\w)[^.;:]{{0,80}}?{age}(?!,? (?:in |on )?{DATE})"),
        re.compile(rf"{age},?{apart}(?<!\w){death}(?!\w)"),
    )


def _birth(here: Sequence[Claim], event: Dated, births: Births) -> Dated | None:
    """The one birth that the sentence gives, else the document for the subject of the event."""
    if here:
        born, of_event = set(here[0].subjects), set(event[0].subjects)
        same = bool(born & of_event) or not (born and of_event)
        return _only(here) if same else None
    return births.get(event[0].subjects[0]) if len(event[0].subjects) == 1 else None


def _births(sentences: Sequence[Sentence]) -> Births:
    """The birth of each name of which the document gives one; None where it gives several."""
    found: Births = {}
    for sentence in sentences:
        for claim in _told(sentence, "birth"):
            dated = _dated(claim)
            for name in claim.subjects:
                known = found.get(name, dated)
                agrees = dated is not None and known is not None and dated[1] == known[1]
                found[name] = known if agrees else None
    return found


def _only(held: Sequence[Claim]) -> Dated | None:
    """The one claim, if there is just one and it names its days."""
    return _dated(held[0]) if len(held) == 1 else None


def _told(sentence: Sentence, what: str) -> list[Claim]:
    """The dates of birth or death, each with the word for it close before: the property alone may
    come from another part of the sentence."""
    return [
        claim
        for place, claim in sentence.at.items()
        if claim.property == what
        and claim.modality == "asserted"
        and _close(what).search(sentence.text[max(0, place - REACH) : place])
    ]


@functools.cache
def _close(what: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){words('age', what)}(?!\w)[^{ANY}.;:()]*$")


def _dated(claim: Claim) -> Dated | None:
    days = point(claim.date)
    return (claim, days) if days is not None else None


def _lifespan(sentence: Sentence) -> Iterator[Check]:
    """ "Ida Adler (1920-1990) … died aged 65"."""
    for match in sentence.found(_lived()):
        claim, age = sentence.claim(match, "lived"), sentence.claim(match, "age")
        span = ends(claim.date)
        if span is not None:
            yield from _held(age, (claim, span[0]), (claim, span[1]), sentence)


@functools.cache
def _lived() -> re.Pattern[str]:
    cue, death = words("age", "cue"), words("age", "death")
    return re.compile(
        rf"\((?P<lived>{DATE})\)[^{ANY}.;:]{{0,80}}?(?<!\w){death}(?!\w)"
        rf"[^{ANY}.;:]{{0,60}}?(?<!\w){cue} (?P<age>[{COUNT}{DURATION}])(?![\w-])"
    )


def _years(age: Claim) -> Extent | None:
    """The years that an age allows; None for months, days and what is no age."""
    figure = age.quantity
    if figure is None or figure.change or (_timed(figure) and figure.stated_unit != "year"):
        return None
    span = extent.of(figure)
    if _timed(figure):
        value = extent.point(figure)
        years = None if value is None else value / figure.factor
        plain = figure.operator == "=" and not figure.approximate
        return Extent(years, years) if plain else _scaled(span, figure.factor)
    return span


def _timed(figure: Quantity) -> bool:
    """Is it a length of time, and not a bare number of years?"""
    return figure.dimension == "time"


def _scaled(span: Extent, factor: Fraction) -> Extent:
    low = None if span.low is None else span.low / factor
    return Extent(low, None if span.high is None else span.high / factor)


def _held(age: Claim, birth: Dated, event: Dated, sentence: Sentence) -> Iterator[Check]:
    """The check of an age, if no day of birth and event gives it."""
    stated = _years(age)
    least, most = years_between(birth[1], event[1])
    if stated is None or stated.low is None or stated.high is None:
        return
    if not (least >= 0 and most <= OLDEST) or stated.meets(Extent(Fraction(least), Fraction(most))):
        return
    if max(least - stated.high, stated.low - most) > MOST_APART:
        return
    yield _found(age, birth, event, sentence.text)


def _found(age: Claim, birth: Dated, event: Dated, frame: str) -> Check:
    least, most = years_between(birth[1], event[1])
    years = f"{least}" if least == most else f"{least} or {most}"
    given = tuple(dict.fromkeys((birth[0], event[0])))
    said = [date_in_words(claim.date) for claim in given if claim.date is not None]
    follows = f"{' to '.join(said)} is an age of {years}"
    stated = _years(age)
    value = stated.low if stated is not None else None
    return Check(
        asked="Do age and dates fit: “{}”?",
        step=Step(
            "age-check",
            f"{follows}; stated: {say(age)}",
            inputs(age=age, birth=birth[0], event=event[0]),
        ),
        stated=(age,),
        given=given,
        follows=follows,
        gap=gap(value, Fraction(most if value is not None and value > most else least)),
        tied=_tied(age, birth, event),
        frame=frame,
    )


def _tied(age: Claim, birth: Dated, event: Dated) -> str:
    if birth[0].sentence == age.sentence:
        return "one sentence gives the age, the birth and the event"
    return f"the text gives one date of birth of {', '.join(event[0].subjects)}"

"""Records of wins and losses, scores of matches and outcomes of votes, with whose they are.

"20-1" alone is nothing: a bracket or comma behind a name, or words such as "improved to", "beat"
and "voted" must say what it is (`resources/records.toml`). "20 wins and one defeat" says it in
words. A score at half-time, of a part or over several matches is none of these.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.annotate import mentions
from sourcecheck.annotate.attributes.extraction import (
    NEAR,
    Extracted,
    Figures,
    begins_with,
    ends_with,
    listed,
)
from sourcecheck.annotate.names.found import Found, Named, entities, subject_of, verb_of
from sourcecheck.model.mention import Mention
from sourcecheck.normalise import attribute as form

_HOLDERS = ("PERSON", "ORG", "LOC", "NORP")
_SIDES = ("PERSON", "ORG", "LOC")
_BODIES = ("ORG", "LOC")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_MOST, _FEW_LOSSES = 199, 19
_BEHIND_RECORD = re.compile(r"\s*[,;)]|\s+with\b|\s*$")
_OWNER = re.compile(r"['’]")
_OWNER_BEFORE = re.compile(r"['’]s?\s+$")
#: Characters behind the figures in which a word narrows them.
_CLOSE = 25
_NOTHING_MORE = re.compile(r"\s*(?:[,;.)]|$)")
#: Between the word of one figure of a tally and the next figure.
_LINK = re.compile(r"\s*(?:,|,?\s+(?:and|with|against|to))\s+(?:only\s+|just\s+)?")


def find(named: Named) -> Iterator[Extracted]:
    """The records, scores and votes of a text, those in words last; what is of nobody who is named
    is left out."""
    yield from _dashed(named)
    yield from _tallies(named)


def _dashed(named: Named) -> Iterator[Extracted]:
    view, sports = named.view, _speaks_of_sports(named.view.text)
    for match in form.FORM.finditer(view.text):
        if _zero_first(match.group()):
            continue
        sentence = view.sentence_around(match.start())
        figures = Figures(named, *match.span(), sentence)
        told = (
            (sports and _beside_a_name(figures))
            or _record(figures)
            or _vote(figures)
            or _score(figures)
        )
        if told:
            yield told


def _zero_first(text: str) -> bool:
    """ "05-06" is a date or a code."""
    return any(len(part) > 1 and part[0] == "0" for part in re.findall(r"\d+", text))


def _speaks_of_sports(text: str) -> bool:
    return not set(listed("record", "sports")).isdisjoint(_WORD.findall(text.lower()))


# --- records --------------------------------------------------------------------------------------


def _beside_a_name(figures: Figures) -> Extracted | None:
    """ "Dolan (20-1, 14 KOs)", "Dolan, 20-1, stopped …"."""
    before = figures.before.rstrip()
    if not before.endswith(("(", ",")) or not _BEHIND_RECORD.match(figures.behind):
        return None
    name_end = figures.start - len(figures.before) + len(before[:-1].rstrip())
    name = figures.named.ending(name_end)
    if name is None or name.kind not in _HOLDERS:
        return None
    if before.endswith(",") and _is_beaten(figures, name):
        return None
    if _is_no_record(figures.quote, name):
        return None
    rule = "in brackets" if before.endswith("(") else "apposition"
    return figures.says("win_loss_record", form.record(figures.quote), entities(name), rule)


def _is_no_record(quote: str, name: Found) -> bool:
    """Pages or years: "Jones (112-118)", "(936-73)". More games than a season has are no record;
    neither are a person's many losses and fewer wins."""
    first, *others = form.figures(quote)[0]
    losing = name.kind == "PERSON" and len(others) == 1 and others[0] > max(first, _FEW_LOSSES)
    return losing or max(first, *others) > _MOST


def _is_beaten(figures: Figures, name: Found) -> bool:
    """Is the name the object of a verb of a match: "beat the Rovers, 3-1,"?"""
    verb = verb_of(figures.named.view, name.start, figures.sentence[0])
    near = verb is not None and name.start - verb.idx < NEAR // 2
    return near and verb is not None and verb.lemma_ in listed("score", "verbs")


def _record(figures: Figures) -> Extracted | None:
    """ "improved to 20-1", "a record of 20-1", "his 20-1 record"."""
    cued = ends_with("record", "before").search(figures.before) or _is_brought(figures)
    named = figures.followed_by("record", "behind")
    if (not cued and not named) or begins_with("record", "some_only").match(figures.behind):
        return None
    whose = _holder(figures)
    rule = "behind its words" if cued else "before its noun"
    return figures.says("win_loss_record", form.record(figures.quote), entities(whose), rule)


def _is_brought(figures: Figures) -> bool:
    """ "improved the young fighter to 20-1": a verb, whom, and "to"."""
    verb = figures.verb
    brought = verb is not None and verb.lemma_ in listed("record", "raised")
    return brought and figures.before.endswith("to ") and verb is not None and _has_object(verb)


def _has_object(verb: Token) -> bool:
    return any(child.dep_ == "obj" for child in verb.children)


def _holder(figures: Figures) -> Found | None:
    """Whose record it is: the possessor of "record", who is brought to it, the subject of the verb,
    or the first person or team that the sentence names."""
    view, verb = figures.named.view, figures.verb
    near = view.tokens(max(figures.sentence[0], figures.start - NEAR), figures.start)
    near += view.tokens(figures.end, min(figures.sentence[1], figures.end + NEAR // 2))
    for noun in near:
        if noun.lower_ in ("record", "mark") and (whose := figures.named.possessor(noun)):
            return whose
    if verb is not None and view.parsed:
        brought = verb.lemma_ in listed("record", "raised")
        who = (brought and figures.named.object(verb)) or figures.named.subject(verb)
        if who is None and brought and (own := subject_of(verb)) is not None:
            who = figures.named.possessor(own)  # "Dolan's third defence improved the champion to …"
        if who:
            return who if who.kind in _HOLDERS else None
    before = figures.named.between(figures.sentence[0], figures.start)
    return next((item for item in before if _can_hold(view.text, item)), None)


def _can_hold(text: str, item: Found) -> bool:
    """A person or team that is not only named as an owner ("the taller Dolan's reach")."""
    return item.kind in ("PERSON", "ORG") and not _OWNER.match(text, item.end)


def _tallies(named: Named) -> Iterator[Extracted]:
    """ "20 wins and one defeat"."""
    view = named.view
    counts = [m for m in mentions.read(view.doc, "quantities") if _whole(m) is not None]
    index = 0
    while index < len(counts):
        counted, end = _tally(view.text, counts[index : index + 3])
        if len(counted) > 1:
            start = counts[index].span.start
            figures = Figures(named, start, end, view.sentence_around(start))
            value = "-".join(map(str, counted))
            if of := entities(_holder(figures)):
                yield Extracted(start, end, figures.quote, "win_loss_record", value, of, "in words")
        index += max(len(counted), 1)


def _tally(text: str, counts: list[Mention]) -> tuple[list[int], int]:
    """The figures of wins, losses and draws that follow each other, and where they end."""
    figures: list[int] = []
    end = 0
    for count, word in zip(counts, _words(), strict=False):
        link = _LINK.match(text, end) if figures else None
        noun = word.match(text, count.span.end)
        if noun is None or (figures and (link is None or link.end() != count.span.start)):
            break
        figures.append(_whole(count) or 0)
        end = noun.end()
    return figures, end


def _whole(mention: Mention) -> int | None:
    """The number that a count states exactly; None for any other figure."""
    figure = mention.quantity
    if figure is None or mention.kind != "count" or figure.operator != "=" or figure.approximate:
        return None
    exact = figure.low is not None and figure.low == figure.high and figure.low.denominator == 1
    return int(figure.low) if exact and figure.low is not None else None


@functools.cache
def _words() -> tuple[re.Pattern[str], ...]:
    tallied = resources.load("records")["record"]["tallied"]
    return tuple(re.compile(rf"\s+(?:{'|'.join(words)})\b", re.IGNORECASE) for words in tallied)


# --- scores ---------------------------------------------------------------------------------------


def _score(figures: Figures) -> Extracted | None:
    """ "beat the Rovers 3-1", "a 3-1 win over the Rovers"."""
    if figures.before.rstrip().endswith("("):  # a record, of a side that is not named
        return None
    noun, verb = figures.followed_by("score", "nouns"), figures.verb
    told = verb is not None and verb.lemma_ in listed("score", "verbs")
    if (not noun and not (told and _alone(figures))) or _of_a_part(figures):
        return None
    one, other = _opponents(figures, noun, told=told)
    sides = [item for item in (one, other) if item is not None and _is_side(figures, item)]
    rule = "before its noun" if noun else "behind its verb"
    value = form.score(figures.quote)
    won = _victor(figures, noun.split()[-1].lower() if noun else "", one, other)
    if won is not None and won in sides and len(won.entities) == 1:
        value = form.won_by(value, won.entities[0])
    return figures.says("score", value, entities(*sides), rule)


def _opponents(figures: Figures, noun: str, *, told: bool) -> tuple[Found | None, Found | None]:
    """The owner or subject of the score, or who was given it, and the other side."""
    verb, named = figures.verb, figures.named
    one = _winner(figures) if noun else None
    if one is None and verb is not None:
        given = noun and verb.lemma_ in listed("score", "gives")
        one = named.object(verb) if given else named.subject(verb)
    other = named.object(verb) if told and verb is not None else None
    return one, other or _opponent(figures, noun)


def _victor(figures: Figures, noun: str, one: Found | None, other: Found | None) -> Found | None:
    """Which side won, where the noun or, without one, the verb tells it: `one` is the owner, the
    subject, or who was given it."""
    verb = figures.verb
    if verb is not None and any(child.dep_ == "nsubj:pass" for child in verb.children):
        return None
    lost = verb is not None and verb.lemma_ in listed("score", "loses")
    if noun in listed("score", "lost") or (not noun and lost):
        return other
    beaten = verb is not None and verb.lemma_ in listed("score", "beats")
    told = noun in listed("score", "won") if noun else beaten
    return one if told and not lost else None


def _is_side(figures: Figures, item: Found) -> bool:
    """A side is not named by the figures themselves, which a tagger may take for a part of it."""
    apart = item.end <= figures.start or item.start >= figures.end
    return apart and item.kind in _SIDES


def _winner(figures: Figures) -> Found | None:
    """Who is named as possessor right before: "the Falcons' 3-1 win"."""
    owner = _OWNER_BEFORE.search(figures.before)
    if owner is None:
        return None
    end = figures.start - len(owner.group())
    return figures.named.ending(end) or figures.named.ending(end + 1)  # "Falcons’" may be the name


def _opponent(figures: Figures, noun: str) -> Found | None:
    """The name behind "over" or "against" that follows the score and its noun."""
    text, at = figures.named.view.text, figures.end + len(noun)
    against = begins_with("score", "against").match(text, at, figures.sentence[1])
    if against is None:
        before = figures.named.ending(figures.start - 1)  # "losing to Norham 3-1"
        led = before and text[max(figures.sentence[0], before.start - NEAR) : before.start]
        return before if led and ends_with("score", "against").search(led) else None
    name = figures.named.after(against.end())
    between = "" if name is None else text[against.end() : name.start]
    return name if name is not None and between.strip() in ("", "the") else None


def _of_a_part(figures: Figures) -> bool:
    """Do words near say that the match was not over, or that matches are counted?"""
    verb, text = figures.verb, figures.named.view.text
    since = figures.start - len(figures.before) if verb is None else verb.idx
    before = text[max(since, figures.start - NEAR) : figures.start]
    return any(
        not set(_WORD.findall(words.lower())).isdisjoint(listed("score", parts))
        for words, parts in ((before, "parts_before"), (figures.behind[:_CLOSE], "parts_behind"))
    )


def _alone(figures: Figures) -> bool:
    """Do the figures count nothing: no noun behind them ("won 2-3 games")?"""
    if _NOTHING_MORE.match(figures.behind):
        return True
    following = figures.named.view.tokens(figures.end, figures.end + 2)[-1:]
    return bool(following) and following[0].pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "SYM")


# --- votes ----------------------------------------------------------------------------------------


def _vote(figures: Figures) -> Extracted | None:
    """ "passed the bill 51-49", "a 51-49 vote"."""
    noun, verb = figures.followed_by("vote", "nouns"), figures.verb
    cued = bool(ends_with("vote", "before").search(figures.before))
    told = verb is not None and verb.lemma_ in listed("vote", "verbs") and _alone(figures)
    if verb is None or not (noun or cued or told):
        return None
    body = figures.named.subject(verb)
    if body is None or body.kind not in _BODIES:
        within = figures.named.between(*figures.sentence)
        body = next((item for item in within if item.kind == "ORG"), None)
    rule = "before its noun" if noun else "behind its verb"
    value, on = form.score(figures.quote), _voted_on(figures, verb)
    return figures.says("vote", value, entities(body), rule, on)


def _voted_on(figures: Figures, verb: Token) -> tuple[str, ...]:
    """The lemmas that say what was decided: "pass" and "bill", "advance" in "voted to advance"."""
    words = {child.lemma_.lower() for child in verb.children if child.dep_ in ("obj", "xcomp")}
    return tuple(sorted({verb.lemma_.lower(), *words} - {"vote", "rule"}))

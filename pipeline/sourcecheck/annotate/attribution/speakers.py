"""Who says it: direct speech, reported speech, "according to"; and who puts a figure where.

"The ministry put the toll at 40", "a survey gave the depth as 10 km": no clause depends on such a
verb, so that it is no act of speech; what it places is attributed all the same.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.annotate.attribution.modality import Said, clause, sentence
from sourcecheck.annotate.view import View
from sourcecheck.model.mention import Mention, Modality
from sourcecheck.normalise import name as names

#: A speaker's phrase is cut before these: "a diplomat, who …".
_PHRASE_CUT = re.compile(r"[,;:(]|\s[-–—]{1,2}\s|\s(?:who|which|that)\s")
_LONGEST = 80
#: At most so many characters lie between a quotation and the verb that follows it.
_REACH = 150
_RELATIVE = frozenset({"who", "which", "that"})
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")


@dataclass(frozen=True, slots=True, order=True)
class Act:
    """An act of speech: where its verb stands, who speaks, with what effect."""

    offset: int
    speaker: str
    modality: Modality
    cue: str


@functools.cache
def _verbs() -> dict[str, Modality]:
    speech = resources.load("attribution")["speech"]
    table = {}
    for modality in ("asserted", "hypothetical", "denied", "estimated"):
        table.update(dict.fromkeys(speech[modality], modality))
    return table  # type: ignore[return-value]


@functools.cache
def _forms() -> dict[str, str]:
    """Inflected forms of the verbs of speech to their lemma, for texts without lemmas."""
    forms = {}
    for lemma in _verbs():
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        past = lemma[:-1] + "ied" if lemma.endswith("y") else stem + "ed"
        third = lemma[:-1] + "ies" if lemma.endswith("ly") or lemma == "deny" else lemma + "s"
        forms.update({past: lemma, third: lemma})
    forms.update(resources.load("attribution")["irregular"])
    return forms


class Names:
    """The names of a document by offset, to call a speaker by canonical name."""

    def __init__(self, mentions: tuple[Mention, ...]) -> None:
        self._mentions = [m for m in mentions if m.name is not None]
        self._starts = [m.span.start for m in self._mentions]

    def at(self, start: int, end: int) -> str:
        """The one entity that a name within `[start, end)` stands for; "" if there is none."""
        for index in range(bisect_left(self._starts, start), len(self._mentions)):
            mention = self._mentions[index]
            if mention.span.start >= end:
                return ""
            if mention.name and mention.name.kind != "NORP" and len(mention.name.entities) == 1:
                return mention.name.entities[0]
        return ""

    def touching(self, offset: int) -> str:
        """The entity of the name that ends right before, or begins right at, `offset`."""
        index = bisect_right(self._starts, offset) - 1
        for mention in self._mentions[max(0, index) : index + 1]:
            beside = offset - 2 <= mention.span.end <= offset or mention.span.start == offset
            if beside and mention.name and len(mention.name.entities) == 1:
                return mention.name.entities[0]
        return ""


def find(view: View, named: Names) -> list[Said]:
    """Statements with a speaker: quotations, contents of verbs of speech, "according to"."""
    said: list[Said] = []
    acts: list[Act] = []
    for token in view.doc:
        verb = _speech_verb(token, view)
        if not verb:
            continue
        modality = _verbs()[verb]
        if view.parsed:
            act, content = _parsed_act(token, modality, named, view)
        else:
            act, content = _plain_act(token, modality, named, view)
        if act is not None:
            acts.append(act)
        if act is not None and content is not None:
            said.append(Said(*content, act.speaker, act.modality, act.cue))
    said += _quotations(view, acts)
    said += _according(view, named)
    return said


def _speech_verb(token: Token, view: View) -> str:
    """The lemma, if the token is a verb of speech; "" if not."""
    if view.tagged and token.tag_[:2] != "VB":
        return ""
    known = token.lemma_.casefold() if token.lemma_ else ""
    if known in _verbs():
        return known
    form = _forms().get(token.lower_, "")
    return form if form in _verbs() else ""


def _parsed_act(
    verb: Token, modality: Modality, named: Names, view: View
) -> tuple[Act | None, tuple[int, int] | None]:
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    passive = subject is not None and subject.dep_ == "nsubj:pass"
    if subject is None or passive:
        return None, None
    content = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    quoted = view.block("quotation", verb.idx) is None and _beside_quote(view, verb.idx)
    aside = verb.dep_ == "parataxis" and verb.lemma_ not in _needs_clause()
    if content is None and not quoted and not aside:
        return None, None
    if content is None and verb.lemma_ in _needs_clause():
        return None, None
    who = speaker(subject, verb, named, view.text)
    if not who:
        return None, None
    act = Act(verb.idx, who, modality, verb.text)
    if content is not None:
        return act, clause(content)
    return act, sentence(view, verb.idx) if aside else None


@functools.cache
def _needs_clause() -> frozenset[str]:
    return frozenset(resources.load("attribution")["speech"]["needs_clause"])


def _beside_quote(view: View, offset: int) -> bool:
    """Is there a quotation in the same sentence as the verb, or right before it?"""
    start, end = view.sentence_around(offset)
    quotes = view.blocks("quotation")
    index = bisect_left(quotes, end, key=lambda quote: quote.start) - 1
    return index >= 0 and quotes[index].end > start - 2


def speaker(subject: Token, verb: Token, named: Names, text: str) -> str:
    """The canonical name of the subject of a verb, or its words."""
    if subject.lower_ in _RELATIVE and verb.dep_.startswith("acl"):
        subject = verb.head
    start = _begins(subject).idx
    end = subject.right_edge.idx + len(subject.right_edge)
    if start <= verb.idx < end:
        start, end = subject.idx, subject.idx + len(subject)
    cut = _PHRASE_CUT.search(text, subject.idx + len(subject), end)
    end = cut.start() if cut else end
    own = named.at(subject.idx, subject.idx + len(subject)) or named.touching(
        subject.idx + len(subject)
    )
    if own:
        return own
    inner = named.at(start, subject.idx) if subject.tag_.startswith("NNP") else ""
    return inner or names.normal(text[start:end])[:_LONGEST]


def _begins(subject: Token) -> Token:
    """The first word of a subject, without what joins its clause to the one before ("but the")."""
    first = subject.left_edge
    while first.i < subject.i and (first.pos_ in ("CCONJ", "PUNCT", "SCONJ") or first.is_space):
        first = first.doc[first.i + 1]
    return first


def _plain_act(
    verb: Token, modality: Modality, named: Names, view: View
) -> tuple[Act | None, tuple[int, int] | None]:
    """Without a parse: only a name right beside the verb is taken for the speaker."""
    speaker = named.touching(verb.idx - 1) or named.touching(verb.idx + len(verb) + 1)
    if not speaker:
        return None, None
    return Act(verb.idx, speaker, modality, verb.text), sentence(view, verb.idx)


def _quotations(view: View, acts: list[Act]) -> list[Said]:
    """Each quotation with its speaker: the act of its paragraph that is nearest, if any.

    A paragraph that opens with a quotation and names no speaker goes on with the speaker of the
    paragraph before, as newspapers do.
    """
    found: list[Said] = []
    offsets = [act.offset for act in acts]
    last: tuple[int, Act] | None = None
    for quote in view.blocks("quotation"):
        start, end = quote.start, quote.end
        if " " not in view.text[start:end]:
            continue  # a word in quotation marks is no speech
        number = view.paragraph(start)
        act = _nearest(view, acts, offsets, start, end)
        if act is None and last is not None and last[0] in (number, number - 1):
            opens = view.paragraphs[number] >= start - 1
            act = last[1] if opens or last[0] == number else None
        if act is not None:
            # The words are the speaker's own: what the verb thinks of them is not their modality.
            found.append(Said(start, end, act.speaker, "asserted", act.cue))
            last = number, act
    return found


def _nearest(view: View, acts: list[Act], offsets: list[int], start: int, end: int) -> Act | None:
    """The act right after the quotation or right before it, in its paragraph and outside it."""
    number = view.paragraph(start)
    after = bisect_left(offsets, end)
    before = bisect_left(offsets, start) - 1
    follows = acts[after] if after < len(acts) else None
    if (
        follows
        and follows.offset - end <= _REACH
        and view.sentence(follows.offset) in _sentences(view, end)
    ):
        return follows
    leads = acts[before] if before >= 0 else None
    if leads and view.paragraph(leads.offset) == number:
        return leads
    return None


def _sentences(view: View, end: int) -> tuple[int, int]:
    """The sentence in which a quotation ends; and the next, if that begins at the closing mark."""
    here = view.sentence(end - 1)
    begins = view.sentence_span(here)[1]
    return here, here + 1 if begins <= end + 1 else here


@functools.cache
def _cues() -> re.Pattern[str]:
    cues = resources.load("attribution")["sources"]["cues"]
    return re.compile(
        rf"\b(?:{'|'.join(cue.replace(' ', '[ ]') for cue in cues)})\b", re.IGNORECASE
    )


_END = re.compile(r"[,;:.!?\"”()](?:\s|$)|\s[-–—]{1,2}\s|\n")


def _according(view: View, named: Names) -> list[Said]:
    """The whole sentence of "According to X, …" and "…, according to X"."""
    found = []
    for match in _cues().finditer(view.text):
        start, end = sentence(view, match.start())
        stop = _END.search(view.text, match.end() + 1, end)
        until = stop.start() if stop else end
        speaker = named.at(match.end(), until) or names.normal(view.text[match.end() : until])
        if speaker:
            found.append(Said(start, end, speaker[:_LONGEST], "asserted", match.group().lower()))
    return found


def find_placed(view: View, named: Names) -> Iterator[Said]:
    """What is placed at or as a figure, with whose placing it is."""
    if not view.parsed:
        return
    verbs = resources.load("attribution")["putting"]
    for token in view.doc:
        if token.tag_[:2] != "VB" or token.lemma_.casefold() not in verbs:
            continue
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        figure = _figure(token, verbs[token.lemma_.casefold()])
        placed = next((c for c in token.children if c.dep_ == "obj"), None)
        if subject is None or figure is None or placed is None or placed.i > figure.i:
            continue
        if said_by := speaker(subject, token, named, view.text):
            start, last = placed.left_edge.idx, figure.right_edge
            yield Said(start, last.idx + len(last), said_by, "asserted", token.text)


def _figure(verb: Token, prepositions: list[str]) -> Token | None:
    """The word behind "at" or "as" that has or is a figure."""
    for child in verb.rights:
        if child.dep_.startswith("obl") and any(c.lower_ in prepositions for c in child.lefts):
            near = (child, *child.lefts)
            if any(t.like_num or t.pos_ == "NUM" or any(map(str.isdigit, t.text)) for t in near):
                return child
    return None

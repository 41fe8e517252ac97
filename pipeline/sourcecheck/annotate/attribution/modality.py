"""Stretches of text that one statement covers (clauses of a parse, or what punctuation shows), and
how firmly it is said: planned, estimated, denied, hypothetical.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.annotate.layout import trimmed
from sourcecheck.annotate.view import View
from sourcecheck.model.mention import Mention, Modality, Span, Statement

_CLAUSE_END = re.compile(r"[,;:.!?](?=\s|$|[\"”])|\s[-–—]{1,2}\s")
#: Statements nest a few deep; looking further out would take time on hostile texts.
_NESTING = 8
_OWN_CLAUSE = ("nsubj", "nsubj:pass", "aux", "mark", "expl", "nsubj:outer")


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """A statement under construction: characters `[start, end)`, who, how firmly, by which cue."""

    start: int
    end: int
    speaker: str = ""
    modality: Modality = "asserted"
    cue: str = ""
    given: bool = False  # taken for granted: the modality around it does not reach in

    def mention(self, text: str) -> Mention:
        """The mention it becomes."""
        statement = Statement(self.speaker, self.modality, self.cue)
        return Mention(
            Span(self.start, self.end, text[self.start : self.end]),
            "statement",
            statement=statement,
        )


def clause(head: Token) -> tuple[int, int]:
    """Offsets of the clause of a verb (or predicate), without coordinated clauses of their own."""
    doc = head.doc
    first, last = head.left_edge.i, head.right_edge.i
    for child in head.rights:
        if child.dep_ in ("conj", "parataxis") and _stands_alone(child):
            last = min(last, child.left_edge.i - 1)
    while last > head.i and (doc[last].is_punct or doc[last].is_space or doc[last].dep_ == "cc"):
        last -= 1
    while first < head.i and (
        doc[first].is_punct or doc[first].is_space or doc[first].dep_ == "cc"
    ):
        first += 1
    return doc[first].idx, doc[last].idx + len(doc[last])


def _stands_alone(verb: Token) -> bool:
    return any(child.dep_ in _OWN_CLAUSE for child in verb.lefts)


def rest_of_clause(view: View, start: int) -> tuple[int, int]:
    """From `start` to the next comma or stop of its sentence: what is known without a parse."""
    limit = view.sentence_around(start)[1]
    match = _CLAUSE_END.search(view.text, start, limit)
    end = match.start() if match else limit
    return trimmed(view.text, start, end)


def sentence(view: View, offset: int) -> tuple[int, int]:
    """Offsets of the sentence that holds `offset`, white space left off."""
    return trimmed(view.text, *view.sentence_around(offset))


def inherit(found: list[Said]) -> list[Said]:
    """Each statement with what it lacks from the smallest one around it.

    "X said the bridge would open" gives the inner clause X's speaker and the plan's modality, so
    that the smallest statement around a figure tells all. Of equal spans one is kept. What is
    taken for granted inside a plan or a denial (`given`) keeps its own modality.
    """
    result: list[Said] = []
    stack: list[Said] = []
    for item in _merged(found):
        while stack and stack[-1].end <= item.start:
            stack.pop()
        outer = next((s for s in reversed(stack[-_NESTING:]) if s.end >= item.end), None)
        if outer is not None:
            firm = item.given or item.modality != "asserted"
            item = replace(
                item,
                speaker=item.speaker or outer.speaker,
                modality=item.modality if firm else outer.modality,
            )
        stack.append(item)
        result.append(item)
    return result


def _merged(found: list[Said]) -> list[Said]:
    """One statement for each span, outer ones first: any speaker, any modality but assertion."""
    by_span: dict[tuple[int, int], Said] = {}
    for item in sorted(found):
        key = (item.start, -item.end)
        old = by_span.get(key)
        if old is not None:
            marked = old if old.modality != "asserted" or old.given else item
            item = replace(marked, speaker=old.speaker or item.speaker, cue=marked.cue or old.cue)
        by_span[key] = item
    return [by_span[key] for key in sorted(by_span)]


_MODALITIES: tuple[Modality, ...] = ("planned", "estimated", "denied", "hypothetical")
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_ANY = frozenset({"a", "an", "any"})
_NEXT_WORD = re.compile(r"\s+([a-z]+)")


@functools.cache
def _table(section: str) -> dict[str, Modality]:
    """Cue words of one section of `resources/attribution.toml` to their modality."""
    rules = resources.load("attribution")[section]
    return {word: modality for modality in _MODALITIES for word in rules.get(modality, ())}


def find(view: View) -> list[Said]:
    """Clauses and phrases whose modality is not plain assertion, by their cues."""
    found: list[Said] = []
    for token in view.doc:
        span = _parsed(token) if view.parsed else _plain(token, view)
        if span is not None:
            found.append(span)
            found += (*_given(token), *_raised(token, span)) if view.parsed else ()
        if view.parsed:
            found += (*_foreseen(token), *_sought(token))
        found += _labelled(token, view)
    return found


def _sought(token: Token) -> Iterator[Said]:
    """What is asked for, and is not yet: "applied for 30 beds", "permission for 16 turbines"."""
    words = resources.load("attribution")["foreseen"]
    if token.lower_ != "for" or token.dep_ != "case":
        return
    by = token.head.head
    verb = by.tag_.startswith("VB") and by.lemma_.casefold() in words["sought"]
    noun = by.tag_ in ("NN", "NNS") and by.lemma_.casefold() in words["permits"]
    if by.i < token.i and (verb or noun):
        yield _said(clause(token.head), "planned", by)


def _labelled(token: Token, view: View) -> Iterator[Said]:
    """What stands behind a label: "Planned: 40 flats"."""
    behind = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    modality = _table("adjectives").get(token.lower_)
    if modality is not None and behind is not None and behind.text == ":" and token.is_title:
        start, end = rest_of_clause(view, behind.idx + 1)
        yield Said(start, end, "", modality, token.text)


def _foreseen(token: Token) -> Iterator[Said]:
    """What a verb or noun says is still to come: "expects 400 visitors", "15 mm was predicted", "a
    plan for 12 houses", "the target was 90 %"."""
    words = resources.load("attribution")["foreseen"]
    lemma = token.lemma_.casefold()
    if token.tag_.startswith(("VB", "JJ")) and lemma in words["verbs"]:
        if any(child.dep_ in ("xcomp", "ccomp") for child in token.rights):
            return  # "is expected to open": `_to_verb`
        if any(child.dep_ in ("aux:pass", "cop") for child in token.lefts):
            yield _said(clause(token), "planned", token)
            return
        for thing in token.rights:
            if thing.dep_ == "obj":
                yield _said(clause(thing), "planned", token)
    elif token.tag_ in ("NN", "NNS") and lemma in words["nouns"]:
        yield _said(clause(token), "planned", token)
        head = token.head
        copula = any(child.dep_ == "cop" for child in head.lefts) and not head.tag_.startswith("VB")
        if token.dep_ == "nsubj" and (copula or head.lemma_.casefold() in words["amounts"]):
            yield _said(clause(head), "planned", token)


def _is_to(token: Token) -> bool:
    """The "to" of "is to open", "were to carry"."""
    before = token.doc[token.i - 1] if token.i else token
    return token.dep_ == "mark" and before.lemma_ == "be" and before.head == token.head


def _given(cue: Token) -> Iterator[Said]:
    """The definite subject of a clause under a cue, taken for granted.

    "Their 40-mile border will be closed" plans the closing, not the length.
    """
    if cue.dep_ != "aux" and not cue.dep_.startswith("advmod"):
        return
    for subject in cue.head.lefts:
        if subject.dep_.startswith("nsubj") and _definite(subject):
            start, end = clause(subject)
            yield Said(start, end, "", "asserted", "", given=True)


def _raised(verb: Token, content: Said) -> Iterator[Said]:
    """The subject of "40 jobs are expected to go", of which the content speaks, if nothing takes it
    for granted."""
    if verb.tag_ != "VBN" or verb.lemma_.casefold() not in _table("to_verbs"):
        return
    for subject in verb.lefts:
        if subject.dep_ == "nsubj:pass" and not _definite(subject):
            start, end = clause(subject)
            yield Said(start, end, "", content.modality, content.cue)


def _definite(noun: Token) -> bool:
    return noun.tag_.startswith("NNP") or any(
        child.dep_ == "nmod:poss" or child.lower_ in _DEFINITE for child in noun.lefts
    )


def _parsed(token: Token) -> Said | None:
    word, dep = token.lower_, token.dep_
    if dep == "aux" and word in _table("auxiliaries"):
        return _said(clause(token.head), _conditional(token), token)
    if dep == "aux" and word in _table("generic") and _of_any(token.head):
        return _said(clause(token.head), _table("generic")[word], token)
    if dep == "mark" and word in _table("conjunctions") and token.head.dep_ in ("advcl", "ccomp"):
        return _said(clause(token.head), _table("conjunctions")[word], token)
    if word == "to" and _is_to(token):
        return _said(clause(token.head), "planned", token)
    if dep.startswith("advmod") and word in _table("adverbs"):
        return _adverb(token, _table("adverbs")[word])
    if dep == "amod" and word in _table("adjectives"):
        return _said(clause(token.head), _table("adjectives")[word], token)
    if word in _table("feared") and _is_feared(token):
        return _said(clause(_fearing(token)), _table("feared")[word], token)
    if token.tag_.startswith("VB") and token.lemma_.casefold() in _table("to_verbs"):
        return _to_verb(token, _table("to_verbs")[token.lemma_.casefold()])
    return None


def _is_feared(token: Token) -> bool:
    """ "30 people were feared dead", "40 presumed drowned": a state right behind, and no "to"."""
    behind = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    states = resources.load("attribution")["feared"]["states"]
    if behind is None or behind.lower_ not in states or behind.is_sent_start:
        return False
    # "police believed injured men had fled" is active, whatever stands behind the verb
    return not any(child.dep_ in ("obj", "ccomp") for child in token.rights)


def _fearing(token: Token) -> Token:
    """What the clause of "feared" hangs together under: the noun that it describes, else itself."""
    loose = token.dep_.partition(":")[0] in ("acl", "amod", "xcomp", "advmod")
    noun = token.head.tag_.startswith("NN") or token.head.tag_ == "CD"
    return token.head if loose and noun else token


def _of_any(verb: Token) -> bool:
    """Is its subject any one of a kind ("a quake of magnitude 6 can …"), not one that is known?"""
    for subject in verb.lefts:
        if subject.dep_.startswith("nsubj") and subject.tag_ in ("NN", "NNS"):
            first = subject.left_edge
            plural = subject.tag_ == "NNS" and first.tag_ not in ("DT", "CD", "PRP$")
            return not _definite(subject) and (plural or first.lower_ in _ANY)
    return False


def _said(span: tuple[int, int], modality: Modality, cue: Token) -> Said:
    return Said(*span, "", modality, cue.text)


def _conditional(aux: Token) -> Modality:
    """The modality of an auxiliary: "would" beside "if", or "would have", is hypothetical."""
    modality = _table("auxiliaries")[aux.lower_]
    if aux.lower_ in ("would", "'d", "’d"):
        others = [child.lower_ for child in aux.head.children]
        marks = [
            c.lower_ for child in aux.head.children if child.dep_ == "advcl" for c in child.lefts
        ]
        if "have" in others or set(marks) & set(_table("conjunctions")):
            return "hypothetical"
    return modality


def _adverb(token: Token, modality: Modality) -> Said | None:
    head = token.head
    predicate = head.tag_.startswith("VB") or any(c.dep_ == "cop" for c in head.lefts)
    if not predicate:
        return None
    after = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    if modality == "denied" and after in resources.load("attribution")["adverbs"]["not_denied"]:
        return None
    return _said(clause(head), modality, token)


def _to_verb(verb: Token, modality: Modality) -> Said | None:
    """The clause after "to": "planned to open". Verbs of belief count in the passive only."""
    content = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp", "advcl")), None)
    if content is None or not any(c.lower_ == "to" for c in content.lefts):
        return None
    passive = verb.tag_ == "VBN" and any(c.dep_ == "aux:pass" for c in verb.lefts)
    if modality == "estimated" and not passive and verb.lemma_ not in ("appear", "seem"):
        return None
    return _said(clause(content), modality, verb)


def _plain(token: Token, view: View) -> Said | None:
    """Without a parse: an auxiliary, adverb or "if" rules the rest of its clause."""
    word = token.lower_
    for section in ("auxiliaries", "adverbs", "conjunctions"):
        if word in _table(section):
            modality = _table(section)[word]
            follows = _NEXT_WORD.match(view.text, token.idx + len(token))
            not_denied = resources.load("attribution")["adverbs"]["not_denied"]
            if modality == "denied" and follows and follows.group(1) in not_denied:
                return None
            if section == "auxiliaries" and (token.text[0].isupper() or not follows):
                return None  # "May 5", "Will Smith"
            return Said(*rest_of_clause(view, token.idx), "", modality, token.text)
    return None

"""Which words of a sentence bind a value in it: the places and times that say where and when it
holds.

A sentence names others in passing: where and when somebody said it, where the speaker works, when a
place was struck before, where the other of two things happened. None of these holds for the value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.claim.layers import Layers
from sourcecheck.claim.speech import (
    clause_begin,
    reports,
    says_something,
    sentence_of_its_own,
)
from sourcecheck.claim.tree import cases, child_of, dependants, lemma, relation, word_before
from sourcecheck.lexicon.classes import closed_class, word_class

#: How what somebody says hangs on the verb of saying it.
_CONTENT = ("ccomp", "parataxis")
#: What may stand before the subject and frame the whole sentence ("In May, police said …").
_FRAMES = ("obl", "advmod", "nmod")
_MOST = 40  # so many words up the tree, or down it, are looked at
_STEPS = 4  # so many words above one are looked at
_LONGEST_SPEAKER = 25  # so many words name a speaker


@dataclass(frozen=True, slots=True)
class Binding:
    """Token numbers of a sentence: those whose places bind a value, and those whose dates do."""

    places: frozenset[int]
    dates: frozenset[int]


def binding(layers: Layers, sentence: Tokens, focus: Token) -> Binding:
    """What binds the word `focus` in its sentence; without a parse, all of it."""
    every = frozenset(range(sentence.start, sentence.end))
    if not layers.parsed:
        return Binding(every, every)
    passing = _passing(layers, sentence)
    path = _path(sentence, focus)
    on = {token.i for token in path}
    cut = ({token.i for token in _reported(path)} | passing.others) - on
    clauses = {i for i, noun in passing.clauses if i not in on and noun not in on}
    left = _without(layers, sentence, cut, {})
    for i, begin in passing.saying:
        if i in cut:
            left -= set(range(begin, i)) - on
    left -= _speaker_behind(path) - on
    # a clause on another noun dates that; where it is set mostly tells events apart nonetheless
    timed = left & _without(layers, sentence, clauses, _behind_comma(sentence, clauses))
    dates = {i for i in timed if i in layers.dates}
    dates -= {i for i in dates if _boundary(layers, sentence.doc[i], on)}
    places = left & passing.places
    return Binding(
        frozenset(left - of_other_conjuncts(layers, sentence, path, places)),
        frozenset(dates - of_other_conjuncts(layers, sentence, path, dates)),
    )


@dataclass(frozen=True, slots=True)
class _Passing:
    """What a sentence says in passing, whichever of its words is asked for, as token numbers."""

    others: frozenset[int]  # heads of what is about something else
    saying: tuple[tuple[int, int], ...]  # verbs of saying something, and where their clause begins
    clauses: tuple[tuple[int, int], ...]  # clauses that describe a noun, and that noun
    places: frozenset[int]


def _passing(layers: Layers, sentence: Tokens) -> _Passing:
    """Found once for all values of a sentence: they come one after the other."""
    key = sentence.start, sentence.end
    if key not in layers.passing:
        layers.passing.clear()
        tokens = list(sentence)
        layers.passing[key] = _Passing(
            frozenset(t.i for t in tokens if _speaks_of_another(layers, t)),
            tuple((t.i, clause_begin(t)) for t in tokens if says_something(t)),
            tuple((t.i, noun.i) for t in tokens if (noun := _described(t)) is not None),
            frozenset(t.i for t in tokens if layers.kind(t) == "LOC"),
        )
    found: _Passing = layers.passing[key]
    return found


def focus_of(sentence: Tokens) -> Token:
    """The word that a sentence is about as a whole: its root, or that of what is reported."""
    token = sentence.root
    for _ in range(_MOST):
        content = child_of(token, "ccomp")
        if content is None or not reports(token):
            break
        token = content
    return token


def _path(sentence: Tokens, focus: Token) -> list[Token]:
    """The word and those above it, within the sentence."""
    path = [focus]
    while path[-1].head.i != path[-1].i and len(path) < len(sentence):
        if not sentence.start <= path[-1].head.i < sentence.end:
            break
        path.append(path[-1].head)
    return path


def _reported(path: Sequence[Token]) -> Iterator[Token]:
    """Of each act of speech whose content the value is: the speaker, addressee, place and time; and
    of one in whose other words the value stands, the content."""
    of_the_speaker = False
    for child, parent in pairwise(path):
        others = [c for c in dependants(parent) if c.i != child.i]
        content = relation(child) in _CONTENT and reports(parent)
        content |= relation(child) == "advcl" and reports(child) and reports(parent)
        if of_the_speaker:  # "spoke to two nurses in the camp who said …"
            yield from others
        elif content:
            yield from (c for c in others if not _frames(c, parent))
        elif reports(parent):
            yield from (c for c in others if relation(c) == "ccomp")
            yield from (c for c in others if _estimating(c, parent))
        if content and relation(parent) == "acl":
            of_the_speaker = True


def _speaker_behind(path: Sequence[Token]) -> set[int]:
    """The words from the comma on in "…, police in Ostby said", whose speaker a parser took for an
    apposition within what is reported."""
    for child, parent in pairwise(path):
        behind = relation(child) in _CONTENT and child.i < parent.i
        if behind and reports(parent) and not sentence_of_its_own(parent):
            near = range(parent.i - 1, max(path[0].i, parent.i - _LONGEST_SPEAKER), -1)
            comma = next((i for i in near if parent.doc[i].text == ","), parent.i)
            return set(range(comma, parent.i))
    return set()


def _frames(token: Token, verb: Token) -> bool:
    """Does it stand before the subject of the verb, so that it frames all that follows?"""
    subject = child_of(verb, "nsubj")
    before = subject is not None and token.i < min(subject.i, verb.i)
    return before and relation(token) in _FRAMES and "according" not in cases(token)


def _estimating(subject: Token, verb: Token) -> bool:
    """Is it who estimates: "the survey in Elmsford put it at 60 m"? Of "Portugal put it at …" the
    place itself does."""
    who = relation(subject) == "nsubj" and subject.pos_ == "NOUN"
    return who and lemma(verb) in resources.load("attribution")["speech"]["estimated"]


def _speaks_of_another(layers: Layers, token: Token) -> bool:
    """Does a word off the path from the value open a phrase that is about something else?"""
    kind = relation(token)
    if kind == "parataxis" or (kind == "advcl" and _marked(token, "as")):
        needed = lemma(token) in resources.load("attribution")["speech"]["needs_clause"]
        return reports(token) and not needed  # "…, police said"; "…, as the ministry reported"
    if "according" in cases(token) or (kind == "advcl" and token.lower_ == "according"):
        return True
    return kind == "appos" and layers.kind(token.head) == "PERSON"


def _described(clause: Token) -> Token | None:
    """The noun, no event, that a relative clause or participle describes."""
    if relation(clause) != "acl":
        return None
    if clause.dep_ != "acl:relcl" and clause.tag_ not in ("VBN", "VBG", "VBD"):
        return None
    if clause.tag_ == "VBG" and clause.left_edge.i > 0 and clause.nbor(-1).text == ",":
        return None  # a free adjunct: "hit the coast, killing 12"
    noun = _antecedent(clause)
    return None if lemma(noun) in word_class("scene", "happenings") else noun


def _antecedent(clause: Token) -> Token:
    """The noun that a clause is about. Parsers hang "people in a region hit by …" on the people: a
    common noun of place right before the clause is taken instead."""
    noun = word_before(clause.left_edge)
    near = noun.pos_ == "NOUN" and lemma(noun) in closed_class("place_words")
    return noun if near else clause.head


def _marked(token: Token, word: str) -> bool:
    return any(c.lower_ == word for c in dependants(token) if relation(c) == "mark")


def _behind_comma(sentence: Tokens, cut: set[int]) -> dict[int, int]:
    """Phrases of place behind the comma that ends a relative clause, and the noun of that clause:
    parsers hang "at a mill, which makes paper, in Ostby" on the clause."""
    found: dict[int, int] = {}
    for token in sentence if cut else ():
        case = child_of(token, "case")
        if case is None or case.i == 0 or case.nbor(-1).text != ",":
            continue
        if case.lower_ not in closed_class("place_prepositions"):
            continue
        clause = token.head
        for _ in range(_STEPS):
            if clause.dep_ == "acl:relcl" and clause.i in cut and clause.i < case.i:
                found[token.i] = clause.head.i
            clause = clause.head
    return found


def _without(layers: Layers, sentence: Tokens, cut: set[int], moved: Mapping[int, int]) -> set[int]:
    """The tokens of a sentence that stand below none of these; some hang on another word than the
    parser says."""
    every = range(sentence.start, sentence.end)
    if not cut:
        return set(every)
    heads, out = layers.heads, dict[int, bool]()
    for token in every:
        chain = []
        while token not in out and token not in cut and heads[token] != token:
            out[token] = False  # until its head is known: no loop, whatever the parse
            chain.append(token)
            token = moved.get(token, heads[token])
        verdict = token in cut or out.get(token, False)
        out.update(dict.fromkeys((*chain, token), verdict))
    return {token for token in every if not out[token]}


def _boundary(layers: Layers, date: Token, on: set[int]) -> bool:
    """Is the date a mere point of comparison: "the worst since 1995", "up from 10 % in May"?"""
    token = date
    for _ in range(_MOST):
        head = token.head
        if head.i == token.i or token.i in on:
            return False
        if "since" in cases(token) or _marked(token, "since"):
            return head.i not in on or _superlative(head)
        if head.i in layers.figures and head.i not in on and relation(token) == "nmod":
            return True
        token = head
    return False


def _superlative(token: Token) -> bool:
    return any(t.tag_ in ("JJS", "RBS") for t in (token, *dependants(token)))


# --- coordinated parts ----------------------------------------------------------------------------


def of_other_conjuncts(
    layers: Layers, sentence: Tokens, path: Sequence[Token], wanted: set[int]
) -> set[int]:
    """The tokens of coordinated parts that have a place (or time) where the value's part has one of
    its own, or that are sentences of their own: "killed five in Ostby and injured 12 in Elmsford".

    What stands before the first part binds them all.
    """
    other: set[int] = set()
    for child, parent in pairwise(path):
        if relation(child) != "conj" or parent.i > child.i:
            continue
        between = _within(sentence, _begin(layers, parent, child), child.left_edge.i)
        own = _within(sentence, child.left_edge.i, _end(layers, sentence, child))
        if any(i in wanted for i in own):
            other.update(between)
        if reports(child) and reports(parent):  # two speakers
            other.update(_within(sentence, parent.left_edge.i, child.left_edge.i))
    for node, later in _later(layers, sentence, path):
        begin = min(clause_begin(later), later.left_edge.i)
        own = _within(sentence, node.left_edge.i, begin)
        another = says_something(later) or sentence_of_its_own(later)
        if another or any(i in wanted for i in own):
            other.update(_within(sentence, begin, _end(layers, sentence, later)))
    return other


def _within(sentence: Tokens, begin: int, end: int) -> range:
    """The tokens of a sentence from one to before another: of an endless one, what is looked at."""
    return range(max(begin, sentence.start), min(end, sentence.end))


def _later(
    layers: Layers, sentence: Tokens, path: Sequence[Token]
) -> Iterator[tuple[Token, Token]]:
    """The conjuncts behind the value, each with the word from which on the value's part begins; a
    figure that lacks its noun may hang on any word ("10 people in Ostby and 12 in Elmsford")."""
    on = {token.i for token in path}
    for node in path:
        for later in dependants(node):
            if relation(later) == "conj" and later.i > path[0].i and later.i not in on:
                yield node, later
    for token in sentence[path[0].i + 1 - sentence.start :]:
        if relation(token) == "conj" and token.i in layers.figures and token.head.i not in on:
            yield path[0], token


def _begin(layers: Layers, former: Token, latter: Token) -> int:
    """Where what is the former conjunct's own begins, behind what it shares with the latter."""
    gapped = latter.i in layers.figures and former.i not in layers.figures
    return former.left_edge.i if gapped and former.pos_ == "PROPN" else former.i + 1


def _end(layers: Layers, sentence: Tokens, conjunct: Token) -> int:
    """Where a conjunct ends; a figure's goes on to the next figure ("10 in Ostby and 12 in …")."""
    end = conjunct.right_edge.i + 1
    if conjunct.i in layers.figures:
        while end < sentence.end and end not in layers.figures:
            end += 1
    return end

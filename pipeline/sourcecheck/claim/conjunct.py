"""Coordinated parts of a sentence: which of their places and times are not those of a value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.claim.layers import Layers, dependants, relation
from sourcecheck.claim.speech import (
    clause_begin,
    reports,
    says_something,
    sentence_of_its_own,
)


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

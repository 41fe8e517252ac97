"""Walking a parse in Universal Dependencies: relations, phrases, the verb of a clause.

spaCy's English noun chunks expect ClearNLP labels and ours are UD, so phrases are walked here.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.lexicon.classes import mended, settled

#: So many dependants of a word are looked at.
_MOST = 40
_MOST_WORDS = 100  # the longest phrase that is looked at
_MAX_STEPS = 12  # a guard against odd parses; real chains have two to five steps
#: Parts of speech of numbers and units.
_MEASURING = ("NUM", "SYM", "NOUN", "PROPN")
#: spaCy's number of a dependency label → the label without its subtype.
_RELATIONS: dict[int, str] = {}


def lemma(token: Token) -> str:
    """The lemma in lower case; the lower-cased word where the pipeline has none."""
    word = token.lower_
    return settled(mended(token.lemma_.lower(), word) if token.lemma_ else word)


def relation(token: Token) -> str:
    """The dependency label without its UD subtype: "nsubj" for "nsubj:pass"."""
    number = token.dep
    found = _RELATIONS.get(number)
    if found is None:  # numbers are hashes: one label has the same in every pipeline
        found = _RELATIONS[number] = token.dep_.partition(":")[0]
    return found


def dependants(token: Token) -> Iterator[Token]:
    """The first words that hang on a word: a parse gone wrong may hang thousands on one."""
    return islice(token.children, _MOST)


def cases(token: Token) -> set[str]:
    """The prepositions and possessive markers of a nominal, lower case."""
    return {child.lower_ for child in token.children if relation(child) == "case"}


def child_of(token: Token, *relations: str) -> Token | None:
    """The first dependant in one of these relations."""
    return next((child for child in dependants(token) if relation(child) in relations), None)


def is_of(child: Token) -> bool:
    """Is it what a word is "of"?"""
    return relation(child) == "nmod" and "of" in cases(child)


def word_before(token: Token) -> Token:
    """The word before a token, past commas and prepositions."""
    before = token.i - 1
    while before > 0 and token.doc[before].pos_ in ("PUNCT", "ADP"):
        before -= 1
    return token.doc[max(before, 0)]


def root(value: Tokens) -> Token:
    """The number or unit through which a value hangs in its sentence; in "some 60 people" and in
    "up to 3 %" the words before the number hang there, too."""
    if value.root.pos_ in _MEASURING:
        return value.root
    inside = range(value.start, value.end)
    return next((t for t in value if t.pos_ in _MEASURING and t.head.i not in inside), value.root)


def nominal(head: Token) -> tuple[Token, ...]:
    """A noun with the adjectives and nouns that stand before it, in order."""
    near = dependants(head)
    before = (c for c in near if relation(c) in ("amod", "compound", "flat", "nmod"))
    return (*(c for c in before if c.i < head.i and c.pos_ != "PUNCT"), head)


def phrase(head: Token) -> list[Token]:
    """The tokens of a noun's own phrase: its subtree without clauses and coordinated figures, at
    most `_MOST_WORDS` of them."""
    found: list[Token] = []
    waiting = [head]
    while waiting and len(found) < _MOST_WORDS:
        token = waiting.pop()
        found.append(token)
        children = islice(token.children, _MOST_WORDS)
        waiting.extend(reversed([child for child in children if _in_phrase(child)]))
    return found


def _in_phrase(child: Token) -> bool:
    """Does a dependant belong to its noun's phrase, and not to a clause or another statement?"""
    if relation(child) == "conj":
        return not any(relation(c) in ("nsubj", "cop") for c in dependants(child))
    outside = ("acl", "advcl", "ccomp", "parataxis", "punct", "nsubj", "cop")
    return relation(child) not in outside


def is_attributive(token: Token) -> bool:
    """Does the word stand before the noun it describes: "12 injured people"?"""
    if relation(token) not in ("amod", "compound") or token.head.i <= token.i:
        return False
    after = token.nbor(1)  # "eight die, 15 hurt": no compound is cut by a comma
    return relation(token) == "amod" or not after.is_punct or after.text == "-"


def first_verb(token: Token) -> Token | None:
    """The nearest verb at or above a token, within its sentence."""
    for _ in range(_MAX_STEPS):
        if token.pos_ in ("VERB", "AUX") and relation(token) not in ("aux", "cop"):
            return token
        if token.head.i == token.i:
            return None
        token = governor(token)
    return None


def governor(token: Token) -> Token:
    """The head, with two common slips of a parser mended by word order."""
    head: Token = token.head
    if head.i > token.i:
        left = _touched_on_the_left(token, head)
        if left is not None:
            return left
        if _opens_clause(head):
            return head.head
    return head


def _opens_clause(head: Token) -> bool:
    """Is the head a bare participle that opens a free adjunct?

    In "visits the city this month wanting to …" what stands before the participle belongs to the
    verb above.
    """
    return (
        head.tag_ == "VBG"
        and relation(head) in ("advcl", "acl")
        and not any(relation(c) in ("nsubj", "mark", "aux", "case") for c in head.children)
    )


def _touched_on_the_left(token: Token, head: Token) -> Token | None:
    """The word that the token's phrase follows directly, when a comma cuts it off from its head.

    In "During her visit to the city in May, both sides were calm" the month belongs to the visit,
    not to the calm.
    """
    doc = token.doc
    first = token.left_edge.i
    if first == 0 or doc[first].is_sent_start or relation(token) != "obl":
        return None
    touched = doc[first - 1]
    cut_off = any(doc[i].text == "," for i in range(token.i + 1, head.i))
    return touched if cut_off and touched.pos_ in ("NOUN", "PROPN") else None


def subject_role(verb: Token) -> str:
    """What part the subject of a verb plays: "obj" of a passive, "nsubj", or "sole" where there is
    no object: "three killed as bus overturns"."""
    children = list(dependants(verb))
    if any(child.dep_ == "aux:pass" for child in children):
        return "obj"
    has_object = any(relation(child) in ("obj", "ccomp") for child in children)
    return "nsubj" if has_object or verb.tag_ == "VBG" else "sole"


def relative_role(verb: Token) -> str:
    """What part a noun plays in its relative clause: the subject's, the object's where the clause
    has a subject of its own, none of "two bridges where one collapsed"."""
    children = list(dependants(verb))
    if not any(relation(c) == "nsubj" and c.tag_ not in ("WDT", "WP") for c in children):
        return subject_role(verb)
    taken = any(c.tag_ == "WRB" or (relation(c) == "obj" and c.tag_ != "WDT") for c in children)
    return "" if taken else "obj"

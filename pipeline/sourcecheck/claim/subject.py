"""Whose property it is: the names that the phrase or the clause gives."""

from __future__ import annotations

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.claim.layers import Layers, cases, closed_class, relation
from sourcecheck.claim.phrase import first_verb, phrase
from sourcecheck.claim.property import About
from sourcecheck.claim.vocabulary import properties


def subjects(layers: Layers, value: Tokens, what: About) -> tuple[tuple[str, ...], str]:
    """The entities the property belongs to, sorted, and the rule that found them.

    A relation needs its parties: where the parse gives fewer than two, the two names of the
    sentence are taken if there are exactly two. Else, in order: names inside the phrase of the
    property's noun ("Adler's visit", "the border of A and B"); the arguments of the clause's verb;
    the names of a relative clause on the noun; the subject of the verb above. Places behind a
    preposition of place are *where*, not *who*.
    """
    if not layers.parsed:
        return layers.entities(list(layers.sentence(value))), "subject:sentence"
    known = properties().get(what.property)
    found, rule = _by_grammar(layers, value, what)
    if known is not None and known.relational and len(found) < 2:
        parties = layers.entities(list(layers.sentence(value)))
        if len(parties) == 2 and set(found) <= set(parties):
            return parties, "subject:the-two-parties"
    return found, rule


def _by_grammar(layers: Layers, value: Tokens, what: About) -> tuple[tuple[str, ...], str]:
    """The subjects that the parse gives, and the rule."""
    anchor = what.anchor if what.anchor is not None else value.root
    motion = (known := properties().get(what.property)) is not None and known.motion
    if anchor.pos_ not in ("VERB", "AUX"):
        nearby = [*phrase(anchor), *phrase(value.root)]
        found = layers.entities(_without_places(layers, nearby))
        if found:
            return found, "subject:phrase"
        for predicate in (anchor, value.root):
            if found := layers.entities(_role(layers, predicate, ("nsubj",))):
                return found, "subject:of-predicate"
    verb = anchor if anchor.pos_ == "VERB" else first_verb(value.root)
    if verb is not None:
        found = layers.entities(_arguments(layers, verb, motion))
        if found:
            return found, "subject:clause"
    for clause in anchor.children:
        if clause.dep_ == "acl:relcl":
            found = layers.entities(_arguments(layers, clause, motion=False))
            if found:
                return found, "subject:relative-clause"
    if verb is not None and (above := first_verb(verb.head)) is not None and above.i != verb.i:
        found = layers.entities(_role(layers, above, ("nsubj",)))
        if found:
            return found, "subject:clause-above"
    return (), "subject:none"


def places(layers: Layers, value: Tokens, what: About) -> tuple[str, ...]:
    """Where it is stated to hold: names behind a preposition of place in the clause or phrase.

    What belongs to an event holds where the event is, so there the whole sentence is looked at.
    """
    if not layers.parsed:
        return ()
    known = properties().get(what.property)
    anchor = what.anchor if what.anchor is not None else value.root
    for head in (anchor, first_verb(value.root)):
        if head is None:
            continue
        tokens = [t for t in phrase(head) if _is_place(layers, t)]
        if known is not None and known.motion:
            tokens += [t for t in _role(layers, head, ("obj",)) if _kind(layers, t) == "LOC"]
        if found := layers.entities(tokens):
            return found
    if known is not None and known.event:
        return layers.entities([t for t in layers.sentence(value) if _is_place(layers, t)])
    return ()


def _arguments(layers: Layers, verb: Token, motion: bool) -> list[Token]:
    """Tokens of the verb's subject, object and non-local obliques; a shared subject is found
    through coordination ("A went to … and signed …")."""
    roles = ("nsubj",) if motion else ("nsubj", "obj", "iobj", "obl")
    found = _role(layers, verb, roles)
    own_subject = any(relation(child) == "nsubj" for child in verb.children)
    if not own_subject and relation(verb) in ("conj", "advcl", "xcomp"):
        found += _role(layers, verb.head, ("nsubj",))
    return _without_places(layers, found)


def _role(layers: Layers, verb: Token, roles: tuple[str, ...]) -> list[Token]:
    found: list[Token] = []
    for child in verb.children:
        if relation(child) in roles and child.i not in layers.dates:
            found.extend(phrase(child))
    return found


def _without_places(layers: Layers, tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if not _is_place(layers, token)]


def _is_place(layers: Layers, token: Token) -> bool:
    """A place name behind a preposition of place ("in Bosnia"), or coordinated with one."""
    if _kind(layers, token) != "LOC":
        return False
    head = token
    while relation(head) in ("flat", "compound", "conj") and head.head.i != head.i:
        head = head.head
    return bool(cases(head) & closed_class("place_prepositions")) and relation(head) in (
        "obl",
        "nmod",
    )


def _kind(layers: Layers, token: Token) -> str:
    mention = layers.names.get(token.i)
    return mention.name.kind if mention is not None and mention.name is not None else ""

"""Whose property it is: the names that the phrase or the clause gives.

And the names of a document: as rows of a table, and as claims of how it writes them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Any

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck.claim.apposition import aside
from sourcecheck.claim.layers import Layers
from sourcecheck.claim.page import Page, claim_id, lead_end, sentence_of
from sourcecheck.claim.property import About
from sourcecheck.claim.speech import own, reporting, reports
from sourcecheck.claim.tree import (
    cases,
    child_of,
    dependants,
    first_verb,
    is_of,
    lemma,
    phrase,
    relation,
)
from sourcecheck.claim.vocabulary import Property, properties
from sourcecheck.lexicon import classes
from sourcecheck.lexicon.classes import closed_class, word_class
from sourcecheck.model.claim import Claim
from sourcecheck.model.mention import Mention
from sourcecheck.model.name import Name
from sourcecheck.normalise.name import territory

#: Steps from a noun up to the predicate of its clause: "X is an island, with a population of …".
_STEPS = 4


def subjects(layers: Layers, value: Tokens, what: About) -> tuple[tuple[str, ...], str]:
    """The entities the property belongs to, sorted, and the rule that found them.

    What stands behind a name in a list is that name's. What an apposition states is said of what it
    stands beside, and of nobody else. A relation
    needs its parties: where the parse gives fewer than two, the two names of the sentence are taken
    if there are exactly two. Else, in order: names inside the phrase of the property's noun
    ("Adler's visit", "the border of A and B"); the arguments of the clause's verb; the names of a
    relative clause on the noun; the subject of the verb above. Places behind a preposition of place
    are *where*, not *who*; who reports it is the subject only of what is the reporter's own.
    """
    if not layers.parsed:
        return layers.entities(layers.sentence(value)), "subject:sentence"
    known = properties().get(what.property)
    search = _Search(layers, value, what, known)
    found, rule = search.listed() or search.landmark() or search.beside() or search.by_grammar()
    if known is not None and known.relational and len(found) < 2:
        parties = search.named(layers.sentence(value))
        if len(parties) == 2 and set(found) <= set(parties):
            return parties, "subject:the-two-parties"
    if not found and not (known is not None and known.event):
        found = layers.entities(own(layers, value, search.anchor))
        rule = "subject:speaker" if found else rule
    return found, rule


class _Search:
    """The names that may be the subject of one value."""

    def __init__(self, layers: Layers, value: Tokens, what: About, known: Property | None) -> None:
        self.layers, self.value = layers, value
        self.anchor: Token = what.anchor if what.anchor is not None else value.root
        self.known = known
        self.motion = known is not None and known.motion
        self.relational = known is not None and known.relational
        self.outside = reporting(layers, value)
        self.behind = what.rule.endswith("behind")

    def named(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        """The entities of tokens: not who reports it, nor whom a name only describes."""
        kept = [t for t in tokens if t.i not in self.outside and not describing(self.layers, t)]
        return self.layers.entities(kept)

    def listed(self) -> tuple[tuple[str, ...], str] | None:
        """The name that its value stands behind in a list: "Losses: North 53; South 65"."""
        if self.layers.list_label(self.value) is None:
            return None
        found = self.named([self.layers.doc[self.value.start - 1]])
        return (found, "subject:listed") if found else None

    def landmark(self) -> tuple[tuple[str, ...], str] | None:
        """The name that a distance is measured from: "30 km south of Aldmouth".

        Behind a preposition of place ("30 km from Aldmouth") it is where, as with other figures.
        """
        if not self.behind or self.known is None or self.known.dimension != "length":
            return None
        head = self.anchor.head if self.anchor.pos_ == "ADP" else self.anchor
        behind = [t for t in phrase(head) if t.i > self.anchor.i]
        found = self.named(_without_places(self.layers, behind))
        return (found, "subject:landmark") if found else None

    def beside(self) -> tuple[tuple[str, ...], str] | None:
        """What an apposition stands beside; with the other party, where two are needed.

        () for a noun that no name belongs to: then nothing else of the sentence is meant. What
        belongs to an event is not the name's: "Aldmouth, where 30 people were killed".
        """
        if self.known is not None and self.known.event:
            return None
        near = aside(self.layers, self.value, known=self.known is not None)
        if near is None:
            return None
        if near.relative and self.known is None and self.anchor.pos_ != "VERB":
            inside = [t for t in phrase(self.anchor) if t.i > near.first]
            if found := self.named(_without_places(self.layers, inside)):
                return found, "subject:phrase"
        mention = self.layers.names.get(near.host.i)
        found = self.layers.entities([near.host] if mention is not None else phrase(near.host))
        verb = first_verb(self.value.root)
        if self.relational and verb is not None:
            found = tuple(sorted({*found, *self.named(_arguments(self.layers, verb, self.motion))}))
        return found, "subject:apposition"

    def by_grammar(self) -> tuple[tuple[str, ...], str]:
        """The subjects that the parse gives, and the rule."""
        layers, anchor, value = self.layers, self.anchor, self.value
        if anchor.pos_ not in ("VERB", "AUX"):
            nearby = [*phrase(anchor), *phrase(value.root)]
            if found := self.named(_without_places(layers, nearby)):
                return found, "subject:phrase"
            if found := self.named(_possessor(layers, value.root)):
                return found, "subject:possessor"
            for predicate in (anchor, value.root, *_predicates(anchor)):
                if found := self.named(role_tokens(layers, predicate, ("nsubj",))):
                    return found, "subject:of-predicate"
        verb = anchor if anchor.pos_ == "VERB" else first_verb(value.root)
        if verb is not None and (found := self.named(_arguments(layers, verb, self.motion))):
            return found, "subject:clause"
        for clause in dependants(anchor):
            if clause.dep_ != "acl:relcl":
                continue
            if found := self.named(_arguments(layers, clause, motion=False)):
                return found, "subject:relative-clause"
        above = first_verb(verb.head) if verb is not None else None
        if verb is None or above is None or above.i == verb.i:
            return (), "subject:none"
        if reports(above) and child_of(verb, "nsubj"):
            return (), "subject:none"  # "Adler told the paper that the school has 300 pupils"
        found = self.named(role_tokens(layers, above, ("nsubj",)))
        return found, "subject:clause-above" if found else "subject:none"


def _possessor(layers: Layers, token: Token) -> list[Token]:
    """The name or description behind which "of" or "with" brings the value: "the town with a
    population of 900"."""
    for _ in range(_STEPS):
        joined = relation(token) == "nmod" and cases(token) & {"of", "with"}
        if relation(token) not in ("nmod", "nummod", "compound", "amod", "appos"):
            break
        token = token.head
        if token.i in layers.names:
            return [token] if joined else []
    return []


def _predicates(anchor: Token) -> list[Token]:
    """The nouns above that are predicates with a subject: "island" of "Alder is an island in the
    sea, with a population of 900"."""
    found: list[Token] = []
    token = anchor
    for _ in range(_STEPS):
        if relation(token) not in ("nmod", "appos", "conj", "obl") or token.head.i == token.i:
            break
        if child_of(token, "nsubj", "cop"):
            break  # a clause of its own
        token = token.head
        if child_of(token, "cop"):
            found.append(token)
    return found


def _arguments(layers: Layers, verb: Token, motion: bool) -> list[Token]:
    """Tokens of the verb's subject, object and non-local obliques; a shared subject is found
    through coordination ("A went to … and signed …")."""
    roles = ("nsubj",) if motion else ("nsubj", "obj", "iobj", "obl")
    found = role_tokens(layers, verb, roles)
    own_subject = any(relation(child) == "nsubj" for child in verb.children)
    if not own_subject and relation(verb) in ("conj", "advcl", "xcomp"):
        found += role_tokens(layers, verb.head, ("nsubj",))
    return _without_places(layers, found)


def role_tokens(layers: Layers, verb: Token, roles: tuple[str, ...]) -> list[Token]:
    """The tokens of what stands in these roles; of several subjects, as a parser has them where an
    apposition stands between, the one that is a name."""
    near = [c for c in dependants(verb) if relation(c) in roles]
    if "nsubj" in roles and not any(relation(child) == "nsubj" for child in near):
        near += [c for c in dependants(verb) if _opens(layers, c)]
    held = [child for child in near if child.i not in layers.dates]
    held = [_antecedent(verb, child) for child in _named_subjects(layers, held)]
    return [token for child in held for token in core(layers, child)]


def _named_subjects(layers: Layers, held: list[Token]) -> list[Token]:
    """Of several subjects those that are names, if any is; all else as it is."""
    own = [child for child in held if relation(child) == "nsubj"]
    if len(own) > 1 and any(layers.is_name(child) for child in own):
        return [c for c in held if relation(c) != "nsubj" or layers.is_name(c)]
    return held


def _antecedent(verb: Token, subject: Token) -> Token:
    """What a relative pronoun stands for: "Roe, who is serving a ten-year sentence"."""
    relative = subject.lower_ in ("who", "which", "that") and relation(verb) == "acl"
    return verb.head if relative else subject


def _opens(layers: Layers, token: Token) -> bool:
    """Is it the name that opens a sentence of a report, which a parser takes for an address:
    "Alder, founded in 1931, has 600 workers"?"""
    return relation(token) == "vocative" and bool(token.is_sent_start) and layers.is_name(token)


def _without_places(layers: Layers, tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if not is_place(layers, token)]


def is_place(layers: Layers, token: Token) -> bool:
    """A place name behind a preposition of place ("in Bosnia"), or coordinated with one."""
    if layers.kind(token) != "LOC":
        return False
    head = token
    while head.head.i != head.i and (
        relation(head) in ("flat", "compound", "conj")
        or _is_called(head)
        or layers.names.get(head.head.i) is layers.names[token.i]  # "Red" of "Red Bluff"
    ):
        head = head.head
    return bool(cases(head) & closed_class("place_prepositions")) and relation(head) in (
        "obl",
        "nmod",
    )


def _is_called(name: Token) -> bool:
    """Is it the name in "the city of Aldmouth", which stands for the whole?"""
    noun = lemma(name.head)
    return is_of(name) and noun in closed_class("place_words") | word_class("bearers", "bearers")


# --- names in a phrase ----------------------------------------------------------------------------


def core(layers: Layers, head: Token) -> list[Token]:
    """The tokens of a phrase that say whom it is about: for a name the name itself and those
    joined to it by "and", without what describes it; else the whole phrase."""
    if not layers.is_name(head):
        return phrase(head)
    found = [head]
    for child in dependants(head):
        if relation(child) == "conj":
            found.extend(core(layers, child))
    return found


def describing(layers: Layers, token: Token) -> bool:
    """Is the token in a name that only describes: "an Ambrian-born fighter", "the Ambrian
    champion"? Such a name is nobody whose record or age is stated."""
    kind = layers.kind(token)
    if kind not in ("NORP", "LOC"):
        return False
    after = token.i + 1
    if after + 1 < len(layers.doc) and layers.doc[after].text == "-":
        return lemma(layers.doc[after + 1]) in word_class("bearers", "describing_participles")
    if kind == "NORP" and _one_of_them(token):
        return True
    if kind != "NORP" or relation(token) not in ("amod", "compound", "nmod"):
        return False
    return token.head.i > token.i and token.head.tag_ == "NN" and _person(token.head)


def _one_of_them(token: Token) -> bool:
    """Is it one person of a country, who is not the country: "the Ambrian won", "a Norlandman"?"""
    alone = relation(token) in ("nsubj", "obj", "iobj", "obl") and token.tag_ in ("NN", "NNP")
    before = token.doc[token.i - 1].lower_ if token.i else ""
    return alone and before in ("the", "a", "an") and token.lower_.endswith(_ends_of_one())


@functools.cache
def _ends_of_one() -> tuple[str, ...]:
    return tuple(sorted(word_class("bearers", "ends_of_one")))


def _person(noun: Token) -> bool:
    return lemma(noun) in classes.titles() or lemma(noun) in word_class("references", "people")


#: Kinds of name of which it is told how they are written, and the property of such a claim.
_SPELLED_KINDS = ("PERSON", "LOC", "ORG", "NORP")
#: Rules that found no name of a thing's own: what refers to one, and peoples of countries.
_NO_SPELLING = ("pronoun", "description", "demonym", "compound")
_SPELLED = "name"
_WORD = re.compile(r"[^\W\d_]+")


def names(page: Page) -> list[dict[str, Any]]:
    """The names of one document as rows of `tables.NAMES`: one a canonical name, forms sorted."""
    forms: dict[str, set[str]] = {}
    kinds: dict[str, str] = {}
    counts: dict[str, int] = {}
    lead, led = lead_end(page.layers.view), set[str]()
    for mention in page.layers.named:
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
            "source": page.source.id,
            "name": entity,
            "kind": kinds[entity],
            "forms": tuple(sorted(forms.get(entity, {entity}))),
            "mentions": counts[entity],
            "lead": entity in led,
        }
        for entity in sorted(counts)
    ]


def spellings(page: Page) -> list[Claim]:
    """How one document writes its names: a claim for each name and form, at its first mention.

    Countries and their peoples are left out: their forms are known. So are pronouns, descriptions
    and what stands for several names.
    """
    made: dict[tuple[str, str], Claim] = {}
    for mention in page.layers.named:
        name = mention.name
        if name is None or len(name.entities) != 1 or not _is_spelled(name.kind, name.entities[0]):
            continue
        if name.how in _NO_SPELLING or territory(name.entities[0]) is not None:
            continue
        key = name.entities[0], name.text
        if key not in made:
            made[key] = _spelling(page, mention, name)
    return list(made.values())


def _is_spelled(kind: str, entity: str) -> bool:
    """A name of no known kind may be a person's if it has two words or more."""
    return kind in _SPELLED_KINDS or (kind == "OTHER" and len(_WORD.findall(entity)) > 1)


def _spelling(page: Page, mention: Mention, name: Name) -> Claim:
    """That a document writes a name in this form."""
    return Claim(
        id=claim_id(page, mention, _SPELLED),
        source=page.source.id,
        span=mention.span,
        kind="name",
        property=_SPELLED,
        subjects=name.entities,
        text=name.text,
        sentence=sentence_of(page, page.layers.tokens(mention)),
        rules=(f"name:{name.how}",),
    )

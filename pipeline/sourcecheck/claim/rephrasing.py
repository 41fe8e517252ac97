"""The words of a clause as they stand, turned round for a question: "did the club sell its land".

Every function gives "" where the grammar is not plain: a question of wrong words is worse than one
that says less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.claim.layers import Layers
from sourcecheck.claim.tree import cases, child_of, dependants, is_of, lemma, relation

#: Most tokens of a noun's phrase, of what is "of" it, and of a verb's further words.
_MOST_PHRASE, _MOST_OF, _MOST_TAIL = 7, 5, 12
_LEFT = ("det", "amod", "compound", "nmod", "nummod", "flat")
_DENIED = ("not", "n't", "n’t", "never")
#: Ends on which no verb ends: a lemmatiser cut too much ("renovat", "settl") or too little.
_NO_VERB = re.compile(
    r"(?:[^aeo]at|v|u|[^i]c|[^z]z|[^s]s|[rd]g|[bcdfgkpstz][lr]|fre|gre"
    r"|(?:ai|ea|ee|oa|oo|ou|ei)[bdfgklmnprt]e"
    r"|(?:[clrs]k|[ncpflr]t|mp|lp|rm|rn|wn|ss|sh|ch|ll|tt|ff|[nlr]d)e)$"
)


def word_list(name: str) -> tuple[str, ...]:
    """A list of `resources/asking.toml`."""
    return tuple(_asking()["words"][name])


def _asking() -> Any:
    return resources.load("asking")


# --- noun phrases ---------------------------------------------------------------------------------


def noun(layers: Layers, head: Token, without: range = range(0)) -> str:
    """The phrase of a noun in its own words, without the tokens of `without` and without clauses;
    "the" for what points back in its text; a pronoun by the one name it stands for."""
    if head.pos_ == "PRON" or head.tag_ in ("PRP", "WP", "WDT", "DT", "EX"):
        return _pronoun(layers, head)
    if head.pos_ not in ("NOUN", "PROPN") or head.i in layers.dates:
        return ""
    first, last = _edges(layers, head, without)
    tokens = [t for t in head.doc[first : last + 1] if t.i not in without]
    if any(t.is_space and "\n" in t.text for t in tokens) or _has_clause(tokens):
        return ""
    text = "".join(_said(layers, token) + token.whitespace_ for token in tokens)
    return re.sub(r"\s+", " ", text).strip(" -–,")


def _pronoun(layers: Layers, token: Token) -> str:
    """The name that a pronoun stands for, else the pronoun as one who asks says it."""
    name = layers.name(token)
    if name is not None and len(name.entities) == 1:
        return name.entities[0]
    word = token.lower_
    known = ("he", "she", "it", "they", "him", "her", "them")
    return word if word in known else str(_asking()["speakers"].get(word, ""))


def _edges(layers: Layers, head: Token, without: range) -> tuple[int, int]:
    """The first and last token of a noun's phrase: what stands before it, the rest of its name,
    and a short phrase with "of"."""
    near = [c for c in dependants(head) if c.i not in without]
    last = head.i
    for child in near:
        end = _goes_on(layers, head, child, without)
        if last < end <= last + _MOST_OF and child.left_edge.i <= last + 2:
            last = end
    return _first(head, near), last


def _first(head: Token, near: list[Token]) -> int:
    """The first token of what stands before a noun and belongs to it."""
    before = [c for c in near if c.i < head.i]
    left = [c.left_edge.i for c in before if relation(c) in _LEFT and not cases(c)]
    owners = [c.left_edge.i for c in before if cases(c) & {"'s", "’s", "'", "’"}]
    first = min([head.i, *left, *owners])
    if head.i - first < _MOST_PHRASE:
        return first
    return min([head.i, *(c.i for c in before if head.i - _MOST_PHRASE < c.i)])


def _goes_on(layers: Layers, head: Token, child: Token, without: range) -> int:
    """Where a noun's phrase ends if it goes on with this dependant; -1 if it does not."""
    if relation(child) == "conj" and child_of(child, "cc"):  # "pupils and students"
        return _end_of(layers, child, without)
    if relation(child) == "flat" or child.i in _rest_of_name(layers, head):
        return int(child.right_edge.i)
    return _end_of(layers, child, without) if is_of(child) and child.i > head.i else -1


def _end_of(layers: Layers, complement: Token, without: range) -> int:
    """The last token of an of-phrase; -1 where it holds the value or a date."""
    first, last = _edges(layers, complement, without)
    held = range(complement.left_edge.i, last + 1)
    apart = any(i in layers.dates or i in without for i in held)
    return -1 if apart or last - first >= _MOST_OF else last


def _rest_of_name(layers: Layers, head: Token) -> range:
    mention = layers.names.get(head.i)
    if mention is None or head.pos_ != "PROPN":
        return range(0)
    tokens = layers.tokens(mention)
    return range(head.i, tokens.end) if tokens is not None else range(0)


def _has_clause(tokens: list[Token]) -> bool:
    return any(t.is_sent_start and n for n, t in enumerate(tokens)) or not any(
        t.is_alpha for t in tokens
    )


def _said(layers: Layers, token: Token) -> str:
    """A token as a question says it: what points back is "the", a sentence's capital is none."""
    if token.lower_ in word_list("pointing"):
        return "the"
    if token.lower_ == "own" and token.i and token.nbor(-1).lower_ in word_list("pointing"):
        return ""
    name = layers.name(token)
    plain = token.pos_ != "PROPN" and (name is None or name.how == "description")
    begins = plain and (token.is_sent_start or token.pos_ in ("DET", "ADP", "PRON"))
    return token.lower_ if begins and (token.is_title or len(token) == 1) else token.text


def the(phrase: str) -> str:
    """A phrase as of what is known to be one: "a major check" is "the major check"."""
    first, _, rest = phrase.partition(" ")
    if first.lower() in word_list("indefinite") and rest:
        return "the " + rest
    named = phrase[:1].isupper() or first.lower() == "the" or first.endswith(("'s", "’s"))
    return phrase if named or not phrase else "the " + phrase


def several(noun: Token) -> bool:
    """Is it a plural?"""
    return noun.tag_ in ("NNS", "NNPS") or child_of(noun, "conj") is not None


# --- verbs ----------------------------------------------------------------------------------------


def subject(layers: Layers, verb: Token) -> Token | None:
    """The subject of a verb, of the verb it is joined to, or what its relative clause is about."""
    for one in (verb, verb.head if relation(verb) == "conj" else verb):
        for child in dependants(one):
            if relation(child) != "nsubj":
                continue
            if child.tag_ not in ("WDT", "WP") and child.lower_ != "that":
                return child
            return one.head if one.dep_ == "acl:relcl" else None
    return verb.head if relation(verb) == "acl" and verb.tag_ == "VBN" else None


def base(verb: Token) -> str:
    """The form of a verb behind "did"; "" where the lemma may be no word."""
    word = lemma(verb)
    cut = _NO_VERB.search(word)
    unchanged = word == verb.lower_ and word.endswith("ed")
    return "" if cut or unchanged or len(word) < 2 or not word.isalpha() else word


def _helpers(verb: Token) -> list[Token] | None:
    """The auxiliaries before a verb; None for what is denied or run together ("they've")."""
    if any(child.lower_ in _DENIED for child in dependants(verb)):
        return None
    found = [c for c in dependants(verb) if relation(c) == "aux" and c.i < verb.i]
    return None if any(not c.is_alpha for c in found) else found


def turned(layers: Layers, verb: Token, left_out: Token | None, without: range) -> str:
    """The clause behind a question word: "did the club sell its ground", "were the boats built".

    `left_out` is what the question asks for, `without` the tokens of the value.
    """
    whose, helpers = subject(layers, verb), _helpers(verb)
    if whose is None or helpers is None or whose == left_out or whose.i in without:
        return ""
    said = noun(layers, whose, without)
    rest = tail(layers, verb, left_out, without)
    if not said or rest is None:
        return ""
    first, behind = _split(verb, whose, helpers)
    return " ".join(word for word in (first, said, *behind, rest) if word) if first else ""


def _split(verb: Token, whose: Token, helpers: list[Token]) -> tuple[str, list[str]]:
    """The word that goes before the subject, and those of the verb that stay behind it."""
    many = several(whose) or whose.lower_ in ("they", "we", "you")
    plain = base(verb)
    if helpers:
        return _by_helpers(verb, many, [c.lower_ for c in helpers])
    near = [*dependants(verb), *(dependants(verb.head) if relation(verb) == "conj" else ())]
    passive = any(c.dep_ in ("nsubj:pass", "aux:pass") for c in near) or relation(verb) == "acl"
    if verb.tag_ == "VBN" and passive:
        return ("were" if many else "was"), [verb.lower_]
    if verb.tag_ == "VBG" or not plain:
        return "", []
    past = verb.tag_ in ("VBD", "VBN")
    return ("did" if past else "do" if many else "does"), [plain]


def _by_helpers(verb: Token, many: bool, helpers: list[str]) -> tuple[str, list[str]]:
    """As `_split`, of a verb with helping verbs: "has been sold", "will go"."""
    first, *more = helpers
    if first == "to":
        return "", []
    if first in ("has", "have", "had") and "been" in more and verb.tag_ != "VBG":
        return ("were" if many else "was"), [verb.lower_]
    if first in ("has", "have", "had"):
        plain = base(verb)
        return ("did" if plain else ""), [plain]
    return first, [*more, verb.lower_]


def told(layers: Layers, verb: Token, left_out: Token, without: range) -> str:
    """The clause behind its own subject: "were sold in the north", "will go"."""
    helpers, rest = _helpers(verb), tail(layers, verb, left_out, without)
    if helpers is None or rest is None or (verb.tag_ == "VBG" and not helpers):
        return ""
    words = [c.lower_ for c in helpers]
    if not helpers and verb.tag_ == "VBN":
        words = ["were"] if left_out.dep_ == "nsubj:pass" else []
    return " ".join(word for word in (*words, verb.lower_, rest) if word)


def tail(layers: Layers, verb: Token, left_out: Token | None, without: range) -> str | None:
    """The particle and the object of a verb and the first place or circumstance behind it; None
    where a clause that hangs on it would be cut off."""
    said: list[str] = []
    circumstance = False
    for child in dependants(verb):
        role = relation(child)
        if role in ("ccomp", "csubj") or (role == "xcomp" and child.pos_ in ("VERB", "AUX")):
            return None
        if child.i < verb.i or child == left_out or child.i in without:
            continue
        if _completes(child):
            said.append(child.text)
        elif role in ("obj", "iobj") or (role == "xcomp" and child.pos_ == "NOUN"):
            thing = noun(layers, child, without)
            if not thing:
                return None
            said.append(thing)
        elif role == "obl" and not circumstance and (words := _circumstance(layers, child)):
            said.append(words)
            circumstance = True
    said += _antecedent(layers, verb, left_out, without)
    joined = " ".join(said)
    if not joined and left_out is None and lemma(verb) in word_list("transitive"):
        return None
    return joined if len(joined.split()) <= _MOST_TAIL else " ".join(said[:1])


def _completes(child: Token) -> bool:
    """Is it a word that a verb needs: "wore out", "sent home", "was found dead"?"""
    adverb = relation(child) == "advmod" and child.lower_ in word_list("adverbs")
    adverb = adverb and child.i == child.head.i + 1
    adjective = relation(child) == "xcomp" and child.pos_ == "ADJ"
    return adverb or adjective or child.dep_ == "compound:prt"


def _circumstance(layers: Layers, child: Token) -> str:
    """A short phrase with its preposition; "" for a time, a figure or what is long."""
    held = range(child.left_edge.i, child.right_edge.i + 1)
    if any(i in layers.dates or i in layers.figures for i in held):
        return ""
    case = [c for c in dependants(child) if relation(c) == "case" and c.i < child.i]
    said = noun(layers, child)
    if len(case) != 1 or not said or len(said.split()) > _MOST_OF:
        return ""
    return f"{case[0].lower_} {said}"


def _antecedent(
    layers: Layers, verb: Token, left_out: Token | None, without: range
) -> Iterator[str]:
    """The object of a relative clause is what it hangs on: "the mill, which Pell sold in May"."""
    own = any(relation(c) == "nsubj" and c.tag_ not in ("WDT", "WP") for c in dependants(verb))
    objects = [c for c in dependants(verb) if relation(c) == "obj"]
    relative = verb.dep_ == "acl:relcl" and own and verb.head != left_out
    if relative and all(c.tag_ in ("WDT", "WP") for c in objects):
        yield noun(layers, verb.head, without)

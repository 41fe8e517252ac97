"""The question that the clause of a value answers, worded as the clause is: of "The club sold 12
boats in May" the number answers "How many boats did the club sell", the month "When did the club
sell 12 boats".

Where the grammar is not plain there is none, and the reconcile stage asks by the property alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.claim.layers import Layers
from sourcecheck.claim.rephrasing import noun, several, subject, tail, the, told, turned, word_list
from sourcecheck.claim.tree import cases, child_of, dependants, is_of, lemma, relation, root
from sourcecheck.lexicon.classes import closed_class
from sourcecheck.model.claim import ClaimKind

#: The longest question, in characters, that is taken over.
_MOST = 110
_MAX_STEPS = 6
_HIGH = {"percent": "How high", "money": "How large", "duration": "How long"}
_BY_SIZE = {**_HIGH, "money": "How much", "quantity": "what"}
#: So many words at most say what is counted.
_MOST_COUNTED = 4


def asks(layers: Layers, value: Tokens, kind: ClaimKind, dimension: str) -> str:
    """The question, without its mark, that a value of this kind answers; "" for none that is
    plain."""
    if not layers.parsed or kind in ("ordinal", "attribute", "name"):
        return ""
    without = range(value.start, value.end)
    ways = _of_date if kind == "date" else _of_count if kind == "count" else _of_measure
    for asked in ways(layers, value, without, kind, dimension):
        plain = re.sub(r"\s+([,’'])", r"\1", " ".join(asked.split()))
        if plain and len(plain) <= _MOST and not re.search(r"[\"“”()\[\]?!:;]", plain):
            return plain[0].upper() + plain[1:]
    return ""


# --- dates ----------------------------------------------------------------------------------------


def _of_date(
    layers: Layers, value: Tokens, without: range, kind: str, dimension: str
) -> Iterator[str]:
    hung, head = _above(layers, root(value), without)
    if head is None:
        if relation(hung) == "ROOT" and (said := _predicate(layers, hung, without)):
            yield f"when {said}"
        return
    kept = cases(root(value)) & set(word_list("when"))
    word = f"{min(kept)} when" if kept else "when"
    if head.pos_ in ("VERB", "AUX") and (clause := turned(layers, head, None, without)):
        yield f"{word} {clause}"
    elif head.pos_ in ("ADJ", "NOUN", "ADV") and (said := _predicate(layers, head, without)):
        yield f"{word} {said}"
    elif head.pos_ == "NOUN" and relation(hung) in ("nmod", "nummod", "compound"):
        thing = "" if several(head) else the(noun(layers, head, without))
        yield f"{word} was {thing}" if thing and not any(c.isdigit() for c in thing) else ""


def _above(layers: Layers, token: Token, without: range) -> tuple[Token, Token | None]:
    """What a date hangs on, and by which of its words: through the nouns that only say where or
    with what, up to the verb, the subject or the head of a line."""
    hung = token
    for _ in range(_MAX_STEPS):
        head = hung.head
        if head.i == hung.i:
            return hung, None
        circumstance = relation(head) in ("obl", "nmod", "obj", "conj", "appos", "nummod", "flat")
        inside = head.i in without or head.i in layers.dates or head.i in layers.figures
        if not inside and not (head.pos_ in ("NOUN", "PROPN", "NUM", "SYM") and circumstance):
            return hung, head
        hung = head
    return hung, None


def _predicate(layers: Layers, head: Token, without: range) -> str:
    """A clause of "to be" behind its question word: "was the lake open"."""
    link = _link(head)
    whose = subject(layers, head)
    told_of = head.i in layers.figures and head.i not in without
    if link is None or whose is None or whose.i in without or told_of or _helped(head):
        return ""
    said = noun(layers, whose, without)
    what = "" if head.i in without else _said_of(layers, head, without)
    return f"{link.lower_} {said} {what}" if said and (what or head.i in without) else ""


def _said_of(layers: Layers, head: Token, without: range) -> str:
    return noun(layers, head, without) if head.pos_ in ("NOUN", "PROPN") else head.lower_


def _helped(head: Token) -> bool:
    return any(relation(c) == "aux" or c.lower_ in ("not", "n't", "n’t") for c in dependants(head))


# --- counts ---------------------------------------------------------------------------------------


def _of_count(
    layers: Layers, value: Tokens, without: range, kind: str, dimension: str
) -> Iterator[str]:
    number = root(value)
    thing, what = _counted(layers, value, number)
    if thing is None or not what:
        return
    word = f"how many {what}"
    yield from _in_clause(layers, thing, word, without)
    for child in dependants(thing):
        done = relation(child) == "acl" and child.tag_ == "VBN"
        rest = tail(layers, child, None, without) if done else None
        if rest is not None:
            yield f"{word} were {child.lower_} {rest}"


def _counted(layers: Layers, value: Tokens, number: Token) -> tuple[Token | None, str]:
    """The noun that is counted, or the number of "12 of the boats", and how it is asked for."""
    for child in dependants(number):
        if is_of(child) and child.pos_ in ("NOUN", "PROPN"):
            said = noun(layers, child)
            return (number, f"of {said}") if said else (None, "")
    thing = number.head
    if not _counts(layers, value, number) or not several(thing):
        return None, ""
    said = value.doc[value.end : thing.i + 1].text
    of = next((c for c in dependants(thing) if is_of(c) and c.i > thing.i), None)
    if of is not None and (phrase := noun(layers, of)) and len(phrase.split()) <= _MOST_COUNTED:
        said += f" of {phrase}"
    return thing, said


def _counts(layers: Layers, value: Tokens, number: Token) -> bool:
    """Does a number count the noun that it hangs on, in plain words right behind it?"""
    thing = number.head
    if relation(number) not in ("nummod", "compound") or thing.pos_ != "NOUN":
        return False
    if relation(thing) == "compound":  # "a 150-seat hall"
        return False
    if not value.end <= thing.i <= value.end + _MOST_COUNTED:
        return False
    words = list(value.doc[value.end : thing.i + 1])
    plain = all(t.is_alpha or t.text == "-" for t in words) and words[0].text != "-"
    return plain and not any(t.i in layers.figures for t in words)


# --- measures, money, shares, stretches of time ---------------------------------------------------


def _of_measure(
    layers: Layers, value: Tokens, without: range, kind: str, dimension: str
) -> Iterator[str]:
    unit = root(value)
    after = value.doc[value.end] if value.end < len(value.doc) else None
    if kind == "duration" and after is not None and after.lower_ in word_list("behind_time"):
        return
    word = _word(layers, unit, kind, dimension)
    if not word:
        return
    yield from _in_clause(layers, unit, word, without, kind)
    head = unit.head
    if is_of(unit) and head.pos_ == "NOUN" and kind in _HIGH:
        thing = the(noun(layers, head, without))
        if thing and lemma(head) not in closed_class("measure_nouns"):
            yield f"{_HIGH[kind]} {'were' if several(head) else 'was'} {thing}"


def _word(layers: Layers, unit: Token, kind: str, dimension: str) -> str:
    """How a question on such a measure begins: "how much", "what length of cable"."""
    of = ""
    for child in dependants(unit):
        if not is_of(child) or child.i < unit.i:
            continue
        of = noun(layers, child) if child.pos_ in ("NOUN", "PROPN") else ""
        if not of:
            return ""
    if kind == "duration":
        return "" if of else "how long"
    if kind == "percent":
        return f"what percentage of {of}" if of else "what percentage"
    if kind == "money":
        return "" if of else "how much"
    measure = resources.load("asking")["measures"].get(dimension, "")
    if of and dimension in word_list("much"):
        return f"how much {'of ' if of.startswith('the ') else ''}{of}"
    return f"what {measure} of {of}" if of and measure else f"what {measure}" if measure else ""


def _in_clause(
    layers: Layers, token: Token, word: str, without: range, kind: str = "count"
) -> Iterator[str]:
    """The question by the part that a word has in its clause: subject, object, behind a
    preposition, or predicate."""
    role, verb = relation(token), token.head
    if kind == "count" and verb.is_alpha and _is_there(verb):
        if lemma(verb) == "be":
            yield f"{word} {verb.lower_} there"
    elif role == "nsubj" and verb.pos_ == "VERB":
        if rest := told(layers, verb, token, without):
            yield f"{word} {rest}"
    elif role == "obj" and verb.pos_ == "VERB":
        others = [c for c in dependants(verb) if relation(c) == "obj" and c != token]
        if not others and (clause := turned(layers, verb, token, without)):
            yield f"{word} {clause}"
    elif role == "obl" and verb.pos_ == "VERB":
        yield from _behind_preposition(layers, token, verb, word, without, kind)
    elif role == "obl" and kind == "quantity":
        yield from _with_adjective(layers, token, without)
    if kind in _BY_SIZE:
        yield from _as_predicate(layers, token, without, kind)


def _is_there(verb: Token) -> bool:
    """Is it a clause of "there is"?"""
    return any(relation(c) == "expl" and c.lower_ == "there" for c in dependants(verb))


def _link(head: Token) -> Token | None:
    """The form of "to be" that makes a word a predicate."""
    return next((c for c in dependants(head) if relation(c) == "cop" and c.is_alpha), None)


def _with_adjective(layers: Layers, unit: Token, without: range) -> Iterator[str]:
    """A question on the measure of an adjective: "how long is the bridge"."""
    said_of = unit.head
    if said_of.pos_ not in ("ADJ", "ADV") or said_of.i <= unit.i or cases(unit):
        return
    link, whose = _link(said_of), subject(layers, said_of)
    if link and whose and (said := noun(layers, whose, without)):
        yield f"how {said_of.lower_} {link.lower_} {said}"


def _as_predicate(layers: Layers, unit: Token, without: range, kind: str) -> Iterator[str]:
    """A question on a measure that is said of something: "how much was the fee"."""
    link = _link(unit)
    whose = child_of(unit, "nsubj")
    if link is None or whose is None or cases(unit) or _helped(unit):
        return
    if kind == "quantity" and _lies_off(without, unit):
        return
    if said := noun(layers, whose, without):
        yield f"{_BY_SIZE[kind]} {link.lower_} {said}"


def _lies_off(value: range, unit: Token) -> bool:
    """Does a figure say how far off something lies: "9 km north of the port"?"""
    after = unit.doc[value.stop] if value.stop < len(unit.doc) else unit
    return after.pos_ in ("ADP", "ADV") and after.lower_ != "of"


def _behind_preposition(
    layers: Layers, token: Token, verb: Token, word: str, without: range, kind: str
) -> Iterator[str]:
    """A question on what hangs on a verb by a preposition: "for how much was it sold"."""
    near = [c.lower_ for c in dependants(token) if relation(c) == "case"]
    clause = turned(layers, verb, None, without)
    if not clause or len(near) > 1:
        return
    inside = [t.lower_ for t in token.doc[without.start : token.i] if t.pos_ == "ADP"]
    case = near[0] if near else inside[0] if inside and kind == "duration" else ""
    if kind == "count" and case not in word_list("with_count"):
        return
    if kind == "quantity" and case == "at" and word.startswith("what length"):
        return  # how high or how far it lies
    if kind == "duration" and case in ("", "for"):
        yield f"{word} {clause}"
    elif case in word_list("how_long" if kind == "duration" else "prepositions"):
        yield f"{case} {word} {clause}"

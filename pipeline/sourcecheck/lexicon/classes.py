"""The word classes of `resources/grammar.toml`, and how lemmas are spelled here."""

from __future__ import annotations

import functools

from sourcecheck import resources
from sourcecheck.lexicon.relations import is_common


@functools.cache
def closed_class(name: str) -> frozenset[str]:
    """A list of `resources/grammar.toml` as a set of lemmas."""
    return frozenset(resources.load("grammar")["classes"][name])


@functools.cache
def word_class(table: str, name: str) -> frozenset[str]:
    """The list `name` of `resources/<table>.toml`."""
    return frozenset(resources.load(table)[name])


@functools.cache
def closed_words(words: tuple[str, ...]) -> frozenset[str]:
    """The words, with "@buildings" and the like replaced by that list of `grammar.toml`, "@people"
    by every word for people."""
    found: set[str] = set()
    for word in words:
        if word == "@people":
            found |= _people()
        found |= closed_class(word[1:]) if word.startswith("@") else {word}
    return frozenset(found)


@functools.cache
def _people() -> frozenset[str]:
    """Lemmas that say by themselves that people are counted: "villager", "nurse", "canadian"."""
    found = {*closed_class("anyone"), *resources.load("victims")["person"]["nouns"]}
    for territory in resources.load("territories").values():
        found.update(form.lower() for form in territory.get("demonyms", ()))
    return frozenset(found)


@functools.cache
def no_names() -> frozenset[str]:
    """Words that are no names, capital or not: months, days, units, openers of sentences."""
    return frozenset(resources.load("names")["no_names"])


def settled(word: str) -> str:
    """A lemma as it is spelled here, whichever way a lemmatiser took it ("people": "person")."""
    lemmas: dict[str, str] = resources.load("grammar")["lemmas"]
    return lemmas.get(word, word)


@functools.lru_cache(maxsize=100_000)
def mended(lemma: str, written: str) -> str:
    """The lemma of the `written` word, both in lower case, without what a learned lemmatiser may
    leave of its ending: "losse" of "losses", "viruse", "admitt" of "admitted".

    Mended is what is no common noun or verb of WordNet, but is one without that rest.
    """
    if lemma == written or is_common(lemma) or written.endswith(_COMPARED):
        return lemma
    double = lemma[-3:-1] if lemma.endswith("e") else lemma[-2:]
    if lemma.endswith("e") and written == lemma + "s":
        shorter = lemma[:-1]
    elif len(double) == 2 and double[0] == double[1]:  # "bette" of "betting", "admitt"
        shorter = lemma[:-2] if lemma.endswith("e") else lemma[:-1]
    else:
        return lemma
    return shorter if len(shorter) > 2 and is_common(shorter) else lemma


#: Ends of compared adjectives, which the list of nouns and verbs does not have.
_COMPARED = ("er", "est")


def past_of(word: str) -> str:
    """The verb of a past form spelled like another verb ("found" is of "find"); else ""."""
    forms: dict[str, str] = resources.load("grammar")["past_forms"]
    return forms.get(word, "")

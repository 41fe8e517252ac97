"""The word classes of `resources/grammar.toml`, how lemmas are spelled here, and titles.

Titles are what persons are called for: offices, ranks, roles and honorifics of
`resources/titles.toml`.
"""

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


def only_opens(text: str) -> bool:
    """Is it several words of which one that is no name has the only capital: "Tens of thousands
    rally"? Taggers of names take the opening of a headline for one."""
    first, *others = text.split() or [""]
    return bool(others) and first.casefold() in no_names() and all(map(str.islower, others))


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
        if not lemma.endswith(_BEFORE_ES):
            return lemma
        shorter = lemma[:-1]
    elif len(double) == 2 and double[0] == double[1]:  # "bette" of "betting", "admitt"
        shorter = lemma[:-2] if lemma.endswith("e") else lemma[:-1]
    else:
        return lemma
    return shorter if len(shorter) > 2 and is_common(shorter) else lemma


#: What stands before the "s" of a plural in "es": the "e" of "losses" is of the ending, that of
#: "fines" of the word.
_BEFORE_ES = ("se", "xe", "ze", "che", "she", "oe")
#: Ends of compared adjectives, which the list of nouns and verbs does not have.
_COMPARED = ("er", "est")


def past_of(word: str) -> str:
    """The verb of a past form that is taken for another word ("found" is of "find"); else ""."""
    forms: dict[str, str] = resources.load("grammar")["past_forms"]
    return forms.get(word, "")


_HEADS = ("offices", "ranks", "abbreviations", "roles")


@functools.cache
def listed_titles(*lists: str) -> frozenset[str]:
    """These lists of `resources/titles.toml` together, lower case."""
    titles = resources.load("titles")
    return frozenset(title for name in lists for title in titles[name])


def titles() -> frozenset[str]:
    """All titles and roles, lower case, of one or more words."""
    return listed_titles(*_HEADS)


@functools.cache
def announcing_titles() -> frozenset[str]:
    """Titles that may announce a person, lower case."""
    return listed_titles(*_HEADS, "before_surname") - listed_titles("also_ordinary")


@functools.cache
def honorifics() -> frozenset[str]:
    """ "mr.", "madame" and the like, lower case."""
    groups = resources.load("titles")["honorifics"].values()
    return frozenset(word for group in groups for word in group)


@functools.cache
def title_words() -> frozenset[str]:
    """Words that may stand before a person's name without belonging to it, lower case."""
    return frozenset(word for title in titles() | honorifics() for word in title.split())


@functools.cache
def short_titles() -> frozenset[str]:
    """Those of the words that end in a full stop: "gen."."""
    return frozenset(word for word in title_words() if word[-1] == ".")


@functools.cache
def _longest() -> int:
    return max(len(title.split()) for title in titles())


def title_at_end(phrase: list[str]) -> str:
    """The longest title or role that ends the list of lower-case words; "" if there is none."""
    for size in range(min(_longest(), len(phrase)), 0, -1):
        title = " ".join(phrase[-size:])
        if title in titles():
            return title
        if title.endswith("s") and not title.endswith("ss") and title[:-1] in titles():
            return ""
    return ""
